"""Log, reports and home: what oversight sees, and that nothing small or named is among it."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.reports.redesign import Proposal
from reintegration_desktop.ui.due.table import WholeTable
from reintegration_desktop.ui.oversight.log import GROUPS, LogPage, log_sentence
from reintegration_desktop.ui.oversight.published import bar_rows, cell_rows
from reintegration_desktop.ui.oversight.reports import ReportsPage
from reintegration_desktop.ui.oversight.verbs import Evidence, Leaving, LogLine, LogVerbs
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.popover import Popover
from reintegration_desktop.ui.widgets.progress import Working
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import HOME_HELD, LINES, NOW, Reporting, a_table, plain
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


WHOLE = Evidence("The log is whole.", sound=True, lines=("Verified: 57 pages.", "Device 0a0a0a0a: 9 changes; kept."))


def log(tasks: Tasks, qtbot: QtBot, lines: Sequence[LogLine] = LINES) -> LogPage:
    page = LogPage(tasks, LogVerbs(lambda since: lines, lambda: WHOLE, NOW.date))
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


def test_what_was_verified_and_what_was_not_stands_a_press_away(tasks: Tasks, qtbot: QtBot) -> None:
    page = log(tasks, qtbot)
    assert not any("57 pages" in text for text in texts(page))
    page.more.click()
    assert any("57 pages" in text for text in texts(page))
    assert any("kept" in text for text in texts(page))
    assert not page.export.isVisible(), "who writes no export into the log makes none"


def test_the_log_leaves_with_a_reason_alone(tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[tuple[object, ...]] = []

    def export(*about: object) -> list[Path]:
        asked.append(about)
        return [tmp_path / "log-2026-03-12.csv"]

    page = LogPage(tasks, LogVerbs(lambda since: LINES, lambda: WHOLE, NOW.date, export), lambda *_: str(tmp_path))
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    page.more.click()
    page.export.go.click()
    assert asked == []
    assert "Say what it is for." in texts(page)
    page.export.reason.setText("The donor's auditors asked")
    page.export.go.click()
    wait_for(tasks)
    assert asked == [(NOW.date() - timedelta(days=31), "The donor's auditors asked", ("csv",), tmp_path)]
    assert any("stands in the log" in text for text in texts(page))
    assert_whole(page)


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
    assert "In this table 4 cells of 12 are hidden" in told
    assert "In the whole report, 1 table:" in told
    assert "1 cell counts fewer than 5" in told
    assert "3 cells guard those" in told
    assert "Safe to leave" in told


def test_enter_on_a_hidden_cell_tells_what_an_outsider_could_work_out(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting())
    table = next(table for table in page.table.findChildren(WholeTable) if table.isVisible())
    table.setFocus()
    table.setCurrentIndex(table.model().index(1, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    popover = page.findChild(Popover)
    told = plain("\n".join(texts(popover)))
    assert "Karuba, 5–11" in told
    assert "between 0 and 7: too wide to tell" in told
    assert "The rule asks for 0 to 5." in told
    assert "can only say 1 to 7" in told
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert not popover.isVisible()


def test_enter_on_a_count_that_is_shown_opens_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting())
    table = next(table for table in page.table.findChildren(WholeTable) if table.isVisible())
    table.setCurrentIndex(table.model().index(0, 1))
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert page.findChild(Popover) is None


def test_the_last_period_that_is_complete_is_shown_first(tasks: Tasks, qtbot: QtBot) -> None:
    of = Reporting(held=HOME_HELD)
    page = reports(tasks, qtbot, of)
    assert of.shown[0].period == "2026-Q1"
    assert [page.period.itemData(at) for at in range(page.period.count())] == [
        "2026-Q2", "2026-Q1", "2025-Q4", "2025-Q3",
    ]  # fmt: skip


def test_a_period_that_was_counted_too_early_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(held=HOME_HELD))
    early = "Counted on 12 March 2026, before the period ended: it is not complete yet."
    assert early not in plain("\n".join(texts(page)))
    page.period.set_value("2026-Q2")
    page.period.picked.emit()
    wait_for(tasks)
    assert early in plain("\n".join(texts(page)))


def test_each_table_tells_how_much_of_it_is_hidden_where_one_chooses(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting())
    assert plain(page.which.itemText(0)) == "Left armed actors (4 hidden)"


def test_a_change_that_hides_fewer_is_looked_for_shown_and_taken_back(tasks: Tasks, qtbot: QtBot) -> None:
    merge = ("age", ("5-11", "12-14"))
    of = Reporting(offers=[Proposal("Put 5–11 and 12–14 together: 2 cells hidden, not 4.", 2, merge)])
    page = reports(tasks, qtbot, of)
    page.offers.look.click()
    wait_for(tasks)
    assert "Put 5–11 and 12–14 together: 2 cells hidden, not 4." in texts(page.offers)
    next(button for button in page.offers.findChildren(Button) if button.text() == "Show me").click()
    wait_for(tasks)
    assert of.shown[-1].merges == (merge,)
    page.leaving.purpose.setText("As it was shown")
    page.leaving.show()
    page.leaving.go.click()
    wait_for(tasks)
    assert of.left[0][0].merges == (merge,)
    page.offers.as_it_was.click()
    wait_for(tasks)
    assert of.shown[-1].merges == ()


def test_where_no_change_helps_that_is_said(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting())
    page.offers.look.click()
    wait_for(tasks)
    assert "No single change would hide fewer cells, or the report left before." in texts(page.offers)


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


def test_an_export_that_is_refused_tells_why_and_lets_one_try_again(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(full=True))
    page.export.trigger()
    page.leaving.purpose.setText("For the board")
    page.leaving.go.click()
    wait_for(tasks)
    assert page.failure.isVisible()
    assert page.leaving.go.isEnabled() and page.leaving.isVisible()
    assert page.leaving.purpose.text() == "For the board"
    assert page.table.isVisible(), "what is on the screen was proved"


def test_an_export_shows_that_it_goes_on_and_can_be_stopped(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, of := Reporting(slow=True))
    page.export.trigger()
    page.leaving.purpose.setText("For the board")
    page.leaving.go.click()
    (working,) = page.findChildren(Working)
    qtbot.waitUntil(working.isVisible)
    working.stop.click()
    wait_for(tasks)
    assert of.left == []
    assert page.leaving.isVisible() and page.leaving.go.isEnabled()
    assert page.leaving.purpose.text() == "For the board"
    assert not page.failure.isVisible()
    assert not any(one.isVisible() for one in page.findChildren(Working))


def test_a_search_that_is_stopped_leaves_the_report_where_it_is(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(stopped=True))
    page.offers.look.click()
    wait_for(tasks)
    assert page.table.isVisible() and page.export.isEnabled()
    assert not page.failure.isVisible()


def test_what_was_not_proved_is_not_shown(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(leaks=True))
    assert page.failure.isVisible()
    assert not page.export.isEnabled()
    assert not page.table.isVisible()


def test_without_figures_the_page_says_how_they_come(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, Reporting(held=()))
    assert "No figures have been counted yet." in texts(page)
    assert_whole(page)


@pytest.mark.parametrize("make", [log, lambda *given: reports(*given, Reporting())], ids=["log", "reports"])
@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "en"), ("light", 1.0, "qps")])  # fmt: skip
def test_a_page_is_whole(
    tasks: Tasks, qtbot: QtBot, dress: Dress, make, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    assert_whole(make(tasks, qtbot))
