"""Shares, medians and means, worked out of published counts alone, or not told."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from types import MappingProxyType

_LEAST_REST = 5


class Kind(StrEnum):
    """What a measure tells beside its counts."""

    COUNT = "count"
    SHARE = "share"
    MEDIAN = "median"
    MEAN = "mean"


LEAST: Mapping[Kind, int | None] = MappingProxyType({Kind.COUNT: None, Kind.SHARE: 10, Kind.MEDIAN: 5, Kind.MEAN: 5})
"""The smallest whole of which each is told."""

_LEAST_WHOLE = 10

Told = int | float | str
"""A share in whole per cent, a mean to one decimal, the category that a median lies in."""


def percent(part: int | None, whole: int | None) -> int | None:
    """A share in whole per cent; None where a count is hidden, the whole is under 10, or the part or the rest few."""
    if part is None or whole is None or whole < _LEAST_WHOLE:
        return None
    rest = whole - part
    few = 0 < part < _LEAST_REST or 0 < rest < _LEAST_REST
    return None if few or rest < 0 else round(100 * part / whole)


def told(kind: Kind, categories: Sequence[str], counts: Sequence[int | None]) -> Told | None:
    """What a line of published counts tells, in the order of its categories; None where too few, or one is hidden.

    Of a share the first category is the part; of a mean the categories are the ratings; of a median, the category in
    which the middle one lies, the lower of two.
    """
    shown = [count for count in counts if count is not None]
    whole, least = sum(shown), LEAST[kind]
    if least is None or len(shown) < len(counts) or whole < least:
        return None
    if kind is Kind.SHARE:
        return percent(shown[0], whole)
    if kind is Kind.MEAN:
        return round(sum(int(code) * count for code, count in zip(categories, shown, strict=True)) / whole, 1)
    return _middle(categories, shown)


def _middle(categories: Sequence[str], counts: Sequence[int]) -> str:
    """The category that the middle one of all lies in."""
    reached = zip(categories, accumulate(counts), strict=True)
    return next(category for category, passed in reached if 2 * passed >= sum(counts))
