"""A vault that is older than remembered, by the window: who may decide goes on with it, everybody else is refused."""

from pathlib import Path

import pytest
from alembic import command
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.older import accept_closed, accept_older, may_accept_older
from reintegration_desktop.app.backups.older_pages import older_page
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.errors import ReasonNeeded
from reintegration_desktop.kernel.locations import migrations
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.errors import DatabaseOlder
from reintegration_desktop.store.steps import alembic_config
from reintegration_desktop.ui.locking.older import OlderPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.errors import OlderNotTheirs, VaultFileOlder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, PASSPHRASE, add_cases, an_office, opened
from tests.ui.conftest import Dress
from tests.ui.test_start import Started
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

WORDS, REASON = "harbour lantern mosaic thistle quartz", "The disk broke and this is last week's."
FILES = ("cases.db", "vault.json", "vault.json.bak")


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """A vault of a supervisor and a caseworker, closed; one case was added since ``kept`` was kept."""
    program = an_office(tmp_path / "Goma.vault")
    add_person(program.folder, program.keyring, Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER), WORDS, MEANS)
    add_cases(program, 2)
    program.close()
    path = tmp_path / "Goma.vault"
    for name in FILES:
        (tmp_path / name).write_bytes((path / name).read_bytes())
    again = opened(path, "Esther")
    add_cases(again, 1)
    again.close()
    return path


def put_back(vault: Path, *names: str) -> None:
    for name in names:
        (vault / name).write_bytes((vault.parent / name).read_bytes())


def a_window(program: Program, tasks: Tasks, locks: list[bool]) -> OpenWindow:
    window = OpenWindow(program, tasks, lambda: locks.append(True))
    window.window.resize(1366, 690)
    window.window.show()
    wait_for(tasks)
    return window


def reasons(vault: Path) -> list[str]:
    program = opened(vault, "Esther")
    found = [line.reason for line in log_verbs(program).lines(program.desk.today)]
    program.close()
    return found


def goes_on(page: OlderPage, tasks: Tasks, qtbot: QtBot) -> None:
    """A reason, the passphrase missed once, then typed as it is."""
    qtbot.keyClicks(page.reason, REASON)
    assert not page.deed.isEnabled()
    page.passphrase.setText("not the right words at all")
    page.deed.trigger()
    wait_for(tasks)
    assert page.failure.isVisible() and page.reason.toPlainText() == REASON
    page.passphrase.setText(PASSPHRASE)
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible() and not page.close_act.isEnabled()


