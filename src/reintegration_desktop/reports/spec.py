"""What a specification for ``protect`` and ``audit`` says: a file of anybody's, the tables to make of it, the rule."""

import csv
import tomllib
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from pathlib import Path

from reintegration_desktop.reports.errors import SpecProblem
from reintegration_desktop.reports.protector.rule import Rule, Zeros

METHODS = ("suppression", "rounding")
LONGEST = 1e9
_KEYS = {
    "input",
    "separator",
    "count",
    "threshold",
    "zeros",
    "interval",
    "seconds",
    "sensitive",
    "table",
    "hierarchy",
    "method",
    "base",
}


@dataclass(frozen=True, slots=True)
class Spec:
    """A specification, its paths taken from where it lies.

    ``count`` is the column that holds counts, None where each row is one; ``tables`` name the dimensions of each;
    ``hierarchies`` tell per dimension the group of each leaf and group, ``lines`` the leaves that they tell of;
    ``seconds`` bound the search.
    ``base``: what every count is rounded to a multiple of, 0 where small ones are hidden.
    """

    input: Path
    separator: str
    count: str | None
    rule: Rule
    tables: tuple[tuple[str, ...], ...]
    hierarchies: Mapping[str, Mapping[str, str]]
    lines: Mapping[str, frozenset[str]]
    sensitive: frozenset[str]
    seconds: float
    base: int

    @property
    def dimensions(self) -> tuple[str, ...]:
        """All dimensions, in the order in which tables name them."""
        return tuple(dict.fromkeys(name for table in self.tables for name in table))


def read_spec(file: Path, method: str = "") -> Spec:
    """Read a specification; ``method`` goes before its own. Raises SpecProblem with what is wrong in it."""
    raw = read_entries(file, _KEYS)
    source = file.parent / word_at(raw, "input")
    count = word_at(raw, "count") if "count" in raw else None
    tables = tuple(_dimensions(table) for table in list_at(raw, "table"))
    if not tables:
        raise SpecProblem(trouble="missing", key="table")
    lines = {name: _lines(file.parent, name, table) for name, table in table_at(raw, "hierarchy").items()}
    sensitive = frozenset(str(name) for name in list_at(raw, "sensitive"))
    _must_fit(tables, count, lines, sensitive)
    return Spec(
        input=source,
        separator=separator_at(raw),
        count=count,
        rule=_rule(raw),
        tables=tables,
        hierarchies={name: _parents(name, rows) for name, rows in lines.items()},
        lines={name: frozenset(row[0] for row in rows) for name, rows in lines.items()},
        sensitive=sensitive,
        seconds=seconds_at(raw),
        base=_base(raw, method),
    )


def _must_fit(
    tables: Iterable[Sequence[str]], count: str | None, hierarchies: Iterable[str], sensitive: Iterable[str]
) -> None:
    """What is said of a dimension is said of one that there is: a name mistyped would protect less, unseen."""
    named = {name for table in tables for name in table}
    if count in named:
        raise SpecProblem(trouble="counted", key="count")
    for key in (*(f"hierarchy.{name}" for name in hierarchies), *(f"sensitive.{name}" for name in sorted(sensitive))):
        if key.partition(".")[2] not in named:
            raise SpecProblem(trouble="no_dimension", key=key)


def read_entries(file: Path, known: Set[str]) -> Mapping[str, object]:
    """The entries of a TOML file of which only some are ``known``."""
    try:
        raw = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise SpecProblem(trouble="missing", key="SPEC") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError):
        raise SpecProblem(trouble="not_toml", key="SPEC") from None
    refuse_unknown(raw, known, "")
    return raw


def refuse_unknown(raw: Mapping[str, object], known: Set[str], within: str) -> None:
    """Raises SpecProblem for the first entry that is not known; ``within`` is the table it stands in, with its dot."""
    if unknown := sorted(raw.keys() - known):
        raise SpecProblem(trouble="unknown_key", key=f"{within}{unknown[0]}")


def _rule(raw: Mapping[str, object]) -> Rule:
    threshold = _whole(raw, "threshold", 5)
    interval = list_at(raw, "interval") or [0, threshold]
    if len(interval) != 2 or not all(isinstance(end, int) and not isinstance(end, bool) for end in interval):
        raise SpecProblem(trouble="not_an_interval", key="interval")
    low, high = (int(str(end)) for end in interval)
    word = str(raw.get("zeros", Zeros.MAY_HIDE))
    if word not in set(Zeros):
        raise SpecProblem(trouble="unknown_word", key="zeros")
    if threshold < 1 or not 0 <= low < high:
        raise SpecProblem(trouble="not_an_interval", key="threshold")
    return Rule(threshold, Zeros(word), low, high)


