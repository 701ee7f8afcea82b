"""Erasing by the window: ordered from a case, signed by a second person, taken back, looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.agreeing import ask, sign_here
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.restoring import restore_over
from reintegration_desktop.app.erasing.due import lines_of, registry_of
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.erasing.copies import Standing
from reintegration_desktop.casework.saving import delete, settle
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.standing import State
from reintegration_desktop.ui.case.bin import BinCard
from reintegration_desktop.ui.erasing.ordering import OrderPage
from reintegration_desktop.ui.erasing.page import ErasuresPage
from reintegration_desktop.ui.erasing.signing import SignPage
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.buttons import Button
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, begun, codes
from tests.store.office import a_visit, consent
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


@contextmanager
def a_window(signers: Signers, tasks: Tasks, label: str = "Esther") -> Iterator[OpenWindow]:
    """A person's window, closed again with their vault."""
    with signers.opened(label) as program:
        opened = OpenWindow(program, tasks, lambda: None)
        opened.window.resize(1366, 690)
        opened.window.show()
        wait_for(tasks)
        yield opened
        wait_for(tasks)
        opened.window.deleteLater()


def press_the_deed(page: OverPage) -> None:
    """Without a mouse: the button has a key of its own, and takes Enter once Tab has come to it."""
    assert page.deed.shortcut().toString() == "Ctrl+Return"
    assert page.do.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(page.do, Qt.Key.Key_Return)


def order_from_its_case(opened: OpenWindow, tasks: Tasks, qtbot: QtBot):
    """Type a reason, tick that they asked, press the deed; the case."""
    case = a_young_person(opened.program)
    opened.cases.go("erase", case)
    wait_for(tasks)
    page = opened.window.page
    assert isinstance(page, OrderPage)
    assert_whole(page)
    assert not page.do.isEnabled()
    page.asked.tick.click()
    qtbot.keyClicks(page.reason, "They asked for it.")
    press_the_deed(page)
    wait_for(tasks)
    return case


def test_a_file_is_ordered_to_be_erased_from_its_case_and_signed_from_today(signers, tasks: Tasks, qtbot: QtBot):
    with a_window(signers, tasks) as opened:
        case = order_from_its_case(opened, tasks, qtbot)
        assert "waits for a second person" in " ".join(texts(opened.window))
        assert len(codes(opened.program)) == 1
    with a_window(signers, tasks, "Jonas") as opened:
        assert "An order to erase waits for your signature" in texts(opened.window)
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        assert isinstance(page, ErasuresPage)
        assert_whole(page)
        page.cards[0].sign_asked.emit()
        wait_for(tasks)
        signing = opened.window.page
        assert isinstance(signing, SignPage)
        assert_whole(signing)
        assert "at once" in " ".join(texts(signing))
        press_the_deed(signing)
        wait_for(tasks)
        assert registry_of(opened.program).orders.destroyed().keys() == {case}
        assert "1 file" in texts(opened.window.page), "its code is gone with it"


def test_signing_can_be_undone_at_once(signers, tasks: Tasks, qtbot: QtBot):
    with a_window(signers, tasks) as opened:
        case = a_young_person(opened.program)
        opened.cases.go("erase", case)
        wait_for(tasks)
        page = opened.window.page
        page.asked.tick.click()
        qtbot.keyClicks(page.reason, "A slip.")
        page.deed.trigger()
        wait_for(tasks)
        opened.window.toaster.undo_last()
        wait_for(tasks)
        (line,) = lines_of(opened.program)
        assert line.standing is Standing.REVOKED


def test_an_order_is_taken_back_from_its_page_and_the_file_is_in_the_lists_again(signers, tasks: Tasks):
    with signers.opened() as program:
        case = a_young_person(program)
        write_withdrawal(program, case)
        number = begun(registry_of(program), case, asked_by_child=False)
    signers.sign("Jonas", number)
    with a_window(signers, tasks) as opened:
        assert codes(opened.program) == set()
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        told = " ".join(texts(page))
        assert "Hidden, waits" in told and "unless it is taken back" in told and "This computer" in told
        page.cards[0].back_asked.emit()
        wait_for(tasks)
        assert registry_of(opened.program).find(number).state is State.REVOKED
        assert len(codes(opened.program)) == 1
        assert "Taken back" in " ".join(texts(page))


@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")]
)
def test_the_pages_are_whole_in_every_look(signers, tasks: Tasks, dress: Dress, theme, factor, language):
    with signers.opened() as program:
        cases = [a_young_person(program, at) for at in range(3)]
        for case in cases:
            begun(registry_of(program), case)
    with a_window(signers, tasks, "Grace") as opened:
        dress(theme, factor, language)
        opened.cases.go("erasures")
        wait_for(tasks)
        assert_whole(opened.window.page)
        opened.window.page.cards[0].sign_asked.emit()
        wait_for(tasks)
        assert_whole(opened.window.page)


