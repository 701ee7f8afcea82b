"""What is known of the disk that something lies on: its kind, whether it can be pulled out, which one it is."""

import os
import sys
from pathlib import Path

FAT = frozenset({"vfat", "msdos", "exfat", "fuseblk", "FAT", "FAT32", "exFAT"})
"""Kinds whose files have no owner; ``fuseblk`` is exFAT or NTFS through a program."""
SHORT_FILES = frozenset({"vfat", "msdos", "FAT", "FAT32"})
"""Kinds that take no file of 4 GB or more."""


def kind_of(path: Path, root: Path = Path("/")) -> str:
    """The kind of file system, as the system calls it; empty where nobody says. ``root`` is where ``proc`` hangs."""
    if sys.platform == "win32":  # pragma: no cover - Windows only
        return _windows(path)[1]
    try:
        lines = (root / "proc/self/mountinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    place, found = path.resolve(), (-1, "")
    for line in lines:
        before, _, after = line.partition(" - ")
        mounted = Path(before.split()[4].replace("\\040", " "))
        if place.is_relative_to(mounted):
            found = max(found, (len(mounted.parts), after.split()[0]))
    return found[1]


def knows_no_owners(path: Path, root: Path = Path("/")) -> bool:
    """Whether anybody who holds the disk can copy its files, whatever their rights say: FAT, as sticks have it."""
    return kind_of(path, root) in FAT


def can_be_pulled_out(path: Path, root: Path = Path("/")) -> bool:
    """Whether the system says that the disk can be taken out; False where nothing is known of it."""
    try:
        device = path.stat().st_dev
    except OSError:
        return False
    block = (root / f"sys/dev/block/{_numbers(device)}").resolve()
    for place in (block, block.parent):
        try:
            return (place / "removable").read_text().strip() == "1"
        except OSError:
            continue
    return False


def volume_of(path: Path, root: Path = Path("/")) -> str:
    """Which disk it is, the same on every computer; empty where the system doesn't tell."""
    if sys.platform == "win32":  # pragma: no cover - Windows only
        return _windows(path)[0]
    try:
        device = path.stat().st_dev
        for link in sorted((root / "dev/disk/by-uuid").iterdir()):
            if link.stat().st_rdev == device:
                return link.name
    except OSError:
        pass
    return ""


def _numbers(device: int) -> str:
    return f"{os.major(device)}:{os.minor(device)}" if sys.platform != "win32" else ""


if sys.platform == "win32":  # pragma: no cover - Windows only
    import ctypes

    def _windows(path: Path) -> tuple[str, str]:
        """The volume's serial number and the name of its file system."""
        serial, kind = ctypes.c_ulong(), ctypes.create_unicode_buffer(64)
        told = ctypes.windll.kernel32.GetVolumeInformationW(
            f"{path.resolve().drive}\\", None, 0, ctypes.byref(serial), None, None, kind, 64
        )
        return (f"{serial.value:08x}", kind.value) if told else ("", "")
