"""A sealed file opens in its own place alone, for who holds the room, and its length tells next to nothing."""

import io
from subprocess import run
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.vault.age_keys import identity_of
from reintegration_desktop.vault.attachments import (
    SALT_BYTES,
    SMALLEST,
    FilePlace,
    name_of,
    open_file,
    padded_size,
    pair_of,
    seal_file,
)
from reintegration_desktop.vault.children import ChildKeys
from reintegration_desktop.vault.errors import FileChanged, NoKey, SealBroken
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.rooms.wrapping import Wrapper
from tests.unit.vault.made import CASE, RECORD, flipped

SALT = bytes(range(SALT_BYTES))
PLACE = FilePlace(CASE, Room.ACCOUNT, 1, RECORD, SALT)
ROOMS = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)
AGE_OVERHEAD = 1024


def wrapper_of(*rooms: Room) -> Wrapper:
    held = {room: {1: room.value.encode().ljust(32, b"1")} for room in rooms}
    random = iter(range(1 << 30))
    own = PrivateKeys(b"a" * 32, b"b" * 32)
    return Wrapper(CASE, held, RECORD, own, lambda count: next(random).to_bytes(count))


def holding(*rooms: Room) -> ChildKeys:
    """Somebody who holds these rooms."""
    return ChildKeys(wrapper_of(*rooms))


@pytest.fixture(scope="module")
def keys() -> ChildKeys:
    made = holding(*ROOMS)
    made.new(CASE)
    return made


def sealed(keys: ChildKeys, content: bytes, place: FilePlace = PLACE) -> bytes:
    target = io.BytesIO()
    seal_file(keys, place, io.BytesIO(content), len(content), target)
    return target.getvalue()


def opened(keys: ChildKeys, file: bytes, place: FilePlace = PLACE) -> bytes:
    target = io.BytesIO()
    open_file(keys, place, io.BytesIO(file), target)
    return target.getvalue()


@given(content=st.binary(max_size=300) | st.integers(65_000, 66_000).map(bytes))
def test_what_is_sealed_opens_again(keys, content):
    assert opened(keys, sealed(keys, content)) == content


@given(length=st.integers(0, 1 << 34))
def test_a_length_is_one_of_a_few_and_less_than_twice_what_it_was(length):
    size = padded_size(length)
    steps = size // SMALLEST
    assert size > length
    assert steps * SMALLEST == size
    assert steps & (steps - 1) == 0
    assert size == SMALLEST or size < 2 * (length + 9)


def test_two_files_of_a_class_are_as_long_on_the_disk(keys):
    sizes = [len(sealed(keys, bytes(length))) for length in (1, 900, 65_000)]
    assert max(sizes) - min(sizes) < AGE_OVERHEAD
    assert abs(len(sealed(keys, bytes(70_000))) - 2 * sizes[0]) < 2 * AGE_OVERHEAD


ELSEWHERE = {
    "case": PLACE._replace(case=uuid4()),
    "room": PLACE._replace(room=Room.PERSON),
    "generation": PLACE._replace(generation=2),
    "record": PLACE._replace(record=uuid4()),
    "salt": PLACE._replace(salt=bytes(SALT_BYTES)),
}


@pytest.mark.parametrize("place", list(ELSEWHERE.values()), ids=list(ELSEWHERE))
def test_a_file_that_was_moved_does_not_open(keys, place):
    secret = keys.get(CASE, Room.ACCOUNT, 1)[0].secret
    wrapper, same_key_everywhere = wrapper_of(*ROOMS), holding(*ROOMS)
    wrapped = [wrapper.wrap(place.case, room, generation, secret) for room in ROOMS for generation in (1, 2)]
    same_key_everywhere.adopt(place.case, wrapped)
    assert opened(same_key_everywhere, sealed(same_key_everywhere, b"a paper", place), place) == b"a paper"
    with pytest.raises(SealBroken):
        opened(same_key_everywhere, sealed(keys, b"a paper"), place)


@pytest.mark.parametrize("at", [30, 200, 400, -70_000, -1])
def test_a_changed_bit_is_refused(keys, at):
    file = sealed(keys, bytes(100_000))
    with pytest.raises(SealBroken):
        opened(keys, flipped(file, at % len(file)))


@pytest.mark.parametrize("left", [0, 10, 230, 65_536, 131_072])
def test_a_file_that_was_cut_short_is_refused(keys, left):
    with pytest.raises(SealBroken):
        opened(keys, sealed(keys, bytes(100_000))[:left])


@pytest.mark.parametrize("room", ROOMS)
def test_who_does_not_hold_the_room_can_not_open_its_files(keys, room):
    place = PLACE._replace(room=room)
    file = sealed(keys, b"a paper", place)
    others = holding(*(other for other in ROOMS if other is not room))
    others.adopt(CASE, keys.wrapped(CASE))
    with pytest.raises(NoKey):
        opened(others, file, place)
    for other in set(ROOMS) - {room}:
        with pytest.raises(SealBroken):
            opened(others, file, place._replace(room=other))


@pytest.mark.parametrize("told", [3, 6])
def test_a_file_that_grows_or_shrinks_meanwhile_is_refused(keys, told):
    with pytest.raises(FileChanged):
        seal_file(keys, PLACE, io.BytesIO(b"paper"), told, io.BytesIO())


def test_the_name_on_the_disk_belongs_to_one_record_and_tells_nothing():
    name = name_of(CASE, RECORD, SALT)
    others = {name_of(uuid4(), RECORD, SALT), name_of(CASE, uuid4(), SALT), name_of(CASE, RECORD, bytes(16))}
    assert name not in others
    assert len(bytes.fromhex(name)) == 16


def test_the_age_program_opens_a_file_with_the_derived_key(keys, tmp_path):
    key, file = tmp_path / "key", tmp_path / "file"
    key.write_text(identity_of(pair_of(keys.get(CASE, Room.ACCOUNT, 1)[0].secret, PLACE)))
    file.write_bytes(sealed(keys, b"a paper"))
    shown = run(["age", "-d", "-i", str(key), str(file)], capture_output=True, check=True).stdout
    assert shown == b"\x01" + (7).to_bytes(8) + b"a paper" + bytes(SMALLEST - 16)
