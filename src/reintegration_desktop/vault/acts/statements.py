"""Statements of what two people do together, and the signatures under them: the exact bytes that are signed."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate, Sign
from reintegration_desktop.vault.chain import is_signed
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.seals.framing import framed

VERSION = 1
NUMBER_BYTES = 16


class Act(StrEnum):
    """What nobody does alone."""

    ERASE = "erase"
    RESTORE_OVER_NEWER = "restore_over_newer"
    ENROL_CUSTODIAN = "enrol_custodian"
    CHANGE_POLICY = "change_policy"
    CHANGE_RETENTION = "change_retention"


@dataclass(frozen=True, slots=True)
class Statement:
    """``digest`` is the SHA-256 of the exact object, ``number`` 16 random bytes that count once."""

    act: Act
    office: UUID
    digest: bytes
    expires: datetime
    number: bytes

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        return compact(
            {
                "version": VERSION,
                "kind": "act",
                "act": self.act.value,
                "office": str(self.office),
                "digest": as_text(self.digest),
                "expires": self.expires.isoformat(),
                "number": as_text(self.number),
            }
        )


@dataclass(frozen=True, slots=True)
class Approval:
    """A statement's exact bytes with signatures (64 bytes) by person."""

    body: bytes
    signatures: Mapping[UUID, bytes]

    def signed_by(self, person: UUID, sign: Sign) -> "Approval":
        """With one more signature."""
        return replace(self, signatures={**self.signatures, person: sign(_message(self.body))})

    def to_bytes(self) -> bytes:
        """What is carried to the second person, and kept in the log."""
        rows = [{"person": str(person), "signature": as_text(mark)} for person, mark in self.signatures.items()]
        return compact({"body": self.body.decode(), "signatures": rows})

    @classmethod
    def from_bytes(cls, content: bytes) -> "Approval":
        """Back from ``to_bytes``, nothing checked; raises PaperDamaged."""
        try:
            fields = Fields.parse(content)
            marks = {row.id("person"): row.content("signature", 64) for row in fields.rows("signatures")}
            return cls(fields.text("body").encode(), marks)
        except ValueError:
            raise PaperDamaged from None

    def is_signed_by(self, certificate: Certificate) -> bool:
        """Whether the person of a certificate signed this, with the key that stands in it."""
        mark = self.signatures.get(certificate.id)
        return mark is not None and is_signed(certificate.sign_key, _message(self.body), mark)


def begin_approval(statement: Statement, person: UUID, sign: Sign) -> Approval:
    """The first signature."""
    return Approval(statement.to_bytes(), {}).signed_by(person, sign)


def read_statement_of(body: bytes) -> Statement:
    """The statement in an approval's bytes; raises PaperDamaged."""
    try:
        fields = Fields.parse(body)
        if fields.number("version") != VERSION or fields.text("kind") != "act":
            raise ValueError("a statement of another kind")
        return Statement(
            Act(fields.text("act")),
            fields.id("office"),
            fields.content("digest", 32),
            fields.moment("expires"),
            fields.content("number", NUMBER_BYTES),
        )
    except ValueError:
        raise PaperDamaged from None


def _message(body: bytes) -> bytes:
    return framed(b"rd-act-1", body)
