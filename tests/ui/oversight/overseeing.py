"""Invented figures, releases and log lines, and pages of oversight that show them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from time import sleep

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.errors import Unproved
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import Proposal
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.report import About, Report
from reintegration_desktop.reports.table import TOTAL, Dimension
from reintegration_desktop.ui.oversight.verbs import Cure, Held, Leaving, LogLine, Lost, ReportVerbs, Wanted

NOW = datetime(2026, 3, 12, 14, 5, tzinfo=UTC)
LINES = (
    LogLine(NOW, "Esther Mbeki", Kind.VIEW, "7K4M2Q-D", reason="The court asked for the dates"),
    LogLine(NOW - timedelta(hours=1), "Daniel Okello", Kind.APPROVE, "BZ42CQ-B", "Case plan"),
    LogLine(NOW - timedelta(days=1), "هدى سالم", Kind.SAVE, "W9T3XA-5", "Visits"),
)
DISTRICTS = {"karuba": "Karuba", "tandala": "Tandala"}
AGES = {"5-11": "5–11", "12-14": "12–14", "15-17": "15–17"}
COUNTS: dict[tuple[str, str], int | None] = {
    (TOTAL, "5-11"): 14, (TOTAL, "12-14"): 25, (TOTAL, "15-17"): 55, (TOTAL, TOTAL): 94,
    ("karuba", "5-11"): None, ("karuba", "12-14"): 14, ("karuba", "15-17"): None, ("karuba", TOTAL): 49,
    ("tandala", "5-11"): None, ("tandala", "12-14"): 11, ("tandala", "15-17"): None, ("tandala", TOTAL): 45,
}  # fmt: skip
HELD = Held("quarterly", "Left armed actors", "2026-Q1", "January to March 2026", "Goma", date(2026, 3, 12))


def plain(text: str) -> str:
    return text.replace("\u2068", "").replace("\u2069", "")


def a_table() -> Published:
    cuts = (Dimension("district", "District", DISTRICTS), Dimension("age", "Age", AGES))
    return Published("exits", "Left armed actors", "exits", cuts, dict(COUNTS))


def a_report() -> Shown:
    about = About("quarterly", "Left armed actors", "2026-Q1", "Goma", Recipient.HEADQUARTERS, 5, NOW.date(),
                  NOW.date(), 19, "0.1.0", "1")  # fmt: skip
    hidden = ("exits", (("age", "5-11"), ("district", "karuba")))
    return Shown(Report(about, (a_table(),), {}), Rule.of(5), {hidden: (0, 7)}, 1, 3, 0.0, 0.3, 4)


def a_rounded_report() -> Shown:
    """The same counts to multiples of five."""
    shown = a_report()
    table = shown.report.tables[0]
    cells = {key: 5 * round((count or 0) / 5) for key, count in table.cells.items()}
    about = replace(shown.report.about, rounded_to=5)
    return replace(shown, report=Report(about, (replace(table, cells=cells),), {}), guards=0)


RISKS = Dimension("risk", "Risk", {"high": "High", "medium": "Medium", "low": "Low or none"})
KINDS = Dimension("task_kind", "What is due", {"visit": "Visit", "plan": "Plan"})


def of_measure(measure: str, rows: Dimension, counts: Sequence[Sequence[int | None]]) -> Published:
    """A table by some rows and risk, each with its total last, the rows' total first."""
    columns = (*RISKS.labels, TOTAL)
    cells = {
        (row, column): count
        for row, line in zip(rows.nodes, counts, strict=True)
        for column, count in zip(columns, line, strict=True)
    }
    return Published(measure, measure, measure, (rows, RISKS), cells)


def the_caseload() -> Shown:
    about = replace(a_report().report.about, template="caseload", period="now")
    open_cases = of_measure("open_cases", KINDS, [(31, 80, 103, 214), (10, 40, 50, 100), (21, 40, 53, 114)])
    late = of_measure("overdue", KINDS, [(14, 20, 15, 49), (8, 11, 7, 26), (None, 9, None, 23)])
    return replace(a_report(), report=Report(about, (open_cases, late), {}))


