"""The recovery pair: its two sheets, made at any day, and what two typed halves bring back."""

from datetime import date
from pathlib import Path
from secrets import randbelow, token_bytes

from reintegration_desktop.app.program import Program, assemble, telling_of_drafts
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.ui.first.codes import qr_of
from reintegration_desktop.ui.recovery_sheet import Sheet
from reintegration_desktop.ui.settings.verbs import Recovery
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.recovery import (
    SHEETS_USED,
    Recovered,
    Sheets,
    keep_recovery,
    new_sheets,
    recover,
)
from reintegration_desktop.vault.papers.labels import slot_of
from reintegration_desktop.vault.papers.office_keys import RECOVERY
from reintegration_desktop.vault.passphrases.halves import HALF_WORDS, half_of, words_of
from reintegration_desktop.vault.passphrases.strength import refuse_weak
from reintegration_desktop.vault.passphrases.wordlists import every_word, words_in
from reintegration_desktop.vault.unlocking import refreshed


def sheet_words() -> tuple[str, ...]:
    """The list that sheets are written with, the same in every language."""
    return words_in(resources() / "wordlists", "en")


def two_words() -> tuple[int, int]:
    """Two different words that are asked back, by number from 1."""
    first = randbelow(HALF_WORDS) + 1
    second = randbelow(HALF_WORDS - 1) + 1
    return first, second + (second >= first)


def sheet_of(half: str, secret: bytes, office: str, made: date) -> Sheet:
    """A half as it stands on paper."""
    words = words_of(secret, sheet_words())
    return Sheet(half, office, day_in_words(made), "", words, qr_of(" ".join(words)))


class NewSheets:
    """Two halves that lie in memory until they are on paper."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._secret: Sheets | None = new_sheets(token_bytes)

    @property
    def sheets(self) -> tuple[Sheet, Sheet]:
        """What is printed or written down."""
        assert self._secret is not None
        office, made = self._program.me.office_name, self._program.means.clock.today()
        return sheet_of("1", self._secret.first, office, made), sheet_of("2", self._secret.second, office, made)

    def keep(self) -> None:
        """Both are on paper: everything is granted to the pair, and the earlier sheets open nothing any more.

        Raises NotCustodian, NoKey.
        """
        assert self._secret is not None
        program = self._program
        keep_recovery(program.folder, program.keyring, self._secret.public, program.means)
        self._secret = None


def recovery_of(program: Program) -> tuple[Recovery, date | None]:
    """How it stands with the sheets, and since which day they are valid."""
    keyring = refreshed(program.folder, program.keyring)
    number = keyring.keys.generation(RECOVERY)
    if not number:
        return (Recovery.USED if SHEETS_USED in keyring.file.settings else Recovery.NONE), None
    return Recovery.MADE, keyring.keys.since(RECOVERY, number).date()


def lacks_sheets(program: Program) -> bool:
    """Whether nobody could bring this vault back, as it was at unlocking."""
    return not program.keyring.keys.generation(RECOVERY)


def recover_vault(
    path: Path, label: str, halves: tuple[str, str], passphrase: str, means: Means, root: bytes | None = None
) -> Program:
    """Two halves give a person a new slot; a custodian's renews the office's keys, and the vault is opened with them.

    ``root``: the programme's, where it is away. Raises HalfUnreadable, HalvesDiffer, SlotUnknown, PassphraseWeak,
    RootNeeded; then nothing was changed.
    """
    words, vault = sheet_words(), VaultFolder(path)
    refuse_weak(passphrase, every_word(resources() / "wordlists"))
    typed = half_of(halves[0], words), half_of(halves[1], words)
    lock = vault.lock("reintegration")
    try:
        slot = slot_of(vault.read().file, label or None)
        keyring = recover(vault, typed, Recovered(slot.person, slot.label, passphrase), means, root)
        return telling_of_drafts(assemble(vault, lock, keyring, means))
    except BaseException:
        lock.release()
        raise
