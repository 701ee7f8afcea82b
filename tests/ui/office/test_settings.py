"""Settings: what applies at once, what is told, and the matrix that is drawn from the keys' own table."""

from collections.abc import Iterator
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.swap import InTheClear
from reintegration_desktop.kernel.words import language
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.ui.backups.verbs import BackupLine, BackupVerbs, DrillLine, Standing
from reintegration_desktop.ui.settings.keys import KEY_WORDS, KeysModel, access_words
from reintegration_desktop.ui.settings.look import LookSection
from reintegration_desktop.ui.settings.page import SECTIONS, SettingsPage
from reintegration_desktop.ui.settings.pairs import PairsCard
from reintegration_desktop.ui.settings.people import PeopleSection
from reintegration_desktop.ui.settings.policy_words import NAMES, policy_lines
from reintegration_desktop.ui.settings.security import SecuritySection
from reintegration_desktop.ui.settings.verbs import OfficeWays, PersonLine, Place, Recovery, SettingsVerbs
from reintegration_desktop.ui.settings.verbs import Standing as Certified
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import look
from reintegration_desktop.vault.roles import ROLE_KEYS, Duty, KeyName, Role
from tests.builders import a_programme
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

MADE_AT = datetime(2026, 3, 10, 16, 5, tzinfo=UTC)
PEOPLE = (
    PersonLine("Daniel Okello", Role.SUPERVISOR, frozenset({Duty.CUSTODIAN}), Certified.CERTIFIED, you=True),
    PersonLine("سلمى حداد", Role.MANAGER, frozenset(), Certified.WAITS),
    PersonLine("Alice Nduwimana", Role.CASEWORKER, frozenset({Duty.COURIER}), Certified.REVOKED),
)


@dataclass
class Kept:
    """A vault whose passphrase is a word, and what the page asked for."""

    passphrase: str = "old words"
    recovery: tuple[Recovery, date | None] = (Recovery.NONE, None)
    asked: list[object] = field(default_factory=list)
    in_the_clear: InTheClear = InTheClear.NO
    folder: Path | None = None
    lines: tuple[BackupLine, ...] = ()

    def change(self, old: str, new: str) -> None:
        if old != self.passphrase:
            raise Refusal
        self.passphrase = new

    def backup_verbs(self) -> BackupVerbs:
        return BackupVerbs(
            standing=lambda: Standing(date(2026, 3, 10), self.folder, self.folder is not None, None),
            lines=lambda: self.lines, back_up=lambda folder, _: f"Written into {folder.name}.", choose=self.choose,
            drill=lambda _: [DrillLine(MADE_AT, "came back whole, with 12 cases.", good=True)],
            restore=self.asked.append,
        )  # fmt: skip

    def choose(self, folder: Path | None) -> None:
        self.folder = folder

    def verbs(self) -> SettingsVerbs:
        return SettingsVerbs(
            programme=a_programme(), place=Place(Path("/home/esther/Goma.vault"), on_removable=True), version="0.1.0",
            licences="Apache-2.0", lock_minutes=5, lock_minimised=False, swap_in_the_clear=self.in_the_clear,
            backup=self.backup_verbs(), change_passphrase=self.change, people=lambda: PEOPLE,
            keep_look=lambda theme, factor: self.asked.append((theme, factor)), keep_language=self.asked.append,
            keep_lock=lambda minutes, minimised: self.asked.append((minutes, minimised)),
            ways=OfficeWays(lambda: self.asked.append("add"), self.asked.append, lambda: self.asked.append("sheets"),
                            lambda: self.recovery),
        )  # fmt: skip