def a_quarter(period: str) -> Shown:
    count = {"2025-Q3": 20, "2025-Q4": None, "2026-Q1": 49}[period]
    cells: dict[tuple[str, ...], int | None] = {(TOTAL,): count, ("visit",): count, ("plan",): 0}
    table = Published("registered", "Newly registered", "registered", (KINDS,), cells)
    return replace(a_report(), report=Report(replace(a_report().report.about, period=period), (table,), {}))


@dataclass
class Reporting:
    """What the pages asked for; ``leaks`` refuses to show, ``full`` to export; the search for offers is ``stopped``.

    ``slow``: an export goes on until somebody stops it.
    """

    held: Sequence[Held] = (HELD,)
    left: list[tuple[Wanted, Leaving]] = field(default_factory=list)
    shown: list[Wanted] = field(default_factory=list)
    released: Sequence[Entry] = ()
    offers: Sequence[Proposal] = ()
    leaks: bool = False
    full: bool = False
    stopped: bool = False
    slow: bool = False
    today: date = date(2026, 3, 12)
    lost: Sequence[Lost] = ()
    cure: Cure = Cure.COUNT

    def show(self, wanted: Wanted, progress: Progress) -> Shown:
        self.shown.append(wanted)
        if self.leaks:
            raise Refusal
        return a_rounded_report() if wanted.rounded else a_report()

    def show_home(self, wanted: Wanted, progress: Progress) -> Shown:
        self.show(wanted, progress)
        return the_caseload() if wanted.template == "caseload" else a_quarter(wanted.period)

    def export(self, wanted: Wanted, leaving: Leaving, progress: Progress) -> Sequence[Path]:
        if self.full:
            raise Unproved(count=1)
        while self.slow:
            progress.report(0)
            sleep(0.01)
        self.left.append((wanted, leaving))
        return [leaving.folder / "report.xlsx"]

    def offer(self, wanted: Wanted, progress: Progress) -> Sequence[Proposal]:
        if self.stopped:
            raise Cancelled
        return self.offers

    def verbs(self, *, home: bool = False) -> ReportVerbs:
        return ReportVerbs(
            lambda: self.held, self.show_home if home else self.show, self.export, lambda: self.released,
            lambda: self.today, lambda progress: "Counted.", self.offer, lost=lambda: self.lost, cure=self.cure,
        )  # fmt: skip


def a_release(number: int = 1, purpose: str = "Mid-term review", **more: object) -> Entry:
    given: dict[str, object] = {
        "number": number, "before": "", "template": "quarterly", "period": "2025-Q4", "scope": "Goma",
        "recipient": Recipient.DONOR, "threshold": 10, "released_on": date(2026, 1, 14), "as_of": date(2026, 1, 12),
        "left_out": "None were left out.", "cells": 40, "hidden": 12, "gap": 0.0, "seconds": 0.2, "software": "0.1.0",
        "dictionary": "abc", "files": {"report.xlsx": "ab" * 32}, "tables": (), "purpose": purpose,
    }  # fmt: skip
    return Entry(**given | more)  # type: ignore[arg-type]


HOME_HELD = (
    Held("quarterly", "Quarterly summary", "2026-Q2", "April to June 2026", "Goma", date(2026, 3, 12), complete=False),
    Held("quarterly", "Quarterly summary", "2026-Q1", "January to March 2026", "Goma", date(2026, 3, 12)),
    Held("quarterly", "Quarterly summary", "2025-Q4", "October to December 2025", "Goma", date(2026, 3, 12)),
    Held("quarterly", "Quarterly summary", "2025-Q3", "July to September 2025", "Goma", date(2026, 3, 12)),
    Held("caseload", "Caseload", "now", "Now", "Goma", date(2026, 3, 12)),
)
