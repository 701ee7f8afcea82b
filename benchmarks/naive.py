"""Random tables protected by the threshold alone, by the first safe answer, and by the proved cheapest one.

Counted, not timed: what the auditor can work out of each, and what the cheapest costs beside the first safe one. Ours
is as a report does it: where the auditor, in whole numbers or as one who is counted there, knows more than the
protector thought, the table is protected anew, and refused where that doesn't help.
"""

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from random import Random

from benchmarks.disclosure import never, now_or_never, seen
from benchmarks.measure import Figure
from reintegration_desktop.reports.auditor.audit import Asked, Audit, Fault, Limits, audit
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.protector.protect import Besides, Protected, protect
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.proving import Demands, protect_and_prove
from reintegration_desktop.reports.table import Dimension, Table

T = 5
TABLES = int(os.environ.get("REINTEGRATION_BENCH_TABLES", "1000"))


def run() -> dict[str, Figure]:
    """``TABLES`` tables of two and three dimensions, spread unevenly, the same at every run."""
    naive, ours = Counter[str](), Counter[str]()
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        for alone, proved in pool.map(_of_a_table, range(TABLES), chunksize=5):
            naive.update(alone)
            ours.update(proved)
    return {
        "naive_exact": Figure("threshold alone: hidden cells worked out exactly", naive[Fault.EXACT], "cells",
                              naive["hidden"], "all it hides"),
        "naive_narrow": Figure("threshold alone: known within the threshold", naive[Fault.NARROW], "cells",
                               naive["hidden"], "all it hides"),
        "ours_exact": Figure("ours: worked out exactly", ours[Fault.EXACT], "cells", promised=0),
        "ours_faults": Figure("ours: faults of any kind", ours["faults"], "cells", promised=0),
        "guards": Figure("ours: hidden besides", ours["best"], "cells", ours["primary"], "hidden for their own sake"),
        "quick": Figure("hidden besides in the first safe answer", ours["quick"], "cells", ours["best"],
                        "the proved cheapest"),
        "refused": Figure("ours: tables that were refused", ours["refused"], "tables", TABLES, "all"),
        "again": Figure("ours: tables that the auditor had protected anew", ours["again"], "tables", TABLES, "all"),
    }  # fmt: skip


def _of_a_table(number: int) -> tuple[Counter[str], Counter[str]]:
    """What the auditor works out of one table protected by the threshold alone, and of ours, with what that costs."""
    naive, ours = Counter[str](), Counter[str]()
    table = a_random_table(Random(number))
    _count(naive, _threshold_alone(table))
    quick = protect((table,), Rule.of(T), now_or_never())
    audits = list[Audit]()
    try:
        best = protect_and_prove((table,), Rule.of(T), never(), Besides(), partial(_audited, audits))
    except LeakFound:
        ours["refused"] += 1
        return naive, ours
    assert best.protected.gap == 0
    _count(ours, best.audit)
    ours.update(quick=_guards(quick), best=_guards(best.protected), primary=len(best.demands), again=len(audits) > 1)
    return naive, ours


def a_random_table(random: Random) -> Table:
    """Two or three dimensions, up to some 80 cells, from hardly anybody to a few hundred children."""
    shape = [random.randint(3, 8), random.randint(2, 6)]
    if random.random() < 0.5:
        shape = [random.randint(2, 5), random.randint(2, 4), random.randint(2, 3)]
    dimensions = tuple(
        Dimension(f"d{at}", f"d{at}", {f"{at}_{nth}": f"{at}_{nth}" for nth in range(size)})
        for at, size in enumerate(shape)
    )
    weights = [[random.gammavariate(1, 1) + 0.02 for _ in range(size)] for size in shape]
    counts: dict[tuple[str, ...], int] = {}
    for _ in range(random.randint(20, 400)):
        key = tuple(random.choices(one.leaves, own)[0] for one, own in zip(dimensions, weights, strict=True))
        counts[key] = counts.get(key, 0) + 1
    return Table("table", "Table", "children", dimensions, counts)


def _threshold_alone(table: Table) -> Audit:
    """Every count from one to below the threshold hidden, and no other: what most offices do."""
    counts = dict(zip(table.places(), table.full().ravel().tolist(), strict=True))
    cells = {key: None if 1 <= count < T else count for key, count in counts.items()}
    shown = Seen(table.name, table.measure, tuple(Axis(one.name) for one in table.dimensions), cells)
    return audit([shown], Asked(T, 0, T), _limits())


def _audited(audits: list[Audit], found: Protected, demands: Demands) -> Audit:
    audits.append(audit([seen(table, 0) for table in found.tables], Asked(T, 0, T, demands=demands), _limits()))
    return audits[-1]


def _limits() -> Limits:
    return Limits(lambda: 0.0, lambda: None)


def _count(into: Counter[str], report: Audit) -> None:
    into.update(finding.fault for finding in report.faults if finding.fault)
    into.update(hidden=len(report.findings), faults=len(report.faults))


def _guards(found: Protected) -> int:
    return len(found.guards)
