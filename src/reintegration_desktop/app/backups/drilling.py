"""A drill: the newest backups are brought back aside, compared with what lies here, and thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reintegration_desktop.app.backups.listing import every_backup
from reintegration_desktop.app.backups.making import beside
from reintegration_desktop.app.keeping import TROUBLES
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.store.backup import rows_now
from reintegration_desktop.store.checking.against import compare_logs
from reintegration_desktop.store.database import Database, open_database
from reintegration_desktop.store.steps import schema_of
from reintegration_desktop.store.store import Store
from reintegration_desktop.store.tables import SCHEMA
from reintegration_desktop.vault.backups.backup import Backup, Contents, backup_identity, restore_backup
from reintegration_desktop.vault.errors import ForeignVault, NotCustodian, SlotOutdated
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.unlocking import keyring_in

_STEPS = 1_000


@dataclass(frozen=True, slots=True)
class Drilled:
    """How one backup came back: its rows by table, and in words what is wrong, empty where it is as it should be.

    ``compared`` is false where its database could not be opened with a key that this person ever had: then the file
    was opened and every file in it compared with its hash. ``remark`` says what is no damage.
    """

    path: Path
    made_at: datetime
    counts: Mapping[str, int]
    compared: bool
    trouble: str = ""
    remark: str = ""


def drill(program: Program, last: int, progress: Progress) -> tuple[Drilled, ...]:
    """Bring back the newest ``last`` backups one by one; raises NotCustodian for who can't open one, Cancelled.

    Needs room for one more vault on the disk, beside the vault's own backups, and leaves nothing there.
    """
    if not program.keyring.person.is_custodian:
        raise NotCustodian
    found = every_backup(program)[:last]
    drilled = []
    for at, backup in enumerate(found):
        drilled.append(_one(program, backup, _Within(progress, at, len(found))))
    progress.report(len(found) * _STEPS, len(found) * _STEPS)
    return tuple(drilled)


@dataclass(frozen=True, slots=True)
class _Within:
    """Progress inside one backup, as a part of the whole."""

    whole: Progress
    at: int
    of: int

    def report(self, done: int, total: int = 0) -> None:
        """Raises Cancelled when a person stopped it."""
        inside = _STEPS * done // total if total else 0
        self.whole.report(self.at * _STEPS + inside, self.of * _STEPS)


def _one(program: Program, backup: Backup, progress: Progress) -> Drilled:
    try:
        with beside(program.folder.part("backups")) as place:
            restored = VaultFolder(place / "vault", place)
            said = restore_backup(backup.path, [backup_identity(program.keyring.own.seal_secret)], restored)
            return _compared(program, backup, restored, said, progress)
    except Cancelled:
        raise
    except Refusal as refusal:
        return Drilled(backup.path, backup.made_at, {}, compared=False, trouble=in_words(refusal)[0])


def _compared(program: Program, backup: Backup, restored: VaultFolder, said: Contents, progress: Progress) -> Drilled:
    database = _database_in(program, restored)
    if database is None or program.database is None:
        return Drilled(backup.path, backup.made_at, dict(said.counts), compared=False, remark=_not_counted())
    try:
        counts = rows_now(database)
        if counts != dict(said.counts):
            trouble = say("It holds another number of rows than it says.")
            return Drilled(backup.path, backup.made_at, counts, compared=True, trouble=trouble)
        trouble = _unsound(program, database, restored, progress)
        logs = compare_logs(database, program.database)
        if not trouble and logs.gaps and not logs.unknown:
            trouble = say_many("{n} change of it is missing here, or was added.",
                               "{n} changes of it are missing here, or were added.", logs.gaps)  # fmt: skip
        remark = _gone_on_elsewhere() if logs.unknown else ""
        return Drilled(backup.path, backup.made_at, counts, compared=True, trouble=trouble, remark=remark)
    finally:
        database.close()


def _database_in(program: Program, restored: VaultFolder) -> Database | None:
    """The database of a backup under the key of its day, which its own papers still grant to who drills."""
    if not restored.database.exists():
        return None
    keyring = program.keyring
    try:
        of_its_day = keyring_in(restored.read().file, keyring.people.root, keyring.id, keyring.own, keyring.random)
    except (ForeignVault, SlotOutdated):
        return None
    key = of_its_day.database_key()
    return None if key is None else open_database(restored.database, key)


def _unsound(program: Program, database: Database, restored: VaultFolder, progress: Progress) -> str:
    """Pages, chains, signatures and folds of what came back; tables of an earlier version are left as they are."""
    if schema_of(database) != SCHEMA:
        return ""
    keyring = program.keyring
    device = restored.device(keyring.file, program.means.random).id
    store = Store(database, keyring, device, program.dictionary, program.means.clock, program.means.random)
    found = store.checker.check((), progress, sealed_only=True)
    return "" if found.is_sound else say(TROUBLES[next(iter(found.counts))])


def _not_counted() -> str:
    return say("Made under keys that you no longer have: opened, each file compared, its cases not counted.")


def _gone_on_elsewhere() -> str:
    return say("It holds work that this vault lacks: an earlier state was brought back here since.")
