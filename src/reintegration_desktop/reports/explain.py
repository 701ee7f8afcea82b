"""What an outsider could work out of a hidden cell, in words."""

from dataclasses import dataclass

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.table import TOTAL, Key, Table
from reintegration_desktop.reports.writers.grid import label_of


@dataclass(frozen=True, slots=True)
class Explanation:
    """One hidden cell: its names, then sentences; ``low`` and ``high`` (None: no end) are what can't be excluded."""

    cell: str
    knows: str
    interval: str
    asked: str
    insider: str
    low: int
    high: int | None


def explain(shown: Shown, table: Published, key: Key) -> Explanation | None:
    """Explain a hidden cell of a report; None where it isn't hidden."""
    found = shown.intervals.get(Table(table.name, table.title, table.measure, table.dimensions, {}).cell(key))
    if table.cells[key] is not None or found is None:
        return None
    low, high = found
    named = [label_of(one, node) for one, node in zip(table.dimensions, key, strict=True) if node != TOTAL]
    return Explanation(
        cell=", ".join(named) or say("Total"),
        knows=say("Somebody who has this table and all earlier ones knows only that it is"),
        interval=interval_words(low, high),
        asked=_asked_words(low, high, shown.rule),
        insider=_insider_words(low, high),
        low=low,
        high=high,
    )


def interval_words(low: int, high: int | None) -> str:
    """What can be known of a count, and what that comes to: ``between 0 and 7: too wide to tell``."""
    if high is None:
        return say("{low} or more: too wide to tell", low=low)
    if low == high:
        return say("exactly {low}: it may be known", low=low)
    return say("between {low} and {high}: too wide to tell", low=low, high=high)


def _asked_words(low: int, high: int | None, rule: Rule) -> str:
    """What the rule asks of such a cell; from the interval alone, so that it tells nothing that an outsider lacks."""
    if low <= rule.low and (high is None or high >= rule.high):
        return say("The rule asks for {low} to {high}.", low=rule.low, high=rule.high)
    return say("It is hidden so that small counts stay hidden.")


def _insider_words(low: int, high: int | None) -> str:
    """What somebody can say who knows that one young person is counted there."""
    least = max(1, low)
    if high is None:
        return say("Who knows one young person counted here can only say {low} or more.", low=least)
    return say("Who knows one young person counted here can only say {low} to {high}.", low=least, high=high)
