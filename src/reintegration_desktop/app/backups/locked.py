"""The backup that was ordered at the lock, made by a process that never held a key."""

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from reintegration_desktop.app.backups.places import remember_folder
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.vault.backups.backup import Backup, Target, drop_old, write_backup
from reintegration_desktop.vault.backups.chosen import Chosen, choose, chosen_for
from reintegration_desktop.vault.backups.elsewhere import prefix_of
from reintegration_desktop.vault.backups.order import Order
from reintegration_desktop.vault.errors import VaultInUse
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.means import Means


class Ended(StrEnum):
    """How it went."""

    CARRIED = "carried"
    KEPT_HERE = "kept_here"
    PUT_OFF = "put_off"


@dataclass(frozen=True, slots=True)
class Finished:
    """How it went, and the backup where one was made."""

    how: Ended
    made: Backup | None = None


def is_due(vault: Path, home: Path) -> bool:
    """Whether a backup was ordered at the lock and not made yet."""
    return chosen_for(home, vault).due is not None


def finish_backup(folder: VaultFolder, means: Means, progress: Progress) -> Finished:
    """Make what was ordered, into the chosen folder, or beside the vault where that folder is not here now.

    It holds the vault's lock meanwhile, so that nobody writes. Put off until the next lock where somebody opened the
    vault first, stopped it, or where its newest rows still wait in the database's log file. Raises as ``write_backup``.
    """
    chosen = chosen_for(folder.home, folder.path)
    if chosen.due is None:
        return Finished(Ended.PUT_OFF)
    try:
        with folder.lock("reintegration"):
            if _rows_wait(folder.database):
                return Finished(Ended.PUT_OFF)
            return _made(folder, chosen, chosen.due, means, progress)
    except (Cancelled, VaultInUse):
        return Finished(Ended.PUT_OFF)


def _made(folder: VaultFolder, chosen: Chosen, order: Order, means: Means, progress: Progress) -> Finished:
    carried = chosen.folder is not None and chosen.is_here
    prefix = prefix_of(order.office) if carried else ""
    place = chosen.folder if carried and chosen.folder is not None else folder.part("backups")
    made = write_backup(folder, order, folder.database, means.now(), Target(place, prefix), progress)
    drop_old(place, prefix)
    if carried:
        remember_folder(folder, place, prefix)
    done = replace(chosen, due=None, due_state="", state=chosen.due_state, made_at=made.made_at)
    choose(folder.home, folder.path, replace(done, carried_at=made.made_at) if carried else done)
    return Finished(Ended.CARRIED if carried else Ended.KEPT_HERE, made)


def _rows_wait(database: Path) -> bool:
    log = database.with_name(database.name + "-wal")
    return log.exists() and log.stat().st_size > 0
