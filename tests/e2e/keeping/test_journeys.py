"""Somebody gives their keys back, crosses a checkpoint with a vault that opens to nobody, and works on once arrived."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.backups.making import back_up_to, back_up_vault
from reintegration_desktop.app.journeys import (
    backups_that_open,
    give_keys_back,
    journey_verbs,
    save_request,
    take_answer,
    write_answer,
)
from reintegration_desktop.app.keys.renewing import renew_at_once
from reintegration_desktop.app.office_pages import Over
from reintegration_desktop.app.people import people_lines
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.store.database import open_database
from reintegration_desktop.ui.answering import AnswerVerbs
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.journeys.card import JourneyCard
from reintegration_desktop.ui.journeys.giving_again import GiveAgainPage
from reintegration_desktop.ui.journeys.giving_back import GiveBackPage
from reintegration_desktop.ui.journeys.verbs import GiveBackVerbs
from reintegration_desktop.ui.settings.page import SettingsPage
from reintegration_desktop.ui.settings.verbs import Standing
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.vault.backups.backup import backups
from reintegration_desktop.vault.backups.chosen import Chosen, choose, marked_folder
from reintegration_desktop.vault.errors import JourneyForeign, NothingToOpenWith, Travelling
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.recovery import keep_recovery, new_sheets
from reintegration_desktop.vault.roles import Role
from tests.e2e.lines import begun, let_in
from tests.e2e.offices import MEANS, add_cases, an_office, opened
from tests.ui.whole import texts
from tests.ui.workplaces import wait_for

MARY = "five words of a caseworker"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Esther's office with some cases, and Mary in it."""
    program = an_office(tmp_path / "Goma.vault")
    add_cases(program, 2)
    add_person(program.folder, program.keyring, Newcomer("Mary", "Mary", Role.CASEWORKER), MARY, MEANS)
    program.close()
    return program.folder.path


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    dress_first()
    made = Tasks()
    yield made
    made.join(2)


def mary(vault: Path) -> Program:
    return opened(vault, "Mary", MARY)


def cases_of(program: Program) -> int:
    with program.desk.read() as cases:
        return len(cases.ids(CaseFilter(status=None)))


def given_again(vault: Path, folder: Path) -> Path:
    """What Esther answers to the request that Mary saved."""
    traveller = mary(vault)
    save_request(traveller, folder / "mary.req")
    traveller.close()
    esther = opened(vault, "Esther")
    write_answer(esther, folder / "mary.req", folder / "mary.ans")
    esther.close()
    return folder / "mary.ans"


def test_on_the_way_the_vault_opens_to_no_case_and_no_key_of_it_is_there(vault: Path) -> None:
    program = mary(vault)
    key = program.keyring.database_key()
    give_keys_back(program)
    program.close()
    away = mary(vault)
    assert [type(notice) for notice in away.notices] == [Travelling]
    assert (away.database, away.store, away.keyring.all_secrets) == (None, None, {})
    with pytest.raises(NoDatabase):
        back_up_vault(away)
    away.close()
    open_database(vault / "cases.db", key).close()


def test_arrived_one_works_on_where_one_stopped(vault: Path, tmp_path: Path) -> None:
    program = mary(vault)
    give_keys_back(program)
    program.close()
    answer = given_again(vault, tmp_path)
    away = mary(vault)
    take_answer(away, answer)
    away.close()
    back = mary(vault)
    assert (back.notices, cases_of(back)) == ((), 2)
    add_cases(back, 1)
    assert cases_of(back) == 3
    back.close()


def test_keys_that_were_renewed_on_the_way_are_given_with_the_rest(vault: Path, tmp_path: Path) -> None:
    program = mary(vault)
    give_keys_back(program)
    program.close()
    esther = opened(vault, "Esther")
    renew_at_once(esther, NoProgress())
    esther.close()
    assert mary_is_away(vault)
    answer = given_again(vault, tmp_path)
    away = mary(vault)
    take_answer(away, answer)
    away.close()
    back = mary(vault)
    assert (back.notices, cases_of(back)) == ((), 2)
    back.close()


