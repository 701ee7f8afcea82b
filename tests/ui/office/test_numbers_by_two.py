"""Numbers of the policy in the window: brought by one, shown to the others, signed by a second person."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.counting import counts_of
from reintegration_desktop.app.inquiries.waits import also_waits
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.today import Verb
from reintegration_desktop.ui.due.today import TodayPage
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.numbers import WaitingNumbers
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.settings.policy import PolicySection
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.buttons import Button
from tests.store.erasing.signers import Signers
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


@contextmanager
def settings_of(signers: Signers, label: str, tasks: Tasks, qtbot: QtBot) -> Iterator[tuple[OpenWindow, SettingsPage]]:
    with signers.opened(label) as program:
        made = OpenWindow(program, tasks, lambda: None)
        qtbot.addWidget(made.window)
        made.window.resize(1366, 690)
        made.window.show()
        made.window.go(Place.SETTINGS)
        wait_for(tasks)
        page = made.window.page
        assert isinstance(page, SettingsPage)
        page.show_section("policy")
        wait_for(tasks)
        yield made, page
        made.window.close()


def bring(page: SettingsPage, tasks: Tasks) -> None:
    part = page.findChild(PolicySection)
    assert part is not None
    part.rows["keep_years"].show_value(7)
    part.rows["keep_years"].changed.emit()
    part.reason.setText("Decided in the steering group.")
    assert part.save.isEnabled()
    part.save.click()
    wait_for(tasks)


def test_numbers_wait_for_a_second_person_and_count_once_they_signed(
    signers: Signers, tasks: Tasks, qtbot: QtBot
) -> None:
    with settings_of(signers, "Esther", tasks, qtbot) as (opened, page):
        assert any("Numbers count once a second person has signed them here" in text for text in texts(page))
        bring(page, tasks)
        assert "Written. It waits for a second person, who signs it here." in texts(page)
        assert opened.program.programme.policy.keep_years == 5
        waiting = page.findChild(WaitingNumbers)
        assert waiting is not None and waiting.isVisible() and not waiting.signs
    with settings_of(signers, "Ruth", tasks, qtbot) as (_, page):
        waiting = page.findChild(WaitingNumbers)
        assert waiting is not None and waiting.isVisible() and not waiting.signs
    with settings_of(signers, "Salma", tasks, qtbot) as (opened, page):
        waiting = page.findChild(WaitingNumbers)
        assert waiting is not None
        assert any("7 years" in text for text in texts(waiting))
        waiting.signs[0].click()
        wait_for(tasks)
        assert opened.program.programme.policy.keep_years == 7
        assert not waiting.isVisible()


def test_today_says_that_numbers_wait_and_leads_to_where_they_are_signed(
    signers: Signers, tasks: Tasks, qtbot: QtBot
) -> None:
    with settings_of(signers, "Grace", tasks, qtbot) as (opened, page):
        bring(page, tasks)
        assert not [one for one in also_waits(opened.program) if one.verb is Verb.SETTLE]
    with settings_of(signers, "Esther", tasks, qtbot) as (opened, _):
        opened.window.go(Place.TODAY)
        wait_for(tasks)
        today = opened.window.page
        assert isinstance(today, TodayPage)
        (row,) = (one for one in today.findChildren(Button) if "numbers wait" in one.accessibleDescription())
        assert "Grace Achieng" in row.accessibleDescription()
        row.click()
        wait_for(tasks)
        page = opened.window.page
        assert isinstance(page, SettingsPage)
        waiting = page.findChild(WaitingNumbers)
        assert waiting is not None and waiting.isVisible()
        waiting.signs[0].click()
        wait_for(tasks)
        assert not also_waits(opened.program)


def test_who_has_no_today_sees_in_the_navigation_that_numbers_wait(
    signers: Signers, tasks: Tasks, qtbot: QtBot
) -> None:
    with settings_of(signers, "Esther", tasks, qtbot) as (_, page):
        bring(page, tasks)
    with signers.opened("Salma") as program:
        assert counts_of(program)[Place.SETTINGS] == 1
    with signers.opened("Ruth") as program:
        assert not counts_of(program)[Place.SETTINGS]


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.5, "en"), ("dark", 1.0, "ar")])
def test_the_section_is_whole_in_every_look(
    signers: Signers, tasks: Tasks, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str
) -> None:
    with settings_of(signers, "Esther", tasks, qtbot) as (_, page):
        bring(page, tasks)
    with settings_of(signers, "Salma", tasks, qtbot) as (_, page):
        dress(theme, factor, language)
        page.show_section("policy")
        wait_for(tasks)
        assert_whole(page)
