"""Protects or audits the tables that a specification names: the engine for anybody's files."""

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.auditor.audit import Asked, Audit, Fault, Finding, Limits, audit
from reintegration_desktop.reports.auditor.read_csv import read_csv
from reintegration_desktop.reports.auditor.rounded import audit_rounded
from reintegration_desktop.reports.auditor.seen import Cell, Seen
from reintegration_desktop.reports.errors import (
    PUBLISHED_TROUBLES,
    LeakFound,
    PublishedUnfit,
    SpecProblem,
    TimeIsUp,
    Unproved,
)
from reintegration_desktop.reports.private import move_out, private_folder, writing
from reintegration_desktop.reports.protector.primary import anyone_sensitive, primaries
from reintegration_desktop.reports.protector.protect import Besides, Protected
from reintegration_desktop.reports.protector.rule import Zeros
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.proving import Demands, Proved, protect_and_prove, round_and_prove
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.records.writing import plain
from reintegration_desktop.reports.spec import Spec, read_spec
from reintegration_desktop.reports.spec_counts import MEASURE, Counted, counted

SHORTEST_PROOF = 60.0
"""Seconds that proving may take at least, however short the search is to be."""


@dataclass(frozen=True, slots=True)
class Summary:
    """How a protection ended: cells, why they are hidden, what that cost and how far it may be from the cheapest.

    ``beneath``: whether a finer table, that tables in a circle hang on, was part of the proof (``included``) or was not
    there (``none``).
    """

    cells: int
    hidden: int
    primary: int
    complementary: int
    cost: float
    bound: float
    gap: float
    seconds: float
    audit_seconds: float
    beneath: str
    verdict: str

    def to_json(self) -> dict[str, object]:
        """As ``summary.json`` holds it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class AuditSummary:
    """How an audit ended: ``verdict`` is safe or unsafe; ``cells`` are the hidden ones, as in ``audit.json``."""

    verdict: str
    hidden: int
    faults: int
    seconds: float
    cells: tuple[Mapping[str, object], ...]

    def to_json(self) -> dict[str, object]:
        """As the command line prints it."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class _Hurried:
    """Progress that ends the work when its time is over."""

    progress: Progress
    now: Callable[[], float]
    until: float
    seconds: float

    def report(self, done: int, total: int = 0) -> None:
        """Pass on; raises TimeIsUp, Cancelled."""
        self.progress.report(done, total)
        if self.now() > self.until:
            raise TimeIsUp(seconds=round(self.seconds))


def _within(watch: Watch, seconds: float) -> Watch:
    """The same watch, with so many seconds for a search, and for all of it as many again, or the shortest proof."""
    whole = seconds + max(seconds, SHORTEST_PROOF)
    hurried = _Hurried(watch.progress, watch.now, watch.now() + whole, whole)
    return Watch(watch.now, watch.now() + seconds, hurried)


def protect_spec(file: Path, out: Path, watch: Watch, method: str = "", seconds: float | None = None) -> Summary:
    """Write ``tables/1.csv`` and so on, ``audit.json`` and ``summary.json``, and only once they are proved safe.

    ``seconds`` go before the specification's: after so long the search takes what it has, and proving may take as long
    again. Raises SpecProblem or what is wrong with the input, LeakFound, Unproved, TimeIsUp, CannotBeProtected,
    Cancelled; then nothing was written.
    """
    spec = read_spec(file, method)
    found = counted(spec, watch.progress)
    if found.too_large:
        raise Unproved(count=1)
    watch = _within(watch, spec.seconds if seconds is None else seconds)
    with writing(), private_folder(out) as folder:

        def audited(protected: Protected, demands: Demands) -> Audit:
            _write_tables(protected.tables, spec, folder / "tables")
            return _audit(spec, found, folder / "tables", demands, _limits(watch))

        if spec.base:
            proved = round_and_prove(found.tables, spec.rule, spec.base, watch, audited)
        else:
            proved = protect_and_prove(found.tables, spec.rule, watch, Besides(beneath=found.beneath), audited)
        summary = _summary(proved, found)
        cells = _cells(proved.protected.tables, proved.audit, proved.demands)
        _write_json(folder / "audit.json", cells)
        _write_json(folder / "summary.json", summary.to_json())
        move_out(folder, out)
    return summary


def audit_spec(
    file: Path, published: Path, watch: Watch, method: str = "", seconds: float | None = None
) -> AuditSummary:
    """Audit tables that somebody published, by a specification; its input, where it is there, tells what was small.

    ``method`` and ``seconds`` go before the specification's. Raises SpecProblem where a table is missing, and where
    rounded ones come without their input; PublishedUnfit where tables contradict each other, Unproved, TimeIsUp.
    """
    spec = read_spec(file, method)
    watch = _within(watch, spec.seconds if seconds is None else seconds)
    try:
        return _audit_summary(spec, published, watch)
    except LeakFound as leak:
        if leak.facts["kind"] in PUBLISHED_TROUBLES:
            raise PublishedUnfit(trouble=str(leak.facts["kind"])) from None
        raise


def _audit_summary(spec: Spec, published: Path, watch: Watch) -> AuditSummary:
    folder = published / "tables" if (published / "tables").is_dir() else published
    found = counted(spec, watch.progress) if spec.input.exists() else None
    demands = _demands(spec, found) if found else None
    if spec.base and demands is None:
        raise SpecProblem(trouble="missing", key="input")
    seen = _read(spec, found, folder)
    result = _judged(spec, found, seen, demands, _limits(watch))
    by_cell = result.by_cell if spec.base else _shown_elsewhere(seen) | result.by_cell
    hidden = [
        {"table": nth, "key": dict(zip((axis.name for axis in table.axes), key, strict=True)),
         **_found(by_cell[table.cell(key)], demands or {})}
        for nth, table in enumerate(seen, 1) for key, count in table.cells.items()
        if count is None or (spec.base and table.cell(key) in result.by_cell)
    ]  # fmt: skip
    verdict = "safe" if result.safe else "unsafe"
    return AuditSummary(verdict, len(hidden), len(result.faults), result.seconds, tuple(hidden))


