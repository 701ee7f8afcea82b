"""Swap that lies in the clear is noticed; swap in memory or on an encrypted disk is not."""

import os
import sys
from pathlib import Path

import pytest

from reintegration_desktop.kernel.swap import InTheClear, swap_in_the_clear

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux tells of its swap")
HEAD = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n"


class Computer:
    """A tree as the kernel shows it; swap is a file here, on whatever device the test's own folder lies on."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "swapfile").write_bytes(b"")
        device = (root / "swapfile").stat().st_dev
        self.block = root / "sys/dev/block" / f"{os.major(device)}:{os.minor(device)}"
        self.block.mkdir(parents=True)

    def swaps(self, *names: str) -> None:
        (self.root / "proc").mkdir(exist_ok=True)
        rows = (f"{name}  file  1000  0  -2\n" for name in names)
        (self.root / "proc/swaps").write_text(HEAD + "".join(rows))

    def encrypt(self, below: str = "") -> None:
        place = self.block / below / "dm"
        place.mkdir(parents=True)
        (place / "uuid").write_text("CRYPT-LUKS2-0011\n")


@pytest.fixture
def computer(tmp_path: Path) -> Computer:
    return Computer(tmp_path)


def test_what_nobody_can_tell_is_not_called_safe(computer: Computer) -> None:
    assert swap_in_the_clear(computer.root) is InTheClear.UNKNOWN
    computer.swaps()
    assert swap_in_the_clear(computer.root, "win32") is InTheClear.UNKNOWN
    assert swap_in_the_clear(computer.root, "darwin") is InTheClear.UNKNOWN


def test_no_swap_and_swap_in_memory_are_safe(computer: Computer) -> None:
    computer.swaps()
    assert swap_in_the_clear(computer.root) is InTheClear.NO
    computer.swaps("/dev/zram0")
    assert swap_in_the_clear(computer.root) is InTheClear.NO


def test_swap_on_a_plain_disk_is_noticed(computer: Computer) -> None:
    computer.swaps("/dev/zram0", "/swapfile")
    assert swap_in_the_clear(computer.root) is InTheClear.YES


def test_swap_that_cannot_be_asked_about_is_taken_for_plain(computer: Computer) -> None:
    computer.swaps("/gone")
    assert swap_in_the_clear(computer.root) is InTheClear.YES


@pytest.mark.parametrize("below", ["", "slaves/dm-0", "slaves/dm-1/slaves/dm-0"])
def test_swap_on_an_encrypted_disk_is_safe_whatever_lies_between(computer: Computer, below: str) -> None:
    computer.swaps("/swapfile")
    computer.encrypt(below)
    assert swap_in_the_clear(computer.root) is InTheClear.NO


def test_a_volume_over_two_disks_is_safe_only_if_both_are(computer: Computer) -> None:
    computer.swaps("/swapfile")
    computer.encrypt("slaves/dm-0")
    (computer.block / "slaves/sda").mkdir()
    assert swap_in_the_clear(computer.root) is InTheClear.YES
