"""Chance damages bundles in every place and layer: all are refused, none crashes, nothing changes."""

import io
import os
import random
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.errors import BundleDamaged
from reintegration_desktop.sync.manifest import read_manifest
from reintegration_desktop.sync.packing import padding
from reintegration_desktop.sync.wire import read_line
from reintegration_desktop.vault.age_keys import recipient_of
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.roles import Duty, Role
from reintegration_desktop.vault.signed import Signed
from tests.unit.sync.made import Device, Office, Programme, contents
from tests.unit.sync.post import take, write_one


def unpacked(packed: bytes) -> bytes | None:
    """The content, or None where it can't be read to its end."""
    unpacker = zstandard.ZstdDecompressor(max_window_size=8 << 20)
    try:
        return unpacker.stream_reader(io.BytesIO(packed), read_across_frames=True).read()
    except zstandard.ZstdError:
        return None


class Sealed:
    """A sound bundle, its layers, and whom it is for."""

    def __init__(self, folder: Path) -> None:
        office = Office(programme := Programme())
        self.headquarters, self.folder = Office(programme, Role.HEADQUARTERS), folder
        laptop, worker = Device(office), office.person(Role.CASEWORKER, Duty.COURIER)
        for _ in range(3):
            laptop.visit(worker)
        self.file = write_one(office, self.headquarters.address, folder).read_bytes()
        self.packed = open_bytes(self.file, self.headquarters.box(folder).identities)
        self.content = unpacked(self.packed)

    def is_refused(self, file: bytes) -> None:
        before, path = contents(self.headquarters.tables), self.folder / "fuzzed.rdb"
        path.write_bytes(file)
        with pytest.raises(Refusal):
            take(path, self.headquarters)
        assert contents(self.headquarters.tables) == before

    def around(self, content: bytes, *, packed: bool = False) -> bytes:
        """Sealed anew around other content."""
        inside = content if packed else zstandard.ZstdCompressor().compress(content)
        filled = inside if packed else inside + b"".join(padding(len(inside)))
        return seal_bytes(filled, [recipient_of(self.headquarters.address.key)])


@pytest.fixture(scope="module")
def sealed(tmp_path_factory) -> Sealed:
    return Sealed(tmp_path_factory.mktemp("fuzz"))


def damaged(content: bytes, chance: random.Random) -> bytes:
    """One to four bits flipped, a piece cut out, doubled or put elsewhere, or the end lost; never as it was."""
    changed = bytearray(content)
    at, length = chance.randrange(len(content)), chance.randint(1, 64)
    way = chance.randrange(5)
    if way == 0:
        for _ in range(chance.randint(1, 4)):
            changed[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    elif way == 1:
        del changed[at : at + length]
    elif way == 2:
        changed[at:at] = changed[at : at + length]
    elif way == 3:
        changed[at : at + length] = chance.randbytes(length)
    else:
        del changed[at:]
    return bytes(changed)


@given(seed=st.integers(0, 2**32))
def test_a_damaged_file_is_refused(sealed, seed):
    content = damaged(sealed.file, random.Random(seed))
    if content != sealed.file:
        sealed.is_refused(content)


@given(seed=st.integers(0, 2**32))
def test_a_damaged_content_sealed_anew_is_refused(sealed, seed):
    content = damaged(sealed.content, random.Random(seed))
    if content != sealed.content:
        sealed.is_refused(sealed.around(content))


@given(seed=st.integers(0, 2**32))
def test_a_damaged_compression_sealed_anew_is_refused(sealed, seed):
    used = len(zstandard.ZstdCompressor(level=3).compress(sealed.content)) // 2
    packed = damaged(sealed.packed[:used], random.Random(seed)) + sealed.packed[used:]
    if unpacked(packed) != sealed.content:  # a few bits of a frame's header mean nothing
        sealed.is_refused(sealed.around(packed, packed=True))


@given(line=st.binary(max_size=400), kind=st.sampled_from(b"chsprfa"))
def test_a_line_is_read_or_refused(line, kind):
    try:
        read_line(bytes([kind]) + line)
    except BundleDamaged:
        return


@given(body=st.binary(max_size=300) | st.text().map(str.encode))
def test_a_manifest_is_read_or_refused(body):
    with pytest.raises(Refusal):
        read_manifest(Signed(body, bytes(64)))


def test_many_more_in_the_long_run(sealed, longer):
    chance = random.Random(os.urandom(8))
    for _ in range(150 * longer):
        content = damaged(sealed.file, chance)
        if content != sealed.file:
            sealed.is_refused(content)
