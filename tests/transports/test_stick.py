"""What a stick does: it wears out, is write-protected, fills up, and is pulled out."""

import io
import resource
from collections.abc import Callable

import pytest

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.errors import (
    FileReadBackDiffers,
    TargetFull,
    TargetMissing,
    TargetReadOnly,
    TargetTrouble,
)
from reintegration_desktop.sync.transports.folder import FolderTarget
from tests.rights import an_open_folder, an_ordinary_user

NAME = f"{'a1' * 16}.rdb"


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


class Meddled(io.BytesIO):
    """A bundle during whose reading something befalls the stick."""

    def __init__(self, content: bytes, befalls: Callable[[], object]) -> None:
        super().__init__(content)
        self._befalls = befalls

    def read(self, size: int | None = -1) -> bytes:
        if self.tell():
            self._befalls()
        return super().read(size)


def test_a_stick_that_is_pulled_out_is_said_to_be_missing_and_a_retry_heals(tmp_path):
    stick, content = tmp_path / "stick", b"x" * 3_000_000
    stick.mkdir()
    with pytest.raises(TargetMissing):
        FolderTarget(stick).put_new(NAME, Meddled(content, lambda: stick.rename(tmp_path / "drawer")))
    with pytest.raises(TargetMissing):
        FolderTarget(stick).get(NAME, io.BytesIO())
    (tmp_path / "drawer").rename(stick)
    FolderTarget(stick).put_new(NAME, io.BytesIO(content))
    assert [(path.name, path.read_bytes()) for path in stick.iterdir()] == [(NAME, content)]


def test_a_full_stick_is_told_and_keeps_nothing(tmp_path):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_500_000, before[1]))
    try:
        with pytest.raises(TargetFull):
            FolderTarget(tmp_path).put_new(NAME, io.BytesIO(b"x" * 3_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []
    FolderTarget(tmp_path).put_new(NAME, io.BytesIO(b"x" * 3_000_000))


@pytest.mark.parametrize("left", [0, 700_000])
def test_a_stick_that_lost_what_was_written_is_noticed(tmp_path, left):
    def lose() -> None:
        part = tmp_path / f"{NAME}.part"
        part.write_bytes(part.read_bytes()[:left])

    with pytest.raises(FileReadBackDiffers):
        FolderTarget(tmp_path).put_new(NAME, Wearing(b"x" * 3_000_000, lose))
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
