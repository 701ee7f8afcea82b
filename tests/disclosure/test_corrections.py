"""A count that is told again, corrected: it leaves, and nobody can tell how large the correction was."""

from random import Random

from reintegration_desktop.reports.table import Dimension
from tests.disclosure.draws import Counts, Shape, a_request
from tests.disclosure.stories import Story, audit, is_clean

SHAPE = Shape((Dimension("a", "a", {"p": "p", "q": "q", "r": "r"}), Dimension("b", "b", {"x": "x", "y": "y"})),
              (("a", "b"),))  # fmt: skip
FIRST: Counts = {("p", "x"): 40, ("p", "y"): 30, ("q", "x"): 20, ("q", "y"): 0, ("r", "x"): 25, ("r", "y"): 31}


def told(*releases: Counts) -> Story:
    """A quarter that is told again and again; each release leaves."""
    story = Story(SHAPE, Random("corrections"))
    for nth, counts in enumerate(releases):
        assert story.leaves(f"r{nth}", counts, a_request(SHAPE, counts, day=1 + nth))
        story.corrected += [(f"r{before}", f"r{nth}") for before in range(nth)]
    return story


def test_a_correction_leaves_although_its_line_is_too_small_to_hide_all_that_it_could_be():
    """Two of twenty were of the other kind, which was told to be none; twenty all the same is what the line holds."""
    story = told(FIRST, FIRST | {("q", "x"): 18, ("q", "y"): 2})
    found = audit(story)
    assert story.published["r1"][(("a", "q"), ("b", "x"))] is None
    assert found["increment cells"] >= 2
    assert is_clean(found), dict(found)


def test_a_count_that_comes_back_near_an_older_one_is_not_told_beside_it():
    """188, then 195, then 189: the last is one more than the first."""
    more = FIRST | {("p", "x"): 47}
    story = told(FIRST, more, FIRST | {("p", "x"): 41})
    found = audit(story)
    assert story.published["r1"][()] is not None
    assert found["increment cells"] > 0
    assert is_clean(found), dict(found)
