"""Two-person acts: a statement of what is to happen to exactly what, signed by two people who may."""

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from itertools import permutations
from types import MappingProxyType
from typing import Protocol
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate, Sign
from reintegration_desktop.vault.chain import is_signed
from reintegration_desktop.vault.errors import ActRefused, PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.roles import Role
from reintegration_desktop.vault.seals.framing import framed

VERSION = 1
NUMBER_BYTES = 16


class Act(StrEnum):
    """What nobody does alone."""

    ERASE = "erase"
    LOWER_THRESHOLD = "lower_threshold"
    RESTORE_OVER_NEWER = "restore_over_newer"
    ENROL_CUSTODIAN = "enrol_custodian"
    CHANGE_POLICY = "change_policy"
    CHANGE_RETENTION = "change_retention"


_DECIDES = frozenset({Role.SUPERVISOR, Role.HEADQUARTERS})
_WORKS = _DECIDES | {Role.CASEWORKER, Role.CLINICIAN}
_ANSWERS = _DECIDES | {Role.COORDINATOR, Role.AUDITOR, Role.MANAGER}

WHO_SIGNS: Mapping[Act, tuple[frozenset[Role], frozenset[Role]]] = MappingProxyType(
    {
        Act.ERASE: (frozenset({Role.SUPERVISOR}), _WORKS | {Role.COORDINATOR}),
        Act.LOWER_THRESHOLD: (_DECIDES, _ANSWERS),
        Act.RESTORE_OVER_NEWER: (_DECIDES, _DECIDES),
        Act.ENROL_CUSTODIAN: (_DECIDES, _DECIDES),
        Act.CHANGE_POLICY: (_DECIDES, _ANSWERS),
        Act.CHANGE_RETENTION: (_DECIDES, _ANSWERS),
    }
)
"""The roles of the first and of the second signature."""

BY_CUSTODIANS = frozenset({Act.ENROL_CUSTODIAN})


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


class Certified(Protocol):
    """Whose signatures count (``vault.people.People``)."""

    def standing(self, person: UUID) -> Certificate | None:
        """The certificate of a person whose signature counts."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a receiver is about to do, and needs an approval for."""

    act: Act
    office: UUID
    digest: bytes


def begin_approval(statement: Statement, person: UUID, sign: Sign) -> Approval:
    """The first signature."""
    return Approval(statement.to_bytes(), {}).signed_by(person, sign)


def check_approval(
    approval: Approval, expected: Expected, people: Certified, now: datetime, used: Container[bytes]
) -> Statement:
    """The statement, when it is about exactly this, in time, unused, and signed by two who may.

    Raises ActRefused with ``reason``: other, expired, used, people. Every receiver checks again.
    """
    statement = read_statement_of(approval.body)
    if (statement.act, statement.office, statement.digest) != (expected.act, expected.office, expected.digest):
        raise ActRefused(reason="other")
    if now > statement.expires:
        raise ActRefused(reason="expired")
    if statement.number in used:
        raise ActRefused(reason="used")
    signers = [
        certificate
        for person in approval.signatures
        if (certificate := people.standing(person)) and approval.is_signed_by(certificate)
    ]
    if not any(may_together(statement.act, first, second) for first, second in permutations(signers, 2)):
        raise ActRefused(reason="people")
    return statement


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


def may_together(act: Act, first: Certificate, second: Certificate) -> bool:
    """Whether two people may do this together: neither was let in by the other."""
    if act in BY_CUSTODIANS and not (first.is_custodian and second.is_custodian):
        return False
    if first.issuer == second.id or second.issuer == first.id:
        return False
    firsts, seconds = WHO_SIGNS[act]
    return first.role in firsts and second.role in seconds


def _message(body: bytes) -> bytes:
    return framed(b"rd-act-1", body)
