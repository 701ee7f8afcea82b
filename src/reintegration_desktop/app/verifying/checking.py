"""The check of a whole vault: its folder, which needs no key, its database, and what a person should see to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from reintegration_desktop.app.exchange import told_of_behind
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.verifying.against_memory import against_memory
from reintegration_desktop.app.verifying.verified import (
    unverified_inside,
    unverified_without_key,
    verified_inside,
    verified_outside,
)
from reintegration_desktop.hq.place import lies_on_server
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.swap import InTheClear, swap_in_the_clear
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.vault.backups.backup import backups
from reintegration_desktop.vault.backups.passing import left_near
from reintegration_desktop.vault.checking.findings import Found, Trouble
from reintegration_desktop.vault.checking.papers import check_papers
from reintegration_desktop.vault.checking.parts import check_parts, free_megabytes
from reintegration_desktop.vault.errors import VaultMissing
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.rotation import pairs_are_due
from reintegration_desktop.vault.papers.office_keys import RECOVERY

TROUBLES: Mapping[Trouble, str] = {
    Trouble.FILE: marked("The vault's file cannot be read, or nobody in it signed it."),
    Trouble.COPY: marked("The copy of the vault's file is missing, or says something else."),
    Trouble.SLOT: marked("A slot is damaged, foreign, or asks for a strange amount of work."),
    Trouble.PAPER: marked("A certificate, a removal or a key is not signed by whom it names."),
    Trouble.MISSING: marked("The database is missing."),
    Trouble.DATABASE: marked("The database is cut short, or not encrypted."),
    Trouble.UNSEALED: marked("A file that should be sealed is not."),
    Trouble.RIGHTS: marked(
        "A file or folder can be read by other users of this computer: it is mended where somebody opens the vault."
    ),
    Trouble.FOREIGN: marked("A file or folder is none of the vault's: nobody sealed it. Look at it, and move it away."),
    Trouble.OLDER: marked(
        "The vault's file is older than this computer has seen it: somebody put an earlier one back."
    ),
    Trouble.CHANGED: marked("The database was closed in order on this computer, and is another file now."),
}
ON_SERVER = marked("The cases, which lie on a server: name it with --database.")


@dataclass(frozen=True, slots=True)
class Report:
    """What was found, in words with numbers; what a person should see to; how much was looked at.

    ``verified`` and ``unverified`` say the same in sentences: what is as it should be, and what could not be told.
    """

    troubles: tuple[tuple[str, int], ...]
    warnings: tuple[str, ...]
    checked: Mapping[str, int]
    free_megabytes: int
    verified: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether everything is as it should be."""
        return not self.troubles


def check_sealed(folder: VaultFolder, *, closed: bool = True) -> Report:
    """What can be told without a key or a passphrase; ``closed``: no program of ours has it open. VaultMissing."""
    if not folder.exists:
        raise VaultMissing
    found = Found()
    file = check_papers(folder, found)
    check_parts(folder, file, found)
    warnings = [*_left(found), *_left_beside(folder), *of_swap(swap_in_the_clear())]
    if file is not None:
        warnings += against_memory(folder, file, found, closed=closed)
    return Report(
        _in_words(found), tuple(warnings), dict(found.checked), free_megabytes(folder), verified_outside(found),
        unverified_without_key(),
    )  # fmt: skip


def of_swap(state: InTheClear) -> Iterator[str]:
    """What the computer itself may keep, whatever the vault does."""
    if state is InTheClear.YES:
        yield say("This computer may write what is read onto its disk, unencrypted: as swap, or when it hibernates.")
    elif state is InTheClear.UNKNOWN:
        yield say("Nobody could tell whether this computer writes swap, or hibernates, onto an unencrypted disk.")


def _left_beside(folder: VaultFolder) -> Iterator[str]:
    """Where restores were stopped: a sealed copy of a vault each."""
    beside = [place.name for place in left_near(folder.path) if place.parent == folder.path.parent]
    if beside:
        yield say_many(
            "A restore that was stopped left a sealed copy beside the vault: {names}. It goes when somebody opens the "
            "vault.",
            "Restores that were stopped left {n} sealed copies beside the vault: {names}. They go when somebody opens "
            "the vault.",
            len(beside), names=", ".join(beside),
        )  # fmt: skip


def _left(found: Found) -> Iterator[str]:
    """What stopped half way: of no harm, since it is sealed, and gone with the next one."""
    if found.left:
        yield say_many(
            "{n} file of a backup that was stopped lies there, sealed; the next backup takes it away.",
            "{n} files of a backup that was stopped lie there, sealed; the next backup takes them away.",
            found.left,
        )  # fmt: skip


def check_everything(program: Program, progress: Progress, hq: Program | None = None) -> Report:
    """The folder; then pages, chains, signatures, seals, folds and outside heads for who holds the database's key.

    ``hq`` is the program with its store where a headquarters' cases lie on a server: its tables are checked, too.
    """
    sealed = check_sealed(program.folder, closed=False)
    warnings = (*sealed.warnings, *_warnings(hq or program))
    if program.store is None:
        return replace(sealed, warnings=warnings)
    own = check_vault(program, progress)
    there = own if hq is None else check_vault(hq, progress)
    troubles = own.troubles if hq is None else (*own.troubles, *there.troubles)
    verified = dict.fromkeys((*verified_inside(own), *verified_inside(there)))
    unlooked = hq is None and lies_on_server(program.store.settings)
    return Report(
        (*sealed.troubles, *troubles), warnings, {**sealed.checked, **own.checked, **there.checked},
        sealed.free_megabytes, (*sealed.verified, *verified),
        (*([say(ON_SERVER)] if unlooked else []), *unverified_inside(there, every_room=True, opened=True)),
    )  # fmt: skip


def _in_words(found: Found) -> tuple[tuple[str, int], ...]:
    return tuple((say(TROUBLES[trouble]), number) for trouble, number in found.troubles.items())


def _warnings(program: Program) -> list[str]:
    """What is no damage, and should be seen to all the same."""
    keyring, told = program.keyring, []
    if pairs_are_due(keyring.keys, program.means.now()):
        told.append(say("The office's keys have been in use for half a year: renew them with `vault rotate`."))
    if not keyring.keys.generation(RECOVERY):
        told.append(say("There are no valid recovery sheets: make them with `vault sheets`."))
    if len(keyring.database_keys()) > 1:
        told.append(say("The database waits for its new key: make room on the disk and open the vault again."))
    if older := sum(backup.precedes_rotation(keyring) for backup in backups(program.folder)):
        told.append(
            say_many(
                "{n} backup is older than the newest keys: who was removed since could open it.",
                "{n} backups are older than the newest keys: who was removed since could open them.",
                older,
            )
        )
    return [*told, *told_of_behind(program)]