def test_a_supervisor_goes_on_from_the_banner_with_a_reason_and_the_passphrase_again(
    vault: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    put_back(vault, "cases.db")
    program, locks = opened(vault, "Esther"), list[bool]()
    window = a_window(program, tasks, locks)
    assert "Only to be read until somebody decides" in texts(window.window)
    window.window.decide.click()
    wait_for(tasks)
    page = window.window.page
    assert isinstance(page, OlderPage)
    assert not window.window.failure.isVisible()
    page.close_act.trigger()
    assert window.window.failure.isVisible(), "nobody has decided"
    window.window.decide.click()
    page = window.window.page
    assert isinstance(page, OlderPage)
    assert_whole(page)
    assert "given up on this computer" in " ".join(texts(page))
    goes_on(page, tasks, qtbot)
    page._again.click()
    assert locks == [True]
    program.close()
    window.window.deleteLater()
    again = opened(vault, "Esther")
    assert again.notices == ()
    add_cases(again, 1)
    again.close()
    assert any("Went on with an older vault" in one and REASON in one for one in reasons(vault))


def test_a_caseworker_is_shown_no_way_and_refused(vault: Path, tasks: Tasks) -> None:
    put_back(vault, "cases.db")
    program = opened(vault, "Jonas", WORDS)
    assert program.rolled_back and not may_accept_older(program)
    window = a_window(program, tasks, [])
    assert window.window.failure.isVisible() and not window.window.decide.isVisible()
    assert "a supervisor or a custodian says so" in window.window.failure.accessibleName()
    with pytest.raises(OlderNotTheirs):
        accept_older(program, REASON)
    window.window.deleteLater()
    program.close()
    still = opened(vault, "Esther")
    assert still.rolled_back
    with pytest.raises(ReasonNeeded):
        accept_older(still, "  ")
    still.close()


def test_a_caseworker_who_goes_on_with_an_older_vaults_file_is_refused_and_the_newer_copy_stays(vault: Path) -> None:
    newer = (vault / "vault.json.bak").read_bytes()
    put_back(vault, "cases.db", "vault.json")
    with pytest.raises(OlderNotTheirs):
        accept_closed(vault, "Jonas", (WORDS, REASON), NoProgress(), MEANS)
    assert (vault / "vault.json.bak").read_bytes() == newer
    with pytest.raises(VaultFileOlder):
        opened(vault, "Esther")


def test_an_older_vaults_file_is_decided_about_before_it_is_unlocked(vault: Path, tasks: Tasks, qtbot: QtBot) -> None:
    put_back(vault, *FILES)
    asked: list[bool] = []
    page = older_page(vault, "Esther", (tasks, lambda: asked.append(True)), MEANS, file_too=True)
    qtbot.addWidget(page)
    page.resize(1000, 700)
    page.show()
    assert_whole(page)
    assert "whoever was removed since can open the vault again" in " ".join(texts(page))
    page.reason.setPlainText(REASON)
    page.passphrase.setText(PASSPHRASE)
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible()
    page._again.click()
    assert asked == [True]
    again = opened(vault, "Esther")
    assert again.notices == ()
    again.close()
    assert any(REASON in one for one in reasons(vault))


def with_earlier_tables(vault: Path) -> None:
    """The older database is one of an earlier version of the program."""
    put_back(vault, *FILES)
    program = opened(vault, "Esther", older=True)
    key = program.keyring.database_key()
    program.close()
    database = open_database(vault / "cases.db", key)
    with database.write() as connection:
        command.downgrade(alembic_config(migrations(), connection), "-1")
    database.close()


def test_an_older_database_of_an_earlier_version_is_gone_on_with_too(vault: Path, qapp: object) -> None:
    newer = {name: (vault / name).read_bytes() for name in FILES[1:]}
    with_earlier_tables(vault)
    for name, content in newer.items():
        (vault / name).write_bytes(content)
    with pytest.raises(DatabaseOlder):
        opened(vault, "Esther")
    with pytest.raises(OlderNotTheirs):
        accept_closed(vault, "Jonas", (WORDS, REASON), NoProgress(), MEANS)
    with pytest.raises(DatabaseOlder):
        opened(vault, "Esther")
    accept_closed(vault, "Esther", (PASSPHRASE, REASON), NoProgress(), MEANS)
    again = opened(vault, "Esther")
    assert again.notices == ()
    add_cases(again, 1)
    again.close()
    assert any(REASON in one for one in reasons(vault))


def test_the_page_that_asks_for_the_passphrase_leads_there_and_back(vault: Path, qapp: object) -> None:
    put_back(vault, "vault.json", "vault.json.bak")
    started = Started(vault)
    started.page.who.set_value("Esther")
    started.page.passphrase.setText(PASSPHRASE)
    assert not started.page.decide.isVisible()
    started.page.unlock.click()
    started.studio.settle(started.start.tasks)
    unlocking = started.page
    assert unlocking.decide.isVisible()
    unlocking.decide.click()
    page = started.start.page
    assert isinstance(page, OlderPage)
    page.close_act.trigger()
    assert started.start.page is unlocking


@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")]
)
def test_the_page_is_whole_in_every_look(
    vault: Path, tasks: Tasks, qtbot: QtBot, dress: Dress, theme, factor, language
):
    dress(theme, factor, language)
    page = older_page(vault, "Esther", (tasks, lambda: None), MEANS, file_too=True)
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    assert_whole(page)
