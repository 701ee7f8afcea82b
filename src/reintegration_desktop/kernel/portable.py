"""On a stick: data, settings, logs and what passes through lie beside the program, and nothing on the computer.

A file ``portable.toml`` beside the program says so, or ``--portable FOLDER``, or the variable that a process hands on
to the one it puts in its place.
"""

import os
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from pathlib import Path

from reintegration_desktop.kernel.disks import volume_of

MARKER, OPTION, VARIABLE = "portable.toml", "--portable", "REINTEGRATION_PORTABLE"
HERE = "portable:"
"""What a remembered place begins with that lies on the stick: drive letters and mount points change."""

_PLACES = {
    "REINTEGRATION_HOME": "settings", "XDG_CONFIG_HOME": "settings/config", "XDG_CACHE_HOME": "settings/cache",
    "XDG_DATA_HOME": "settings/data", "XDG_STATE_HOME": "settings/state", "MPLCONFIGDIR": "settings/matplotlib",
    "TMPDIR": "temp", "TEMP": "temp", "TMP": "temp",
}  # fmt: skip


def begin_portable(arguments: Sequence[str]) -> list[str]:
    """Settle where everything lies, before anything is read or written; the arguments without this option."""
    rest = list(arguments)
    folder = os.environ.get(VARIABLE) or _marked()
    if OPTION in rest:
        at = rest.index(OPTION)
        folder = rest[at + 1] if at + 1 < len(rest) else "."
        del rest[at : at + 2]
    if folder:
        _settle(Path(folder).resolve())
    return rest


def portable_folder() -> Path | None:
    """The folder that everything lies in; None where the program is installed as usual."""
    folder = os.environ.get(VARIABLE)
    return Path(folder) if folder else None


def first_place() -> Path:
    """The folder that a new vault is proposed for."""
    return portable_folder() or Path.home()


def place_of(path: Path) -> str:
    """A name for a place that stays the same where the stick is plugged in elsewhere, and differs on another stick."""
    inside = _inside(path)
    if inside is None:
        return str(path.resolve())
    return f"{HERE}{volume_of(path.resolve().parent)}:{inside}"


def remembered(path: Path) -> str:
    """A place as it is written down for the next start."""
    inside = _inside(path)
    return str(path.resolve()) if inside is None else f"{HERE}{inside}"


def found_again(text: str) -> Path:
    """The place that was written down."""
    folder = portable_folder()
    return folder / text.removeprefix(HERE) if folder and text.startswith(HERE) else Path(text)


def _inside(path: Path) -> str | None:
    """Where a place lies within the stick's folder, with forward slashes."""
    folder = portable_folder()
    if folder is None or not path.resolve().is_relative_to(folder.resolve()):
        return None
    return path.resolve().relative_to(folder.resolve()).as_posix()


def _marked() -> str:
    """The folder that a marker beside the program names, relative to itself; its own where it names none."""
    for program in (sys.argv[0], sys.executable):
        marker = Path(program).absolute().parent / MARKER
        if program and marker.is_file():
            try:
                named = tomllib.loads(marker.read_text(encoding="utf-8")).get("folder", ".")
            except (OSError, ValueError):
                named = "."
            return str(marker.parent / str(named))
    return ""


def _settle(folder: Path) -> None:
    os.environ[VARIABLE] = str(folder)
    for name, place in _PLACES.items():
        (folder / place).mkdir(parents=True, exist_ok=True)
        os.environ[name] = str(folder / place)
    tempfile.tempdir = None
