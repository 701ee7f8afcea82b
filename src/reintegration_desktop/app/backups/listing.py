"""The backups that can be reached from here, newest first, and what has happened since each was made."""

from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.app.program import Program
from reintegration_desktop.store.writing.erased_again import erased_in
from reintegration_desktop.vault.backups.backup import Backup, backups, backups_in
from reintegration_desktop.vault.backups.chosen import Chosen, chosen_for
from reintegration_desktop.vault.backups.elsewhere import prefix_of


@dataclass(frozen=True, slots=True)
class Listed:
    """A backup, whether it lies beside the vault and in the chosen folder, and why it should not outlive its time.

    ``erasures`` were made since: it still holds those cases, for whoever opens it.
    """

    backup: Backup
    here: bool
    elsewhere: bool
    precedes_rotation: bool
    erasures: int


def chosen_of(program: Program) -> Chosen:
    """Where this computer puts the vault's backups."""
    return chosen_for(program.folder.home, program.folder.path)


def every_backup(program: Program) -> tuple[Backup, ...]:
    """Those in the vault's own folder and those in the chosen one, where that is here now; one of each moment."""
    found = {backup.made_at: backup for backup in (*_elsewhere(program), *backups(program.folder))}
    return tuple(found[moment] for moment in sorted(found, reverse=True))


def listed(program: Program) -> tuple[Listed, ...]:
    """Every backup with what has happened since."""
    erased = erased_in(program.database).values() if program.database is not None else ()
    here = {backup.made_at for backup in backups(program.folder)}
    there = {backup.made_at for backup in _elsewhere(program)}
    return tuple(
        Listed(
            backup,
            backup.made_at in here,
            backup.made_at in there,
            backup.precedes_rotation(program.keyring),
            sum(at > backup.made_at for at in erased),
        )
        for backup in every_backup(program)
    )


def backups_at(program: Program, folder: Path) -> tuple[Backup, ...]:
    """This office's backups in some folder."""
    return backups_in(folder, prefix_of(program.me.office))


def _elsewhere(program: Program) -> tuple[Backup, ...]:
    chosen = chosen_of(program)
    if chosen.folder is None or not chosen.is_here:
        return ()
    return backups_at(program, chosen.folder)
