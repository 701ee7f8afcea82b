"""A target: a place that bundles are put at and taken from; six verbs are all that we ask of it.

Every file there has one writer and is never changed. A file that is not there means nothing at all.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from reintegration_desktop.sync.errors import FileGone

_NAME = re.compile(r"[0-9a-f]{32}\.rdb")


@dataclass(frozen=True, slots=True)
class Entry:
    """A bundle that lies at a target; ``size`` in bytes."""

    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Probe:
    """What a target can take: ``free`` bytes, None where nobody knows."""

    free: int | None


class Target(Protocol):
    """What every transport does.

    All raise TargetMissing, TargetReadOnly, TargetFull or TargetTrouble; over a network also TargetUnreachable,
    SecretMissing, LoginRefused and what is wrong with a server (``Server...``).
    """

    def list(self) -> Sequence[Entry]:
        """The bundles that lie there whole, by name; other files and parts are passed over."""

    def get(self, name: str, into: BinaryIO) -> None:
        """Copy a bundle, from the byte where ``into`` stands: what lies before is there already. Raises FileGone."""

    def put_new(self, name: str, content: BinaryIO) -> None:
        """Put a bundle there: as a part, through to the disk, read back and compared, renamed.

        Raises FileTaken, FileReadBackDiffers; then nothing is left there.
        """

    def exists(self, name: str) -> bool:
        """Whether a bundle lies there whole."""

    def delete_own(self, name: str) -> None:
        """Take away a bundle of one's own that was acknowledged, or a part of one that was never finished.

        One that is gone already does no harm.
        """

    def probe(self) -> Probe:
        """Write and take away a few bytes, so that trouble shows before the work is done."""


def part_of(name: str) -> str:
    """What a bundle is called while it is written."""
    return name + ".part"


def is_bundle(name: str) -> bool:
    """Whether a name is that of a bundle; anything else at a target is none of ours."""
    return _NAME.fullmatch(name) is not None


def checked(name: str) -> str:
    """The name, if it is a bundle's: nothing leads out of a target; raises FileGone."""
    if not is_bundle(name):
        raise FileGone
    return name
