"""The status bar tells how old the backup is; long work shows how far it is, and can be stopped."""

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.backups.screens import backup_age
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import travel_verbs
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.sending import SendPage
from reintegration_desktop.ui.widgets.progress import Working
from tests.e2e.offices import Offices, add_cases
from tests.ui.whole import texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def window(goma: Program, tasks: Tasks) -> Iterator[OpenWindow]:
    made = OpenWindow(goma, tasks, lambda: None)
    made.window.resize(1366, 690)
    made.window.show()
    wait_for(tasks)
    yield made
    made.window.deleteLater()


def test_a_vault_that_began_alone_asks_for_its_sheets_at_each_opening(goma: Program, window: OpenWindow) -> None:
    assert any("There are no recovery sheets yet" in text for text in texts(window.window))


def test_invented_cases_ask_for_no_sheets(goma: Program, tasks: Tasks) -> None:
    made = OpenWindow(goma, tasks, lambda: None, training=True)
    assert made.window.toaster.toasts == ()
    wait_for(tasks)
    made.window.deleteLater()


def test_a_vault_without_a_backup_says_so_in_the_status_bar(window: OpenWindow) -> None:
    assert "No backup yet" in texts(window.window.status)
    assert backup_age(window.program) == ("No backup yet", "warn")


def test_after_a_backup_the_status_bar_tells_its_age(window: OpenWindow, tasks: Tasks, tmp_path: Path) -> None:
    window.window.go(Place.SETTINGS)
    wait_for(tasks)
    page = window.window.page
    assert isinstance(page, SettingsPage)
    part = page.parts["backup"]
    part._pick = lambda *_: str(tmp_path)  # type: ignore[attr-defined]
    part.write.click()  # type: ignore[attr-defined]
    wait_for(tasks)
    assert "Last backup today" in texts(window.window.status)
    assert list(tmp_path.glob("*.age"))


def test_an_old_backup_is_told_in_days_and_warned_of(goma: Program) -> None:
    made = back_up_vault(goma)
    older = made.path.with_name(made.path.name.replace("20260312", "20260302"))
    made.path.rename(older)
    words, tone = backup_age(goma)
    assert (words, tone) == ("Last backup 10 days ago", "warn")


def test_sending_can_be_stopped_and_begun_again(offices: Offices, tasks: Tasks, qtbot: QtBot) -> None:
    add_cases(offices.goma, 1)
    real, waits = travel_verbs(offices.goma), Event()

    def slowly(folder: Path, to: frozenset, progress: Progress) -> str:  # type: ignore[type-arg]
        waits.wait(5)
        progress.report(1, 2)
        return real.send(folder, to, progress)

    page = SendPage(tasks, type(real)(slowly, *[getattr(real, name) for name in real.__slots__[1:]]),
                    lambda *_: str(offices.stick))  # fmt: skip
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    page.deed.trigger()
    bar = page.findChild(Working)
    assert bar is not None
    bar.stop.click()
    waits.set()
    wait_for(tasks)
    assert "You stopped this." in " ".join(texts(page))
    assert list(offices.stick.iterdir()) == []
    assert page.deed.isEnabled()
    assert not page.working.isVisible()
