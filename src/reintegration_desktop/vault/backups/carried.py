"""Backups that were carried out of the vault's own folder, as this computer remembers them; it lies outside the vault.

Nothing in it is secret: a moment and a folder, as the chosen folder is written down beside it. A process that holds no
key writes it after the lock.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from reintegration_desktop.vault.fields import Fields, compact
from reintegration_desktop.vault.files.device import device_file
from reintegration_desktop.vault.files.disk import told, write_whole

VERSION = 1
MOST = 2_000
"""The newest of so many are kept."""


@dataclass(frozen=True, slots=True, order=True)
class Carried:
    """A backup ``made_at`` a moment (to the second), that came to lie in a ``folder``."""

    made_at: datetime
    folder: str


def carried_from(home: Path, vault: Path) -> tuple[Carried, ...]:
    """What is remembered of a vault at this place, oldest first; nothing where nothing readable is."""
    try:
        fields = Fields.parse(_file(home, vault).read_bytes())
        if fields.number("version") != VERSION:
            return ()
        return tuple(sorted(Carried(row.moment("made_at"), row.text("folder")) for row in fields.rows("carried")))
    except (OSError, ValueError):
        return ()


def remember_carried(home: Path, vault: Path, more: Iterable[Carried]) -> None:
    """Remember these besides; raises FolderReadOnly, DiskFull, FolderTrouble."""
    _write(home, vault, set(carried_from(home, vault)) | set(more))


def forget_carried(home: Path, vault: Path, gone: Collection[Carried]) -> None:
    """These were deleted; raises as ``remember_carried``."""
    if gone:
        _write(home, vault, set(carried_from(home, vault)) - set(gone))


def seen_in(home: Path, vault: Path, folder: Path, made: Collection[datetime]) -> None:
    """A folder that is here for certain holds these and no others; raises as ``remember_carried``."""
    known = set(carried_from(home, vault))
    now = {one for one in known if one.folder != str(folder)} | {Carried(moment, str(folder)) for moment in made}
    if now != known:
        _write(home, vault, now)


def _write(home: Path, vault: Path, carried: Iterable[Carried]) -> None:
    newest = sorted(carried)[-MOST:]
    rows = [{"made_at": one.made_at.isoformat(), "folder": one.folder} for one in newest]
    file = _file(home, vault)
    with told():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(file, compact({"version": VERSION, "carried": rows}))


def _file(home: Path, vault: Path) -> Path:
    return home / "backups" / f"{device_file(home, vault).stem}.carried.json"
