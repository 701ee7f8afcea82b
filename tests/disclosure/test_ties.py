"""What hangs together, although nobody told it: all that is left of a year, of a programme, once some were heard of."""

from random import Random

from reintegration_desktop.reports.joint.ties import Here, Sum, Within, ties_of
from reintegration_desktop.reports.table import Dimension
from tests.disclosure.draws import Counts, Shape, a_request
from tests.disclosure.stories import Story

SHAPE = Shape((Dimension("a", "a", {"p": "p", "q": "q"}), Dimension("b", "b", {"x": "x", "y": "y"})), (("a", "b"),))
COUNTS: Counts = {("p", "x"): 40, ("p", "y"): 30, ("q", "x"): 20, ("q", "y"): 16}
WITHIN = Within("Programme", frozenset(("East", "West")))


def ties_after(*told: tuple[str, str], period: str, scope: str) -> dict[str, tuple[Sum, ...]]:
    """The ties of a new release, once these scopes and periods were told of."""
    story = Story(SHAPE, Random("ties"))
    for nth, (place, time) in enumerate(told):
        assert story.leaves(f"{place} {time}", COUNTS, a_request(SHAPE, COUNTS, scope=place, period=time, day=1 + nth))
    return dict(ties_of("registered", {(): 106}, tuple(enumerate(story.others)), Here(period, scope, WITHIN)).kinds)


def rests(sums: tuple[Sum, ...], whole: str) -> set[frozenset[str]]:
    """Which parts the rests of a whole are made of, in the cell of everybody."""
    return {frozenset(one[0].partition("@")[2] for one in parts) for (name, place), parts in sums
            if name.startswith(f"registered@{whole} is ") and place == ()}  # fmt: skip


def test_a_quarter_that_another_office_told_may_follow_for_this_one_too():
    """Of the year of the East no quarter was told: its rest is asked after with and without what the West told of."""
    kinds = ties_after(("West", "2026-Q1"), ("Programme", "2026-Q1"), period="2026", scope="East")
    quarters = {f"East 2026-Q{quarter}" for quarter in (1, 2, 3, 4)}
    assert rests(kinds["time"], "East 2026") == {frozenset(quarters), frozenset(quarters - {"East 2026-Q1"})}


def test_of_many_that_may_follow_not_all_choices_are_asked_after():
    """Two to the power of so many sums would be: none, each alone, and all of them."""
    many = Within("Programme", frozenset(f"Office {nth}" for nth in range(8)))
    told = [(f"Office {nth}", "2026-Q1") for nth in range(6)]
    story = Story(SHAPE, Random("many"))
    for place, time in told:
        assert story.leaves(place, COUNTS, a_request(SHAPE, COUNTS, scope=place, period=time))
    here = Here("2026", "Programme", many)
    kinds = ties_of("registered", {(): 106}, tuple(enumerate(story.others)), here).kinds
    assert len(rests(kinds["scope"], "Programme 2026")) == 1 + 6 + 1
