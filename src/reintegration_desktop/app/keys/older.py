"""Going on with a vault that is older than remembered: who decides, why, and what is written down of it."""

from pathlib import Path

from reintegration_desktop.app.opening import heads_of
from reintegration_desktop.app.program import Program, assemble, lock_of, open_program
from reintegration_desktop.app.rotating import open_under_any
from reintegration_desktop.casework.errors import ReasonNeeded
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.store import unclosed
from reintegration_desktop.store.errors import DatabaseOlder
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.vault.errors import OlderNotTheirs
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means, means_here
from reintegration_desktop.vault.office.heads import accept_heads
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.unlocking import unlock

_UNWATCHED = NoProgress()


def may_accept_older(program: Program) -> bool:
    """Whether there is something to decide about, and who is signed in decides it."""
    return program.rolled_back and program.keyring.person.decides_about_older


def accept_older(program: Program, reason: str, progress: Progress = _UNWATCHED) -> None:
    """Go on with what lies here, as a new device: nothing that was lost is numbered a second time.

    Lists are drawn anew from the log, and the decision is written into it with its reason. The program that is handed
    in is closed. Raises OlderNotTheirs and ReasonNeeded; then nothing was changed.
    """
    if not program.keyring.person.decides_about_older:
        raise OlderNotTheirs
    if not reason.strip():
        raise ReasonNeeded
    heads = {} if program.database is None else heads_of(program.database)
    keyring = accept_heads(program.folder, program.keyring, heads)
    unclosed.end(program.folder.database)
    if program.database is None:
        return
    program.database.close()
    again = assemble(program.folder, program.lock, keyring, program.means)
    again.opened.checker.fold_anew(progress)
    kind = Kind.APPROVE if again.me.may(Kind.APPROVE, Room.OVERSIGHT, "") else Kind.VIEW
    with again.desk.begin() as work:
        work.note(kind, None, {"reason": say("Went on with an older vault: {reason}", reason=reason.strip())})
        work.commit()
    again.close()


def accept_while_open(program: Program, passphrase: str, reason: str, progress: Progress) -> None:
    """The same by who has the vault open to be read, and types their passphrase again.

    Raises WrongPassphrase and TooManyMisses besides.
    """
    unlock(program.folder, str(program.me.id), passphrase, program.means)
    accept_older(program, reason, progress)


def accept_closed(
    vault: Path, label: str | None, secrets: tuple[str, str], progress: Progress, means: Means | None = None
) -> Program:
    """The same for a vault that opens to nobody: its own file is older, too, or its tables are.

    ``secrets``: passphrase, reason. Tables are brought up to date first, after a copy. Returns the program as it was,
    closed. Raises as ``open_program``, and as ``accept_older``.
    """
    passphrase, reason = secrets
    if not reason.strip():
        raise ReasonNeeded
    made = means or means_here()
    try:
        program = open_program(vault, label, passphrase, means=made, progress=progress, older=True)
    except DatabaseOlder:
        _bring_tables_up_to_date(VaultFolder(vault), label, passphrase, made)
        program = open_program(vault, label, passphrase, means=made, progress=progress, older=True)
    try:
        accept_older(program, reason, progress)
    finally:
        program.close()
    return program


def _bring_tables_up_to_date(folder: VaultFolder, label: str | None, passphrase: str, means: Means) -> None:
    """A database of an earlier version of the program can't even be read; still nobody's entries are written to it."""
    lock = lock_of(folder, "reintegration")
    try:
        keyring = unlock(folder, label, passphrase, means, older=True)
        if not keyring.person.decides_about_older:
            raise OlderNotTheirs
        database, _ = open_under_any(folder, keyring.database_keys())
        try:
            bring_up_to_date(database, folder.part("backups"))
        finally:
            database.close()
    finally:
        lock.release()
