"""A slot: a person's private keys and the pinned root, opened by a passphrase, and nothing else."""

from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.errors import ForeignVault, SlotDamaged, WrongPassphrase
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.identity import PrivateKeys, Random
from reintegration_desktop.vault.passphrases.passphrase import (
    FLOOR,
    SALT_BYTES,
    KdfParameters,
    derive,
    refuse_below,
    refuse_beyond,
)
from reintegration_desktop.vault.seals.framing import framed

VERSION = 1
CONTENT_BYTES, TAG_BYTES, NONCE_BYTES, SUM_BYTES = 96, 16, 12, 8


@dataclass(frozen=True, slots=True)
class Slot:
    """``person`` and ``label`` stand in the clear; ``sealed`` holds two private halves and the root's public one.

    ``sum`` tells damage from a wrong passphrase before anything is derived; it protects nothing.
    """

    office: UUID
    person: UUID
    label: str
    kdf: KdfParameters
    salt: bytes
    nonce: bytes
    sealed: bytes
    sum: bytes

    @property
    def bound(self) -> bytes:
        """What the sealed part is bound to."""
        return framed(
            b"rd-slot-1", self.office.bytes, self.person.bytes, self.label.encode(), self.kdf.to_bytes(), self.salt
        )

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {
            "version": VERSION,
            "office": str(self.office),
            "person": str(self.person),
            "label": self.label,
            "kdf": "argon2id",
            "memory": self.kdf.memory,
            "passes": self.kdf.passes,
            "lanes": self.kdf.lanes,
            "salt": as_text(self.salt),
            "nonce": as_text(self.nonce),
            "sealed": as_text(self.sealed),
            "sum": as_text(self.sum),
        }

    @classmethod
    def from_json(cls, fields: Fields) -> "Slot":
        """Back from ``to_json``; raises ValueError."""
        if fields.number("version") != VERSION or fields.text("kdf") != "argon2id":
            raise ValueError("a slot of another kind")
        return cls(
            office=fields.id("office"),
            person=fields.id("person"),
            label=fields.text("label"),
            kdf=KdfParameters(fields.number("memory"), fields.number("passes"), fields.number("lanes")),
            salt=fields.content("salt", SALT_BYTES),
            nonce=fields.content("nonce", NONCE_BYTES),
            sealed=fields.content("sealed", CONTENT_BYTES + TAG_BYTES),
            sum=fields.content("sum", SUM_BYTES),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """What a slot held: a person's keys and the root's public half (32 bytes) they were pinned to."""

    keys: PrivateKeys
    root: bytes


def make_slot(
    office: UUID,
    person: UUID,
    label: str,
    opened: Opened,
    passphrase: str,
    kdf: KdfParameters,
    random: Random,
    floor: KdfParameters = FLOOR,
) -> Slot:
    """Seal keys under a passphrase; raises KdfParametersRefused below the floor, which only a test lowers."""
    refuse_below(kdf, floor)
    salt, nonce = random(SALT_BYTES), random(NONCE_BYTES)
    empty = Slot(office, person, label, kdf, salt, nonce, b"", b"")
    content = opened.keys.sign_secret + opened.keys.seal_secret + opened.root
    sealed = AESGCM(derive(passphrase, salt, kdf)).encrypt(nonce, content, empty.bound)
    return Slot(office, person, label, kdf, salt, nonce, sealed, _sum(empty.bound, nonce, sealed))


def open_slot(slot: Slot, office: UUID, passphrase: str) -> Opened:
    """A person's keys; ForeignVault, SlotDamaged and KdfParametersRefused are raised before anything is derived."""
    if slot.office != office:
        raise ForeignVault
    refuse_beyond(slot.kdf)
    if not is_whole(slot):
        raise SlotDamaged
    cipher = AESGCM(derive(passphrase, slot.salt, slot.kdf))
    try:
        content = cipher.decrypt(slot.nonce, slot.sealed, slot.bound)
    except InvalidTag:
        raise WrongPassphrase from None
    return Opened(PrivateKeys(content[:32], content[32:64]), content[64:])


def is_whole(slot: Slot) -> bool:
    """Whether a slot's bytes are those that were written; this protects nothing."""
    return _sum(slot.bound, slot.nonce, slot.sealed) == slot.sum


def _sum(bound: bytes, nonce: bytes, sealed: bytes) -> bytes:
    return sha256(framed(b"rd-slot-sum-1", bound, nonce, sealed)).digest()[:SUM_BYTES]
