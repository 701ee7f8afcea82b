"""Wrapping a child's keys: under the key of an office's room, or for a few people one by one."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple, Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.identity import PrivateKeys, Random, seal_key_of
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import NONCE_BYTES
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.seals.hybrid import SEALED_KEY_BYTES, open_for, seal_for

BY_ROOM, BY_PERSON = 1, 2
_NONCE_AT, _KEY_AT = 5, 5 + NONCE_BYTES
NAME_BYTES = 16
_ENTRY_BYTES = NAME_BYTES + SEALED_KEY_BYTES


class Recipient(Protocol):
    """Whom a child's key is wrapped for: a certificate, or the office's recovery pair."""

    @property
    def id(self) -> UUID:
        """Who it is."""

    @property
    def seal_key(self) -> bytes:
        """The public half, 32 bytes."""


def name_in_ring(person: UUID, seal_key: bytes) -> bytes:
    """What an entry of a ring is found by (16 bytes): it names a person's pair, so that a renewed one is missed."""
    return sha256(framed(b"rd-ring-name-1", person.bytes, seal_key)).digest()[:NAME_BYTES]


class WrappedKey(NamedTuple):
    """A child's key of one room; it travels in the log. ``room_generation`` is 0 for what is wrapped by person.

    A named tuple: hundreds of thousands are made at an unlock.
    """

    room: Room
    generation: int
    room_generation: int
    wrapped: bytes

    @property
    def born(self) -> int:
        """The room's generation in which the child's key was made; 0 for one that follows no room."""
        return int.from_bytes(self.wrapped[1:_NONCE_AT])

    @property
    def is_by_person(self) -> bool:
        """Whether it is wrapped for a few people, and not under a room's key."""
        return self.wrapped[:1] == b"\x02"

    @property
    def ring(self) -> frozenset[bytes]:
        """The names (``name_in_ring``) of those it is wrapped for; empty under a room's key."""
        return frozenset(entry[:NAME_BYTES] for entry in _entries(self)) if self.is_by_person else frozenset()


class Wrapper:
    """What one person's keys wrap and unwrap. ``rooms`` are the secrets held by room and generation.

    ``lent`` are private halves (32 bytes) of others, by id: two recovery sheets open a ring for as long as it takes.
    """

    def __init__(
        self, office: UUID, rooms: Mapping[Room, Mapping[int, bytes]], person: UUID, own: PrivateKeys, random: Random,
        lent: Mapping[UUID, bytes] = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self._ciphers = {(room, gen): AESGCM(key) for room, keys in rooms.items() for gen, key in keys.items()}
        self._newest = {room: max(keys, default=0) for room, keys in rooms.items()}
        self._places = {room: framed(b"rd-child-1", office.bytes, room.value.encode()) for room in Room}
        self._openers = {name_in_ring(person, own.seal_key): own.opener} | {
            name_in_ring(other, seal_key_of(secret)): X25519PrivateKey.from_private_bytes(secret)
            for other, secret in lent.items()
        }
        self.random = random

    def room_generation(self, room: Room) -> int:
        """The newest generation of a room's key that is held; 0 when none is."""
        return self._newest.get(room, 0)

    def wrap(self, case: UUID, room: Room, generation: int, secret: bytes, born: int | None = None) -> WrappedKey:
        """Wrap a child's key (32 bytes) under the newest key of its room; raises NoKey."""
        under = self.room_generation(room)
        since = (under if born is None else born).to_bytes(4)
        nonce = self.random(NONCE_BYTES)
        place = self._place(case.bytes, room, generation, under, since)
        sealed = self._cipher(room, under).encrypt(nonce, secret, place)
        return WrappedKey(room, generation, under, bytes((BY_ROOM,)) + since + nonce + sealed)

    def wrap_for(
        self, case: UUID, room: Room, generation: int, secret: bytes, people: Iterable[Recipient]
    ) -> WrappedKey:
        """Wrap a child's key for these people alone."""
        entries = (
            name_in_ring(person.id, person.seal_key)
            + seal_for(X25519PublicKey.from_public_bytes(person.seal_key), secret, self._entry(case, room, generation))
            for person in people
        )
        return WrappedKey(room, generation, 0, bytes((BY_PERSON, 0, 0, 0, 0)) + b"".join(entries))

    def may_unwrap(self, key: WrappedKey) -> bool:
        """Whether this person holds what a key is wrapped under."""
        if key.is_by_person:
            return not self._openers.keys().isdisjoint(key.ring)
        return (key.room, key.room_generation) in self._ciphers

    def unwrap(self, case: UUID, key: WrappedKey) -> bytes:
        """The child's key (32 bytes); raises NoKey, SealBroken."""
        return self.unwrap_raw(case.bytes, *key)

    def unwrap_raw(self, case: bytes, room: Room, generation: int, under: int, wrapped: bytes) -> bytes:
        """The same from a wrapped key's parts as they lie in the database, where there are very many."""
        version = wrapped[:1]
        if version == b"\x01":
            place = self._place(case, room, generation, under, wrapped[1:_NONCE_AT])
            try:
                return self._ciphers[room, under].decrypt(wrapped[_NONCE_AT:_KEY_AT], wrapped[_KEY_AT:], place)
            except KeyError:
                raise NoKey(room=room.value) from None
            except (InvalidTag, ValueError):
                raise SealBroken from None
        if version == b"\x02":
            return self._unwrap_own(UUID(bytes=case), WrappedKey(room, generation, under, wrapped))
        raise SealBroken

    def _unwrap_own(self, case: UUID, key: WrappedKey) -> bytes:
        for entry in _entries(key):
            if (opener := self._openers.get(entry[:NAME_BYTES])) is not None:
                return open_for(opener, entry[NAME_BYTES:], self._entry(case, key.room, key.generation))
        raise NoKey(room=key.room.value)

    def _cipher(self, room: Room, generation: int) -> AESGCM:
        try:
            return self._ciphers[room, generation]
        except KeyError:
            raise NoKey(room=room.value) from None

    def _place(self, case: bytes, room: Room, generation: int, under: int, born: bytes) -> bytes:
        """The office and room, framed; then the case, three numbers and nothing else: all of fixed length."""
        return b"%b%b%b%b%b" % (self._places[room], case, generation.to_bytes(8), under.to_bytes(8), born)

    def _entry(self, case: UUID, room: Room, generation: int) -> bytes:
        return framed(b"rd-ring-1", case.bytes, room.value.encode(), number(generation))


def _entries(key: WrappedKey) -> list[bytes]:
    return [key.wrapped[at : at + _ENTRY_BYTES] for at in range(_NONCE_AT, len(key.wrapped), _ENTRY_BYTES)]
