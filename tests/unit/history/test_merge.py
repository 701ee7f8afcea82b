"""Two laptops that did not know each other changed the same entry."""

import pytest

from reintegration_desktop.history.merge import Merged, merge
from reintegration_desktop.history.versions import Kind, VersionId
from tests.unit.history.made import NOW, heads, nobody_minds, put_together, version

BASE = version("a1", risk="low", place="here", hours=-9)


def waiting(merged: Merged) -> dict[str, list[object]]:
    return {conflict.key: [option.value for option in conflict.options] for conflict in merged.conflicts}


def test_one_tip_is_shown_as_it_is():
    later = version("a2", BASE, risk="high")
    assert put_together(BASE, later) == Merged("visit", None, {"risk": "high"})


def test_tips_are_what_nothing_was_made_from():
    one, two = version("a2", BASE, hours=1), version("b1", BASE, hours=2)
    assert heads([BASE, one, two]) == (two.id, one.id)
    assert heads([]) == ()


def test_answers_changed_on_one_side_merge():
    one = version("a2", BASE, risk="high", place="here")
    two = version("b1", BASE, risk="low", place="there", friend="Musa")
    merged = put_together(BASE, one, two)
    assert merged.answers == {"risk": "high", "place": "there", "friend": "Musa"}
    assert merged.conflicts == ()


def test_an_answer_taken_away_on_one_side_is_gone():
    one = version("a2", BASE, risk="low")
    two = version("b1", BASE, risk="high", place="here")
    assert put_together(BASE, one, two).answers == {"risk": "high"}


def test_the_same_answer_changed_on_both_sides_waits_newest_first():
    one = version("a2", BASE, risk="high", place="here", hours=-1)
    two = version("b1", BASE, risk="medium", place="here", hours=-2)
    merged = put_together(BASE, one, two)
    assert waiting(merged) == {"risk": ["high", "medium"]}
    assert merged.answers == {"risk": "high", "place": "here"}
    (conflict,) = merged.conflicts
    assert conflict.shown == "high"
    assert conflict.options[0].version == one.id


def test_the_same_change_on_both_sides_is_no_conflict():
    one, two = version("a2", BASE, risk="high", place="here"), version("b1", BASE, risk="high", place="here")
    assert put_together(BASE, one, two).conflicts == ()


def test_taking_away_and_changing_at_once_waits():
    one = version("a2", BASE, risk="low", hours=-1)
    two = version("b1", BASE, risk="low", place="there", hours=-2)
    merged = put_together(BASE, one, two)
    assert waiting(merged) == {"place": [None, "there"]}
    assert "place" not in merged.answers


def test_one_and_true_are_two_answers():
    one, two = version("a2", BASE, n=1), version("b1", BASE, n=True)
    assert len(waiting(put_together(BASE, one, two))["n"]) == 2


def test_the_more_protective_is_shown_meanwhile():
    asked = []

    def by_risk(form, key, values):
        asked.append((form, key, tuple(values)))
        return values.index("high")

    one = version("a2", BASE, risk="high", place="here", hours=-2)
    two = version("b1", BASE, risk="medium", place="here", hours=-1)
    assert put_together(BASE, one, two, more_protective=by_risk).answers["risk"] == "high"
    assert asked == [("visit", "risk", ("medium", "high"))]


def test_a_clock_that_is_years_off_does_not_win():
    one = version("a2", BASE, risk="high", place="here", hours=-2)
    ahead = version("b1", BASE, risk="medium", place="here", hours=24 * 365 * 10)
    assert waiting(put_together(BASE, one, ahead)) == {"risk": ["high", "medium"]}
    a_little = version("b1", BASE, risk="medium", place="here", hours=20)
    assert waiting(put_together(BASE, one, a_little)) == {"risk": ["medium", "high"]}


def test_who_saw_the_other_wins_whatever_the_clocks_say():
    one = version("a2", BASE, risk="high", hours=1000)
    two = version("b1", one, risk="medium", hours=-1000)
    assert put_together(BASE, one, two).answers == {"risk": "medium"}


def test_the_next_save_settles_it_everywhere():
    one, two = version("a2", BASE, risk="high", place="here"), version("b1", BASE, risk="medium", place="here")
    settled = version("a3", one, two, risk="high", place="here")
    late = version("b2", two, risk="medium", place="there")
    assert put_together(BASE, one, two, settled).conflicts == ()
    merged = put_together(BASE, one, two, settled, late)
    assert merged.conflicts == ()
    assert merged.answers == {"risk": "high", "place": "there"}


