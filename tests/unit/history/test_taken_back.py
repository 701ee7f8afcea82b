"""A decision between two answers is taken back: both wait again, with what was put back shown meanwhile."""

from reintegration_desktop.history.graph import taken_back
from reintegration_desktop.history.merge import Merged, merge
from reintegration_desktop.history.versions import Kind, Version
from tests.unit.history.made import NOW, heads, nobody_minds, version

BASE = version("a1", risk="low", place="here", hours=-9)
ONE = version("a2", BASE, risk="high", place="here", hours=-8)
TWO = version("b1", BASE, risk="medium", place="here", hours=-7)
DECIDED = version("a3", ONE, TWO, kind=Kind.RESOLVE, risk="high", place="here", hours=-6)
BACK = version("a4", DECIDED, kind=Kind.RESOLVE, risk="medium", place="here", hours=-5)


def view(*versions: Version) -> Merged:
    graph = {one.id: one for one in versions}
    return merge(graph, heads(versions), nobody_minds, NOW)


def test_a_decision_closes_the_question():
    assert view(BASE, ONE, TWO, DECIDED).conflicts == ()


def test_taken_back_both_answers_wait_with_who_wrote_them():
    merged = view(BASE, ONE, TWO, DECIDED, BACK)
    (conflict,) = merged.conflicts
    assert {option.version: option.value for option in conflict.options} == {ONE.id: "high", TWO.id: "medium"}
    assert (conflict.shown, merged.answers["risk"]) == ("medium", "medium")


def test_decided_again_nothing_waits():
    again = version("b2", BACK, kind=Kind.RESOLVE, risk="medium", place="here", hours=-4)
    assert view(BASE, ONE, TWO, DECIDED, BACK, again).conflicts == ()


def test_the_second_decision_can_be_taken_back_like_the_first():
    again = version("b2", BACK, kind=Kind.RESOLVE, risk="medium", place="here", hours=-4)
    once_more = version("b3", again, kind=Kind.RESOLVE, risk="medium", place="here", hours=-3)
    (conflict,) = view(BASE, ONE, TWO, DECIDED, BACK, again, once_more).conflicts
    assert {option.value for option in conflict.options} == {"high", "medium"}


def test_whoever_writes_after_it_has_seen_it_and_nothing_waits():
    later = version("b2", BACK, risk="low", place="here", hours=-4)
    assert view(BASE, ONE, TWO, DECIDED, BACK, later).conflicts == ()


def test_a_decision_whose_parents_are_gone_takes_nothing_back():
    assert taken_back({BACK.id: BACK}, BACK) is None
    assert view(DECIDED, BACK).conflicts == ()
