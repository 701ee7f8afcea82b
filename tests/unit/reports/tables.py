"""Tables for the tests of reports, and short ways to protect and to audit them."""

from collections.abc import Mapping, Sequence

import numpy as np

from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.auditor.audit import Asked, Audit, Limits, audit
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.protector.protect import Besides, Protected, protect
from reintegration_desktop.reports.protector.rule import Rule, Zeros
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.table import Dimension, Key, Table

LIMITS = Limits(now=lambda: 0.0, tick=lambda: None)


def a_watch() -> Watch:
    """All the time in the world."""
    return Watch(lambda: 0.0, 60.0, NoProgress())


def a_dimension(name: str, codes: str | Sequence[str], *, sensitive: bool = False, **parents: str) -> Dimension:
    words = codes.split() if isinstance(codes, str) else codes
    return Dimension(name, name.title(), {code: code.upper() for code in words}, parents, sensitive)


def a_table(
    counts: Sequence[Sequence[int]], rows: str, columns: str, *, name: str = "one", sensitive: bool = False
) -> Table:
    """A two-way table of district by kind; ``sensitive`` speaks of the kind."""
    dimensions = (a_dimension("district", rows), a_dimension("kind", columns, sensitive=sensitive))
    return a_table_by(dimensions, np.array(counts), name=name)


def a_table_by(dimensions: tuple[Dimension, ...], counts: np.ndarray, *, name: str = "one") -> Table:
    leaves = [dimension.leaves for dimension in dimensions]
    cells = {
        tuple(codes[at] for codes, at in zip(leaves, place, strict=True)): int(counts[place])
        for place in np.ndindex(*counts.shape)
        if counts[place]
    }
    return Table(name, name.title(), "children", dimensions, cells)


def protected(
    *tables: Table, threshold: int = 5, zeros: Zeros = Zeros.MAY_HIDE, besides: Besides | None = None
) -> Protected:
    return protect(tables, Rule.of(threshold, zeros), a_watch(), besides or Besides())


def as_seen(published: Published) -> Seen:
    axes = tuple(Axis(dimension.name, dimension.parents) for dimension in published.dimensions)
    return Seen(published.name, published.measure, axes, published.cells)


def audited(found: Protected, *, threshold: int = 5, zeros: Zeros = Zeros.MAY_HIDE) -> Audit:
    asked = Asked(threshold, 0, threshold, zeros is Zeros.SHOWN, demands_of(found))
    return audit([as_seen(table) for table in found.tables], asked, LIMITS)


def demands_of(found: Protected) -> dict[tuple[str, tuple[tuple[str, str], ...]], tuple[int, int]]:
    return {cell: (demand.low, demand.high) for cell, demand in found.demands.items()}


def showing(table: Table, hidden: Sequence[Key], *, name: str = "") -> Seen:
    """A table as somebody sees it who hid just these cells."""
    counts = dict(zip(table.places(), table.full().ravel().tolist(), strict=True))
    cells: Mapping[Key, int | None] = {key: None if key in set(hidden) else count for key, count in counts.items()}
    axes = tuple(Axis(dimension.name, dimension.parents) for dimension in table.dimensions)
    return Seen(name or table.name, table.measure, axes, cells)


def interval(report: Audit, table: Table, key: Key) -> tuple[int, int | None]:
    finding = report.of(table.cell(key))
    assert finding is not None
    return finding.low, finding.high
