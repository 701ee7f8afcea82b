"""The room of complaints and feedback: everybody on a case writes into it, few read it."""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.identity import KEY_BYTES, Random
from reintegration_desktop.vault.papers.office_keys import OfficeKeys
from reintegration_desktop.vault.roles import KeyName, Room
from reintegration_desktop.vault.rooms.wrapping import WrappedKey
from reintegration_desktop.vault.seal import (
    NONCE_BYTES,
    Where,
    document_key,
    key_id_in,
    key_id_of,
    open_with_document_key,
    place_of,
    seal_to,
)
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.seals.hybrid import open_for, seal_for

HANDED_OVER = b"\x03\0\0\0\0"
_PLACE_BYTES = 32


class Oversight:
    """The room's public halves, and the private ones that this person holds by generation."""

    def __init__(self, keys: OfficeKeys, secrets: Mapping[int, bytes], random: Random) -> None:
        self._keys, self._random = keys, random
        self._private = {number: X25519PrivateKey.from_private_bytes(secret) for number, secret in secrets.items()}

    def seal(self, where: Where, document: bytes, width: int = 0) -> bytes:
        """Seal to the room's public half of a generation, as if it were ``width`` bytes long; raises NoKey."""
        public = X25519PublicKey.from_public_bytes(self._public(where.generation))
        return seal_to(public, where, document, self._random(KEY_BYTES), self._random(NONCE_BYTES), width)

    def open(self, where: Where, sealed: bytes, wrapped: Iterable[WrappedKey] = ()) -> bytes:
        """A document, with the room's private half or with its own key that another office handed over.

        ``wrapped`` is what is known of the child's keys. Raises NoKey, SealBroken.
        """
        return open_with_document_key(self.document_key(where, sealed, wrapped), where, sealed)

    def document_key(self, where: Where, sealed: bytes, wrapped: Iterable[WrappedKey] = ()) -> bytes:
        """The key that one document was sealed under (32 bytes); raises NoKey, SealBroken."""
        if not self._private:
            raise NoKey(room=Room.OVERSIGHT.value)
        private = self._private.get(where.generation)
        if private is not None and key_id_of(self._public(where.generation)) == key_id_in(sealed):
            return document_key(private, where, sealed)
        for key in wrapped:
            if key.room is Room.OVERSIGHT and (secret := self._handed_over(where.case, key).get(_name(where))):
                return secret
        raise SealBroken

    def wrap_documents(self, case: UUID, keys: Mapping[Where, bytes]) -> WrappedKey:
        """Documents' keys that were handed over, sealed to this office's own room."""
        newest = self._keys.generation(KeyName.OVERSIGHT)
        content = b"".join(_name(where) + secret for where, secret in keys.items())
        public = X25519PublicKey.from_public_bytes(self._public(newest))
        return WrappedKey(Room.OVERSIGHT, 0, newest, HANDED_OVER + seal_for(public, content, self._info(case, newest)))

    def _handed_over(self, case: UUID, key: WrappedKey) -> dict[bytes, bytes]:
        private = self._private.get(key.room_generation)
        if private is None or not key.wrapped.startswith(HANDED_OVER):
            raise SealBroken
        content = open_for(private, key.wrapped[len(HANDED_OVER) :], self._info(case, key.room_generation))
        entries = range(0, len(content), _PLACE_BYTES + KEY_BYTES)
        return {
            content[at : at + _PLACE_BYTES]: content[at + _PLACE_BYTES : at + _PLACE_BYTES + KEY_BYTES]
            for at in entries
        }

    def _public(self, generation: int) -> bytes:
        public = self._keys.public(KeyName.OVERSIGHT, generation)
        if public is None:
            raise NoKey(room=Room.OVERSIGHT.value)
        return public

    def _info(self, case: UUID, generation: int) -> bytes:
        return framed(b"rd-handed-1", self._keys.office.bytes, case.bytes, number(generation))


def _name(where: Where) -> bytes:
    return sha256(place_of(where)).digest()