def _shown_elsewhere(seen: list[Seen]) -> dict[Cell, Finding]:
    """Cells that some table shows, whichever other hides them."""
    counts = {table.cell(key): count for table in seen for key, count in table.cells.items() if count is not None}
    return {cell: Finding(cell, count, count, None, Fault.SHOWN) for cell, count in counts.items()}


def _audit(spec: Spec, found: Counted, folder: Path, demands: Demands, limits: Limits) -> Audit:
    return _judged(spec, found, _read(spec, found, folder), demands, limits)


def _judged(spec: Spec, found: Counted | None, seen: list[Seen], demands: Demands | None, limits: Limits) -> Audit:
    if spec.base:
        return audit_rounded(seen, spec.base, demands or {}, limits)
    return audit(seen, _asked(spec, demands, found), limits)


def _asked(spec: Spec, demands: Demands | None, found: Counted | None) -> Asked:
    telling = found is not None and anyone_sensitive(found.tables)
    noughts_shown = spec.rule.zeros is Zeros.SHOWN and not telling
    return Asked(spec.rule.threshold, spec.rule.low, spec.rule.high, noughts_shown, demands)


def _demands(spec: Spec, found: Counted) -> Demands:
    return {cell: (demand.low, demand.high) for cell, demand in primaries(found.tables, spec.rule).items()}


def _read(spec: Spec, found: Counted | None, folder: Path) -> list[Seen]:
    seen = []
    if any(file.stem.isdecimal() and not 0 < int(file.stem) <= len(spec.tables) for file in folder.glob("*.csv")):
        raise LeakFound(kind="unnamed", count=1)
    for nth, names in enumerate(spec.tables, 1):
        file = folder / f"{nth}.csv"
        if not file.exists():
            raise SpecProblem(trouble="no_table", key=str(nth))
        table = _table(file, nth, spec)
        if tuple(axis.name for axis in table.axes) != names:
            raise SpecProblem(trouble="other_columns", key=str(nth))
        seen.append(table)
    for table, own in zip(seen, found.tables if found else (), strict=False):
        if set(table.cells) != set(own.places()):
            raise LeakFound(kind="missing_cells", count=1)
    return seen


def _table(file: Path, nth: int, spec: Spec) -> Seen:
    try:
        table = read_csv(file, MEASURE, spec.hierarchies)
    except (OSError, UnicodeDecodeError, csv.Error):
        raise SpecProblem(trouble="unreadable", key=f"{nth}.csv") from None
    return replace(table, cells={tuple(map(_meant, key)): count for key, count in table.cells.items()})


def _meant(word: str) -> str:
    """A category without the sign that keeps a spreadsheet from taking it for a formula."""
    return word[1:] if word.startswith("'") and plain(word[1:]) == word else word


def _write_tables(tables: tuple[Published, ...], spec: Spec, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    for nth, table in enumerate(tables, 1):
        with (folder / f"{nth}.csv").open("w", encoding="utf-8", newline="") as lines:
            rows = csv.writer(lines, lineterminator="\n")
            rows.writerow([*(dimension.name for dimension in table.dimensions), spec.count or "n"])
            rows.writerows([*map(plain, key), HIDDEN if count is None else count] for key, count in table.cells.items())


def _summary(proved: Proved, found: Counted) -> Summary:
    protected = proved.protected
    shown = {(table.measure, key) for table in protected.tables for key in _named(table)}
    hidden = {(table.measure, key) for table in protected.tables for key in _named(table, hidden=True)}
    return Summary(
        cells=len(shown),
        hidden=len(hidden),
        primary=len(proved.demands),
        complementary=max(0, len(hidden) - len(proved.demands)),
        cost=protected.cost,
        bound=protected.bound,
        gap=protected.gap,
        seconds=protected.seconds,
        audit_seconds=proved.audit.seconds,
        beneath="included" if found.beneath else "none",
        verdict="safe",
    )


def _named(table: Published, *, hidden: bool = False) -> list[tuple[tuple[str, str], ...]]:
    """Cells whatever the table, so that those shown in two tables count once."""
    names = [dimension.name for dimension in table.dimensions]
    keys = table.hidden if hidden else table.cells
    return [tuple(sorted(pair for pair in zip(names, key, strict=True) if pair[1] != "total")) for key in keys]


def _cells(tables: tuple[Published, ...], result: Audit, demands: Demands) -> list[dict[str, object]]:
    found = []
    by_cell = result.by_cell
    for nth, table in enumerate(tables, 1):
        names = [dimension.name for dimension in table.dimensions]
        named = list(zip(table.cells, _named(table), strict=True))
        for key, cell in (one for one in named if (table.measure, one[1]) in by_cell):
            found.append({"table": nth, "key": dict(zip(names, key, strict=True)),
                          **_found(by_cell[table.measure, cell], demands)})  # fmt: skip
    return found


def _found(finding: Finding, demands: Demands) -> dict[str, object]:
    return {
        "primary": finding.cell in demands,
        "lowest": finding.low,
        "highest": finding.high,
        "status": "proved",
        "verdict": str(finding.fault) if finding.fault else "safe",
    }


def _write_json(file: Path, content: object) -> None:
    file.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _limits(watch: Watch) -> Limits:
    return Limits(watch.now, lambda: watch.progress.report(0))
