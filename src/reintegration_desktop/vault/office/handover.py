"""Giving a child's keys to another office: sealed to its case pair, so that who carries them can't open them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.errors import OfferForeign, PaperDamaged, SealBroken
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName, Room
from reintegration_desktop.vault.rooms.wrapping import WrappedKey
from reintegration_desktop.vault.seal import Where
from reintegration_desktop.vault.seals.framing import framed, number
from reintegration_desktop.vault.seals.hybrid import open_for, seal_for

VERSION = 1


@dataclass(frozen=True, slots=True)
class Terms:
    """What an offer is bound to: the case, its epoch, who gives and who is meant to take."""

    case: UUID
    epoch: int
    source: UUID
    target: UUID

    @property
    def bound(self) -> bytes:
        """The terms as bytes."""
        return framed(b"rd-offer-1", self.case.bytes, number(self.epoch), self.source.bytes, self.target.bytes)


def offer_keys(
    keyring: Keyring,
    terms: Terms,
    rooms: Iterable[Room],
    case_public: bytes,
    complaints: Mapping[Where, bytes] | None = None,
) -> bytes:
    """Seal a child's keys of some rooms, all generations, to the target's case pair (its public half, 32 bytes).

    Oversight has no key of its own: what is sealed there (``complaints``, by place) goes document by document. Raises
    NoKey, SealBroken; consent has already decided which rooms go.
    """
    wanted = frozenset(rooms)
    keys = [
        {"room": room.value, "generation": generation, "key": as_text(key.secret)}
        for room in CHILD_ROOMS
        if room in wanted
        for generation in keyring.children.generations(terms.case, room)
        for key in keyring.children.get(terms.case, room, generation)
    ]
    documents = [
        {
            "generation": where.generation,
            "record": str(where.record),
            "device": where.device.hex(),
            "seq": where.seq,
            "key": as_text(keyring.document_key(where, sealed)),
        }
        for where, sealed in (complaints or {}).items()
        if Room.OVERSIGHT in wanted
    ]
    content = compact({"version": VERSION, "keys": keys, "documents": documents})
    return bytes((VERSION,)) + seal_for(X25519PublicKey.from_public_bytes(case_public), content, terms.bound)


def take_keys(keyring: Keyring, terms: Terms, offer: bytes) -> tuple[WrappedKey, ...]:
    """Open an offer with this office's case pair and wrap everything for its own rooms; a new generation begins.

    The keys are adopted at once and are to be written into the log. Raises OfferForeign for other terms, another
    office or a changed bit, PaperDamaged.
    """
    content = _opened(keyring, terms, offer)
    try:
        keys, documents = _keys_in(content), _documents_in(terms.case, content)
    except ValueError:
        raise PaperDamaged from None
    taken = [keyring.wrapper.wrap(terms.case, room, gen, secret, born=0) for room, gen, secret in keys]
    if documents:
        taken.append(keyring.oversight.wrap_documents(terms.case, documents))
    keyring.children.adopt(terms.case, taken)
    following = 1 + max((generation for _, generation, _ in keys), default=0)
    return (*taken, *keyring.children.new(terms.case, following).values())


def _opened(keyring: Keyring, terms: Terms, offer: bytes) -> Fields:
    for secret in keyring.secrets(KeyName.CASE) if offer[:1] == b"\x01" else ():
        try:
            return Fields.parse(open_for(X25519PrivateKey.from_private_bytes(secret), offer[1:], terms.bound))
        except (SealBroken, ValueError):
            continue
    raise OfferForeign


def _keys_in(content: Fields) -> list[tuple[Room, int, bytes]]:
    return [(Room(row.text("room")), row.number("generation"), row.content("key", 32)) for row in content.rows("keys")]


def _documents_in(case: UUID, content: Fields) -> dict[Where, bytes]:
    return {
        Where(
            case, Room.OVERSIGHT, row.number("generation"), row.id("record"), bytes.fromhex(row.text("device")),
            row.number("seq"),
        ): row.content("key", 32)
        for row in content.rows("documents")
    }  # fmt: skip
