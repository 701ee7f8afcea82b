"""The pages over the settings, with a real vault beneath: letting in, removing, sheets, a lost passphrase."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.beginning import lost_page
from reintegration_desktop.app.keys import recovering
from reintegration_desktop.app.keys.letting_in import let_in
from reintegration_desktop.app.keys.root import root_in
from reintegration_desktop.app.office_pages import Over, office_ways
from reintegration_desktop.app.people import duties_to_give, people_lines, ready_to_remove, roles_to_give
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.ui.first.lost import LostPage
from reintegration_desktop.ui.first.root import RootBrought
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.recovery_sheet import Sheet
from reintegration_desktop.ui.settings.letting_in import LetInPage
from reintegration_desktop.ui.settings.pairs import RenewPairsPage
from reintegration_desktop.ui.settings.removing import RemovePage
from reintegration_desktop.ui.settings.sheets import SheetsPage
from reintegration_desktop.ui.settings.verbs import OfficeWays, PeopleVerbs, Recovery, Standing
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.progress import Working
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.answers import read_answer
from reintegration_desktop.vault.office.requests import Request, request
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import KeyName, Role
from reintegration_desktop.vault.unlocking import refreshed
from tests.e2e.offices import MEANS, PASSPHRASE, add_cases, opened
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

NEW_WORDS = "umbrella tundra copper violin basket"


class Desk:
    """What the window does: pages come over it, one can lock."""

    def __init__(self, program: Program, tasks: Tasks, qtbot: QtBot) -> None:
        self.shown: list[Any] = []
        self.locked = self.told = 0
        self._tasks, self._qtbot = tasks, qtbot
        self.ways: OfficeWays = office_ways(program, Over(tasks, self._show, self.shown.pop, self._tell, self._lock))

    def open(self, way: Callable[..., None] | None, *about: object) -> Any:
        assert way is not None
        way(*about)
        wait_for(self._tasks)
        return self.shown[-1]

    def _show(self, page: Any) -> None:
        self._qtbot.addWidget(page)
        page.resize(1158, 690)
        page.show()
        self.shown.append(page)

    def _tell(self, changes: object) -> None:
        self.told += 1

    def _lock(self) -> None:
        self.locked += 1


@pytest.fixture
def desk(goma: Program, tasks: Tasks, qtbot: QtBot) -> Desk:
    return Desk(goma, tasks, qtbot)


@pytest.fixture
def asked(tmp_path: Path) -> Request:
    made = request(VaultFolder(tmp_path / "Jonas.vault"), "Jonas", "jonas has five words here", MEANS)
    (tmp_path / "jonas.req").write_bytes(made.content)
    return made


def fill(page: LetInPage, file: Path, code: str) -> None:
    page.file.line.setText(str(file))
    page.code.setText(code)
    page.name.setText("Jonas Bahati")
    page.role.buttons["caseworker"].click()


def letting_in(goma: Program, tasks: Tasks, qtbot: QtBot, answer: Path) -> LetInPage:
    made = office_ways_verbs(goma)
    page = LetInPage(tasks, made, (lambda *_: "", lambda *_: str(answer)))
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    return page


def office_ways_verbs(program: Program) -> PeopleVerbs:
    def ready(
        who: UUID, words: str, since: date | None, root: RootBrought | None, progress: Progress
    ) -> Callable[[Progress], None]:
        return ready_to_remove(program, who, words, None, progress, partial(root_in, root))

    return PeopleVerbs(partial(let_in, program), ready, lambda: None, roles_to_give(program), duties_to_give(program),
                       date(2026, 3, 12))  # fmt: skip


def test_letting_in_writes_the_answer_and_shows_its_code(
    goma: Program, asked: Request, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    page = letting_in(goma, tasks, qtbot, tmp_path / "jonas.ans")
    assert not page.deed.isEnabled()
    fill(page, tmp_path / "jonas.req", code_of(asked.content))
    page.deed.trigger()
    wait_for(tasks)
    answer = (tmp_path / "jonas.ans").read_bytes()
    assert read_answer(answer).person == asked.person
    assert code_of(answer).replace("-", "")[:4] in " ".join(texts(page))
    assert [one.name for one in people_lines(goma)] == ["Esther Mbeki", "Jonas Bahati"]
    assert_whole(page)


def test_a_misheard_code_is_told_and_can_be_typed_again(
    goma: Program, asked: Request, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    page = letting_in(goma, tasks, qtbot, tmp_path / "jonas.ans")
    fill(page, tmp_path / "jonas.req", "2222-2222-2222-2222-2222")
    page.deed.trigger()
    wait_for(tasks)
    assert "The code is not that of this file." in " ".join(texts(page))
    assert page.deed.isEnabled()
    page.code.setText(code_of(asked.content))
    page.deed.trigger()
    wait_for(tasks)
    assert (tmp_path / "jonas.ans").exists()


def with_jonas(goma: Program) -> None:
    add_person(goma.folder, goma.keyring, Newcomer("Jonas Bahati", "Jonas", Role.CASEWORKER), NEW_WORDS, MEANS)


def test_removing_takes_ones_own_passphrase_and_then_locks(goma: Program, desk: Desk, tasks: Tasks) -> None:
    with_jonas(goma)
    add_cases(goma, 2)
    page: RemovePage = desk.open(desk.ways.remove_person, people_lines(goma)[1])
    assert "This can't take back what they have seen" in texts(page)
    assert not page.deed.isEnabled()
    page.passphrase.setText("other words")
    page.deed.trigger()
    wait_for(tasks)
    assert page.failure.isVisible()
    page.passphrase.setText(PASSPHRASE)
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible()
    assert page.passphrase.text() == ""
    assert people_lines(goma)[1].state is Standing.REVOKED
    page._again.click()
    assert (desk.locked, desk.told) == (1, 1)
    assert_whole(page)


def test_a_removal_is_stopped_before_keys_are_made_and_then_nobody_was_removed(
    goma: Program, desk: Desk, tasks: Tasks
) -> None:
    with_jonas(goma)
    page: RemovePage = desk.open(desk.ways.remove_person, people_lines(goma)[1])
    page.passphrase.setText(PASSPHRASE)
    page.deed.trigger()
    (working,) = page.findChildren(Working)
    assert working.stop.isVisible()
    working.stop.click()
    wait_for(tasks)
    assert page.stopped.isVisible() and not page.done.isVisible() and not page.failure.isVisible()
    assert people_lines(goma)[1].state is Standing.CERTIFIED
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible()
    assert people_lines(goma)[1].state is Standing.REVOKED


def test_keys_that_somebody_else_may_have_are_told_with_the_day(goma: Program, desk: Desk, tasks: Tasks) -> None:
    with_jonas(goma)
    before = goma.keyring.keys.generation(KeyName.FIGURES)
    page: RemovePage = desk.open(desk.ways.remove_person, people_lines(goma)[1])
    assert not page.misused.field.isVisible()
    page.misused.tick.tick.click()
    assert page.misused.field.isVisible()
    page.passphrase.setText(PASSPHRASE)
    page.misused.day.setText("31 December 2031")
    page.deed.trigger()
    wait_for(tasks)
    assert people_lines(goma)[1].state is Standing.CERTIFIED
    assert "Type a day up to today, for instance 3 March 2026." in texts(page)
    page.misused.day.setText("1 March 2026")
    page.deed.trigger()
    wait_for(tasks)
    assert people_lines(goma)[1].state is Standing.REVOKED
    assert refreshed(goma.folder, goma.keyring).keys.generation(KeyName.FIGURES) == before + 1
    assert_whole(page)


def test_the_pairs_are_renewed_at_one_click_that_says_what_it_does(goma: Program, desk: Desk, tasks: Tasks) -> None:
    assert desk.ways.pairs is not None
    assert desk.ways.pairs() == (date(2026, 3, 12), False)
    page: RenewPairsPage = desk.open(desk.ways.renew_pairs)
    assert any("three months" in text for text in texts(page))
    assert_whole(page)
    page.deed.trigger()
    wait_for(tasks)
    assert page.done.isVisible() and not page.deed.isEnabled()
    keys = refreshed(goma.folder, goma.keyring).keys
    assert [keys.generation(name) for name in (KeyName.TRANSPORT, KeyName.CASE, KeyName.DATABASE)] == [2, 2, 1]
    assert desk.told == 1
    assert_whole(page)


def put_on_paper(page: SheetsPage, sheets: tuple[Sheet, Sheet]) -> None:
    for column, sheet in zip(page.step.halves, sheets, strict=True):
        column.write.click()
        column.write.click()
        for line, number in zip(column.lines, column._asked, strict=True):
            line.setText(sheet.words[number - 1])


def test_sheets_are_made_at_a_later_day_and_bring_the_vault_back(
    goma: Program, desk: Desk, tasks: Tasks, qtbot: QtBot, tmp_path: Path
) -> None:
    add_cases(goma, 2)
    assert desk.ways.recovery is not None
    assert desk.ways.recovery() == (Recovery.NONE, None)
    page: SheetsPage = desk.open(desk.ways.make_sheets)
    assert not page.deed.isEnabled()
    sheets = tuple(column._sheet for column in page.step.halves)
    put_on_paper(page, (sheets[0], sheets[1]))
    page.deed.trigger()
    wait_for(tasks)
    assert not page.step.isVisible()
    assert desk.ways.recovery() == (Recovery.MADE, date(2026, 3, 12))
    goma.close()
    again = recover(tasks, qtbot, tmp_path / "Goma.vault", *(" ".join(one.words) for one in sheets))
    assert again.me.name == "Esther Mbeki"
    assert recovering.recovery_of(again)[0] is Recovery.USED
    again.close()
    opened(tmp_path / "Goma.vault", "Esther", NEW_WORDS).close()


def lost(tasks: Tasks, qtbot: QtBot, vault: Path, first: str, second: str) -> LostPage:
    page = lost_page(vault, tasks, MEANS)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    page.halves[0].setPlainText(first)
    page.halves[1].setPlainText(second)
    page.passphrase.choose_own(True)
    page.passphrase.own.setText(NEW_WORDS)
    page.passphrase.again.setText(NEW_WORDS)
    return page


def recover(tasks: Tasks, qtbot: QtBot, vault: Path, first: str, second: str) -> Program:
    page = lost(tasks, qtbot, vault, first, second)
    brought: list[Program] = []
    page.recovered.connect(brought.append)
    page.deed.trigger()
    wait_for(tasks)
    assert brought, texts(page)
    return brought[0]


def test_words_that_stand_on_no_sheet_open_nothing(goma: Program, tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> None:
    goma.close()
    page = lost(tasks, qtbot, tmp_path / "Goma.vault", "apple", "pear")
    page.deed.trigger()
    wait_for(tasks)
    assert "These words are not as they stand on a sheet" in " ".join(texts(page))
    assert_whole(page)
    opened(tmp_path / "Goma.vault", "Esther").close()


def test_whose_language_has_no_list_of_words_is_told_at_a_recovery_too(
    goma: Program, tasks: Tasks, qtbot: QtBot, dress: Dress, tmp_path: Path
) -> None:
    for spoken, borrowed in (("sw", True), ("es", False)):
        dress(language=spoken)
        page = lost_page(tmp_path / "Goma.vault", tasks, MEANS)
        qtbot.addWidget(page)
        assert any("these five are English" in text for text in texts(page.passphrase._generated)) is borrowed


def test_who_is_no_custodian_has_no_such_way(goma: Program, tasks: Tasks, tmp_path: Path) -> None:
    with_jonas(goma)
    goma.close()
    jonas = opened(tmp_path / "Goma.vault", "Jonas", NEW_WORDS)
    assert office_ways(jonas, Over(tasks, print, print, print, print)) == OfficeWays()
    jonas.close()


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.5, "qps"), ("sunlight", 1.5, "ar"),
                                                           ("dark", 1.0, "en")])  # fmt: skip
@pytest.mark.parametrize("which", ["let_in", "remove", "sheets", "pairs"])
def test_every_page_is_whole(
    goma: Program, desk: Desk, tasks: Tasks, dress: Dress, which: str, theme: str, factor: float, language: str
) -> None:
    with_jonas(goma)
    dress(theme, factor, language)
    ways = desk.ways
    page: OverPage = {
        "let_in": lambda: desk.open(ways.add_person),
        "remove": lambda: desk.open(ways.remove_person, people_lines(goma)[1]),
        "pairs": lambda: desk.open(ways.renew_pairs),
        "sheets": lambda: desk.open(ways.make_sheets),
    }[which]()
    assert_whole(page)
