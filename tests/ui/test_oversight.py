"""Log, reports and home: what oversight sees, and that nothing small or named is among it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.report import About, Report
from reintegration_desktop.reports.table import TOTAL, Dimension
from reintegration_desktop.ui.oversight.home import HomePage
from reintegration_desktop.ui.oversight.log import GROUPS, LogPage, log_sentence
from reintegration_desktop.ui.oversight.published import bar_rows, cell_rows
from reintegration_desktop.ui.oversight.reports import ReportsPage
from reintegration_desktop.ui.oversight.verbs import Held, Leaving, LogLine, LogVerbs, ReportVerbs, Wanted
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.popover import Popover
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

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


@dataclass
class Reporting:
    """What the pages asked for; ``leaks`` refuses to show."""

    held: Sequence[Held] = (HELD,)
    left: list[tuple[Wanted, Leaving]] = field(default_factory=list)
    leaks: bool = False

    def show(self, wanted: Wanted, progress: Progress) -> Shown:
        if self.leaks:
            raise Refusal
        return a_report()

    def export(self, wanted: Wanted, leaving: Leaving, progress: Progress) -> Sequence[Path]:
        self.left.append((wanted, leaving))
        return [leaving.folder / "report.xlsx"]

    def verbs(self) -> ReportVerbs:
        return ReportVerbs(lambda: self.held, self.show, self.export, lambda: (), lambda progress: "Counted.")


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def log(tasks: Tasks, qtbot: QtBot, lines: Sequence[LogLine] = LINES) -> LogPage:
    page = LogPage(tasks, LogVerbs(lambda since: lines, lambda: "The log is whole.", NOW.date))
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def entries(page: LogPage) -> str:
    model = page.timeline.model()
    return plain("\n".join(str(model.index(row, 0).data()) for row in range(model.rowCount())))


def test_looks_stand_in_the_log_with_their_reason(tasks: Tasks, qtbot: QtBot) -> None:
    told = entries(log(tasks, qtbot))
    assert "Esther Mbeki opened the restricted answers of 7K4M2Q-D" in told
    assert "Reason: The court asked for the dates" in told


def test_changes_are_shown_when_they_are_ticked(tasks: Tasks, qtbot: QtBot) -> None:
    page = log(tasks, qtbot)
    assert "changed Visits" not in entries(page)
    page.kinds.ticks["saves"].click()
    assert "هدى سالم changed Visits in W9T3XA-5" in entries(page)


def test_every_kind_of_entry_has_a_sentence_and_a_group(qapp: object) -> None:
    assert frozenset[Kind]().union(*GROUPS.values()) == frozenset(Kind)
    assert all(log_sentence(LogLine(NOW, "Esther", kind)) for kind in Kind)


def test_an_empty_log_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    page = log(tasks, qtbot, ())
    assert "Nothing of this kind happened." in texts(page)
    assert_whole(page)


def reports(tasks: Tasks, qtbot: QtBot, of: Reporting) -> ReportsPage:
    page = ReportsPage(tasks, of.verbs(), lambda parent, title: "/media/stick")
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def test_every_hidden_cell_looks_the_same(qapp: object) -> None:
    hidden = [cell for row in cell_rows(a_table()) for cell in row if cell.sunken]
    assert len(hidden) == 4
    assert len(set(hidden)) == 1
    assert hidden[0].text == ".."


def test_a_bar_s_hidden_part_is_as_long_as_the_published_total_leaves(qapp: object) -> None:
    karuba = bar_rows(a_table())[0]
    assert [(part.value, part.hidden) for part in karuba.parts] == [(14, False), (35, True)]


def test_a_report_tells_what_is_hidden_and_why(tasks: Tasks, qtbot: QtBot) -> None:
    told = plain("\n".join(texts(reports(tasks, qtbot, Reporting()))))
    assert "1 cell counts fewer than 5" in told
    assert "3 cells guard those" in told
    assert "Safe to leave" in told


def test_enter_on_a_hidden_cell_tells_what_an_outsider_could_work_out(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting())
    page._tell_cell(1, 1, page.rect())
    told = plain("\n".join(texts(page.findChild(Popover))))
    assert "Karuba, 5–11" in told
    assert "between 0 and 7" in told


def test_nothing_leaves_without_a_purpose(tasks: Tasks, qtbot: QtBot) -> None:
    of = Reporting()
    page = reports(tasks, qtbot, of)
    page.export.trigger()
    page.leaving.go.click()
    assert of.left == []
    assert "Say what the report is for." in texts(page)
    page.leaving.purpose.setText("Quarterly report to headquarters")
    page.leaving.go.click()
    wait_for(tasks)
    assert of.left[0][1] == Leaving("Quarterly report to headquarters", ("xlsx",), Path("/media/stick"))
    assert "1 file was written and proved." in plain("\n".join(texts(page)))


def test_what_was_not_proved_is_not_shown(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(leaks=True))
    assert page.failure.isVisible()
    assert not page.export.isEnabled()
    assert not page.table.isVisible()


def test_without_figures_the_page_says_how_they_come(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(held=()))
    assert "No figures have been counted yet." in texts(page)
    assert_whole(page)


def home(tasks: Tasks, qtbot: QtBot, of: Reporting) -> HomePage:
    page = HomePage(tasks, of.verbs())
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def test_figures_stand_with_the_day_they_are_of(tasks: Tasks, qtbot: QtBot) -> None:
    told = plain("\n".join(texts(home(tasks, qtbot, Reporting()))))
    assert "Figures as of Goma: 12 March 2026" in told
    assert "Left armed actors: 94" in told


def test_a_manager_s_page_shows_nothing_that_was_not_proved(tasks: Tasks, qtbot: QtBot) -> None:
    assert "94" not in plain("\n".join(texts(home(tasks, qtbot, Reporting(leaks=True)))))


@pytest.mark.parametrize("make", [log, lambda tasks, qtbot: reports(tasks, qtbot, Reporting()),
                                  lambda tasks, qtbot: home(tasks, qtbot, Reporting())],
                         ids=["log", "reports", "home"])  # fmt: skip
@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "en"), ("light", 1.0, "qps")])  # fmt: skip
def test_a_page_is_whole(
    tasks: Tasks, qtbot: QtBot, dress: Dress, make, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    assert_whole(make(tasks, qtbot))
