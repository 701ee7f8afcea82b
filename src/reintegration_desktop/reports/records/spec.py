"""What a specification for ``anonymise`` says: anybody's file of records, its hierarchies, what it must meet."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.reports.errors import SpecProblem
from reintegration_desktop.reports.records.rule import Distance, Kind, Sensitive
from reintegration_desktop.reports.spec import (
    number_at,
    read_entries,
    refuse_unknown,
    seconds_at,
    separator_at,
    table_at,
    word_at,
)

_KEYS = {
    "input", "separator", "k", "suppression_limit", "metric", "seconds", "population", "quasi", "sensitive",
}  # fmt: skip
_OF_SENSITIVE = {"l", "kind", "t", "distance"}
_METRICS = {"entropy"}


@dataclass(frozen=True, slots=True)
class RecordsSpec:
    """A specification, its paths taken from where it lies.

    ``hierarchies`` are files by quasi-identifier, ``limit`` the share of rows that may be withheld at most,
    ``population`` a file of all who might be in the records, None where nobody knows; ``seconds`` bound the search.
    """

    input: Path
    separator: str
    k: int
    limit: float
    hierarchies: Mapping[str, Path]
    sensitive: tuple[Sensitive, ...]
    population: Path | None
    seconds: float


def read_records_spec(file: Path) -> RecordsSpec:
    """Read a specification; raises SpecProblem with what is wrong in it."""
    raw = read_entries(file, _KEYS)
    if raw.get("metric", "entropy") not in _METRICS:
        raise SpecProblem(trouble="unknown_word", key="metric")
    hierarchies = {name: file.parent / _hierarchy(raw, name) for name in table_at(raw, "quasi")}
    if not hierarchies:
        raise SpecProblem(trouble="missing", key="quasi")
    sensitive = tuple(_sensitive(raw, name) for name in table_at(raw, "sensitive"))
    if twice := [one.name for one in sensitive if one.name in hierarchies]:
        raise SpecProblem(trouble="both", key=f"sensitive.{twice[0]}")
    return RecordsSpec(
        input=file.parent / word_at(raw, "input"),
        separator=separator_at(raw),
        k=_whole(raw, "k", 1),
        limit=_within(raw, "suppression_limit", 0, 0, 1, open_above=True),
        hierarchies=hierarchies,
        sensitive=sensitive,
        population=file.parent / word_at(raw, "population") if "population" in raw else None,
        seconds=seconds_at(raw),
    )


def _hierarchy(raw: Mapping[str, object], name: str) -> str:
    own = _own(raw, "quasi", name, {"hierarchy"})
    if "hierarchy" not in own:
        raise SpecProblem(trouble="missing", key=f"quasi.{name}.hierarchy")
    return word_at(own, "hierarchy")


def _sensitive(raw: Mapping[str, object], name: str) -> Sensitive:
    within = f"sensitive.{name}."
    own = {f"{within}{key}": value for key, value in _own(raw, "sensitive", name, _OF_SENSITIVE).items()}
    kind, distance = str(own.get(f"{within}kind", Kind.DISTINCT)), str(own.get(f"{within}distance", Distance.EQUAL))
    for key, word, known in (("kind", kind, set(Kind)), ("distance", distance, set(Distance))):
        if word not in known:
            raise SpecProblem(trouble="unknown_word", key=f"{within}{key}")
    if f"{within}l" not in own and f"{within}t" not in own:
        raise SpecProblem(trouble="missing", key=f"{within}l")
    values = _within(own, f"{within}l", 1, 1, 1e9) if f"{within}l" in own else None
    if values is not None and kind == Kind.DISTINCT and values != int(values):
        raise SpecProblem(trouble="out_of_range", key=f"{within}l")
    near = _within(own, f"{within}t", 1, 0, 1) if f"{within}t" in own else None
    return Sensitive(name, values, Kind(kind), near, Distance(distance))


def _own(raw: Mapping[str, object], key: str, name: str, known: set[str]) -> Mapping[str, object]:
    own = table_at(raw, key)[name]
    if not isinstance(own, Mapping):
        raise SpecProblem(trouble="not_a_table", key=f"{key}.{name}")
    refuse_unknown(own, known, f"{key}.{name}.")
    return own


def _whole(raw: Mapping[str, object], key: str, least: int) -> int:
    if key not in raw:
        raise SpecProblem(trouble="missing", key=key)
    value = number_at(raw, key, least)
    if value < least or value != int(value):
        raise SpecProblem(trouble="out_of_range", key=key)
    return int(value)


def _within(
    raw: Mapping[str, object], key: str, otherwise: float, least: float, most: float, *, open_above: bool = False
) -> float:
    value = float(number_at(raw, key, otherwise))
    if not least <= value <= most or (open_above and value == most):
        raise SpecProblem(trouble="out_of_range", key=key)
    return value
