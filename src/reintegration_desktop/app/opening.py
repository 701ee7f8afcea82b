"""The database of an unlocked vault: begun once, then found, not older than remembered, under its newest key."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

from reintegration_desktop.app.programme import programme_in
from reintegration_desktop.app.rotating import forget_earlier_keys, open_under_any, renewed
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.store.checking.file_mark import begin_mark, mark_of
from reintegration_desktop.store.checking.outside import OutsideHead, chain_ends, ends_too_early, lacking
from reintegration_desktop.store.database import Database, create_database
from reintegration_desktop.store.errors import (
    DatabaseLogMissing,
    DatabaseMissing,
    DatabaseOlder,
    DatabaseReadOnly,
    DatabaseTrouble,
    NewKeyWaits,
    OpenedReadOnly,
    PagesOlder,
)
from reintegration_desktop.store.files.loose import sweep
from reintegration_desktop.store.steps import bring_up_to_date, schema_of
from reintegration_desktop.store.store import Store
from reintegration_desktop.store.tables import SCHEMA
from reintegration_desktop.store.unclosed import lost_its_log
from reintegration_desktop.sync.judging import Judge
from reintegration_desktop.sync.own import judge_own
from reintegration_desktop.sync.trust import Papers, Pinned, trust_of
from reintegration_desktop.vault.errors import FolderReadOnly
from reintegration_desktop.vault.files.disk import may_write, told
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.office.heads import MARK, hold, known_heads, remember_heads, was_begun
from reintegration_desktop.vault.papers.vaultfile import Head


@dataclass(frozen=True, slots=True)
class Found:
    """An open database, the keyring as the vault's file has become, and what a person is to be told."""

    database: Database
    keyring: Keyring
    notices: tuple[Refusal, ...] = ()


Rewrap = Callable[[Database, Keyring], object]
Sound = Callable[[Database, Keyring], bool]
Mark = Callable[[], str | None]


def find_cases(
    folder: VaultFolder, keyring: Keyring, rewrap: Rewrap, sound: Sound, progress: Progress | None = None,
    mark: Mark | None = None,
) -> Found:  # fmt: skip
    """The database of who holds its key; ``rewrap`` wraps children's keys anew before it gets a new key itself.

    A file that is not the one that was closed last is only read, or, where it may have been killed or restored, checked
    whole by ``sound`` before anything is written to it. ``mark`` waits for the file's mark, if that was begun.

    Raises DatabaseMissing where the vault had one, DatabaseDamaged, DatabaseTooNew, MigrationFailed, DatabaseOlder for
    an older one whose tables are older too, and what the disk refuses.
    """
    if not _lies_there(folder, keyring):
        return _begun(folder, keyring)
    keys = keyring.database_keys()
    if not writable(folder):
        return _on_a_disk_that_is_only_read(folder, keyring)
    log_is_missing, file = lost_its_log(folder.database), _seen(folder, keyring, mark or begin_mark(folder.database))
    database, key = open_under_any(folder, keys)
    if log_is_missing or _older(database, outside_heads(folder, keyring)):
        return _to_be_read(folder, keyring, database, DatabaseLogMissing if log_is_missing else DatabaseOlder)
    if file is Seen.CHANGED:
        return _to_be_read(folder, keyring, database, PagesOlder)
    hold(folder, keyring)
    bring_up_to_date(database, folder.part("backups"))
    if file is Seen.UNSURE and not sound(database, keyring):
        return _to_be_read(folder, keyring, database, PagesOlder)
    database, done = renewed(
        folder, keys, (database, key), lambda opened: rewrap(opened, keyring), progress or NoProgress()
    )
    sweep(database)
    if done:
        keyring = forget_earlier_keys(folder, keyring)
    return Found(database, remember_ends(folder, keyring, database), () if done else (NewKeyWaits(),))


def writable(folder: VaultFolder) -> bool:
    """Whether something can be written into a vault's folder and its database."""
    return all(may_write(place) for place in (folder.path, folder.database) if place.exists())


def outside_heads(folder: VaultFolder, keyring: Keyring) -> tuple[OutsideHead, ...]:
    """Where the chains end as ``vault.json`` and this computer remember it."""
    heads = known_heads(keyring.file, folder.device(keyring.file, keyring.random)).values()
    return tuple((head.device, head.seq, head.hash) for head in heads)


