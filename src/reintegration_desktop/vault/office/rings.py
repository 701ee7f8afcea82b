"""The ring of a child whose name is hidden: its caseworker, the office's supervisors, the recovery sheets; no other."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.vault.children import CHILD_ROOMS, WrappedKey
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.papers.office_keys import RECOVERY, recovery_id
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.rooms.wrapping import Recipient, name_in_ring


class InRing(NamedTuple):
    """Somebody, or the recovery pair, and the public half (32 bytes) that keys are sealed to."""

    id: UUID
    seal_key: bytes


def ring_of(keyring: Keyring, worker: UUID | None) -> tuple[Recipient, ...]:
    """Who opens a child whose name is hidden; nobody who was removed, and nobody of another office."""
    office, keys = keyring.office, keyring.keys
    people = [
        InRing(one.id, one.seal_key)
        for one in keyring.people.current()
        if one.office == office and (one.role is Role.SUPERVISOR or one.id == worker)
    ]
    sheets = keys.public(RECOVERY)
    if sheets is not None:
        people.append(InRing(recovery_id(office, keys.generation(RECOVERY)), sheets))
    return tuple(people)


def stands(
    keyring: Keyring, held: Sequence[WrappedKey], worker: UUID | None, *, hidden: bool,
    also: Sequence[Recipient] = (),
) -> bool:  # fmt: skip
    """Whether a child's wrapped keys are for exactly those who should open them."""
    own = [key for key in held if key.room in CHILD_ROOMS]
    if not hidden:
        return not _only_for_a_ring(own)
    names = _names((*ring_of(keyring, worker), *also))
    return all(key.ring == names for key in own)


def settled(
    keyring: Keyring, case: UUID, held: Sequence[WrappedKey], worker: UUID | None, *, hidden: bool,
    also: Sequence[Recipient] = (),
) -> tuple[WrappedKey, ...] | None:  # fmt: skip
    """A child's wrapped keys as they should stand; None where they stand so, or this person can't open all of them.

    ``held`` are those that stand in the log, and were adopted. Hidden, they are wrapped for the ring and ``also``; once
    somebody is out who held them a new generation begins. Shown again, the rooms' keys open everything.
    """
    own = [key for key in held if key.room in CHILD_ROOMS]
    if stands(keyring, own, worker, hidden=hidden, also=also) or not all(map(keyring.wrapper.may_unwrap, own)):
        return None
    others = tuple(key for key in held if key.room not in CHILD_ROOMS)
    children, following = keyring.children, 1 + max((key.generation for key in own), default=0)
    if not hidden:
        return (*others, *children.for_rooms(case), *children.new(case, following).values())
    ring = (*ring_of(keyring, worker), *also)
    wrapped = children.for_ring(case, ring)
    if all(key.ring and key.ring <= _names(ring) for key in own):
        return (*others, *wrapped)
    return (*others, *wrapped, *children.new_ring(case, following, ring).values())


def first_keys(keyring: Keyring, case: UUID, worker: UUID | None) -> tuple[WrappedKey, ...]:
    """The keys of a child that is new here and whose name is hidden: for its ring, and for who types it in."""
    ring = (*ring_of(keyring, worker), InRing(keyring.id, keyring.person.seal_key))
    return tuple(keyring.children.new_ring(case, 1, dict.fromkeys(ring)).values())


def _names(ring: Iterable[Recipient]) -> frozenset[bytes]:
    return frozenset(name_in_ring(one.id, one.seal_key) for one in ring)


def _only_for_a_ring(keys: Sequence[WrappedKey]) -> bool:
    """Whether a generation of a room is wrapped for people alone: a desk that traces has one beside the room's."""
    by_room = {(key.room, key.generation) for key in keys if not key.is_by_person}
    return any((key.room, key.generation) not in by_room for key in keys)
