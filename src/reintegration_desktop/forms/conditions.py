"""When a question is asked: ``only_if``, read and decided."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reintegration_desktop.forms.errors import said
from reintegration_desktop.forms.kinds import Sort
from reintegration_desktop.forms.spelling import known_word
from reintegration_desktop.forms.values import Absent, Value
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.words import marked

Operand = str | float | date
_CLAUSE = re.compile(r"([a-z][a-z0-9_]*)\s*(!=|>=|<=|=|>|<|\bin\b)\s*(\S.*)")
_BETWEEN_ALTERNATIVES, _BETWEEN_CLAUSES = re.compile(r"\s+or\s+"), re.compile(r"\s+and\s+")


@dataclass(frozen=True, slots=True)
class Comparable:
    """A question that a condition may name: ``codes`` are its answers, None where any word may stand."""

    sort: Sort
    codes: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """``key operator operands``; ``in`` has several operands, every other operator one."""

    key: str
    operator: str
    operands: tuple[Operand, ...]

    def holds(self, answers: Mapping[str, Value]) -> bool:
        """Whether it is so; about an empty answer nothing is, ``!=`` neither."""
        value = answers.get(self.key)
        if value is None or value == () or isinstance(value, Absent):
            return False
        codes = _codes(value)
        if codes is None:
            return any(_SPANS[self.operator](*_span(value), operand) for operand in self.operands)
        found = not codes.isdisjoint(self.operands)
        return not found if self.operator == "!=" else found


@dataclass(frozen=True, slots=True)
class Condition:
    """Alternatives, each of clauses that hold together: ``and`` binds closer than ``or``."""

    alternatives: tuple[tuple[Clause, ...], ...]

    def holds(self, answers: Mapping[str, Value]) -> bool:
        """Whether one alternative holds."""
        return any(all(clause.holds(answers) for clause in clauses) for clauses in self.alternatives)

    @property
    def keys(self) -> frozenset[str]:
        """The questions it looks at."""
        return frozenset(clause.key for clauses in self.alternatives for clause in clauses)


def parse(text: str, above: Mapping[str, Comparable]) -> Condition:
    """Read an ``only_if``; ``above`` are the questions it may name. Raises Misspelt."""
    return Condition(
        tuple(
            tuple(_clause(part.strip(), above) for part in _BETWEEN_CLAUSES.split(alternative))
            for alternative in _BETWEEN_ALTERNATIVES.split(text.strip())
        )
    )


def _clause(text: str, above: Mapping[str, Comparable]) -> Clause:
    match = _CLAUSE.fullmatch(text)
    if match is None:
        raise said(marked("{text} is not a clause."), marked("Write: key = code, or key in (code, code)."), text=text)
    key, operator, rest = match.groups()
    known_word(key, above, marked("No question {word} that can be compared stands above this one."))
    asked = above[key]
    if asked.sort is Sort.CODE and operator not in ("=", "!=", "in"):
        raise said(marked("{key} has no order."), marked("Compare it with =, != or in."), key=key)
    return Clause(key, operator, tuple(_operand(word, asked) for word in _words(operator, rest)))


def _words(operator: str, rest: str) -> list[str]:
    if operator != "in":
        return [rest]
    if not (rest.startswith("(") and rest.endswith(")")):
        raise said(marked("{rest} is not a list."), marked("Write: in (code, code)."), rest=rest)
    return [word.strip() for word in rest[1:-1].split(",")]


def _operand(word: str, asked: Comparable) -> Operand:
    if asked.sort is Sort.CODE:
        return (
            word if asked.codes is None else known_word(word, asked.codes, marked("{word} is not among its answers."))
        )
    try:
        return float(word) if asked.sort is Sort.NUMBER else date.fromisoformat(word)
    except ValueError:
        cure = marked("Write a number, or a day as 2026-05-31.")
        raise said(marked("{word} cannot be compared with its answers."), cure, word=word) from None


def _codes(value: Value) -> frozenset[str] | None:
    """What was chosen; None of a number or a day."""
    if isinstance(value, bool):
        return frozenset({"yes" if value else "no"})
    if isinstance(value, str):
        return frozenset({value})
    return frozenset(value) if isinstance(value, tuple) else None


def _span(value: Value) -> tuple[Operand, Operand]:
    """The lowest and highest that a number or a day can be."""
    if isinstance(value, UncertainDate):
        return value.earliest, value.latest
    if isinstance(value, datetime):
        return value.date(), value.date()
    assert isinstance(value, int | float | date)
    return value, value


_SPANS: Mapping[str, Callable[..., bool]] = {
    "=": lambda low, high, operand: low == high == operand,
    "in": lambda low, high, operand: low == high == operand,
    "!=": lambda low, high, operand: not low <= operand <= high,
    ">": lambda low, _, operand: low > operand,
    ">=": lambda low, _, operand: low >= operand,
    "<": lambda _, high, operand: high < operand,
    "<=": lambda _, high, operand: high <= operand,
}
