"""Protecting and auditing tables of counts: time to a safe answer, to the proved cheapest, and to the proof itself."""

from collections.abc import Sequence
from random import Random

from benchmarks.measure import Figure, processor_seconds
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.auditor.audit import Asked, Audit, Limits, audit
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.protector.protect import Protected, protect
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.table import Dimension, Table

_T = 5


def run() -> dict[str, Figure]:
    """A two-way table of 300 cells, and one of 20 x 6 x 8 with its margins; promises are those of the design."""
    flat, deep = a_table((15, 20), 6000), a_table((20, 6, 8), 4000)
    safe = protect(deep, Rule.of(_T), now_or_never())
    return {
        "flat": Figure("15 x 20 protected, proved", _protected(flat), "s", promised=0.5),
        "deep_safe": Figure(f"20 x 6 x 8, safe ({_hidden(safe)} hidden)", _safe(deep), "s", promised=10.0),
        "deep": Figure("20 x 6 x 8, proved", _protected(deep), "s", promised=60.0),
        "audit": Figure("20 x 6 x 8, audited", _audited(deep, releases=1), "s", promised=2.0),
        "joint": Figure("two releases, audited together", _audited(deep, releases=2), "s", promised=2.0),
    }


def a_table(shape: Sequence[int], children: int) -> tuple[Table]:
    """Children spread unevenly over a table, the same at every run."""
    random = Random(7)
    dimensions = tuple(
        Dimension(f"d{at}", f"d{at}", {f"{at}_{nth}": f"{at}_{nth}" for nth in range(size)})
        for at, size in enumerate(shape)
    )
    weights = [[random.gammavariate(2, 1) for _ in range(size)] for size in shape]
    counts: dict[tuple[str, ...], int] = {}
    for _ in range(children):
        key = tuple(random.choices(one.leaves, own)[0] for one, own in zip(dimensions, weights, strict=True))
        counts[key] = counts.get(key, 0) + 1
    return (Table("table", "Table", "children", dimensions, counts),)


def never() -> Watch:
    """Time is never up: the cheapest is proved."""
    return Watch(lambda: 0.0, 86_400.0, NoProgress())


def now_or_never() -> Watch:
    """Time is up already: the first safe answer is taken."""
    return Watch(lambda: 1.0, 0.0, NoProgress())


def _protected(tables: tuple[Table]) -> float:
    found: list[Protected] = []
    taken = processor_seconds(lambda: found.append(protect(tables, Rule.of(_T), never())))
    assert found[0].gap == 0
    return taken


def _safe(tables: tuple[Table]) -> float:
    return processor_seconds(lambda: protect(tables, Rule.of(_T), now_or_never()))


def _audited(tables: tuple[Table], releases: int) -> float:
    found = protect(tables, Rule.of(_T), never())
    shown = [seen(table, nth) for table in found.tables for nth in range(releases)]
    demands = {cell: (demand.low, demand.high) for cell, demand in found.demands.items()}
    reports: list[Audit] = []
    asked = Asked(_T, 0, _T, demands=demands)
    taken = processor_seconds(lambda: reports.append(audit(shown, asked, Limits(lambda: 0.0, lambda: None))))
    assert reports[0].safe
    return taken


def seen(table: Published, nth: int) -> Seen:
    """A published table as its readers have it."""
    return Seen(f"{table.name}{nth}", table.measure, tuple(Axis(one.name) for one in table.dimensions), table.cells)


def _hidden(found: Protected) -> int:
    return sum(len(table.hidden) for table in found.tables)