def remember_ends(folder: VaultFolder, keyring: Keyring, database: Database) -> Keyring:
    """Keep outside of the database how far its chains have come; written where something is new."""
    return remember_heads(folder, keyring, heads_of(database))


def heads_of(database: Database) -> dict[str, Head]:
    """Where the chains end here."""
    return {device: Head(device, seq, chained) for device, seq, chained in chain_ends(database)}


def remember_at_close(folder: VaultFolder, keyring: Keyring, database: Database) -> None:
    """The same when a vault is locked, which a full disk must not keep anybody from."""
    if not (database.is_closed or database.read_only):
        with suppress(Refusal), told():
            heads = heads_of(database)
            database.close()
            remember_heads(folder, keyring, heads, mark_of(folder.database))


class Seen(Enum):
    """The file as it lies, against the one that was closed last."""

    SAME = auto()
    UNSURE = auto()
    """Another one, as after a kill, a restore or on a computer that never had it open."""
    CHANGED = auto()
    """Another one although it was closed in order here: somebody changed it from outside."""


def _seen(folder: VaultFolder, keyring: Keyring, mark: Mark) -> Seen:
    with told():
        known, lies = keyring.file.settings.get(MARK), mark()
    if known is None or lies == known:
        return Seen.SAME
    device = folder.device(keyring.file, keyring.random)
    closed_here = device.head is not None and not device.in_use
    return Seen.CHANGED if closed_here and lies is not None else Seen.UNSURE


def _lies_there(folder: VaultFolder, keyring: Keyring) -> bool:
    """Whether there is a database; raises DatabaseMissing where there should be."""
    if _size(folder.database):
        return True
    if was_begun(keyring.file, folder.device(keyring.file, keyring.random)):
        raise DatabaseMissing
    return False


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _begun(folder: VaultFolder, keyring: Keyring) -> Found:
    """A new database, and a note in the vault's file that it had one."""
    database = create_database(folder.database, keyring.database_keys()[0])
    bring_up_to_date(database, folder.part("backups"))
    hold(folder, keyring)
    return Found(database, remember_ends(folder, keyring, database))


def _on_a_disk_that_is_only_read(folder: VaultFolder, keyring: Keyring) -> Found:
    """To be read; not at all where the newest rows still wait in the log file, which takes writing. FolderReadOnly."""
    try:
        database, _ = open_under_any(folder, keyring.database_keys(), read_only=True)
    except (DatabaseReadOnly, DatabaseTrouble):
        raise FolderReadOnly from None
    return Found(database, keyring, (*_older(database, outside_heads(folder, keyring)), OpenedReadOnly()))


def _older(database: Database, known: tuple[OutsideHead, ...]) -> tuple[Refusal, ...]:
    if not known:
        return ()
    is_older = schema_of(database) is None or lacking(database, known) or ends_too_early(database)
    return (DatabaseOlder(),) if is_older else ()


def _to_be_read(folder: VaultFolder, keyring: Keyring, database: Database, why: type[DatabaseOlder]) -> Found:
    """An older database, opened so that nothing can be written to it; where its tables are older too, not at all."""
    tables = schema_of(database)
    database.close()
    if tables != SCHEMA:
        raise why
    reading, _ = open_under_any(folder, keyring.database_keys(), read_only=True, refusal=why)
    return Found(reading, keyring, (why(),))


def follow_papers(store: Store, keyring: Keyring, means: Means) -> int:
    """Put aside what revocations no longer let count, and what somebody wrote here whose role doesn't.

    Returns how many changes of the second kind that were.
    """
    store.follow_revocations()

    def judge() -> Judge:
        certificates, revocations = store.incoming.papers()
        own = Papers(keyring.file.certificates, keyring.file.revocations)
        papers = own.and_new(Papers(tuple(certificates), tuple(revocations)))
        chosen = (programme_in(store, keyring).policy, *(one.numbers.policy for one in store.numbers()))
        may = any(policy.asker_may_approve for policy in chosen)
        return Judge(trust_of(Pinned(keyring.people.root), papers), means.now(), asker_may_approve=may)

    return judge_own(store.own_work, store.incoming, judge)
