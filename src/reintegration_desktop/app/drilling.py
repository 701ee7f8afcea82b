"""A drill: the newest backups are brought back aside, counted against what they say of themselves, and thrown away."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reintegration_desktop.app.backing_up import beside
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.store.backup import rows_in
from reintegration_desktop.vault.backups.backup import Backup, backup_identity, backups, restore_backup
from reintegration_desktop.vault.errors import NotCustodian
from reintegration_desktop.vault.folder import VaultFolder


@dataclass(frozen=True, slots=True)
class Drilled:
    """How one backup came back: its rows by table, and in words what is wrong, empty where it is as it says.

    ``compared`` is false where it was made under earlier keys: then it was opened and every file in it compared, but
    its database can't be counted with today's key.
    """

    path: Path
    made_at: datetime
    counts: Mapping[str, int]
    compared: bool
    trouble: str = ""


def drill(program: Program, last: int, progress: Progress) -> tuple[Drilled, ...]:
    """Bring back the newest ``last`` backups one by one; raises NotCustodian for who can't open one.

    Needs room for one more vault on the disk, beside the backups, and leaves nothing there. Raises Cancelled.
    """
    if not program.keyring.person.is_custodian:
        raise NotCustodian
    found = backups(program.folder)[:last]
    drilled = []
    for at, backup in enumerate(found):
        progress.report(at, len(found))
        drilled.append(_one(program, backup))
    progress.report(len(found), len(found))
    return tuple(drilled)


def _one(program: Program, backup: Backup) -> Drilled:
    try:
        with beside(backup.path.parent) as place:
            restored = VaultFolder(place / "vault", place)
            said = restore_backup(backup.path, [backup_identity(program.keyring.own.seal_secret)], restored)
            compared = program.database is not None and not backup.precedes_rotation(program.keyring)
            counts = rows_in(program.database, restored.database) if compared and program.database else said.counts
            same = dict(counts) == dict(said.counts)
            differs = "" if same else say("It holds another number of rows than it says.")
            return Drilled(backup.path, backup.made_at, dict(counts), compared, differs)
    except Refusal as refusal:
        return Drilled(backup.path, backup.made_at, {}, compared=False, trouble=in_words(refusal)[0])
