"""Bringing a backup back with a second person: typed beside, asked for with a file, signed on another computer."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.agreeing import number_of
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.screens import backup_verbs
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.program import Program
from reintegration_desktop.ui.backups.agreeing import SignRestorePage
from reintegration_desktop.ui.backups.restoring import RestorePage
from reintegration_desktop.ui.backups.section import BackupSection
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.papers.acts import Approval
from tests.store.erasing.signers import PASSPHRASE, Signers, a_young_person, codes
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole
from tests.ui.workplaces import wait_for


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


def page_over(program: Program, tasks: Tasks, qtbot: QtBot) -> RestorePage:
    """The page that brings the newest backup back."""
    pages: list[QWidget] = []
    verbs = backup_verbs(program, Over(tasks, pages.append, lambda: None, lambda _: None, lambda: None))
    assert verbs.restore is not None
    verbs.restore(verbs.lines()[0])
    (page,) = pages
    assert isinstance(page, RestorePage)
    qtbot.addWidget(page)
    page.resize(1100, 900)
    page.show()
    return page


def test_the_second_person_types_beside_and_it_comes_back(signers: Signers, tasks: Tasks, qtbot: QtBot) -> None:
    with signers.opened() as program:
        a_young_person(program)
        back_up_vault(program)
        a_young_person(program, 1)
        page = page_over(program, tasks, qtbot)
        assert_whole(page)
        page.words.setText("bring back")
        assert not page.deed.isEnabled()
        page.second.passphrase.setText("not her words")
        page.deed.trigger()
        wait_for(tasks)
        assert page.failure.isVisible() and page.words.text() == "bring back"
        page.second.passphrase.setText(PASSPHRASE)
        page.deed.trigger()
        wait_for(tasks)
        assert page.done.isVisible() and not page.second.isVisible()
    with signers.opened() as program:
        assert len(codes(program)) == 1


def asked_for(signers: Signers, tasks: Tasks, qtbot: QtBot, request: Path) -> str:
    """Esther writes a request; the number she tells."""
    with signers.opened() as program:
        a_young_person(program)
        back_up_vault(program)
        page = page_over(program, tasks, qtbot)
        page.second._pick_new = lambda *_: str(request)
        page.second.ask.click()
        wait_for(tasks)
        assert "counts for seven days" in page.second.told.text()
        return number_of(Approval.from_bytes(request.read_bytes()))


def signed(signers: Signers, tasks: Tasks, qtbot: QtBot, request: Path, answer: Path) -> str:
    """Grace looks who asks, and signs; what she was told."""
    with signers.opened("Grace") as program:
        pages: list[QWidget] = []
        verbs = backup_verbs(program, Over(tasks, pages.append, lambda: None, lambda _: None, lambda: None))
        section = BackupSection(tasks, verbs)
        qtbot.addWidget(section)
        section.sign.click()
        (page,) = pages
        assert isinstance(page, SignRestorePage)
        qtbot.addWidget(page)
        page.resize(1100, 700)
        page.show()
        page._pick_new = lambda *_: str(answer)
        page.file.line.setText(str(request))
        page._on_file()
        wait_for(tasks)
        assert_whole(page)
        page.deed.trigger()
        wait_for(tasks)
        assert page.done.isVisible()
        return page.who.text()


def test_a_request_is_written_signed_elsewhere_and_taken_in(signers: Signers, tasks: Tasks, qtbot: QtBot) -> None:
    request, answer = signers.place / "request", signers.place / "answer"
    number = asked_for(signers, tasks, qtbot, request)
    told = signed(signers, tasks, qtbot, request, answer)
    assert "Esther Mbeki" in told and number in told
    with signers.opened() as program:
        page = page_over(program, tasks, qtbot)
        page.second._pick = lambda *_: str(answer)
        page.second.take.click()
        page.words.setText("bring back")
        page.deed.trigger()
        wait_for(tasks)
        assert page.done.isVisible()


def test_who_does_not_decide_is_asked_for_no_signature(signers: Signers, tasks: Tasks) -> None:
    with signers.opened("Jonas") as program:
        assert backup_verbs(program, Over(tasks, print, lambda: None, lambda _: None, lambda: None)).sign is None


@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")]
)
def test_the_page_is_whole_in_every_look(
    signers: Signers, tasks: Tasks, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    with signers.opened() as program:
        back_up_vault(program)
        assert_whole(page_over(program, tasks, qtbot))
