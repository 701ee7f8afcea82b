"""Keeping a vault: a backup beside VACUUM INTO, a new key of the database beside a plain copy of the same file."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.measure import Figure, in_turns, seconds
from benchmarks.vault import CACHE, Built, built
from reintegration_desktop.app.backups.making import back_up_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.database import Database, open_database
from reintegration_desktop.store.rekeying import rekey
from reintegration_desktop.vault.backups.backup import Target, write_backup
from reintegration_desktop.vault.backups.order import order_of
from reintegration_desktop.vault.files.disk import sync_folder

CASES = int(os.environ.get("REINTEGRATION_BENCH_KEEPING", "100000"))
ROUNDS, MEGABYTE, CHUNK = 3, 1 << 20, 1 << 20


def run() -> dict[str, Figure]:
    place = CACHE / "kept.vault"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(built(CASES).path, place)
    try:
        return _measured(built(CASES).at(place), CACHE / "beside")
    finally:
        shutil.rmtree(place, ignore_errors=True)
        shutil.rmtree(CACHE / "beside", ignore_errors=True)


def _measured(vault: Built, beside: Path) -> dict[str, Figure]:
    beside.mkdir(exist_ok=True)
    program = vault.open()
    assert program.database is not None
    program.database.checkpoint()
    size = program.database.path.stat().st_size / MEGABYTE
    whole = f"{size:,.0f} MB"
    open_, vacuum = in_turns([partial(_open, program), partial(_vacuum, program.database, beside)], ROUNDS)
    order, folder, means = order_of(program.keyring), program.folder, program.means
    program.close()
    locked = partial(write_backup, folder, order, folder.database, means.now(), Target(beside))
    copied, written = in_turns([partial(_copy, folder.database, beside), partial(_seconds_in, beside, locked)], ROUNDS)
    key = vault.open()
    assert key.database is not None
    renewed, plain = in_turns([partial(_renewed, key, beside), partial(_copy, folder.database, beside)], ROUNDS)
    key.close()
    return {
        "after_lock": Figure(f"{whole}, backup after the lock", written, "s", vacuum, "VACUUM INTO", 1.0),
        "after_lock_copy": Figure(f"{whole}, the same", written, "s", copied, "a plain copy"),
        "open": Figure(
            f"{whole}, back up now: copied, checked, sealed, opened again", open_, "s", vacuum, "VACUUM INTO"
        ),
        "rotation": Figure(f"{whole}, under a new key, compared", renewed, "s", plain, "a plain copy"),
    }


def _open(program: Program) -> float:
    """As *Back up now* does it for a custodian."""
    taken = seconds(partial(back_up_vault, program))
    shutil.rmtree(program.folder.part("backups"))
    return taken


def _vacuum(database: Database, beside: Path) -> float:
    """What SQLite itself offers, the disk included."""
    target = beside / "vacuum.db"

    def work() -> None:
        with database.outside_a_transaction() as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
        _synced(target)

    return _seconds_in(beside, work)


def _copy(source: Path, beside: Path) -> float:
    """The bytes, the disk included."""
    target = beside / "copy.db"

    def work() -> None:
        shutil.copyfile(source, target)
        _synced(target)

    return _seconds_in(beside, work)


def _seconds_in(beside: Path, work: Callable[[], object]) -> float:
    taken = seconds(work)
    shutil.rmtree(beside)
    beside.mkdir()
    return taken


def _renewed(program: Program, beside: Path) -> float:
    """The file written anew under another key beside itself, its pages checked, compared, put in its place."""
    target = beside / "cases.db"
    shutil.copyfile(program.folder.database, target)
    key = program.keyring.database_key()
    assert key is not None
    database = open_database(target, key)
    return _seconds_in(beside, partial(rekey, database, beside / "cases.db.new", os.urandom(32), NoProgress()))


def _synced(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    sync_folder(path.parent)
