"""Keeping a vault: backups that are verified, the check of everything, what settings need."""

from dataclasses import dataclass
from typing import Protocol

from reintegration_desktop import __version__
from reintegration_desktop.app.people import people_lines
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.disks import FAT, SHORT_FILES, can_be_pulled_out, kind_of
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.portable import portable_folder
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.swap import swap_in_the_clear
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.ui.backups.verbs import BackupVerbs
from reintegration_desktop.ui.settings.verbs import OfficeWays, Place, SettingsVerbs
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.passphrases.strength import refuse_weak
from reintegration_desktop.vault.passphrases.wordlists import every_word

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
    Trouble.NUMBERS: marked("The numbers of the policy are kept otherwise than they were signed."),
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
    kinds: frozenset[Trouble] = frozenset()


def check_vault(program: Program, progress: Progress, *, sealed_only: bool = False) -> Checked:
    """Pages, chains, signatures, seals, folds, and the heads remembered outside of the vault's database."""
    device = program.folder.device(program.keyring.file, program.means.random)
    outside = [(head.device, head.seq, head.hash) for head in (*program.keyring.file.heads, device.head) if head]
    checker = program.opened.checker
    found = checker.check(outside if checker.database.has_pages else (), progress, sealed_only=sealed_only)
    return in_words(found)


def in_words(found: Findings) -> Checked:
    """What was found, by kind of trouble."""
    troubles = tuple((say(TROUBLES[trouble]), number) for trouble, number in found.counts.items())
    return Checked(found.is_sound, troubles, dict(found.checked), frozenset(found.counts))


def settings_verbs(program: Program, keeps: Keeps, ways: OfficeWays, backup: BackupVerbs) -> SettingsVerbs:
    """What the settings page calls."""
    return SettingsVerbs(
        programme=program.programme,
        place=_place(program),
        version=__version__,
        licences=(resources() / "fonts" / "OFL.txt").read_text(encoding="utf-8"),
        lock_minutes=keeps.minutes,
        lock_minimised=keeps.when_minimised,
        swap_in_the_clear=swap_in_the_clear(),
        backup=backup,
        change_passphrase=lambda old, new: _change(program, old, new),
        people=lambda: people_lines(program),
        keep_look=keeps.keep_look,
        keep_language=keeps.keep_language,
        keep_lock=keeps.keep_lock,
        ways=ways,
    )


def _place(program: Program) -> Place:
    vault, home, stick = program.folder.path, program.folder.home, portable_folder()
    kind = kind_of(vault)
    parts = [(say("Backups"), program.folder.part("backups")), (say("Settings and log"), home)]
    return Place(
        vault, parts, on_removable=stick is not None or can_be_pulled_out(vault), without_owners=kind in FAT,
        short_files=kind in SHORT_FILES, portable=stick is not None,
    )  # fmt: skip


def _change(program: Program, old: str, new: str) -> None:
    refuse_weak(new, every_word(resources() / "wordlists"))
    change_passphrase(program.folder, str(program.keyring.id), old, new, program.means)