@pytest.fixture
def kept() -> Kept:
    return Kept()


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def settings(tasks: Tasks, kept: Kept, qtbot: QtBot, section: str) -> SettingsPage:
    page = SettingsPage(tasks, kept.verbs(), section, lambda parent, title: "/media/stick")
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def test_a_theme_and_a_text_size_apply_at_once_and_are_kept(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = settings(tasks, kept, qtbot, "look").parts["look"]
    assert isinstance(part, LookSection)
    part.theme.buttons["dark"].click()
    part.text_size.buttons["150"].click()
    assert (look().theme, look().factor) == (Theme.DARK, 1.5)
    assert kept.asked == [("dark", 1.0), ("dark", 1.5)]


def test_a_language_is_spoken_at_once_and_kept(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    page = settings(tasks, kept, qtbot, "language")
    page.parts["language"].picker._buttons["fr"].click()  # type: ignore[attr-defined]
    assert language() == "fr"
    assert kept.asked == ["fr"]


@pytest.mark.parametrize("in_the_clear", list(InTheClear))
def test_a_computer_that_writes_memory_onto_its_disk_is_warned_of(
    in_the_clear: InTheClear, tasks: Tasks, kept: Kept, qtbot: QtBot
) -> None:
    kept.in_the_clear = in_the_clear
    part = settings(tasks, kept, qtbot, "security").parts["security"]
    assert isinstance(part, SecuritySection)
    assert part.swap.isVisible() is (in_the_clear is not InTheClear.NO)
    assert ("cannot tell" in part.swap.accessibleName()) is (in_the_clear is not InTheClear.YES)
    assert "hibernates" in part.swap.accessibleName()
    assert "unencrypted" in part.swap.accessibleName()


def test_how_it_locks_is_kept_at_once(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = settings(tasks, kept, qtbot, "security").parts["security"]
    assert isinstance(part, SecuritySection)
    part.lock.buttons["10"].click()
    part.minimised.buttons["locks"].click()
    assert kept.asked == [(10, False), (10, True)]


def security(tasks: Tasks, kept: Kept, qtbot: QtBot, *typed: str) -> SecuritySection:
    part = settings(tasks, kept, qtbot, "security").parts["security"]
    assert isinstance(part, SecuritySection)
    for line, words in zip((part.old, part.new, part.again), typed, strict=True):
        line.setText(words)
    part.change.click()
    wait_for(tasks)
    return part


def test_the_passphrase_changes_and_nothing_of_it_stays_on_the_screen(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = security(tasks, kept, qtbot, "old words", "new words", "new words")
    assert kept.passphrase == "new words"
    assert part.old.text() + part.new.text() + part.again.text() == ""
    assert "The passphrase is changed." in texts(part)


def test_two_different_new_ones_change_nothing(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = security(tasks, kept, qtbot, "old words", "new words", "new word")
    assert kept.passphrase == "old words"
    assert "The two are not the same." in texts(part)


def test_a_wrong_passphrase_is_told_and_nothing_changes(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = security(tasks, kept, qtbot, "other words", "new words", "new words")
    assert kept.passphrase == "old words"
    assert part.told.isVisible()
    assert part.change.isEnabled()


def test_a_backup_says_what_was_written(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = settings(tasks, kept, qtbot, "backup").parts["backup"]
    part.write.click()  # type: ignore[attr-defined]
    wait_for(tasks)
    assert "Written into stick." in texts(part)


def people(tasks: Tasks, kept: Kept, qtbot: QtBot) -> PeopleSection:
    part = settings(tasks, kept, qtbot, "people").parts["people"]
    assert isinstance(part, PeopleSection)
    return part


def test_somebody_else_can_be_removed_and_oneself_not(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = people(tasks, kept, qtbot)
    part.table.selectRow(0)
    assert not part.remove.isEnabled()
    part.table.selectRow(1)
    part.remove.click()
    assert kept.asked == [PEOPLE[1]]


def test_who_does_not_look_after_people_sees_no_button_for_it(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    verbs = replace(kept.verbs(), ways=OfficeWays())
    page = SettingsPage(tasks, verbs, "people")
    qtbot.addWidget(page)
    page.show()
    wait_for(tasks)
    assert not {"Let somebody in…", "Remove…", "Make the sheets…"} & set(texts(page))


def test_a_vault_without_sheets_says_so_and_leads_to_them(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    part = people(tasks, kept, qtbot)
    assert "There are no recovery sheets yet." in texts(part)
    part.recovery.make.click()
    part.add.click()
    assert kept.asked == ["sheets", "add"]


def test_sheets_that_were_used_are_told_until_there_are_others(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    kept.recovery = Recovery.USED, date(2026, 3, 1)
    assert "The recovery sheets were used: make others now." in texts(people(tasks, kept, qtbot))


def test_pairs_that_are_half_a_year_old_are_told_as_a_warning(tasks: Tasks, kept: Kept, qtbot: QtBot) -> None:
    card = PairsCard(lambda: None)
    qtbot.addWidget(card)
    card.show_pairs(date(2026, 1, 5), due=False)
    assert any("in use since" in text for text in texts(card))
    card.show_pairs(date(2026, 1, 5), due=True)
    assert any("renew them now" in text for text in texts(card))


def test_the_matrix_says_what_the_table_of_keys_grants(qapp: object) -> None:
    model = KeysModel()
    said = {
        (key, role): model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
        for row, key in enumerate(KEY_WORDS)
        for column, role in enumerate(Role, 1)
    }
    assert set(KEY_WORDS) == set(KeyName)
    assert said == {(key, role): access_words(key, ROLE_KEYS[role][key]) for key in KeyName for role in Role}
    assert said[KeyName.RESTRICTED, Role.CASEWORKER] == "after a reason"
    assert said[KeyName.PERSON, Role.MANAGER] == "no key"


def test_every_number_of_the_policy_has_words(qapp: object) -> None:
    assert {one.name for one in fields(Policy)} - set(NAMES) == set()
    assert ("Between visits at high risk at most", "7 days") in policy_lines(Policy())


@pytest.mark.parametrize("section", SECTIONS)
@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("sunlight", 1.5, "ar"),
                                                           ("dark", 1.0, "qps")])  # fmt: skip
def test_every_section_is_whole(
    tasks: Tasks, kept: Kept, qtbot: QtBot, dress: Dress, section: str, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    page = settings(tasks, kept, qtbot, section)
    page.resize(1290, 690)
    wait_for(tasks)
    assert_whole(page)
