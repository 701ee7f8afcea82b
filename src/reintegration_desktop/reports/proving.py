"""Protects tables and has them audited as written, until both agree or nothing leaves."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from reintegration_desktop.reports.auditor.audit import Audit
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.protector.primary import Demand
from reintegration_desktop.reports.protector.protect import Besides, Protected, protect
from reintegration_desktop.reports.protector.rounding import rounded
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.table import CellId, Table

_TRIES = 4

Demands = Mapping[CellId, tuple[int, int]]
"""What nobody may exclude of each cell that is hidden for its own sake."""


@dataclass(frozen=True, slots=True)
class Proved:
    """Protected tables with the audit that proved them safe; ``demands`` are those that were asked at first."""

    protected: Protected
    audit: Audit
    demands: Demands


def protect_and_prove(
    tables: Sequence[Table],
    rule: Rule,
    watch: Watch,
    besides: Besides,
    audited: Callable[[Protected, Demands], Audit],
) -> Proved:
    """Protect, then ask ``audited``, which writes the tables and reads them back.

    The protector reasons in fractions, as one who is counted nowhere. Where the auditor learns more as somebody who is
    counted in another cell, they are an attacker from then on; where it does so in whole numbers, or still, that cell
    is asked to be wider; and all is protected anew. Raises LeakFound where that does not help.
    """
    first: Demands | None = None
    for _ in range(_TRIES):
        protected = protect(tables, rule, watch, besides)
        first = first or {cell: (demand.low, demand.high) for cell, demand in protected.demands.items()}
        audit = audited(protected, first)
        if audit.safe:
            return Proved(protected, audit, first)
        besides = _learning(besides, protected, audit)
    raise LeakFound(kind=str(audit.faults[0].fault), count=len(audit.faults))


def round_and_prove(
    tables: Sequence[Table], rule: Rule, base: int, watch: Watch, audited: Callable[[Protected, Demands], Audit]
) -> Proved:
    """Round, then ask ``audited``; cells that can be worked out are rounded the other way. Raises LeakFound where that
    does not help.
    """
    faulty: set[CellId] = set()
    for _ in range(_TRIES):
        protected = rounded(tables, rule, base, watch, faulty)
        demands = {cell: (demand.low, demand.high) for cell, demand in protected.demands.items()}
        audit = audited(protected, demands)
        if audit.safe:
            return Proved(protected, audit, demands)
        faulty |= {finding.cell for finding in audit.faults}
    raise LeakFound(kind=str(audit.faults[0].fault), count=len(audit.faults))


def _learning(besides: Besides, protected: Protected, audit: Audit) -> Besides:
    """What the protector has to keep to once an audit showed it what it hadn't thought of."""
    told = {
        finding.cell: {(finding.cell, me) for me in finding.insiders} - besides.insiders for finding in audit.faults
    }
    wider = {
        cell: _wider(demand) for cell, demand in protected.demands.items() if cell in told and not told[cell]
    }  # fmt: skip
    insiders = besides.insiders.union(*told.values())
    return replace(besides, demands={**besides.demands, **wider}, insiders=insiders)


def _wider(demand: Demand) -> Demand:
    return replace(demand, high=demand.high + 1)
