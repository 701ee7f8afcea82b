"""Whether this computer may write what is in memory onto its disk in the clear: swap, and sleep on the disk."""

import os
import sys
from enum import StrEnum
from pathlib import Path

_CRYPT, _IN_MEMORY = "CRYPT-", "zram"


class InTheClear(StrEnum):
    """Three answers: that nobody can tell is none that is safe."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


def swap_in_the_clear(root: Path = Path("/"), platform: str = sys.platform) -> InTheClear:
    """On Linux, whether any swap lies on a disk that is not encrypted; a computer hibernates into its swap, too.

    ``root`` is where ``proc`` and ``sys`` hang. An encrypted disk is one that the kernel's device mapper names so,
    whatever lies over it (a logical volume, a file system with a swap file). Other systems tell it to nobody who is
    no administrator.
    """
    if not platform.startswith("linux"):
        return InTheClear.UNKNOWN
    try:
        lines = (root / "proc/swaps").read_text(encoding="utf-8").splitlines()[1:]
    except OSError:
        return InTheClear.UNKNOWN
    lies = any(not _is_safe(Path(line.split()[0]), root) for line in lines if line.strip())
    return InTheClear.YES if lies else InTheClear.NO


def _is_safe(swap: Path, root: Path) -> bool:
    """In memory after all, or on an encrypted disk."""
    if swap.name.startswith(_IN_MEMORY):
        return True
    block = root / "sys/dev/block" / _number_of(root / swap.relative_to("/"))
    return _is_encrypted(block)


def _number_of(swap: Path) -> str:
    """The numbers of a device, or of the one that a file lies on; empty where it can't be asked."""
    try:
        found = swap.stat()
    except OSError:
        return ""
    device = found.st_rdev or found.st_dev
    return f"{os.major(device)}:{os.minor(device)}"


def _is_encrypted(block: Path) -> bool:
    """Whether a block device, or everything that it lies on, is the device mapper's encryption."""
    try:
        if (block / "dm/uuid").read_text(encoding="utf-8").startswith(_CRYPT):
            return True
    except OSError:
        pass
    below = sorted((block / "slaves").glob("*"))
    return bool(below) and all(map(_is_encrypted, below))
