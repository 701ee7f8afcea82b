"""A short form of every kind of story: nothing small, and no small difference, can be worked out."""

from collections import Counter
from random import Random

import pytest

from tests.disclosure.draws import a_shape, some_counts
from tests.disclosure.kinds import KINDS
from tests.disclosure.stories import Story, audit, is_clean


@pytest.mark.parametrize("kind", [name for name, kind in KINDS.items() if kind.short])
def test_nothing_small_can_be_worked_out_of_all_that_left(kind: str):
    found = Counter[str]()
    for nth in range(KINDS[kind].short):
        found.update(audit(KINDS[kind].draw(Random(f"{kind} short {nth}"))))
    assert is_clean(found), dict(found)
    assert found["small cells"] > 0
    assert found["releases"] > 0


def test_the_outsider_finds_what_a_bare_threshold_gives_away():
    """The harness itself: where nothing but small counts is hidden, many of them are known."""
    random, found = Random("bare"), Counter[str]()
    for _ in range(5):
        story = Story(a_shape(random), random)
        counts = some_counts(random, story.shape, 12)
        story.truth["only"] = counts
        story.bare("only")
        found.update(audit(story))
    assert found["small exact"] > 10
    assert not is_clean(found)


def test_what_somebody_knew_before_keeps_no_release_back():
    """One who is counted in the first quarter knew a little of it once it had left; the second can't keep that back."""
    found = audit(KINDS["quarters-2"].draw(Random("quarters-2 1 87")))
    assert found["releases"] == 3
    assert is_clean(found), dict(found)
