"""Reads ``report.json`` and ``datapackage.json`` back as somebody outside would."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from reintegration_desktop.reports.auditor.read_csv import take
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

Parents = Mapping[str, Mapping[str, str]]


def read_json(file: Path, measures: Mapping[str, str], parents: Parents, facts: frozenset[str]) -> list[Seen]:
    """The tables of a report; raises LeakFound for a number in any other place that is not one of the facts."""
    content = json.loads(file.read_text(encoding="utf-8"))
    found = []
    for table in content.pop("tables"):
        axes = tuple(Axis(one["name"], parents.get(one["name"], {})) for one in table["dimensions"])
        cells: dict[tuple[str, ...], int | None] = {}
        for cell in table.pop("cells"):
            count = cell.pop("count")
            if not (count is None or (isinstance(count, int) and not isinstance(count, bool))):
                raise LeakFound(kind="sign", count=1)
            take(cells, [cell.pop(axis.name) for axis in axes], count)
            check_words(leaves(cell), facts, "number_in_words")
        labels = frozenset(leaves([one.pop("labels") for one in table["dimensions"]]))
        check_words(leaves(table), facts | labels, "number_in_words")
        found.append(Seen(table["name"], measures[table["name"]], axes, cells))
    content.pop("version")
    check_words(leaves(content), facts, "number_in_words")
    return found


def check_package(file: Path, facts: frozenset[str]) -> None:
    """Raises LeakFound for a number in a data package that is neither a fact nor the name of a category."""
    content = json.loads(file.read_text(encoding="utf-8"))
    for resource in content.get("resources", []):
        for field in resource["schema"]["fields"]:
            field.pop("categories", None)
    check_words(leaves(content), facts, "number_in_words")


def leaves(value: object) -> Iterator[str]:
    """Every word and number in nested JSON, keys left out."""
    if isinstance(value, Mapping):
        for inner in value.values():
            yield from leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from leaves(inner)
    elif value is not None:
        yield str(value)
