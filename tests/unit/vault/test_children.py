"""A child's keys: by room, by person where the name is hidden, and a bounded number of them in memory."""

from uuid import UUID, uuid4

import pytest

from reintegration_desktop.vault.children import CHILD_ROOMS, KEPT_READY, ChildKeys
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.roles import Duty, Role, Room
from reintegration_desktop.vault.rooms.wrapping import WrappedKey, Wrapper
from reintegration_desktop.vault.seal import VERSION_KEY, bound, open_once
from tests.unit.vault.made import CASE, Office, a_place, flipped

OFFICE, PERSON = UUID(int=1), UUID(int=2)
OWN = PrivateKeys(b"a" * 32, b"b" * 32)


def children(generations: int = 1, office: UUID = OFFICE) -> ChildKeys:
    """Somebody who holds all rooms, in one or more generations."""
    rooms = {room: {gen: room.value.encode().ljust(32, b"%d" % gen) for gen in range(1, generations + 1)}
             for room in CHILD_ROOMS}  # fmt: skip
    random = iter(range(1 << 30))
    return ChildKeys(Wrapper(office, rooms, PERSON, OWN, lambda count: next(random).to_bytes(count)))


def test_a_key_unwraps_wherever_the_room_is_held():
    made = children().new(CASE)
    elsewhere = children()
    elsewhere.adopt(CASE, made.values())
    for room in CHILD_ROOMS:
        assert elsewhere.get(CASE, room, 1)[0].id


def moved(key: WrappedKey) -> dict[str, tuple[UUID, WrappedKey]]:
    return {
        "case": (UUID(int=3), key),
        "room": (CASE, key._replace(room=Room.ACCOUNT)),
        "generation": (CASE, key._replace(generation=2)),
        "room's generation": (CASE, key._replace(room_generation=1)),
        "birth": (CASE, key._replace(wrapped=flipped(key.wrapped, 4))),
        "version": (CASE, key._replace(wrapped=b"\x09" + key.wrapped[1:])),
        "bytes": (CASE, key._replace(wrapped=flipped(key.wrapped, 30))),
        "cut": (CASE, key._replace(wrapped=key.wrapped[:10])),
    }


@pytest.mark.parametrize(
    "changed", ["case", "room", "generation", "room's generation", "birth", "version", "bytes", "cut"]
)
def test_a_wrapped_key_that_was_moved_is_refused(changed):
    case, key = moved(children(2).new(CASE)[Room.PERSON])[changed]
    reader = children(2)
    reader.adopt(case, [key])
    with pytest.raises(SealBroken):
        reader.get(case, key.room, key.generation)


def test_a_wrapped_key_of_another_office_is_refused():
    reader = children(office=UUID(int=9))
    reader.adopt(CASE, children().new(CASE).values())
    with pytest.raises(SealBroken):
        reader.get(CASE, Room.PERSON, 1)


def test_a_forged_key_beside_a_true_one_does_no_harm():
    reader, key = children(), children().new(CASE)[Room.PERSON]
    reader.adopt(CASE, [key._replace(wrapped=flipped(key.wrapped, 30)), key])
    assert len(reader.get(CASE, Room.PERSON, 1)) == 1
    forged = children()
    forged.adopt(CASE, [key._replace(wrapped=flipped(key.wrapped, at)) for at in (30, 31)])
    with pytest.raises(SealBroken):
        forged.get(CASE, Room.PERSON, 1)


def test_two_devices_that_began_a_generation_at_once_read_each_other(own_office: Office):
    worker, other = own_office.founder, own_office.let_in(Role.CASEWORKER)
    mine, theirs = worker.new_child_keys(CASE), other.new_child_keys(CASE)
    sealed = worker.seal(a_place(), b"mine"), other.seal(a_place(seq=2), b"theirs")
    for keyring, came in ((worker, theirs), (other, mine)):
        keyring.adopt(CASE, came)
        assert keyring.open(a_place(), sealed[0]) == b"mine"
        assert keyring.open(a_place(seq=2), sealed[1]) == b"theirs"
    assert worker.seal(a_place(seq=3), b"x")[:5] == other.seal(a_place(seq=3), b"x")[:5]


def test_what_was_sealed_under_a_key_that_never_came_is_refused(own_office: Office):
    worker = own_office.founder
    worker.new_child_keys(CASE)
    sealed = worker.seal(a_place(), b"x")
    worker.children.forget(CASE)
    worker.new_child_keys(CASE)
    with pytest.raises(SealBroken):
        worker.open(a_place(), sealed)
    worker.new_child_keys(CASE)
    with pytest.raises(SealBroken):
        worker.open(a_place(), sealed)


