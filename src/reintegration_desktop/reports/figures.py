"""Figures: counts at a template's finest cut, without case, row or time; all that a manager ever holds."""

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from reintegration_desktop.reports.errors import FiguresDoNotFit, FiguresUnreadable
from reintegration_desktop.reports.indicators.counting import Base
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.table import Dimension, Key, Table

VERSION = 2
_COUNTS_ALONE = 1
"""Figures of this version are read too: they knew plain counts, and nothing told beside them."""


@dataclass(frozen=True, slots=True)
class Cut:
    """One measure's counts: its dimensions with their labels, and how many lie in each cell that is not nought.

    ``unit`` says what is counted, ``whole`` of what where ``kind`` is told beside the counts. Titles and labels are not
    said yet: who counted may speak another language than who reads.
    """

    measure: str
    title: str
    unit: str
    dimensions: tuple[Dimension, ...]
    counts: Mapping[Key, int]
    tables: tuple[tuple[str, ...], ...]
    kind: Kind = Kind.COUNT
    whole: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """What one office counted for one template and period.

    ``left_out`` is how many cases were not counted for want of consent, ``base`` to what; ``as_of`` the day they were
    counted.
    """

    template: str
    title: str
    period: str
    office: UUID
    office_name: str
    as_of: date
    left_out: int
    cuts: tuple[Cut, ...] = field(default=())
    base: Base = Base.REPORTING

    def tables(self) -> tuple[Table, ...]:
        """The template's tables, true counts; they pass through the protector before anybody sees them."""
        return tuple(_table(cut, names) for cut in self.cuts for names in cut.tables)

    def to_bytes(self) -> bytes:
        """JSON, with its version."""
        return json.dumps(
            {
                "version": VERSION,
                "template": self.template,
                "title": self.title,
                "period": self.period,
                "office": str(self.office),
                "office_name": self.office_name,
                "as_of": self.as_of.isoformat(),
                "left_out": self.left_out,
                "base": str(self.base),
                "cuts": [_cut_to_json(cut) for cut in self.cuts],
            },
            ensure_ascii=False,
            separators=(",", ":"),
        ).encode()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Figures":
        """Back from ``to_bytes``; raises FiguresUnreadable."""
        try:
            raw = json.loads(content)
            if raw["version"] not in (_COUNTS_ALONE, VERSION):
                raise FiguresUnreadable
            return cls(
                template=str(raw["template"]),
                title=str(raw["title"]),
                period=str(raw["period"]),
                office=UUID(raw["office"]),
                office_name=str(raw["office_name"]),
                as_of=date.fromisoformat(raw["as_of"]),
                left_out=int(raw["left_out"]),
                cuts=tuple(_cut_from_json(one) for one in raw["cuts"]),
                base=Base(raw.get("base", Base.REPORTING)),
            )
        except (ValueError, KeyError, TypeError):
            raise FiguresUnreadable from None


def _table(cut: Cut, names: tuple[str, ...]) -> Table:
    """A table of some dimensions, the others added up."""
    places = [index for name in names for index, one in enumerate(cut.dimensions) if one.name == name]
    counts: Counter[Key] = Counter()
    for key, number in cut.counts.items():
        counts[tuple(key[at] for at in places)] += number
    name = f"{cut.measure}_{'_'.join(names)}"
    return Table(name, cut.title, cut.measure, tuple(cut.dimensions[at] for at in places), dict(counts), kind=cut.kind)


def together(figures: Iterable[Figures]) -> Figures:
    """Several offices' figures of one template and period added up; raises FiguresDoNotFit where they differ."""
    found = list(figures)
    first = found[0]
    if any(_shape(one) != _shape(first) for one in found):
        raise FiguresDoNotFit
    cuts = []
    for at, cut in enumerate(first.cuts):
        counts: Counter[Key] = Counter()
        labels: list[dict[str, str]] = [{} for _ in cut.dimensions]
        for one in found:
            counts.update(one.cuts[at].counts)
            for own, dimension in zip(labels, one.cuts[at].dimensions, strict=True):
                own.update(dimension.labels)
        dimensions = tuple(
            Dimension(old.name, old.title, own, old.parents, old.sensitive)
            for old, own in zip(cut.dimensions, labels, strict=True)
        )
        cuts.append(replace(cut, dimensions=dimensions, counts=dict(counts)))
    return Figures(
        first.template, first.title, first.period, first.office, first.office_name,
        min(one.as_of for one in found), sum(one.left_out for one in found), tuple(cuts), first.base,
    )  # fmt: skip


def _shape(figures: Figures) -> tuple[object, ...]:
    """What must be alike in figures that are added up: template, period, each measure with its cuts and tables."""
    cuts = tuple((cut.measure, tuple(one.name for one in cut.dimensions), cut.tables) for cut in figures.cuts)
    return figures.template, figures.period, cuts


def _cut_to_json(cut: Cut) -> dict[str, object]:
    return {
        "measure": cut.measure,
        "title": cut.title,
        "unit": cut.unit,
        "kind": str(cut.kind),
        "whole": cut.whole,
        "dimensions": [
            {"name": one.name, "title": one.title, "labels": dict(one.labels), "sensitive": one.sensitive}
            for one in cut.dimensions
        ],
        "counts": [[*key, number] for key, number in sorted(cut.counts.items())],
        "tables": [list(names) for names in cut.tables],
    }


def _cut_from_json(raw: Mapping[str, list[dict[str, object]]]) -> Cut:
    told = Kind(str(raw.get("kind", Kind.COUNT))), str(raw.get("whole", ""))
    dimensions = tuple(
        Dimension(str(one["name"]), str(one["title"]), _labels(one["labels"]), sensitive=bool(one["sensitive"]))
        for one in raw["dimensions"]
    )
    counts = {tuple(str(code) for code in [*row][:-1]): int(str([*row][-1])) for row in raw["counts"]}
    tables = tuple(tuple(str(name) for name in names) for names in raw["tables"])
    return Cut(str(raw["measure"]), str(raw["title"]), str(raw["unit"]), dimensions, counts, tables, *told)


def _labels(value: object) -> dict[str, str]:
    if not isinstance(value, dict):
        raise FiguresUnreadable
    return {str(code): str(label) for code, label in value.items()}
