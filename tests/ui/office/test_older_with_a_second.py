"""Going on with an older vault in the window, where a second person decides as well: their card, their passphrase."""

import shutil
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.older_pages import older_page
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.ui.locking.older import OlderPage
from reintegration_desktop.ui.tasks import Tasks
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    """An office whose database was put back."""
    made = Signers(tmp_path).begin()
    shutil.copyfile(made.folder / "cases.db", tmp_path / "old.db")
    with made.opened() as program:
        a_young_person(program)
    shutil.copyfile(tmp_path / "old.db", made.folder / "cases.db")
    return made


def fill(page: OlderPage, tasks: Tasks, second: str) -> None:
    page.second.passphrase.setText(second)
    page.deed.trigger()
    wait_for(tasks)


def test_a_second_person_types_their_passphrase_beside_who_decides(
    signers: Signers, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    with signers.opened() as program:
        window = OpenWindow(program, tasks, lambda: None)
        qtbot.addWidget(window.window)
        window.window.resize(1366, 690)
        window.window.show()
        wait_for(tasks)
        window.window.decide.click()
        wait_for(tasks)
        page = window.window.page
        assert isinstance(page, OlderPage)
        page.reason.setPlainText("The disk broke.")
        page.passphrase.setText(PASSPHRASE)
        assert page.second.isVisible() and not page.deed.isEnabled()
        page.second.ask_wanted.emit(str(tmp_path / "go-on.request"))
        wait_for(tasks)
        assert (tmp_path / "go-on.request").exists()
        assert any("with the number" in text for text in texts(page))
        fill(page, tasks, "not her words at all")
        assert page.failure.isVisible() and page.second.isVisible()
        fill(page, tasks, PASSPHRASE)
        assert page.done.isVisible(), texts(page)
        window.window.close()
    with signers.opened() as again:
        assert not again.rolled_back


def test_where_nothing_opens_the_second_person_is_asked_for_once_it_is_known_that_there_is_one(
    signers: Signers, tasks: Tasks, qtbot: QtBot
) -> None:
    page = older_page(signers.folder, "Esther", (tasks, lambda: None), signers.means, file_too=True)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    page.reason.setPlainText("The disk broke.")
    page.passphrase.setText(PASSPHRASE)
    assert not page.second.isVisible()
    page.deed.trigger()
    wait_for(tasks)
    assert page.second.isVisible() and page.failure.isVisible()
    page.second.who.set_value("Grace")
    fill(page, tasks, PASSPHRASE)
    assert page.done.isVisible(), texts(page)


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.5, "qps"), ("dark", 1.0, "ar")])
def test_the_page_is_whole_in_every_look(
    signers: Signers, tasks: Tasks, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    page = older_page(signers.folder, "Esther", (tasks, lambda: None), signers.means, file_too=True)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    page._beside.show()
    wait_for(tasks)
    assert_whole(page)
