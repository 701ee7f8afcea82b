"""What opens a provider's answer: a pair of its own for every packet, derived from the child's key of a room.

Nothing secret stands in the record: whoever has the child's key derives it again, also after the case was handed over.
"""

from typing import Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reintegration_desktop.vault.age_keys import identity_of, own_recipient
from reintegration_desktop.vault.attachments import SALT_BYTES, FilePlace
from reintegration_desktop.vault.children import ChildKeys
from reintegration_desktop.vault.envelope import open_bytes
from reintegration_desktop.vault.seals.framing import framed, number

VERSION = "1"


class PacketMark(tuple[int, bytes]):
    """What a referral says of its packet: the generation of the child's key, and a salt of 16 bytes."""

    __slots__ = ()

    def __str__(self) -> str:
        return f"{VERSION}.{self[0]}.{self[1].hex()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What stands in an answer; raises ValueError for anything else."""
        version, generation, salt = text.split(".")
        found = cls((int(generation), bytes.fromhex(salt)))
        if version != VERSION or len(found[1]) != SALT_BYTES:
            raise ValueError("no packet")
        return found

    @property
    def reference(self) -> str:
        """What the provider quotes; it tells nothing."""
        digits = self[1].hex().upper()
        return f"{digits[:4]}-{digits[4:8]}"


def answer_recipient(keys: ChildKeys, place: FilePlace) -> str:
    """Whom a provider seals an answer to (``age1...``); raises NoKey, SealBroken."""
    return own_recipient(_pair(keys.get(place.case, place.room, place.generation)[0].secret, place))


def open_answer(keys: ChildKeys, place: FilePlace, sealed: bytes) -> bytes:
    """A provider's answer; raises EnvelopeForeign, EnvelopeDamaged, NoKey, SealBroken."""
    held = keys.get(place.case, place.room, place.generation)
    return open_bytes(sealed, [identity_of(_pair(key.secret, place)) for key in held])


def _pair(secret: bytes, place: FilePlace) -> bytes:
    case, room, generation, record, salt = place
    context = framed(b"rd-answer-1", case.bytes, room.value.encode(), number(generation), record.bytes)
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=context).derive(secret)
