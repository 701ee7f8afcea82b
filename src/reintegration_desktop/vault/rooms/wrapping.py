"""Wrapping a child's keys: under the key of an office's room, or for a few people one by one."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.identity import PrivateKeys, Random
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import NONCE_BYTES
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.seals.hybrid import SEALED_KEY_BYTES, open_for, seal_for

BY_ROOM, BY_PERSON = 1, 2
_NONCE_AT, _KEY_AT = 5, 5 + NONCE_BYTES
_ENTRY_BYTES = 16 + SEALED_KEY_BYTES


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


class Wrapper:
    """What one person's keys wrap and unwrap. ``rooms`` are the secrets held by room and generation."""

    def __init__(
        self, office: UUID, rooms: Mapping[Room, Mapping[int, bytes]], person: UUID, own: PrivateKeys, random: Random
    ) -> None:
        self._ciphers = {(room, gen): AESGCM(key) for room, keys in rooms.items() for gen, key in keys.items()}
        self._newest = {room: max(keys, default=0) for room, keys in rooms.items()}
        self._places = {room: framed(b"rd-child-1", office.bytes, room.value.encode()) for room in Room}
        self._person, self._own, self.random = person, own, random

    def room_generation(self, room: Room) -> int:
        """The newest generation of a room's key that is held; 0 when none is."""
        return self._newest.get(room, 0)

    def wrap(self, case: UUID, room: Room, generation: int, secret: bytes, born: int | None = None) -> WrappedKey:
        """Wrap a child's key (32 bytes) under the newest key of its room; raises NoKey."""
        under = self.room_generation(room)
        since = (under if born is None else born).to_bytes(4)
        nonce = self.random(NONCE_BYTES)
        place = self._place(case, room, generation, under, since)
        sealed = self._cipher(room, under).encrypt(nonce, secret, place)
        return WrappedKey(room, generation, under, bytes((BY_ROOM,)) + since + nonce + sealed)

    def wrap_for(
        self, case: UUID, room: Room, generation: int, secret: bytes, people: Iterable[Certificate]
    ) -> WrappedKey:
        """Wrap a child's key for these people alone."""
        entries = (
            person.id.bytes
            + seal_for(X25519PublicKey.from_public_bytes(person.seal_key), secret, self._entry(case, room, generation))
            for person in people
        )
        return WrappedKey(room, generation, 0, bytes((BY_PERSON, 0, 0, 0, 0)) + b"".join(entries))

    def may_unwrap(self, key: WrappedKey) -> bool:
        """Whether this person holds what a key is wrapped under."""
        if key.wrapped[:1] == b"\x02":
            return any(entry[:16] == self._person.bytes for entry in _entries(key))
        return (key.room, key.room_generation) in self._ciphers

    def unwrap(self, case: UUID, key: WrappedKey) -> bytes:
        """The child's key (32 bytes); raises NoKey, SealBroken."""
        version = key.wrapped[:1]
        if version == b"\x01":
            place = self._place(case, key.room, key.generation, key.room_generation, key.wrapped[1:_NONCE_AT])
            cipher = self._cipher(key.room, key.room_generation)
            try:
                return cipher.decrypt(key.wrapped[_NONCE_AT:_KEY_AT], key.wrapped[_KEY_AT:], place)
            except (InvalidTag, ValueError):
                raise SealBroken from None
        if version == b"\x02":
            return self._unwrap_own(case, key)
        raise SealBroken

    def _unwrap_own(self, case: UUID, key: WrappedKey) -> bytes:
        for entry in _entries(key):
            if entry[:16] == self._person.bytes:
                return open_for(self._own.opener, entry[16:], self._entry(case, key.room, key.generation))
        raise NoKey(room=key.room.value)

    def _cipher(self, room: Room, generation: int) -> AESGCM:
        try:
            return self._ciphers[room, generation]
        except KeyError:
            raise NoKey(room=room.value) from None

    def _place(self, case: UUID, room: Room, generation: int, under: int, born: bytes) -> bytes:
        """The office and room, framed; then the case, three numbers and nothing else: all of fixed length."""
        return b"%b%b%b%b%b" % (self._places[room], case.bytes, number(generation), number(under), born)

    def _entry(self, case: UUID, room: Room, generation: int) -> bytes:
        return framed(b"rd-ring-1", case.bytes, room.value.encode(), number(generation))


def _entries(key: WrappedKey) -> list[bytes]:
    return [key.wrapped[at : at + _ENTRY_BYTES] for at in range(_NONCE_AT, len(key.wrapped), _ENTRY_BYTES)]
