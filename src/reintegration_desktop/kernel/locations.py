"""Where the program's own files are: in the repository, in the wheel, in a frozen program."""

import os
import sys
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parents[1]


def resources() -> Path:
    """The folder of dictionary, indicators, languages, fonts, icons and looks."""
    return _beside("resources")


def migrations() -> Path:
    """The folder of Alembic's steps."""
    return _beside("migrations")


def application_folder() -> Path:
    """The signed-in user's own folder for what belongs to this computer (the device's token, the look)."""
    if chosen := os.environ.get("REINTEGRATION_HOME"):
        return Path(chosen)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", Path.home() / "AppData" / "Local")) / "Reintegration"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Reintegration"
    return Path(os.environ.get("XDG_DATA_HOME", Path.home() / ".local" / "share")) / "reintegration"


def _beside(name: str) -> Path:
    """A folder beside the sources, else the wheel's or the frozen program's copy in the package."""
    in_package = _PACKAGE / f"_{name}"
    return in_package if in_package.is_dir() else _PACKAGE.parents[1] / name
