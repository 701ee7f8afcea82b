"""A backup brought back over the vault that lies here: its cases, under today's people and keys.

``vault.json`` of today stays: a passphrase that was changed or a person who was removed does not come back with the
cases. What was destroyed since is destroyed again before anybody opens it. The vault as it was is kept aside, whole.
"""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC
from pathlib import Path
from shutil import copy2, rmtree

from reintegration_desktop.app.backups.agreeing import keep_agreement, refuse_without_second
from reintegration_desktop.app.backups.places import aside_name
from reintegration_desktop.app.opening import heads_of
from reintegration_desktop.app.program import Program, assemble
from reintegration_desktop.app.rotating import open_under_any, under_newest
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.store.store import Store
from reintegration_desktop.store.writing.erased_again import Erased, erase_again, erased_in
from reintegration_desktop.vault.backups.backup import Contents, backup_identity, restore_backup
from reintegration_desktop.vault.backups.passing import RESTORING, passing_folder, sweep_near
from reintegration_desktop.vault.errors import BackupForeign, ForeignVault, NotCustodian, SlotOutdated
from reintegration_desktop.vault.files.disk import sync_folder, told
from reintegration_desktop.vault.files.lock import VaultLock
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.heads import accept_heads
from reintegration_desktop.vault.papers.acts import Approval
from reintegration_desktop.vault.papers.vaultfile import Writing
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.unlocking import keyring_in, refreshed

_STAYS = ("backups", "outbox", "inbox")


@dataclass(frozen=True, slots=True)
class Restored:
    """Where the vault that was there lies now, how many cases came back, how many were destroyed again."""

    aside: Path
    cases: int
    erased_again: int


def restore_over(program: Program, file: Path, progress: Progress, agreed: Approval | None = None) -> Restored:
    """Bring a backup's cases back in place of those that lie here, and close the program; the vault is unlocked anew.

    Everything is made ready beside the vault, then two folders are renamed: killed before that, nothing has changed.
    ``agreed`` bears a second person's signature, wherever there is one who could give it. Raises NotCustodian,
    NoDatabase, SecondNeeded, ActRefused, BackupForeign, SlotOutdated, and what ``restore_backup`` and the disk refuse;
    then the vault is as it was.
    """
    if not program.keyring.person.is_custodian:
        raise NotCustodian
    if program.database is None:
        raise NoDatabase
    refuse_without_second(program, file, agreed)
    vault = program.folder.path
    sweep_near(vault)
    with passing_folder(RESTORING, vault.parent) as place:
        ready = VaultFolder(place / vault.name, place)
        identity = backup_identity(program.keyring.own.seal_secret)
        said = restore_backup(file, [identity], ready, lambda writing: _refuse_another_office(writing, program))
        cases, erased = _made_ready(program, ready, erased_in(program.database), progress)
        keep_agreement(ready, program.keyring, agreed)
        aside = _aside(program)
        program.close()
        _change_places(vault, ready.path, aside)
        program.folder.forget_device()
        _write_down(program, said, agreed)
        return Restored(aside, cases, erased)


def _write_down(program: Program, said: Contents, agreed: Approval | None) -> None:
    """An entry of the log, by the new device. Where it can't be written, ``vault.json`` keeps what was agreed to."""
    with suppress(Refusal), program.folder.lock("reintegration"):
        keyring = refreshed(program.folder, program.keyring)
        again = assemble(program.folder, VaultLock.of_nothing(), keyring, program.means)
        kind = Kind.APPROVE if again.me.may(Kind.APPROVE, Room.OVERSIGHT, "") else Kind.VIEW
        with again.desk.begin() as work:
            work.note(kind, None, {"reason": _in_words(program, said, agreed)})
            work.commit()
        again.close()


