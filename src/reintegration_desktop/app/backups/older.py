"""Going on with a vault that is older than remembered: who decides, why, and what is written down of it."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from reintegration_desktop.app.backups.agreeing import (
    ask_about,
    keep_agreement,
    number_of,
    refuse_without_agreement,
    sign_here,
)
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
from reintegration_desktop.vault.fields import as_text, compact
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means, means_here
from reintegration_desktop.vault.office.heads import accept_heads
from reintegration_desktop.vault.papers.acts import Approval
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.unlocking import unlock

_UNWATCHED = NoProgress()


def may_accept_older(program: Program) -> bool:
    """Whether there is something to decide about, and who is signed in decides it."""
    return program.rolled_back and program.keyring.person.decides_about_older


def digest_of(program: Program) -> bytes:
    """What a second person agrees to go on with: the ends of all chains as they lie here, SHA-256."""
    heads = {} if program.database is None else heads_of(program.database)
    rows = [{"device": one.device, "seq": one.seq, "hash": as_text(one.hash)} for _, one in sorted(heads.items())]
    return sha256(compact({"version": 1, "kind": "older", "office": str(program.me.office), "heads": rows})).digest()


def ask_second(program: Program) -> Approval:
    """What a second person is asked to agree to; raises OlderNotTheirs."""
    if not program.keyring.person.decides_about_older:
        raise OlderNotTheirs
    return ask_about(program, digest_of(program))


@dataclass(frozen=True, slots=True)
class Beside:
    """A second person who types their passphrase here (by id or label), or a file that they signed elsewhere."""

    person: str = ""
    passphrase: str = field(default="", repr=False)
    file: Path | None = None


def agreement(program: Program, beside: Beside | None) -> Approval | None:
    """What a second person signed; raises as ``unlocking.unlock``, PaperDamaged, OlderNotTheirs."""
    if beside is None:
        return None
    if beside.file is not None:
        with told():
            return Approval.from_bytes(beside.file.read_bytes())
    return sign_here(program, ask_second(program), beside.person, beside.passphrase, older=True)


def accept_older(
    program: Program, reason: str, progress: Progress = _UNWATCHED, agreed: Approval | None = None
) -> None:
    """Go on with what lies here, as a new device: nothing that was lost is numbered a second time.

    Lists are drawn anew from the log, and the decision is written into it with its reason. The program that is handed
    in is closed. What is lost by it is what a backup loses that comes back over a newer vault, so that a second person
    agrees to it wherever one could. Raises OlderNotTheirs, ReasonNeeded, SecondNeeded and ActRefused; then nothing was
    changed.
    """
    if not program.keyring.person.decides_about_older:
        raise OlderNotTheirs
    if not reason.strip():
        raise ReasonNeeded
    refuse_without_agreement(program, lambda: digest_of(program), agreed)
    heads = {} if program.database is None else heads_of(program.database)
    keyring = accept_heads(program.folder, program.keyring, heads)
    keep_agreement(program.folder, keyring, agreed)
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


def accept_while_open(
    program: Program, passphrase: str, reason: str, beside: Beside | None, progress: Progress
) -> None:
    """The same by who has the vault open to be read, and types their passphrase again.

    Raises WrongPassphrase and TooManyMisses besides.
    """
    unlock(program.folder, str(program.me.id), passphrase, program.means)
    accept_older(program, reason, progress, agreement(program, beside))


def accept_closed(
    vault: Path,
    label: str | None,
    secrets: tuple[str, str],
    progress: Progress,
    means: Means | None = None,
    beside: Beside | None = None,
) -> Program:
    """The same for a vault that opens to nobody: its own file is older, too, or its tables are.

    ``secrets``: passphrase, reason. Tables are brought up to date first, after a copy. Returns the program as it was,
    closed. Raises as ``open_program``, and as ``accept_older``.
    """
    passphrase, reason = secrets
    if not reason.strip():
        raise ReasonNeeded
    program = _opened(vault, label, passphrase, progress, means or means_here())
    try:
        accept_older(program, reason, progress, agreement(program, beside))
    finally:
        program.close()
    return program


def ask_closed(vault: Path, label: str | None, passphrase: str, file: Path, means: Means | None = None) -> str:
    """Write the request to a second person for such a vault; returns the number that is told by voice."""
    program = _opened(vault, label, passphrase, _UNWATCHED, means or means_here())
    try:
        return ask_while_open(program, file)
    finally:
        program.close()


def ask_while_open(program: Program, file: Path) -> str:
    """The same for one that is open to be read."""
    asked = ask_second(program)
    write_whole(file, asked.to_bytes())
    return number_of(asked)


def _opened(vault: Path, label: str | None, passphrase: str, progress: Progress, means: Means) -> Program:
    try:
        return open_program(vault, label, passphrase, means=means, progress=progress, older=True)
    except DatabaseOlder:
        _bring_tables_up_to_date(VaultFolder(vault), label, passphrase, means)
        return open_program(vault, label, passphrase, means=means, progress=progress, older=True)


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