def test_very_many_are_read_without_being_remembered(own_office: Office):
    worker = own_office.founder
    key = worker.new_child_keys(CASE)[Room.PERSON]
    sealed = worker.seal(a_place(), b"who and where")
    worker.children.forget(CASE)
    secret, place = worker.wrapper.unwrap_raw(CASE.bytes, *key), bound(VERSION_KEY, a_place())
    assert open_once(secret, place, sealed) == b"who and where"
    assert not worker.children.knows(CASE)
    with pytest.raises(SealBroken):
        open_once(secret, bound(VERSION_KEY, a_place(Room.ACCOUNT)), sealed)
    with pytest.raises(NoKey):
        own_office.let_in(Role.COORDINATOR).wrapper.unwrap_raw(CASE.bytes, *key)


def test_a_child_that_is_not_known_has_no_keys():
    known = children()
    assert not known.knows(CASE)
    assert known.generation(CASE, Room.PERSON) == 0
    assert not known.is_behind(CASE)
    with pytest.raises(NoKey):
        known.get(CASE, Room.PERSON, 1)
    known.new(CASE)
    assert known.knows(CASE)
    with pytest.raises(NoKey):
        known.get(CASE, Room.PERSON, 2)
    known.forget(CASE)
    assert not known.knows(CASE)


def test_the_longest_unused_is_forgotten_first():
    known = children()
    first, second = uuid4(), uuid4()
    known.new(first)
    known.new(second)
    known.get(first, Room.PERSON, 1)
    for _ in range(KEPT_READY - 1):
        known.adopt(uuid4(), [])
    assert known.knows(first)
    assert not known.knows(second)


def test_a_key_is_wrapped_anew_under_the_newest_generation_of_its_room():
    old = children().new(CASE)[Room.PERSON]
    both = children(2)
    fresh = both.rewrap(CASE, old)
    assert (old.room_generation, old.born, fresh.room_generation, fresh.born) == (1, 1, 2, 1)
    both.adopt(CASE, [old, fresh])
    assert len(both.get(CASE, Room.PERSON, 1)) == 1
    assert both.is_behind(CASE)
    with pytest.raises(NoKey):
        children().rewrap(CASE, fresh)


def test_the_keys_of_a_child_whose_name_is_hidden_are_for_a_few_people(own_office: Office):
    worker = own_office.let_in(Role.CASEWORKER, label="Worker")
    other = own_office.let_in(Role.CASEWORKER, label="Other")
    ring = worker.children.new_ring(CASE, 2, [worker.person, own_office.founder.person])
    sealed = worker.seal(a_place(generation=2), b"hidden")
    for keyring in (own_office.founder, other):
        keyring.adopt(CASE, ring)
    assert own_office.founder.open(a_place(generation=2), sealed) == b"hidden"
    assert not own_office.founder.children.is_behind(CASE)
    with pytest.raises(NoKey):
        other.open(a_place(generation=2), sealed)
    key = ring[Room.PERSON]
    assert other.wrapper.may_unwrap(key) is False
    with pytest.raises(NoKey):
        other.wrapper.unwrap(CASE, key)


def test_a_ring_that_was_moved_to_another_child_is_refused(own_office: Office):
    founder = own_office.founder
    ring = founder.children.new_ring(CASE, 1, [founder.person])
    other = uuid4()
    founder.adopt(other, ring)
    with pytest.raises(SealBroken):
        founder.seal(a_place(case=other), b"x")


def test_a_tracing_desk_gets_single_children(own_office: Office):
    desk = own_office.let_in(Role.HEADQUARTERS, Duty.TRACING_DESK, label="Desk")
    founder, other = own_office.founder, uuid4()
    founder.new_child_keys(CASE)
    sealed = founder.seal(a_place(), b"who and where")
    desk.children.adopt(CASE, founder.children.shared(CASE, Room.PERSON, desk.person))
    desk.adopt(other, founder.new_child_keys(other))
    assert desk.can_open(Room.PERSON)
    assert not desk.can_seal(Room.PERSON)
    assert desk.open(a_place(), sealed) == b"who and where"
    with pytest.raises(NoKey):
        desk.open(a_place(case=other), founder.seal(a_place(case=other), b"x"))
    with pytest.raises(NoKey):
        desk.open(a_place(Room.ACCOUNT), founder.seal(a_place(Room.ACCOUNT), b"x"))


def test_everything_adopted_is_told_in_order():
    known = children()
    made = known.new(CASE)
    assert known.wrapped(CASE) == tuple(made.values())
    assert known.generations(CASE, Room.PERSON) == (1,)
