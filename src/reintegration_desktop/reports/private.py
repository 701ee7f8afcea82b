"""A folder of one's own for files that are not proved yet."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reintegration_desktop.reports.errors import OutUnwritable
from reintegration_desktop.vault.errors import FolderReadOnly, FolderTrouble
from reintegration_desktop.vault.files.disk import told

_BEGUN = ".unproved-"


@contextmanager
def writing() -> Iterator[None]:
    """Turn the system's errors into OutUnwritable or DiskFull; never a path in them."""
    try:
        with told():
            yield
    except (FolderReadOnly, FolderTrouble):
        raise OutUnwritable from None


@contextmanager
def private_folder(beside: Path) -> Iterator[Path]:
    """A folder that only its owner can open, inside another; it is gone afterwards, whatever happens.

    The other is made where it isn't there. What was left by a program that was killed goes first: nothing in it was
    proved.
    """
    beside.mkdir(parents=True, exist_ok=True)
    for left in beside.glob(f"{_BEGUN}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=_BEGUN, dir=beside))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def move_out(folder: Path, target: Path) -> tuple[Path, ...]:
    """Move every file of a folder to the same place under another, over what was there; returns where they are now."""
    moved = []
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        place = target / file.relative_to(folder)
        place.parent.mkdir(parents=True, exist_ok=True)
        file.replace(place)
        moved.append(place)
    return tuple(moved)
