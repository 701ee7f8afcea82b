"""Who was not heard from since keys were renewed: in Settings, on the page where it is done, in a check."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree, rmtree

import pytest

from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.exchange import behind
from reintegration_desktop.app.keys.renewing import renew_pairs
from reintegration_desktop.app.people import take_away
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import receive_all, send_all
from reintegration_desktop.app.verifying.checking import check_everything
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.erasing.giving_up import give_up
from reintegration_desktop.casework.travel.behind import Whose
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.ui.erasing.giving_up import GiveUpPage
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.settings.behind import BehindCard
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.settings.pairs import RenewPairsPage
from reintegration_desktop.ui.settings.people import PeopleSection
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role
from tests.e2e.offices import MEANS, acquaint, add_cases, an_office, headquarters
from tests.ui.office.test_pairs_are_renewed import JONAS, on_day
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

COURIER = frozenset({Duty.COURIER})


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Path]:
    """Two computers of one office, each with a copy of its vault: on the second one Jonas works. And headquarters."""
    goma = an_office(tmp_path / "Goma.vault", COURIER)
    hq = headquarters(tmp_path / "hq.vault", goma)
    acquaint(goma, hq)
    jonas = Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER, COURIER)
    add_person(goma.folder, goma.keyring, jonas, JONAS, MEANS)
    add_cases(goma, 1)
    goma.close()
    hq.close()
    copytree(tmp_path / "Goma.vault", tmp_path / "second" / "Goma.vault")
    (tmp_path / "stick").mkdir()
    jonas_works(tmp_path, 1)
    carried_from_the_second(tmp_path, 2)
    yield tmp_path


def first(place: Path, day: int) -> Program:
    return on_day(place / "Goma.vault", day, "Esther")


def second(place: Path, day: int) -> Program:
    return on_day(place / "second" / "Goma.vault", day, "Jonas", JONAS)


def jonas_works(place: Path, day: int) -> None:
    program = second(place, day)
    add_cases(program, 1)
    send_all(program, place / "stick", {program.me.office: frozenset()})
    program.close()


def carried_from_the_second(place: Path, day: int) -> None:
    program = first(place, day)
    receive_all(program, place / "stick", NoProgress())
    program.close()


def test_nobody_is_behind_before_keys_were_ever_renewed(place: Path) -> None:
    program = first(place, 3)
    assert behind(program) == ()
    program.close()


def test_a_computer_that_wrote_nothing_since_stands_there_with_its_day_and_a_step(place: Path) -> None:
    program = first(place, 3)
    renew_pairs(program)
    computer, office = behind(program)
    assert computer.whose is Whose.OURS
    assert "Jonas Bahati" in computer.name
    assert computer.heard == second_day(place)
    assert (office.whose, office.name, office.heard) == (Whose.OFFICE, "Headquarters", None)
    told = check_everything(program, NoProgress()).warnings
    assert any("Jonas Bahati" in line and "put a copy of this vault’s folder" in line for line in told)
    assert any("never heard of. Send them a bundle" in line for line in told)
    program.close()


def second_day(place: Path):
    program = second(place, 1)
    today = program.means.clock.today()
    program.close()
    return today


def test_it_is_heard_from_again_once_it_works_with_a_copy_of_the_folder(place: Path) -> None:
    program = first(place, 3)
    renew_pairs(program)
    program.close()
    rmtree(place / "second" / "Goma.vault")
    copytree(place / "Goma.vault", place / "second" / "Goma.vault")
    jonas_works(place, 4)
    carried_from_the_second(place, 5)
    program = first(place, 5)
    assert [one.whose for one in behind(program)] == [Whose.OFFICE]
    program.close()


def test_an_office_is_heard_from_once_it_names_a_bundle_that_told_it(place: Path) -> None:
    program = first(place, 3)
    renew_pairs(program)
    send_all(program, place / "stick")
    program.close()
    hq = on_day(place / "hq.vault", 4)
    receive_all(hq, place / "stick", NoProgress())
    send_all(hq, place / "stick")
    hq.close()
    program = first(place, 5)
    receive_all(program, place / "stick", NoProgress())
    assert [one.whose for one in behind(program)] == [Whose.OURS]
    program.close()


def test_the_computer_of_who_was_removed_is_asked_back_or_given_up(place: Path) -> None:
    program = first(place, 3)
    jonas = next(person for person, name in program.keyring.names().items() if name == "Jonas Bahati")
    take_away(program, jonas, NoProgress())
    program.close()
    program = first(place, 4)
    computer = behind(program)[0]
    assert (computer.whose, computer.copy is not None) == (Whose.LEFT, True)
    assert computer.copy is not None
    give_up(registry_of(program), computer.copy.device or "", "Stolen at the market.")
    assert [one.whose for one in behind(program)] == [Whose.OFFICE]
    program.close()


def test_settings_and_the_page_that_renews_show_it_and_lead_to_giving_up(place: Path, tasks: Tasks) -> None:
    program = first(place, 3)
    window = OpenWindow(program, tasks, lambda: None)
    window.window.resize(1366, 690)
    window.window.show()
    window.window.go(Place.SETTINGS)
    settings = window.window.page
    assert isinstance(settings, SettingsPage)
    settings.show_section("people")
    wait_for(tasks)
    card = settings.findChild(BehindCard)
    assert not card.isVisible()
    renew(window, settings, tasks)
    assert card.isVisible()
    assert_whole(settings)
    card.buttons[0].click()
    asking = window.window.page
    assert isinstance(asking, GiveUpPage)
    asking.reason.setPlainText("It burnt.")
    asking.do.click()
    wait_for(tasks)
    assert card.buttons == []
    program.close()
    window.window.deleteLater()


def renew(window: OpenWindow, settings: SettingsPage, tasks: Tasks) -> None:
    """Renew the pairs; the page says at once who has not heard of it."""
    people = settings.parts["people"]
    assert isinstance(people, PeopleSection)
    people.pairs.renew.click()
    page = window.window.page
    assert isinstance(page, RenewPairsPage)
    page.do.click()
    wait_for(tasks)
    assert page.behind.isVisible()
    assert "Not yet heard from since the keys were renewed" in texts(page)
    page.close_act.trigger()
    wait_for(tasks)
