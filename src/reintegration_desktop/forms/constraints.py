"""Named constraints: what an answer has to keep, whatever the form (RULES.md, "Constraints")."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from types import MappingProxyType

from reintegration_desktop.forms.conditions import Comparable
from reintegration_desktop.forms.errors import said
from reintegration_desktop.forms.kinds import DAYS, NUMBERS, SEVERAL, SORTS, WORDS, Kind
from reintegration_desktop.forms.spelling import known_word
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.words import marked

PATTERNS: Mapping[str, re.Pattern[str]] = MappingProxyType({"phone": re.compile(r"[\d +()-]{6,20}")})
_Span = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Constraint:
    """A constraint as the dictionary names it, with its arguments: another question, numbers or a pattern's name."""

    name: str
    other: str = ""
    bounds: tuple[float, ...] = ()
    pattern: str = ""

    def holds(self, value: Value, other: Value | None, today: date) -> bool:
        """Whether a value keeps it; ``other`` is the answer it is compared with, which may be missing."""
        return _HOLDS[self.name](self, value, other, today)


def parse_constraint(text: str, form: Mapping[str, Comparable], own: Kind) -> Constraint:
    """Read ``name:argument:argument``; ``form`` are the form's comparable questions, ``own`` the kind it stands at.

    Raises Misspelt.
    """
    name, *arguments = text.split(":")
    known_word(name, _HOLDS, marked("There is no constraint {word}."))
    if own not in _FITS[name]:
        raise said(marked("{name} does not fit this kind of question."), marked("Take it out."), name=name)
    if len(arguments) != _ARGUMENTS[name]:
        cure = marked("Write {name} with its {count} arguments, each after a colon.")
        raise said(marked("{text} has too few or too many arguments."), cure, text=text, name=name,
                   count=str(_ARGUMENTS[name]))  # fmt: skip
    return _READERS.get(name, _bounded)(name, arguments, form, own)


def _compared(name: str, arguments: list[str], form: Mapping[str, Comparable], own: Kind) -> Constraint:
    fitting = {key for key, other in form.items() if other.sort is SORTS[own]}
    trouble = marked("No question {word} that it could be compared with stands in this form.")
    return Constraint(name, other=known_word(arguments[0], fitting, trouble))


def _patterned(name: str, arguments: list[str], _form: Mapping[str, Comparable], _own: Kind) -> Constraint:
    return Constraint(name, pattern=known_word(arguments[0], PATTERNS, marked("There is no pattern {word}.")))


def _bounded(name: str, arguments: list[str], _form: Mapping[str, Comparable], _own: Kind) -> Constraint:
    try:
        return Constraint(name, bounds=tuple(float(argument) for argument in arguments))
    except ValueError:
        wrong = ":".join(arguments)
        raise said(marked("{wrong} are not numbers."), marked("Write numbers."), wrong=wrong) from None


def span_of(value: Value | None) -> _Span | None:
    """The days in which a date lies; a moment counts as its day on this computer's clock; None of anything else."""
    if isinstance(value, UncertainDate):
        return value.earliest, value.latest
    if isinstance(value, datetime):
        return _local_day(value), _local_day(value)
    return (value, value) if isinstance(value, date) else None


def past_ends_today(constraints: Iterable[Constraint], value: Value, today: date) -> Value:
    """The value; a span of what lies behind ("this year") ends today, for the days ahead are impossible."""
    behind = any(constraint.name == "not_in_future" for constraint in constraints)
    if behind and isinstance(value, UncertainDate) and value.earliest <= today < value.latest:
        return replace(value, latest=today)
    return value


def _local_day(moment: datetime) -> date:
    try:
        return moment.astimezone().date()
    except OverflowError:  # the first and the last day that a computer knows have no neighbours
        return moment.date()


def _possible(value: Value, other: Value | None, order: Callable[[date, date], bool]) -> bool:
    """Whether an order of two dates can be true; between two moments to the second."""
    if isinstance(value, datetime) and isinstance(other, datetime):
        return order(value, other)
    mine, theirs = span_of(value), span_of(other)
    return mine is None or theirs is None or any(order(a, b) for a in mine for b in theirs)


def _not_in_future(_own: Constraint, value: Value, _other: Value | None, today: date) -> bool:
    span = span_of(value)
    return span is None or span[1] <= today


def _within_years(own: Constraint, value: Value, _other: Value | None, today: date) -> bool:
    span = span_of(value)
    if span is None:
        return True
    latest = span[1]
    return (latest.year + own.bounds[0], latest.month, latest.day) >= (today.year, today.month, today.day)


def _between(own: Constraint, value: Value, _other: Value | None, _today: date) -> bool:
    return not isinstance(value, int | float) or own.bounds[0] <= value <= own.bounds[1]


def _at_least(own: Constraint, value: Value, _other: Value | None, _today: date) -> bool:
    return not isinstance(value, int | float) or value >= own.bounds[0]


def _not_below(_own: Constraint, value: Value, other: Value | None, _today: date) -> bool:
    return not (isinstance(value, int | float) and isinstance(other, int | float)) or value >= other


def _at_most_items(own: Constraint, value: Value, _other: Value | None, _today: date) -> bool:
    return not isinstance(value, tuple) or len(value) <= own.bounds[0]


def _pattern(own: Constraint, value: Value, _other: Value | None, _today: date) -> bool:
    return not isinstance(value, str) or PATTERNS[own.pattern].fullmatch(value) is not None


_HOLDS: Mapping[str, Callable[[Constraint, Value, Value | None, date], bool]] = {
    "not_in_future": _not_in_future,
    "not_before": lambda _own, value, other, _today: _possible(value, other, lambda mine, theirs: mine >= theirs),
    "not_after": lambda _own, value, other, _today: _possible(value, other, lambda mine, theirs: mine <= theirs),
    "not_below": _not_below,
    "within_years": _within_years,
    "between": _between,
    "at_least": _at_least,
    "at_most_items": _at_most_items,
    "pattern": _pattern,
}  # fmt: skip
_READERS = {"not_before": _compared, "not_after": _compared, "not_below": _compared, "pattern": _patterned}
_ARGUMENTS = {name: {"not_in_future": 0, "between": 2}.get(name, 1) for name in _HOLDS}
_FITS = {
    **dict.fromkeys(("not_in_future", "not_before", "not_after", "within_years"), DAYS),
    **dict.fromkeys(("not_below", "between", "at_least"), NUMBERS),
    "at_most_items": SEVERAL,
    "pattern": WORDS,
}