def test_a_colleague_on_the_same_computer_sees_that_they_travel(vault: Path) -> None:
    program = mary(vault)
    give_keys_back(program)
    program.close()
    esther = opened(vault, "Esther")
    assert [line.state for line in people_lines(esther) if line.name == "Mary"] == [Standing.AWAY]
    esther.close()


def mary_is_away(vault: Path) -> bool:
    program = mary(vault)
    program.close()
    return program.database is None


def test_a_custodian_on_a_journey_takes_no_backup_along_that_they_could_open(vault: Path, tmp_path: Path) -> None:
    esther = opened(vault, "Esther")
    sheets = new_sheets(MEANS.random)
    keep_recovery(esther.folder, esther.keyring, sheets.public, MEANS)
    back_up_vault(esther)
    give_keys_back(esther)
    assert backups(esther.folder) == ()
    esther.close()


@pytest.fixture
def other_disk() -> Iterator[Path]:
    with TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


def test_backups_in_the_chosen_folder_go_as_well_and_each_place_is_named(
    vault: Path, tmp_path: Path, other_disk: Path, tasks: Tasks, qtbot: QtBot
) -> None:
    esther, shown, same = opened(vault, "Esther"), list[object](), tmp_path / "backups"
    keep_recovery(esther.folder, esther.keyring, new_sheets(MEANS.random).public, MEANS)
    same.mkdir()
    on_a_stick = back_up_to(esther, other_disk)
    choose_folder(esther, same)
    on_this_disk = back_up_to(esther, same)
    card = JourneyCard(tasks, journey_verbs(esther, over(tasks, shown, [])))
    qtbot.addWidget(card)
    card.give_back.click()
    (page,) = shown
    assert isinstance(page, GiveBackPage)
    told = "\n".join(texts(page)).partition("These open to you, too, and stay")
    assert "Beside the vault" in told[0] and str(same) in told[0]
    assert str(other_disk) in told[2]
    give_keys_back(esther)
    assert (on_this_disk.exists(), on_a_stick.exists(), backups(esther.folder)) == (False, True, ())
    esther.close()
    page.deleteLater()


def test_backups_on_a_stick_that_is_plugged_in_stay_and_are_named(vault: Path, other_disk: Path) -> None:
    esther = opened(vault, "Esther")
    keep_recovery(esther.folder, esther.keyring, new_sheets(MEANS.random).public, MEANS)
    choose_folder(esther, other_disk)
    carried = back_up_to(esther, other_disk)
    found = backups_that_open(esther)
    assert [one.path for one in found.staying] == [carried]
    give_keys_back(esther)
    assert carried.exists()
    esther.close()


def choose_folder(program: Program, folder: Path) -> None:
    mark = marked_folder(folder, "ab" * 16)
    choose(program.folder.home, program.folder.path, Chosen(folder=folder, mark=mark))


def test_the_only_one_who_holds_the_keys_keeps_them(tmp_path: Path) -> None:
    program = an_office(tmp_path / "Goma.vault")
    back_up_vault(program)
    with pytest.raises(NothingToOpenWith):
        give_keys_back(program)
    assert len(backups(program.folder)) == 1
    program.close()


# --- on the screens ---


def over(tasks: Tasks, shown: list[object], locked: list[bool]) -> Over:
    return Over(tasks, shown.append, lambda: None, lambda _: None, lambda: locked.append(True))


def test_the_words_are_typed_the_keys_go_and_the_vault_locks(vault: Path, tasks: Tasks, qtbot: QtBot) -> None:
    program, shown, locked = mary(vault), list[object](), list[bool]()
    card = JourneyCard(tasks, journey_verbs(program, over(tasks, shown, locked)))
    qtbot.addWidget(card)
    wait_for(tasks)
    card.give_back.click()
    (page,) = shown
    assert isinstance(page, GiveBackPage)
    qtbot.addWidget(page)
    assert not page.deed.isEnabled()
    page.words.setText("Give back")
    page.deed.trigger()
    wait_for(tasks)
    assert locked == [True]
    program.close()
    assert mary_is_away(vault)


