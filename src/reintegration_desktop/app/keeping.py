"""Keeping a vault: backups that are verified, the check of everything, what settings need."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from reintegration_desktop import __version__
from reintegration_desktop.app.backing_up import back_up_to
from reintegration_desktop.app.keys.recovering import sheet_words
from reintegration_desktop.app.people import people_lines
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.swap import swap_in_the_clear
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.ui.settings.verbs import OfficeWays, Place, SettingsVerbs
from reintegration_desktop.vault.backups.backup import backups
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.passphrases.strength import refuse_weak

OLD_AFTER = 7

TROUBLES = {
    Trouble.PAGES: marked("Pages of the database were changed, or its tables contradict each other."),
    Trouble.GAP: marked("A number is missing in a device's chain."),
    Trouble.CHAIN: marked("A change does not hang in its chain: it was changed, or put back."),
    Trouble.HEAD: marked("A chain does not end where the database says it ends."),
    Trouble.OLDER: marked("The database is older than what is remembered outside of it."),
    Trouble.UNSIGNED: marked("No signature covers a change."),
    Trouble.SIGNATURE: marked("A save was not signed by its author."),
    Trouble.AUTHOR: marked("Nobody vouches for an author."),
    Trouble.SEAL: marked("A sealed document does not open in its place."),
    Trouble.FOLDS: marked("A case's lists differ from what its log says."),
    Trouble.FILE: marked("A sealed file of a case was changed, cut short, or replaced."),
}


class Keeps(Protocol):
    """What this computer keeps of somebody's choices for the next start."""

    @property
    def minutes(self) -> int:
        """After how many minutes the vault locks itself."""

    @property
    def when_minimised(self) -> bool:
        """Whether it locks itself when its window is minimised."""

    def keep_look(self, theme: str, factor: float) -> None:
        """Theme and text size."""

    def keep_language(self, language: str) -> None:
        """The language."""

    def keep_lock(self, minutes: int, when_minimised: bool) -> None:
        """The minutes, and whether a minimised window locks."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found, in words, and how much it looked at."""

    sound: bool
    troubles: tuple[tuple[str, int], ...]
    checked: dict[str, int]


def check_vault(program: Program, progress: Progress, *, sealed_only: bool = False) -> Checked:
    """Pages, chains, signatures, seals, folds, and the heads remembered outside of the database."""
    device = program.folder.device(program.keyring.file, program.means.random)
    outside = [(head.device, head.seq, head.hash) for head in (*program.keyring.file.heads, device.head) if head]
    found = program.opened.checker.check(outside, progress, sealed_only=sealed_only)
    return in_words(found)


def in_words(found: Findings) -> Checked:
    """What was found, by kind of trouble."""
    troubles = tuple((say(TROUBLES[trouble]), number) for trouble, number in found.counts.items())
    return Checked(found.is_sound, troubles, dict(found.checked))


def settings_verbs(program: Program, keeps: Keeps, ways: OfficeWays) -> SettingsVerbs:
    """What the settings page calls."""
    return SettingsVerbs(
        programme=program.programme,
        place=Place(program.folder.path, [(say("Backups"), program.folder.part("backups"))]),
        version=__version__,
        licences=(resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8"),
        lock_minutes=keeps.minutes,
        lock_minimised=keeps.when_minimised,
        swap_in_the_clear=swap_in_the_clear(),
        last_backup=lambda: last_backup(program),
        change_passphrase=lambda old, new: _change(program, old, new),
        back_up=lambda folder: _back_up_to(program, folder),
        people=lambda: people_lines(program),
        keep_look=keeps.keep_look,
        keep_language=keeps.keep_language,
        keep_lock=keeps.keep_lock,
        ways=ways,
    )


def last_backup(program: Program) -> date | None:
    """The day of the newest backup in the vault's own folder."""
    made = backups(program.folder)
    return made[0].made_at.astimezone().date() if made else None


def backup_age(program: Program) -> tuple[str, str]:
    """How old the last backup is, in words and in a tone: a warning where there is none, or none for a week."""
    made = last_backup(program)
    if made is None:
        return say("No backup yet"), "warn"
    days = max(0, (program.means.clock.today() - made).days)
    tone = "warn" if days > OLD_AFTER else "muted"
    if days == 0:
        return say("Last backup today"), tone
    return say_many("Last backup {n} day ago", "Last backup {n} days ago", days), tone


def _change(program: Program, old: str, new: str) -> None:
    refuse_weak(new, sheet_words())
    change_passphrase(program.folder, str(program.keyring.id), old, new, program.means)


def _back_up_to(program: Program, folder: Path) -> str:
    target = back_up_to(program, folder)
    return say("A sealed backup was written and read back: {name}.", name=target.name)
