"""On a stick: the same places wherever it is plugged in, and another stick is another place."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.kernel.disks import can_be_pulled_out, kind_of, knows_no_owners, volume_of
from reintegration_desktop.kernel.locations import application_folder
from reintegration_desktop.kernel.portable import (
    MARKER,
    begin_portable,
    first_place,
    found_again,
    place_of,
    portable_folder,
    remembered,
)
from reintegration_desktop.vault.files.device import remember, this_device


@pytest.fixture(autouse=True)
def environment() -> Iterator[None]:
    before = dict(os.environ)
    yield
    os.environ.clear()
    os.environ.update(before)


def test_installed_as_usual_nothing_changes(tmp_path: Path):
    before = dict(os.environ)
    assert begin_portable(["Goma.vault"]) == ["Goma.vault"]
    assert (dict(os.environ), portable_folder(), first_place()) == (before, None, Path.home())
    assert remembered(tmp_path) == place_of(tmp_path) == str(tmp_path.resolve())
    assert found_again(str(tmp_path)) == tmp_path


def test_with_the_option_everything_lies_in_one_folder(tmp_path: Path):
    assert begin_portable(["--portable", str(tmp_path / "R"), "Goma.vault"]) == ["Goma.vault"]
    assert application_folder() == tmp_path / "R" / "settings"
    assert first_place() == tmp_path / "R"
    lies = {name for name in os.environ if os.environ[name].startswith(str(tmp_path / "R"))}
    assert {"TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "REINTEGRATION_HOME"} <= lies
    assert begin_portable([]) == []
    assert portable_folder() == tmp_path / "R"


def test_a_marker_beside_the_program_does_the_same(tmp_path: Path):
    (tmp_path / MARKER).write_text('folder = "Everything"')
    argv, sys.argv = sys.argv, [str(tmp_path / "reintegration-desktop")]
    try:
        begin_portable([])
    finally:
        sys.argv = argv
    assert portable_folder() == tmp_path / "Everything"


def test_plugged_in_elsewhere_a_vault_is_found_again_and_the_device_stays(tmp_path: Path):
    begin_portable(["--portable", str(tmp_path / "E")])
    vault = tmp_path / "E" / "Goma.vault"
    vault.mkdir()
    written, office = remembered(vault), UUID(int=7)
    device = this_device(tmp_path / "E" / "settings", vault, office, os.urandom)
    remember(tmp_path / "E" / "settings", vault, device)
    (tmp_path / "E").rename(tmp_path / "F")
    begin_portable(["--portable", str(tmp_path / "F")])
    again = found_again(written)
    assert (written, again) == ("portable:Goma.vault", tmp_path / "F" / "Goma.vault")
    assert this_device(tmp_path / "F" / "settings", again, office, os.urandom).id == device.id


def test_what_lies_outside_of_the_stick_keeps_its_place(tmp_path: Path):
    begin_portable(["--portable", str(tmp_path / "E")])
    assert place_of(tmp_path / "Goma.vault") == str(tmp_path / "Goma.vault")


MOUNTS = """\
24 1 254:0 / / rw,relatime - ext4 /dev/vda rw
42 27 8:17 / /media/esther/STICK\\040ONE rw,nosuid,nodev - vfat /dev/sdb1 rw
43 27 8:33 / /media/esther rw - exfat /dev/sdc1 rw
"""


@pytest.fixture
def system(tmp_path: Path) -> Path:
    (tmp_path / "proc/self").mkdir(parents=True)
    (tmp_path / "proc/self/mountinfo").write_text(MOUNTS)
    return tmp_path


@pytest.mark.parametrize(
    ("place", "kind", "owners"),
    [("/home/esther", "ext4", True), ("/media/esther/STICK ONE/R", "vfat", False), ("/media/esther", "exfat", False)],
)
def test_the_kind_of_a_disk_is_that_of_the_nearest_mount(system: Path, place: str, kind: str, owners: bool):
    assert kind_of(Path(place), system) == kind
    assert knows_no_owners(Path(place), system) is not owners


def test_a_disk_that_can_be_pulled_out_is_asked_of_the_system(tmp_path: Path):
    device = tmp_path.stat().st_dev
    numbers = f"{os.major(device)}:{os.minor(device)}"
    assert not can_be_pulled_out(tmp_path, tmp_path)
    block = tmp_path / "sys/dev/block" / numbers
    block.mkdir(parents=True)
    (block.parent / "removable").write_text("1\n")
    assert can_be_pulled_out(tmp_path, tmp_path)
    assert not can_be_pulled_out(tmp_path / "gone", tmp_path)


def test_nobody_tells_which_disk_it_is(tmp_path: Path):
    assert (volume_of(tmp_path, tmp_path), kind_of(tmp_path, tmp_path)) == ("", "")
