"""Figures that remember what each case counts for are the same as figures that remember nothing, whatever happens."""

from pathlib import Path
from random import Random

import pytest

from tests.store.reports.incremental import WORDS, Counts, an_office, story
from tests.store.office import an_edit


@pytest.fixture
def counts(tmp_path: Path):
    made = an_office(tmp_path, 6, 3)
    made.figures()
    yield made
    made.program.close()


@pytest.mark.parametrize("seed", range(3))
def test_what_is_remembered_counts_as_if_everything_was_read_again(seed):
    told = list(story(seed, 8, 30))
    assert [what for what, _, same in told if not same] == []
    assert sum(read for _, read, _ in told) < 8 * len(told) / 2


def test_each_day_that_passes_makes_of_them_what_counting_anew_does():
    told = list(story(5, 10, 45, ("next",)))
    assert [what for what, _, same in told if not same] == []
    assert 0 < sum(read for _, read, _ in told) < 10 * len(told) / 3