def test_files_whose_time_is_over_are_ticked_and_ordered_together(signers, tasks: Tasks, qtbot: QtBot):
    with signers.opened() as program:
        for at in range(3):
            case = a_young_person(program, at)
            write_withdrawal(program, case)
    with a_window(signers, tasks) as opened:
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        assert_whole(page)
        ticks = page.kept.findChildren(TickLine)
        assert (len(ticks), page.kept.order.isEnabled()) == (3, False)
        for line in ticks[:2]:
            line.tick.click()
        assert "Erase 2 files…" in texts(page)
        QTest.keyClick(page.kept.order, Qt.Key.Key_Return)
        wait_for(tasks)
        order = opened.window.page
        assert isinstance(order, OrderPage)
        qtbot.keyClicks(order.reason, "Nobody needs them any more.")
        press_the_deed(order)
        wait_for(tasks)
        assert len(registry_of(opened.program).orders.all()[0].order.cases) == 2
        assert "Waits for a signature" in texts(opened.window.page)


def write_withdrawal(program, case) -> None:
    """They agreed, and took it back: what becomes of the file is asked from that day on."""
    desk = program.desk
    with desk.begin() as work:
        edits = [consent(case), consent(case, event_kind="withdrawn", agrees_to_case_management="no")]
        for edit in edits:
            work.save(case, edit)
        settle(desk, work, case, work.file(case))
        work.commit()


def test_a_bin_is_emptied_once_the_code_of_the_case_was_typed(signers, tasks: Tasks):
    with signers.opened() as program:
        case = a_young_person(program)
        gone = a_visit(case)
        with program.desk.begin() as work:
            work.save(case, gone)
            work.commit()
        delete(program.desk, case, gone.record)
        (code,) = codes(program)
    with a_window(signers, tasks) as opened:
        card = bin_of(opened, case, tasks)
        assert "\u206830\u2069 days" in " ".join(texts(card))
        assert not card.empty.isEnabled()
    signers.clock.turn(days=31)
    with a_window(signers, tasks) as opened:
        card = bin_of(opened, case, tasks)
        assert card.empty.isEnabled()
        opened.cases.write(lambda: opened.cases.empty_bin(case, code), opened.window)
        wait_for(tasks)
        assert "The bin is empty." in texts(card)


def bin_of(opened: OpenWindow, case, tasks: Tasks) -> BinCard:
    opened.open_case(case, "file")
    wait_for(tasks)
    page = opened.window.page
    assert_whole(page)
    return page.findChild(BinCard)


def test_the_settings_lead_to_all_orders(signers, tasks: Tasks):
    with signers.opened() as program:
        begun(registry_of(program), a_young_person(program))
    with a_window(signers, tasks, "Salma") as opened:
        assert "waits for your signature" in " ".join(texts(opened.window)), "a coordinator has no Today"
        opened.window.go(Place.SETTINGS)
        wait_for(tasks)
        page = opened.window.page
        page.show_section("erasing")
        wait_for(tasks)
        assert_whole(page)
        section = page.parts["erasing"]
        assert "1 order waits for your signature." in texts(section)
        QTest.keyClick(section.open, Qt.Key.Key_Return)
        wait_for(tasks)
        assert isinstance(opened.window.page, ErasuresPage)


@pytest.mark.parametrize("look", [("light", 1.0, "en"), ("dark", 1.5, "en"), ("light", 1.5, "ar")])
def test_a_date_in_doubt_stands_on_today_and_is_confirmed_on_the_page(signers, tasks: Tasks, dress: Dress, look):
    case = signers.archived()
    with signers.desk() as registry:
        number = begun(registry, case, asked_by_child=False)
    signers.sign("Jonas", number)
    signers.due()
    signers.clock.turn(days=40)
    dress(*look)
    with a_window(signers, tasks) as opened:
        assert "Is this computer's date right?" in texts(opened.window)
        assert_whole(opened.window.page)
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        assert isinstance(page, ErasuresPage)
        assert_whole(page)
        page.findChild(Button, "date_is_right").click()
        wait_for(tasks)
        assert [card.line.standing for card in page.cards] == [Standing.EVERYWHERE]
        assert registry_of(opened.program).orders.destroyed().keys() == {case}


@pytest.mark.parametrize("look", [("light", 1.0, "en"), ("dark", 1.5, "en"), ("light", 1.5, "ar")])
def test_what_a_lost_order_destroyed_stands_on_today_and_is_signed_again_on_the_page(
    signers, tasks: Tasks, dress: Dress, look
):
    with signers.opened() as program:
        case = a_young_person(program)
        backup = back_up_vault(program).path
        number = begun(registry_of(program), case)
    signers.sign("Jonas", number)
    assert signers.due() == 1
    with signers.opened("Grace") as program:
        restore_over(program, backup, NoProgress(), sign_here(program, ask(program, backup), "Esther", PASSPHRASE))
    dress(*look)
    with a_window(signers, tasks, "Grace") as opened:
        assert "Destroyed here, and known to nobody else" in texts(opened.window)
        assert_whole(opened.window.page)
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        assert isinstance(page, ErasuresPage)
        assert_whole(page)
        assert "once everybody who signed has opened this vault" in " ".join(texts(page))
        (button,) = page.lost.buttons
        button.click()
        wait_for(tasks)
        assert [card.line.standing for card in page.cards] == [Standing.SIGNING_AGAIN]
        assert not page.lost.isVisibleTo(page)
        assert_whole(page)
    with a_window(signers, tasks, "Ruth") as opened:
        assert "An order to erase waits for your signature" in texts(opened.window)
