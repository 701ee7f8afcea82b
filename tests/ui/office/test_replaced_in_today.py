"""What came over entries of others stands in a supervisor's Today, leads to it, and goes by a deed."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from reintegration_desktop.ui.case.history import HistoryView
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.asked import AskedPage
from reintegration_desktop.ui.widgets.buttons import Button
from tests.e2e.arriving.test_replaced import Office, lowered
from tests.ui.conftest import Dress
from tests.ui.office.test_pairs_in_today import a_window, close, today_of
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

ROW = "Entries of others were replaced by what came"


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path)
    lowered(office)
    office.opened_by("Esther")
    return office


def test_a_supervisor_looks_from_today_and_the_row_is_gone(office: Office, tasks: Tasks):
    window = a_window(office.program, tasks)
    today = today_of(window)
    assert ROW in texts(today)
    (button,) = (one for one in today.waiting.findChildren(Button) if one.accessibleDescription().startswith(ROW))
    button.click()
    wait_for(tasks)
    page = window.window.page
    assert isinstance(page, AskedPage)
    assert page.table.model().rowCount() == 1
    assert_whole(page)
    page.deed.trigger()
    wait_for(tasks)
    assert window.window.page is today
    assert ROW not in texts(today)
    close(window, tasks)


def test_a_row_opens_the_history_of_its_case_and_back_leads_to_it(office: Office, tasks: Tasks):
    window = a_window(office.program, tasks)
    window.workplace.go("replaced")
    wait_for(tasks)
    page = window.window.page
    page.table.selectRow(0)
    QTest.keyClick(page.table, Qt.Key.Key_Return)
    wait_for(tasks)
    case = window.window.page
    assert isinstance(case, CasePage)
    assert [case.case] == list(office.program.opened.replaced.all())
    assert case.findChild(HistoryView) is not None
    case.closed.emit()
    wait_for(tasks)
    assert window.window.page is page
    close(window, tasks)


@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")]
)
def test_row_and_page_are_whole_in_every_look(
    office: Office, tasks: Tasks, dress: Dress, theme: str, factor: float, language: str
):
    window = a_window(office.program, tasks)
    dress(theme, factor, language)
    wait_for(tasks)
    assert_whole(today_of(window))
    window.workplace.go("replaced")
    wait_for(tasks)
    assert_whole(window.window.page)
    close(window, tasks)