def test_a_refusal_leaves_the_keys_and_locks_nothing(tasks: Tasks, qtbot: QtBot) -> None:
    def refuse() -> None:
        raise NothingToOpenWith

    locked: list[bool] = []
    page = GiveBackPage(
        tasks, GiveBackVerbs(refuse, lambda: locked.append(True), ("Beside the vault: 2",), ("/media/stick",))
    )
    qtbot.addWidget(page)
    assert {"Beside the vault: 2", "/media/stick"} <= set(texts(page))
    page.words.setText("give back")
    page.deed.trigger()
    wait_for(tasks)
    assert not locked
    assert "Nobody else holds these keys" in page.failure.accessibleName()


def test_on_the_way_the_window_has_the_settings_alone_and_says_why(
    vault: Path, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    program = mary(vault)
    give_keys_back(program)
    program.close()
    answer = given_again(vault, tmp_path)
    away, locked = mary(vault), list[bool]()
    window = OpenWindow(away, tasks, lambda: locked.append(True))
    qtbot.addWidget(window.window)
    window.window.show()
    wait_for(tasks)
    assert window.places == (Place.SETTINGS,)
    assert "You are travelling" in window.window.failure.accessibleName()
    page = window.window.page
    assert isinstance(page, SettingsPage)
    (card,) = page.findChildren(JourneyCard)
    assert card.take.isVisible()
    assert not card.give_back.isVisible()
    card._picks = (lambda *_: str(tmp_path / "again.req"), lambda *_: str(answer))
    card.save.click()
    wait_for(tasks)
    assert (tmp_path / "again.req").stat().st_size > 0
    card.take.click()
    wait_for(tasks)
    assert card.done.isVisible()
    card.lock.click()
    assert locked
    away.close()
    assert not mary_is_away(vault)


def test_a_custodian_sees_who_asks_before_the_answer_is_written(tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> None:
    written: list[tuple[Path, Path]] = []

    def who(file: Path) -> str:
        if file.name == "theirs.req":
            raise JourneyForeign
        return "Mary, caseworker"

    page = GiveAgainPage(
        tasks, AnswerVerbs(who, lambda *files: written.append(files)), (lambda *_: "", lambda *_: "mary.ans")
    )
    qtbot.addWidget(page)
    page.show()
    page.file.line.setText("theirs.req")
    wait_for(tasks)
    assert not page.deed.isEnabled()
    assert "another person" in page.failure.accessibleName()
    page.file.line.setText("mary.req")
    wait_for(tasks)
    assert "Mary, caseworker" in page.who.text()
    page.deed.trigger()
    wait_for(tasks)
    assert written == [(Path("mary.req"), Path("mary.ans"))]
    assert page.done.isVisible()


def test_the_commands_do_the_same(tmp_path: Path) -> None:
    esther = begun(tmp_path)
    esther.adds(1)
    request, answer = tmp_path / "mary.req", tmp_path / "mary.ans"
    refused = esther.refuses("person", "leave-keys", esther.vault, "--out", request, "--yes", "--as", "Esther")
    assert "Nobody else holds these keys" in refused
    line = let_in(esther, "Mary", MARY)
    line.tells("person", "leave-keys", line.vault, "--out", request, "--yes", "--as", "Mary")
    assert line.says("case", "list", line.vault, "--as", "Mary").exit_code == 1
    esther.tells("person", "give-keys", esther.vault, request, "--out", answer, "--as", "Esther")
    line.tells("person", "take-keys", line.vault, answer, "--as", "Mary")
    assert line.codes("Mary") == esther.codes()