def test_three_tips_merge_like_two():
    one = version("a2", BASE, risk="high", place="here", hours=-1)
    two = version("b1", BASE, risk="low", place="there", hours=-2)
    three = version("c1", BASE, risk="medium", place="here", hours=-3)
    merged = put_together(BASE, one, two, three)
    assert waiting(merged) == {"risk": ["high", "medium"]}
    assert merged.answers["place"] == "there"


def test_histories_that_crossed_merge_without_asking_again():
    one, two = version("a2", BASE, risk="high", place="here"), version("b1", BASE, risk="low", place="there")
    here = version("a3", one, two, risk="high", place="there")
    there = version("b2", two, one, risk="high", place="there")
    changed = version("b3", there, risk="medium", place="there")
    merged = put_together(BASE, one, two, here, there, changed)
    assert merged.conflicts == ()
    assert merged.answers == {"risk": "medium", "place": "there"}


def test_two_beginnings_of_one_entry_merge():
    one, two = version("a1", risk="high", hours=-1), version("b1", risk="low", place="there", hours=-2)
    merged = put_together(one, two)
    assert waiting(merged) == {"risk": ["high", "low"]}
    assert merged.answers["place"] == "there"


@pytest.mark.parametrize("erased", [True, False])
def test_without_the_common_ancestor_every_differing_answer_waits(erased):
    base = version("a1", erased=True)
    one = version("a2", base, risk="high", place="here", hours=-1)
    two = version("b1", base, risk="low", place="here", hours=-2)
    merged = put_together(one, two, *([base] if erased else []))
    assert waiting(merged) == {"risk": ["high", "low"]}
    assert merged.answers["place"] == "here"


def test_an_old_hole_does_not_disturb_what_was_saved_since():
    since = version("a2", VersionId("a" * 32, 1), risk="low", place="here")
    one, two = version("a3", since, risk="high", place="here"), version("b1", since, risk="low", place="there")
    assert put_together(since, one, two).answers == {"risk": "high", "place": "there"}


def test_a_delete_hides_what_it_saw():
    merged = put_together(BASE, version("a2", BASE, kind=Kind.DELETE, erased=True))
    assert merged.deleted
    assert not merged.came_back
    assert merged.answers == {"risk": "low", "place": "here"}


def test_a_change_made_meanwhile_comes_back_flagged():
    gone = version("a2", BASE, kind=Kind.DELETE, erased=True)
    meanwhile = version("b1", BASE, risk="high")
    merged = put_together(BASE, gone, meanwhile)
    assert merged == Merged("visit", None, {"risk": "high"}, came_back=True)
    twice = put_together(BASE, gone, meanwhile, version("c1", BASE, risk="low", place="there"))
    assert twice.came_back
    assert twice.answers == {"risk": "high", "place": "there"}


def test_two_deletes_are_one():
    gone, too = version("a2", BASE, kind=Kind.DELETE), version("b1", BASE, kind=Kind.DELETE)
    merged = put_together(BASE, gone, too)
    assert merged.deleted
    assert merged.conflicts == ()


def test_a_row_that_two_deleted_is_still_whole_in_the_bin_once_its_first_version_is_gone():
    first = version("a1", erased=True)
    merged = put_together(
        first,
        version("a2", first, kind=Kind.DELETE, risk=1),
        one := version("b1", place=2),
        version("b2", one, kind=Kind.DELETE, place=2),
    )
    assert merged.deleted
    assert dict(merged.answers) == {"risk": 1, "place": 2}


def test_what_was_deleted_can_be_brought_back():
    gone = version("a2", BASE, kind=Kind.DELETE, erased=True)
    back = version("a3", gone, kind=Kind.UNDELETE, erased=True)
    merged = put_together(BASE, gone, back)
    assert merged == Merged("visit", None, {"risk": "low", "place": "here"})
    again = version("a3", gone, kind=Kind.UNDELETE, risk="low")
    assert put_together(BASE, gone, again).answers == {"risk": "low"}


def test_without_the_key_nothing_is_shown():
    base = version("a1", erased=True)
    one, two = version("a2", base, erased=True), version("b1", base, erased=True)
    assert put_together(base, one) == Merged(unknown=True)
    assert put_together(base, one, two) == Merged(unknown=True)
    gone = version("a2", base, kind=Kind.DELETE, erased=True)
    assert put_together(base, gone) == Merged(unknown=True, deleted=True)


def test_a_tip_that_another_has_seen_adds_nothing():
    one = version("a2", BASE, risk="high")
    two = version("a3", one, risk="medium")
    graph = {version.id: version for version in (BASE, one, two)}
    merged = merge(graph, [one.id, two.id], nobody_minds, NOW)
    assert merged.answers == {"risk": "medium"}
    assert merged.conflicts == ()