def _base(raw: Mapping[str, object], method: str) -> int:
    """Nought for ``suppression``, the base of ``rounding``: the threshold where none is given."""
    word = method or str(raw.get("method", METHODS[0]))
    if word not in METHODS:
        raise SpecProblem(trouble="unknown_word", key="method")
    threshold = _whole(raw, "threshold", 5)
    base = _whole(raw, "base", threshold)
    if word == METHODS[0]:
        return 0
    if base < max(2, threshold):
        raise SpecProblem(trouble="out_of_range", key="base")
    return base


def _whole(raw: Mapping[str, object], key: str, otherwise: int) -> int:
    value = number_at(raw, key, otherwise)
    if value != int(value):
        raise SpecProblem(trouble="not_whole", key=key)
    return int(value)


def _dimensions(table: object) -> tuple[str, ...]:
    names = table.get("dimensions") if isinstance(table, Mapping) else None
    if not isinstance(names, list) or not names or len(set(names)) < len(names):
        raise SpecProblem(trouble="not_a_list", key="dimensions")
    if isinstance(table, Mapping):
        refuse_unknown(table, {"dimensions"}, "table.")
    return tuple(str(name) for name in names)


def _lines(folder: Path, name: str, table: object) -> list[list[str]]:
    """The lines of a hierarchy, without its head: ``leaf;parent;grandparent``."""
    if not isinstance(table, Mapping):
        raise SpecProblem(trouble="not_a_table", key=f"hierarchy.{name}")
    refuse_unknown(table, {"file"}, f"hierarchy.{name}.")
    try:
        with (folder / word_at(table, "file")).open(encoding="utf-8-sig", newline="") as lines:
            rows = [[word.strip() for word in row] for row in csv.reader(lines, delimiter=";") if row]
    except (OSError, UnicodeDecodeError, csv.Error):
        raise SpecProblem(trouble="unreadable", key=f"hierarchy.{name}") from None
    return rows[1:] if rows and rows[0][0] in (name, "leaf") else rows


def _parents(name: str, rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """The group of each leaf and group; what is called ``*`` is the total."""
    parents: dict[str, str] = {}
    for row in rows:
        line = [
            word for at, word in enumerate(row) if (word not in ("*", "total", "") and word != row[at - 1]) or at == 0
        ]
        for below, above in pairwise(line):
            if parents.setdefault(below, above) != above:
                raise SpecProblem(trouble="two_parents", key=f"hierarchy.{name}")
    _must_end(name, parents)
    return parents


def _must_end(name: str, parents: Mapping[str, str]) -> None:
    """Every way up ends, or what lies in itself would be added up for ever."""
    for begun in parents:
        passed, at = {begun}, begun
        while (above := parents.get(at)) is not None:
            if above in passed:
                raise SpecProblem(trouble="in_a_circle", key=f"hierarchy.{name}")
            passed.add(above)
            at = above


def word_at(raw: Mapping[str, object], key: str) -> str:
    """The words of an entry that must be there."""
    value = raw.get(key)
    if not isinstance(value, str):
        raise SpecProblem(trouble="missing" if value is None else "not_a_word", key=key)
    return value


def number_at(raw: Mapping[str, object], key: str, otherwise: float) -> float:
    """The number of an entry, or what holds otherwise."""
    value = raw.get(key, otherwise)
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        raise SpecProblem(trouble="not_a_number", key=key)
    return value


def seconds_at(raw: Mapping[str, object]) -> float:
    """For how long a search may go on: a minute where nothing is said."""
    seconds = float(number_at(raw, "seconds", 60))
    if not 0 <= seconds <= LONGEST:
        raise SpecProblem(trouble="out_of_range", key="seconds")
    return seconds


def separator_at(raw: Mapping[str, object]) -> str:
    """The one sign that parts columns; empty where the first line shows it."""
    separator = str(raw.get("separator", ""))
    if len(separator) > 1 or separator in ('"', "\n", "\r"):
        raise SpecProblem(trouble="unknown_word", key="separator")
    return separator


def list_at(raw: Mapping[str, object], key: str) -> list[object]:
    """The list of an entry, empty without it."""
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise SpecProblem(trouble="not_a_list", key=key)
    return value


def table_at(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    """The table under an entry, empty without it."""
    value = raw.get(key, {})
    if not isinstance(value, Mapping):
        raise SpecProblem(trouble="not_a_table", key=key)
    return value
