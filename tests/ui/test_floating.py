"""Toasts, popovers, banners, progress, tables: what floats, waits, opens and gives the focus back."""

import gc

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QApplication, QStackedWidget, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.lists.cells import CELL_ROLE, Cell
from reintegration_desktop.ui.lists.entries import EntriesModel, Entry
from reintegration_desktop.ui.lists.model import CellsModel
from reintegration_desktop.ui.lists.table import Table
from reintegration_desktop.ui.lists.timeline import Timeline
from reintegration_desktop.ui.pictures import settle
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.beside import Beside
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Fold, Foot
from reintegration_desktop.ui.widgets.chips import risk_state
from reintegration_desktop.ui.widgets.one_of import OneOf
from reintegration_desktop.ui.widgets.popover import Popover
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.toasts import Toaster
from reintegration_desktop.ui.widgets.words import Words, note


@pytest.fixture
def host(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 600)
    typed = TextLine()
    typed.setParent(made)
    made.show()
    qtbot.waitUntil(made.isActiveWindow)
    typed.setFocus()
    qtbot.mouseMove(made, QPoint(890, 10))
    return made


def test_control_z_takes_back_the_newest(host: QWidget, qtbot: QtBot) -> None:
    undone: list[str] = []
    toaster = Toaster(host)
    toaster.show("Visit saved", lambda: undone.append("visit"))
    toaster.show("Draft deleted", lambda: undone.append("draft"))
    qtbot.keyClick(host, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert undone == ["draft"]
    assert len(toaster.toasts) == 1


def test_there_are_at_most_two_toasts(host: QWidget) -> None:
    toaster = Toaster(host)
    for number in range(4):
        toaster.show(f"Case {number} closed", lambda: None)
    assert [toast.accessibleName() for toast in toaster.toasts] == ["Case 2 closed", "Case 3 closed"]
    upper, lower = toaster.toasts
    assert upper.geometry().bottom() < lower.geometry().top()


def test_a_toast_waits_while_the_pointer_or_the_focus_is_on_it(host: QWidget) -> None:
    toast = Toaster(host).show("Draft deleted", lambda: None)
    toast._on_tick()
    ticking = toast.left
    toast.undo.setFocus()
    toast._on_tick()
    assert (ticking < 1, toast.left) == (True, ticking)


def test_a_toast_goes_after_ten_seconds(host: QWidget) -> None:
    toaster = Toaster(host)
    toast = toaster.show("Draft deleted", lambda: None)
    for _ in range(101):
        toast._on_tick()
    assert toaster.toasts == ()


def test_a_toast_lies_over_the_page_that_comes_after_it_and_above_its_foot(qtbot: QtBot) -> None:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    pages.resize(900, 600)
    pages.addWidget(QWidget())
    pages.show()
    toast = Toaster(pages).show("There are no recovery sheets yet")
    lay = toast.geometry()
    foot = Foot([Button("Close")], [])
    with_a_foot = Box(Column(note("Words of the page"), foot))
    pages.addWidget(with_a_foot)
    pages.setCurrentWidget(with_a_foot)
    qtbot.waitUntil(lambda: toast.geometry().bottom() < foot.mapTo(pages, QPoint()).y())
    assert pages.childAt(toast.geometry().center()) in (toast, *toast.findChildren(QWidget))
    pages.removeWidget(with_a_foot)
    with_a_foot.deleteLater()
    qtbot.waitUntil(lambda: toast.geometry() == lay)


def test_a_page_that_nobody_holds_takes_its_toasts_along_without_a_word(qtbot: QtBot) -> None:
    with capture_exceptions() as told:
        for _ in range(3):
            toaster = Toaster(pages := QStackedWidget())
            pages.addWidget(QWidget())
            pages.show()
            toaster.show("Draft deleted", lambda: None)
            del toaster, pages
            gc.collect()
    assert told == []


def test_a_popover_takes_the_focus_and_gives_it_back(host: QWidget, qtbot: QtBot) -> None:
    button = Button("What is hidden?", parent=host)
    button.show()
    button.setFocus()
    popover = Popover("What an outsider could work out", note("between 0 and 5"), host)
    popover.open_at(QRect(300, 100, 40, 30))
    assert popover.hasFocus()
    qtbot.keyClick(popover, Qt.Key.Key_Escape)
    assert (popover.isVisible(), button.hasFocus()) == (False, True)


def test_a_popover_goes_above_where_there_is_no_room_below(host: QWidget) -> None:
    popover = Popover("What an outsider could work out", note("between 0 and 5"), host)
    popover.open_at(QRect(300, 560, 40, 30))
    assert popover.geometry().center().y() < 560
    assert host.rect().contains(popover.geometry())


def test_long_work_is_stopped_by_a_button(qtbot: QtBot) -> None:
    progress = Stoppable()
    progress.report(620, 1000)
    working = Working("Counting", progress)
    qtbot.addWidget(working)
    assert working._far.text() == "62 %"
    working.stop.click()
    assert working._far.text() == "Stopping..."
    with pytest.raises(Cancelled):
        progress.report(621, 1000)


def _table(qtbot: QtBot, *, cells: bool = False) -> Table:
    rows = [[Cell(f"Case {number}", bold=True), Cell(chips=(risk_state("high"),))] for number in range(20)]
    table = Table(CellsModel(["Name", "Risk"], rows), "Cases", cells=cells)
    qtbot.addWidget(table)
    table.resize(500, 400)
    table.show()
    return table


def test_enter_opens_a_row_and_space_previews_it(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.selectRow(3)
    with qtbot.waitSignal(table.opened) as opened:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    with qtbot.waitSignal(table.previewed) as previewed:
        qtbot.keyClick(table, Qt.Key.Key_Space)
    assert (opened.args, previewed.args) == ([3], [3])


def test_walking_through_a_table_tells_the_row(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.selectRow(0)
    with qtbot.waitSignal(table.chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [1]


def test_a_cell_is_read_out_with_its_chips(qtbot: QtBot) -> None:
    model = _table(qtbot).model()
    assert model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole) == "High risk"
    assert isinstance(model.index(0, 0).data(CELL_ROLE), Cell)


def test_columns_are_as_wide_as_the_words_of_header_and_rows(qtbot: QtBot) -> None:
    table = _table(qtbot)
    table.fit_columns(0)
    table.model().show_rows([[Cell("A"), Cell("a very long next action indeed")]])
    table.fit_columns(0)
    settle()
    metrics = table.fontMetrics()
    assert table.columnWidth(1) >= metrics.horizontalAdvance("a very long next action indeed")


def test_the_pointer_tints_a_row(qtbot: QtBot) -> None:
    table = _table(qtbot)
    qtbot.mouseMove(table.viewport(), table.visualRect(table.model().index(2, 0)).center())
    qtbot.waitUntil(lambda: table.property("pointer_row") == 2)
    QApplication.sendEvent(table, QEvent(QEvent.Type.Leave))
    assert table.property("pointer_row") == -1


def test_entries_of_a_timeline_are_as_high_as_their_sentences(qtbot: QtBot) -> None:
    long = "Reason typed: the verification team asks for the exit date, and the family wants to know, too. " * 3
    model = EntriesModel([Entry(day="Monday"), Entry(icon="eye", sentence="Short."), Entry(icon="eye", sentence=long)])
    timeline = Timeline("History", model)
    qtbot.addWidget(timeline)
    timeline.resize(400, 300)
    timeline.show()
    settle()
    short, high = (timeline.visualRect(model.index(row, 0)).height() for row in (1, 2))
    assert high > 2 * short
    assert model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Short."


def test_things_stand_below_each_other_where_there_is_no_room(qtbot: QtBot) -> None:
    beside = Beside(Box(Column(Words("A" * 30))), Box(Column(Words("B" * 30))), from_width=600)
    qtbot.addWidget(beside)
    beside.show()
    seen = []
    for width in (900, 500):
        beside.resize(width, 200)
        settle()
        seen.append(beside.is_beside)
    assert seen == [True, False]


def test_one_of_several_is_as_large_as_the_one_that_is_shown(qtbot: QtBot) -> None:
    small, large = Words("A"), Words("A\n" * 40)
    one = OneOf(small, large)
    qtbot.addWidget(one)
    one.show()
    assert one.sizeHint().height() < 60
    one.show_one(1)
    assert one.sizeHint().height() > 400


def test_a_scroll_asks_for_its_contents_width_and_the_bars(qtbot: QtBot) -> None:
    content = Box(Column(Words("A" * 60), Words("B\n" * 90)))
    area = Scroll(content)
    qtbot.addWidget(area)
    area.resize(area.minimumSizeHint().width(), 200)
    area.show()
    settle()
    assert area.viewport().width() >= content.minimumSizeHint().width()
    assert not area.horizontalScrollBar().isVisible()


def test_a_fold_says_whether_it_is_open(qtbot: QtBot) -> None:
    fold = Fold("Papers", note("inside"), opened=False)
    qtbot.addWidget(fold)
    fold.show()
    assert (fold.body.isVisible(), fold.head.accessibleDescription()) == (False, "folded")
    qtbot.keyClick(fold.head, Qt.Key.Key_Space)
    assert (fold.body.isVisible(), fold.head.accessibleDescription()) == (True, "open")


def test_an_index_of_a_child_has_no_rows() -> None:
    model = CellsModel(["Name"], [[Cell("A")]])
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.rowCount(QModelIndex()) == 1


def test_a_busy_button_says_so_in_the_same_width_and_takes_no_press(qtbot: QtBot) -> None:
    button = Button("Save and return to the list")
    qtbot.addWidget(button)
    button.show()
    wide = button.width()
    button.set_busy("Saving...")
    assert (button.isEnabled(), button.accessibleName(), button.minimumWidth()) == (False, "Saving...", wide)
    button.set_busy()
    assert (button.isEnabled(), button.accessibleName()) == (True, "Save and return to the list")


def test_a_pointer_over_a_button_repaints_it(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    button.show()
    spot = QPointF(5, 5)
    QApplication.sendEvent(button, QEnterEvent(spot, spot, spot))
    assert not button.grab().isNull()


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_a_button_is_pressed_by_enter_and_by_space(key: Qt.Key, qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, key)
