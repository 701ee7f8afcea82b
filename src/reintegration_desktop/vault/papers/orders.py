"""Orders to erase, and the receipts of those who did: the exact bytes that are signed (docs/formats.md)."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate, Sign
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.signed import Signed, signed

VERSION = 1
PURPOSE = "receipt"
MOST_CASES = 1000
_DEVICE_BYTES = 16


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be erased: ``cases`` ascending, of an office that has ``children`` in all.

    ``days`` pass between the last signature and the destruction: none where the child asked.
    """

    office: UUID
    cases: tuple[UUID, ...]
    days: int
    asked_by_child: bool
    children: int

    @property
    def digest(self) -> bytes:
        """What a statement is about: SHA-256 of the order's bytes."""
        return sha256(self.to_bytes()).digest()

    def to_bytes(self) -> bytes:
        """The bytes that travel, and whose digest is signed."""
        return compact(
            {
                "version": VERSION,
                "kind": "erasure",
                "office": str(self.office),
                "cases": [case.hex for case in self.cases],
                "days": self.days,
                "asked_by_child": self.asked_by_child,
                "children": self.children,
            }
        )

    @classmethod
    def from_bytes(cls, content: bytes) -> "Order":
        """Back from ``to_bytes``; raises PaperDamaged, also for bytes that it would not write itself."""
        try:
            fields = Fields.parse(content)
            order = cls(
                office=fields.id("office"),
                cases=tuple(UUID(hex=case) for case in fields.texts("cases")),
                days=fields.number("days"),
                asked_by_child=fields.flag("asked_by_child"),
                children=fields.number("children"),
            )
        except ValueError:
            raise PaperDamaged from None
        if order.to_bytes() != content or not 0 < len(order.cases) <= MOST_CASES:
            raise PaperDamaged
        if list(order.cases) != sorted(set(order.cases)):
            raise PaperDamaged
        return order


@dataclass(frozen=True, slots=True)
class ErasureReceipt:
    """That a device (32 hex digits) of an office destroyed what an order names: by who had the vault open."""

    office: UUID
    person: UUID
    device: str
    digest: bytes
    number: bytes
    at: datetime
    paper: Signed

    def is_by(self, sign_key: bytes) -> bool:
        """Whether the holder of a key signed it."""
        return self.paper.is_by(sign_key, PURPOSE)


def write_receipt(
    signer: Certificate, device: str, statement: tuple[bytes, bytes], at: datetime, sign: Sign
) -> ErasureReceipt:
    """Say, signed, that an order was carried out on a device; ``statement`` is its digest and number."""
    digest, number = statement
    body = {
        "version": VERSION,
        "kind": "erased",
        "office": str(signer.office),
        "person": str(signer.id),
        "device": as_text(bytes.fromhex(device)),
        "digest": as_text(digest),
        "number": as_text(number),
        "at": at.isoformat(),
    }
    return ErasureReceipt(signer.office, signer.id, device, digest, number, at, signed(PURPOSE, body, sign))


def read_receipt(paper: Signed) -> ErasureReceipt:
    """The receipt in some signed bytes, its signature unchecked; raises PaperDamaged."""
    try:
        fields = Fields.parse(paper.body)
        if fields.number("version") != VERSION or fields.text("kind") != "erased":
            raise ValueError("a receipt of another kind")
        return ErasureReceipt(
            office=fields.id("office"),
            person=fields.id("person"),
            device=fields.content("device", _DEVICE_BYTES).hex(),
            digest=fields.content("digest", 32),
            number=fields.content("number", 16),
            at=fields.moment("at"),
            paper=paper,
        )
    except ValueError:
        raise PaperDamaged from None
