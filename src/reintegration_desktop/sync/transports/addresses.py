"""Which transport goes to an address."""

from pathlib import Path

from reintegration_desktop.sync.errors import TargetUnknown
from reintegration_desktop.sync.target import Target
from reintegration_desktop.sync.transports.folder import FolderTarget


def target_at(address: str) -> Target:
    """The target at an address: a folder so far; raises TargetUnknown for any other scheme."""
    if "://" in address:
        raise TargetUnknown
    return FolderTarget(Path(address).expanduser())
