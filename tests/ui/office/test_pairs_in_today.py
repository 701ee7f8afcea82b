"""Half a year after the office's pairs were made, Today says so to who renews them, and leads to where it is done."""

from pathlib import Path

import pytest

from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.ui.due.today import TodayPage
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.pairs import RenewPairsPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, add_cases, an_office
from tests.ui.conftest import Dress
from tests.ui.office.test_pairs_are_renewed import JONAS, on_day
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

ROW = "The office's pairs of keys are half a year old"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    program = an_office(tmp_path / "Goma.vault")
    for label, role in (("Jonas", Role.CASEWORKER), ("Mary", Role.SUPERVISOR)):
        add_person(program.folder, program.keyring, Newcomer(f"{label} Bahati", label, role), JONAS, MEANS)
    add_cases(program, 1)
    program.close()
    return tmp_path / "Goma.vault"


def a_window(program: Program, tasks: Tasks) -> OpenWindow:
    window = OpenWindow(program, tasks, lambda: None)
    window.window.resize(1366, 690)
    window.window.show()
    wait_for(tasks)
    return window


def close(window: OpenWindow, tasks: Tasks) -> None:
    wait_for(tasks)
    window.program.close()
    window.window.deleteLater()


def today_of(window: OpenWindow) -> TodayPage:
    page = window.window.page
    assert isinstance(page, TodayPage)
    return page


def test_a_custodian_renews_them_from_today_and_the_row_is_gone(vault: Path, tasks: Tasks) -> None:
    window = a_window(on_day(vault, 183, "Esther"), tasks)
    today = today_of(window)
    assert ROW in texts(today)
    assert_whole(today)
    (button,) = (one for one in today.waiting.findChildren(Button) if one.accessibleDescription().startswith(ROW))
    button.click()
    wait_for(tasks)
    page = window.window.page
    assert isinstance(page, RenewPairsPage)
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible()
    page.close_act.trigger()
    wait_for(tasks)
    assert window.window.page is today and ROW not in texts(today)
    close(window, tasks)


@pytest.mark.parametrize(("person", "day"), [("Jonas", 183), ("Mary", 183), ("Esther", 181)])
def test_nobody_else_is_asked_and_nobody_before_it_is_due(vault: Path, tasks: Tasks, person: str, day: int) -> None:
    words = () if person == "Esther" else (JONAS,)
    window = a_window(on_day(vault, day, person, *words), tasks)
    window.window.go(Place.TODAY)
    wait_for(tasks)
    assert ROW not in texts(today_of(window))
    close(window, tasks)


@pytest.mark.parametrize(
    ("theme", "factor", "language"), [("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")]
)
def test_the_row_is_whole_in_every_look(
    vault: Path, tasks: Tasks, dress: Dress, theme: str, factor: float, language: str
) -> None:
    window = a_window(on_day(vault, 183, "Esther"), tasks)
    dress(theme, factor, language)
    wait_for(tasks)
    assert_whole(today_of(window))
    close(window, tasks)
