"""Certificates: who somebody is in the programme, with which keys, and who says so."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from uuid import UUID

from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.identity import fingerprint
from reintegration_desktop.vault.roles import Duty, Role
from reintegration_desktop.vault.signed import REMEMBERED, Signed, signed

PURPOSE = "certificate"
VERSION = 2
"""Version 1 said nothing of who let a custodian in; it stays readable."""
Sign = Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Claims:
    """What a certificate says of a person: keys 32 bytes each, ``serial`` from 1, ``since`` with time zone.

    ``enrolment``: of a custodian, the bytes of the approval by which others let them in (``vault.acts.enrolment``).
    """

    id: UUID
    role: Role
    duties: frozenset[Duty]
    office: UUID
    sign_key: bytes
    seal_key: bytes
    since: datetime
    serial: int = 1
    enrolment: bytes = b""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Claims, who issued them (None: the programme's root) and the exact bytes that were signed.

    A certificate carries no name: it travels in bundles, and names of staff are sealed for the office. ``let_in_by``
    and ``counts`` follow from all certificates that are believed (``vault.acts.enrolment``): who let this person in, by
    whichever serial, and whether acts of two may count their signature.
    """

    claims: Claims
    issuer: UUID | None
    signed: Signed
    version: int = VERSION
    let_in_by: frozenset[UUID] = field(default=frozenset(), compare=False)
    counts: bool = field(default=True, compare=False)

    @property
    def id(self) -> UUID:
        """The person, whatever the serial."""
        return self.claims.id

    @property
    def role(self) -> Role:
        """What the person is."""
        return self.claims.role

    @property
    def duties(self) -> frozenset[Duty]:
        """What the person does besides."""
        return self.claims.duties

    @property
    def office(self) -> UUID:
        """Where the person belongs."""
        return self.claims.office

    @property
    def sign_key(self) -> bytes:
        """The public half their signatures are checked with."""
        return self.claims.sign_key

    @property
    def seal_key(self) -> bytes:
        """The public half keys are granted to."""
        return self.claims.seal_key

    @property
    def serial(self) -> int:
        """1 for the first certificate of a person."""
        return self.claims.serial

    @property
    def is_custodian(self) -> bool:
        """Whether this person may let others in."""
        return Duty.CUSTODIAN in self.claims.duties

    @property
    def decides_about_older(self) -> bool:
        """Whether this person may go on with a vault that was put back: who answers for the work, or for the keys."""
        return self.is_custodian or self.role in (Role.SUPERVISOR, Role.HEADQUARTERS)

    @property
    def enrollers(self) -> frozenset[UUID]:
        """Who let this person in, as far as that is known: nobody for who was certified by the root alone."""
        return self.let_in_by | ({self.issuer} if self.issuer not in (None, self.id) else set())

    @property
    def fingerprint(self) -> str:
        """The hash this certificate is named by, 64 hex digits."""
        return fingerprint(self.signed.body)


def issue(claims: Claims, issuer: UUID | None, sign: Sign) -> Certificate:
    """Certify somebody as an issuer, or as the root (None)."""
    body = {
        "version": VERSION,
        "kind": "person",
        "id": str(claims.id),
        "role": claims.role.value,
        "duties": sorted(claims.duties),
        "office": str(claims.office),
        "sign": as_text(claims.sign_key),
        "seal": as_text(claims.seal_key),
        "from": claims.since.isoformat(),
        "serial": claims.serial,
        "issuer": "root" if issuer is None else str(issuer),
        "enrolment": claims.enrolment.decode(),
    }
    return Certificate(claims, issuer, signed(PURPOSE, body, sign))


def certificate_at(papers: Sequence[Certificate], clock: int) -> Certificate | None:
    """Of somebody's certificates, oldest first, the one in force at a tick of the hybrid clock; else the first."""
    in_force = (one for one in reversed(papers) if in_force_from(one) <= clock)
    return next(in_force, papers[0] if papers else None)


def in_force_from(certificate: Certificate) -> int:
    """The tick of the hybrid clock from which a certificate is in force."""
    return milliseconds(certificate.claims.since) << COUNTER_BITS


def read_certificate(paper: Signed) -> Certificate:
    """The certificate in some signed bytes, its signature unchecked; raises ValueError."""
    return (_remembered if paper.is_small else _read)(paper)


def _read(paper: Signed) -> Certificate:
    fields = Fields.parse(paper.body)
    version = fields.number("version")
    if not 1 <= version <= VERSION or fields.text("kind") != "person":
        raise ValueError("a certificate of another kind")
    claims = Claims(
        id=fields.id("id"),
        role=Role(fields.text("role")),
        duties=frozenset(Duty(duty) for duty in fields.texts("duties")),
        office=fields.id("office"),
        sign_key=fields.content("sign", 32),
        seal_key=fields.content("seal", 32),
        since=fields.moment("from"),
        serial=fields.number("serial"),
        enrolment=fields.text("enrolment").encode() if version > 1 else b"",
    )
    issuer = fields.text("issuer")
    return Certificate(claims, None if issuer == "root" else UUID(issuer), paper, version)


_remembered = lru_cache(REMEMBERED)(_read)
