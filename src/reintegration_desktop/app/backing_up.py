"""Backups of an open vault: counted, sealed, opened again where that can be done, carried to a chosen folder."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.store.backup import back_up, rows_in
from reintegration_desktop.vault.backups.backup import (
    Backup,
    backup_identity,
    drop_old,
    make_backup,
    verify_backup,
)
from reintegration_desktop.vault.backups.elsewhere import carry_to
from reintegration_desktop.vault.files.disk import told

KEEP = 10
_BESIDE = ".copy-"


def back_up_vault(program: Program) -> Backup:
    """One sealed file in the vault's own folder of backups, read back; the oldest beyond ten go.

    A custodian's is opened again and every file in it compared. Raises NoDatabase for who can't copy the cases.
    """
    database, folder = program.database, program.folder
    if database is None and folder.database.exists():
        raise NoDatabase
    with beside(folder.part("backups")) as place:
        copy, counts = place / "copy.db", {}
        if database is not None:
            counts = rows_in(database, back_up(database, copy))
        made = make_backup(folder, program.keyring, copy, program.means, counts)
        with told():
            copy.unlink(missing_ok=True)
        if program.keyring.person.is_custodian:
            verify_backup(made.path, [backup_identity(program.keyring.own.seal_secret)], place)
    drop_old(folder, KEEP)
    return made


def back_up_to(program: Program, folder: Path) -> Path:
    """The same, carried to a folder that somebody chose; the file there."""
    made = back_up_vault(program)
    if folder.resolve() == made.path.parent.resolve():
        return made.path
    return carry_to(made, folder, program.me.office, KEEP)


@contextmanager
def beside(backups: Path) -> Iterator[Path]:
    """A place for a copy that is sealed next, or was brought back; what a kill left of earlier ones is thrown away."""
    with told():
        backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in backups.glob(f"{_BESIDE}*"):
            rmtree(left, ignore_errors=True)
        place = Path(mkdtemp(prefix=_BESIDE, dir=backups))
    try:
        yield place
    finally:
        rmtree(place, ignore_errors=True)