def _in_words(program: Program, said: Contents, agreed: Approval | None) -> str:
    day = day_in_words(said.made_at.astimezone().date())
    others = [person for person in agreed.signatures if person != program.me.id] if agreed is not None else []
    if not others:
        return say("Brought the backup of {day} back over the vault, alone.", day=day)
    names = say(", ").join(program.keyring.names().get(person, "") for person in others)
    return say("Brought the backup of {day} back over the vault; {name} agreed.", day=day, name=names)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a backup said of itself, and how many cases were destroyed again in it."""

    contents: Contents
    erased_again: int


def restore_elsewhere(custodian_of: VaultFolder, keyring: Keyring, file: Path, target: VaultFolder) -> Elsewhere:
    """Bring a backup back into an empty folder, and destroy there what was destroyed in the custodian's own vault.

    A vault whose database no longer opens tells of no erasures; the backup comes back all the same. Raises as
    ``restore_backup``.
    """
    contents = restore_backup(file, [backup_identity(keyring.own.seal_secret)], target)
    return Elsewhere(contents, _erased_in(target, keyring, _erasures_of(custodian_of, keyring)))


def _erasures_of(folder: VaultFolder, keyring: Keyring) -> Erased:
    try:
        database, _ = open_under_any(folder, keyring.database_keys(), read_only=True)
    except Refusal:
        return {}
    try:
        return erased_in(database)
    except Refusal:
        return {}
    finally:
        database.close()


def _erased_in(folder: VaultFolder, keyring: Keyring, erased: Erased) -> int:
    """Destroy again in a vault that nobody has opened since it was brought back."""
    if not erased or not folder.database.exists():
        return 0
    of_its_day = keyring_in(folder.read().file, keyring.people.root, keyring.id, keyring.own, keyring.random)
    if of_its_day.database_key() is None:
        return 0
    database, _ = open_under_any(folder, of_its_day.database_keys())
    try:
        bring_up_to_date(database, folder.part("backups"))
        return erase_again(database, of_its_day, erased)
    finally:
        database.close()


def _refuse_another_office(writing: Writing, program: Program) -> None:
    if writing.file.office != program.me.office:
        raise BackupForeign


def _made_ready(program: Program, ready: VaultFolder, erased: Erased, progress: Progress) -> tuple[int, int]:
    """Today's papers, tables and keys over the cases of that day; how many cases there are, how many were destroyed."""
    keys = _keys_for(program, ready)
    with told():
        for name in (program.folder.json.name, program.folder.spare.name):
            copy2(program.folder.path / name, ready.path / name)
    database, key = open_under_any(ready, keys)
    try:
        bring_up_to_date(database, ready.part("backups"))
        gone = erase_again(database, program.keyring, erased)
        if key != keys[0]:
            _store(program, ready, database).rewrap(progress)
            database = under_newest(ready, database, keys[0], progress)
        accept_heads(ready, program.keyring, heads_of(database))
        return _cases(database), gone
    finally:
        database.close()


def _keys_for(program: Program, ready: VaultFolder) -> Sequence[bytes]:
    """Today's keys of the database, newest first, then those of the backup's day."""
    keyring = program.keyring
    today = keyring.database_keys()
    try:
        then = keyring_in(ready.read().file, keyring.people.root, keyring.id, keyring.own, keyring.random)
    except (ForeignVault, SlotOutdated):
        return today
    return (*today, *(key for key in then.database_keys() if key not in today))


def _store(program: Program, ready: VaultFolder, database: Database) -> Store:
    device = ready.device(program.keyring.file, program.means.random).id
    return Store(database, program.keyring, device, program.dictionary, program.means.clock, program.means.random)


def _cases(database: Database) -> int:
    with database.read() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM case_").scalar() or 0)


def _aside(program: Program) -> Path:
    return aside_name(program.folder.path, program.means.now().astimezone(UTC))


def _change_places(vault: Path, ready: Path, aside: Path) -> None:
    """The vault aside, what was made ready in its place; where that fails the vault comes back."""
    with told():
        vault.replace(aside)
        try:
            ready.replace(vault)
        except OSError:
            aside.replace(vault)
            raise
        for name in _STAYS:
            with suppress(OSError):
                rmtree(vault / name)
                (aside / name).replace(vault / name)
        sync_folder(vault.parent)
