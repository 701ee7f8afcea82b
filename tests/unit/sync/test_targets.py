"""What every target must do, whatever way it is reached; a new transport adds one line to ``TARGETS``."""

import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.errors import (
    FileGone,
    FileReadBackDiffers,
    FileTaken,
    TargetMissing,
    TargetReadOnly,
    TargetTrouble,
    TargetUnknown,
)
from reintegration_desktop.sync.target import Entry, Target
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.sync.transports.folder import FolderTarget
from tests.rights import an_open_folder, an_ordinary_user

NAME, OTHER = f"{'a1' * 16}.rdb", f"{'b2' * 16}.rdb"


@dataclass
class Place:
    """A target, and a look behind it: what lies there by name, however it got there."""

    target: Target
    files: Callable[[], dict[str, bytes]]
    put: Callable[[str, bytes], None]
    take_away: Callable[[], None]


def in_a_folder(tmp_path: Path) -> Place:
    folder = tmp_path / "stick"
    folder.mkdir()
    return Place(
        FolderTarget(folder),
        lambda: {path.name: path.read_bytes() for path in folder.iterdir()},
        lambda name, content: (folder / name).write_bytes(content) and None,
        lambda: folder.rename(tmp_path / "pulled out") and None,
    )


TARGETS = {"folder": in_a_folder}


@pytest.fixture(params=TARGETS.values(), ids=TARGETS)
def place(request, tmp_path) -> Iterator[Place]:
    return request.param(tmp_path)


def test_what_is_put_there_can_be_listed_and_fetched(place):
    content = os.urandom(3_000_000)
    place.target.put_new(NAME, io.BytesIO(content))
    assert place.target.list() == [Entry(NAME, len(content))]
    assert place.target.exists(NAME)
    fetched = io.BytesIO()
    place.target.get(NAME, fetched)
    assert fetched.getvalue() == content
    assert set(place.files()) == {NAME}


def test_nothing_there_is_ever_overwritten(place):
    place.target.put_new(NAME, io.BytesIO(b"first"))
    with pytest.raises(FileTaken):
        place.target.put_new(NAME, io.BytesIO(b"second"))
    assert place.files() == {NAME: b"first"}


def test_only_whole_bundles_are_seen(place):
    place.put(NAME + ".part", b"half")
    place.put("holiday.jpg", b"not ours")
    place.put(OTHER, b"whole")
    assert [entry.name for entry in place.target.list()] == [OTHER]
    assert not place.target.exists(NAME)


def test_a_part_left_by_an_interruption_is_written_over(place):
    place.put(NAME + ".part", b"half")
    place.target.put_new(NAME, io.BytesIO(b"whole"))
    assert place.files() == {NAME: b"whole"}


def test_a_source_that_fails_leaves_nothing_there(place):
    class Failing(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        place.target.put_new(NAME, Failing())
    assert place.files() == {}


def test_one_takes_away_ones_own_and_a_second_time_does_no_harm(place):
    place.target.put_new(NAME, io.BytesIO(b"mine"))
    place.put(OTHER, b"theirs")
    for _ in range(2):
        place.target.delete_own(NAME)
    assert set(place.files()) == {OTHER}


def test_a_file_that_is_gone_is_said_to_be_gone(place):
    with pytest.raises(FileGone):
        place.target.get(NAME, io.BytesIO())


@pytest.mark.parametrize("name", ["../escape.rdb", "/etc/passwd", "A1" * 16 + ".rdb", "", "x"])
def test_no_name_leads_out_of_a_target(place, name):
    for verb in (place.target.exists, place.target.delete_own, lambda it: place.target.get(it, io.BytesIO()),
                 lambda it: place.target.put_new(it, io.BytesIO())):  # fmt: skip
        with pytest.raises(FileGone):
            verb(name)


def test_a_probe_leaves_nothing_and_tells_the_room(place):
    free = place.target.probe().free
    assert free is None or free > 0
    assert place.files() == {}


def test_a_target_that_is_not_there_is_said_to_be_missing(place):
    place.take_away()
    for verb in (place.target.list, place.target.probe, lambda: place.target.exists(NAME),
                 lambda: place.target.put_new(NAME, io.BytesIO(b"x")),
                 lambda: place.target.get(NAME, io.BytesIO())):  # fmt: skip
        with pytest.raises(TargetMissing):
            verb()


class Wearing(io.BytesIO):
    """A bundle that a failing stick changes while it lies there."""

    def __init__(self, content: bytes, spoil: Callable[[], None]) -> None:
        super().__init__(content)
        self._spoil = spoil

    def read(self, size: int | None = -1) -> bytes:
        block = super().read(size)
        if not block:
            self._spoil()
        return block


def test_a_stick_that_gives_back_something_else_is_noticed(tmp_path):
    part = tmp_path / f"{NAME}.part"

    def spoil() -> None:
        part.unlink()
        part.write_bytes(b"spoiled")

    wearing = Wearing(b"whole and sound", spoil)
    with pytest.raises(FileReadBackDiffers):
        FolderTarget(tmp_path).put_new(NAME, wearing)
    assert list(tmp_path.iterdir()) == []


def test_a_stick_that_is_write_protected():
    with an_open_folder() as folder:
        FolderTarget(folder).probe()
        folder.chmod(0o555)
        with an_ordinary_user(), pytest.raises(TargetReadOnly):
            FolderTarget(folder).probe()


def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(TargetTrouble):
        FolderTarget(tmp_path).get(NAME, io.BytesIO())


@pytest.mark.parametrize(("number", "fact"), [(28, "target_full"), (30, "target_read_only"), (5, "target_trouble")])
def test_the_systems_errors_become_facts(tmp_path, number, fact):
    class Source(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(number, "as the system says it")

    with pytest.raises(Refusal) as told:
        FolderTarget(tmp_path).put_new(NAME, Source())
    assert told.value.code == fact


def test_an_address_finds_its_transport(tmp_path):
    assert target_at(str(tmp_path)) == FolderTarget(tmp_path)
    with pytest.raises(TargetUnknown):
        target_at("ftp://somewhere/else")
