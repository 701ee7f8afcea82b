"""The list of copies by the window: a computer given up and waited for again, a carried backup said to be deleted."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.places import remember_one
from reintegration_desktop.ui.erasing.giving_up import GiveUpPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.buttons import Button
from tests.store.erasing.test_given_up import REASON, Dead
from tests.ui.conftest import Dress
from tests.ui.office.test_erasing_pages import a_window
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def dead(tmp_path: Path) -> Dead:
    return Dead(tmp_path)


def the_button(page, words: str) -> Button:
    (found,) = (one for one in page.cards[0].copies.buttons if one.text() == words)
    return found


def test_a_computer_is_given_up_with_a_reason_and_the_toast_takes_it_back(dead: Dead, tasks: Tasks, qtbot: QtBot):
    with a_window(dead.signers, tasks) as opened:
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        the_button(page, "Give up…").click()
        wait_for(tasks)
        giving = opened.window.page
        assert isinstance(giving, GiveUpPage)
        assert_whole(giving)
        assert not giving.deed.isEnabled()
        qtbot.keyClicks(giving.reason, REASON)
        giving.deed.trigger()
        wait_for(tasks)
        assert opened.window.page is page
        assert "Gone, but for what was given up" in texts(page) and "Given up" in texts(page)
        assert_whole(page)
        opened.window.toaster.undo_last()
        wait_for(tasks)
        assert "Not yet heard from" in texts(page) and "Given up" not in texts(page)


def test_it_is_waited_for_again_from_the_list(dead: Dead, tasks: Tasks, qtbot: QtBot):
    with a_window(dead.signers, tasks) as opened:
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        the_button(page, "Give up…").click()
        opened.window.page.reason.setPlainText(REASON)
        opened.window.page.deed.trigger()
        wait_for(tasks)
        the_button(page, "Wait for it again").click()
        wait_for(tasks)
        assert the_button(page, "Give up…").isVisible()


def test_a_caseworker_sees_the_list_and_no_way_to_change_it(dead: Dead, tasks: Tasks):
    with a_window(dead.signers, tasks, "Jonas") as opened:
        opened.cases.go("erasures")
        wait_for(tasks)
        assert opened.window.page.cards[0].copies.buttons == []
        assert "Not yet heard from" in texts(opened.window.page)


@pytest.mark.parametrize(
    ("theme", "factor", "language"),
    [("light", 1.0, "en"), ("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")],
)
def test_a_carried_backup_stands_there_in_every_look_and_goes_once_it_is_said_to_be_deleted(
    dead: Dead, tasks: Tasks, dress: Dress, tmp_path: Path, theme, factor, language
):
    (tmp_path / "drawer").mkdir()
    with dead.signers.opened() as program:
        remember_one(program.folder, tmp_path / "drawer", program.means.now().replace(year=2025))
    with a_window(dead.signers, tasks) as opened:
        dress(theme, factor, language)
        opened.cases.go("erasures")
        wait_for(tasks)
        page = opened.window.page
        assert_whole(page)
        (button,) = (one for one in page.cards[0].copies.buttons if one.accessibleDescription().find("drawer") >= 0)
        button.click()
        wait_for(tasks)
        assert not any("drawer" in one for one in texts(page))
