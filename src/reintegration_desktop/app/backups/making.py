"""Backups of an open vault: counted, sealed, opened again where that can be done, carried to a chosen folder."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from reintegration_desktop.app.backups.due import state_of
from reintegration_desktop.app.backups.places import remember_one
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.store.backup import back_up, rows_in
from reintegration_desktop.vault.backups.backup import (
    Backup,
    Target,
    backup_identity,
    backups_in,
    drop_old,
    verify_backup,
    write_backup,
)
from reintegration_desktop.vault.backups.carried import Carried, forget_carried
from reintegration_desktop.vault.backups.chosen import choose, chosen_for
from reintegration_desktop.vault.backups.elsewhere import carry_as, carry_to, prefix_of
from reintegration_desktop.vault.backups.order import order_of
from reintegration_desktop.vault.backups.passing import COPY, passing_folder
from reintegration_desktop.vault.files.disk import told


def back_up_vault(program: Program, progress: Progress | None = None) -> Backup:
    """One sealed file in the vault's own folder of backups, read back; then those go that are not kept.

    A custodian's is opened again and every file in it compared. Raises NoDatabase for who can't copy the cases.
    """
    database, folder = program.database, program.folder
    if database is None and folder.database.exists():
        raise NoDatabase
    own = folder.part("backups")
    with beside(own) as place:
        copy, counts = place / "copy.db", {}
        if database is not None:
            counts = rows_in(database, back_up(database, copy))
        order = order_of(program.keyring, counts)
        made = write_backup(folder, order, copy, program.means.now(), Target(own), progress or NoProgress())
        with told():
            copy.unlink(missing_ok=True)
        if program.keyring.person.is_custodian:
            verify_backup(made.path, [backup_identity(program.keyring.own.seal_secret)], place)
    drop_old(own)
    _note(program, made)
    return made


def back_up_to(program: Program, folder: Path, progress: Progress | None = None) -> Path:
    """The same, carried to a folder that somebody chose; the file there."""
    made = back_up_vault(program, progress)
    if folder.resolve() == made.path.parent.resolve():
        return made.path
    prefix = prefix_of(program.me.office)
    before = backups_in(folder, prefix)
    carried = carry_to(made, folder, program.me.office)
    left = {backup.made_at for backup in backups_in(folder, prefix)}
    given_way = [Carried(one.made_at, str(folder.resolve())) for one in before if one.made_at not in left]
    with suppress(Refusal):
        forget_carried(program.folder.home, program.folder.path, given_way)
    remember_one(program.folder, folder, made.made_at)
    chosen = chosen_for(program.folder.home, program.folder.path)
    if chosen.folder is not None and chosen.folder.resolve() == folder.resolve():
        choose(program.folder.home, program.folder.path, replace(chosen, carried_at=made.made_at))
    return carried


def back_up_as(program: Program, file: Path) -> Backup:
    """The same, carried under a name that somebody chose."""
    made = back_up_vault(program)
    carry_as(made, file)
    remember_one(program.folder, file, made.made_at)
    return made


def _note(program: Program, made: Backup) -> None:
    """Remember when it was made and of what, so that the next lock makes none of the same."""
    folder = program.folder
    chosen = replace(chosen_for(folder.home, folder.path), made_at=made.made_at, state=state_of(program))
    choose(folder.home, folder.path, chosen)


@contextmanager
def beside(backups: Path) -> Iterator[Path]:
    """A place for a copy that is sealed next, or was brought back; what a kill left of earlier ones is thrown away."""
    with told():
        backups.mkdir(parents=True, exist_ok=True, mode=0o700)
        for left in backups.glob(f"{COPY}*"):
            rmtree(left, ignore_errors=True)
    with passing_folder(COPY, backups) as place:
        yield place
