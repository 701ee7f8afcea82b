"""The room that a table or a picture takes on its pages: another number within it would be read as one of its own."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from reintegration_desktop.reports.auditor.pages import Run
from reintegration_desktop.reports.auditor.words import numbers_in

_AROUND, _OF_A_SIGN = 0.8, 0.7
"""How far around its lines a block reaches, and how high a sign stands above its line; in parts of its height."""


def in_blocks(words: Iterable[Run], blocks: Iterable[Sequence[Run]]) -> int:
    """How many of the words hold a number and stand within a block, over its lines, between them or beside them."""
    rooms = [room for block in blocks for room in _rooms(block)]
    return sum(any(_within(run, *room) for room in rooms) for run in words if numbers_in(run.text))


def _rooms(block: Sequence[Run]) -> Iterator[tuple[int, float, float]]:
    """Of each page from where to where it stands."""
    page = attrgetter("page")
    for number, runs in groupby(sorted(block, key=page), page):
        own = list(runs)
        low, high = min(own, key=attrgetter("base")), max(own, key=attrgetter("base"))
        yield number, low.base - _AROUND * low.high, high.base + _AROUND * high.high


def _within(run: Run, page: int, low: float, high: float) -> bool:
    return run.page == page and run.base < high and run.base + _OF_A_SIGN * run.high > low
