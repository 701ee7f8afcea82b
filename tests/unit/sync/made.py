"""Offices, people, devices and what they saved, for tests: real keys, real chains, invented content."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.sync.bundle import Address, Sender
from reintegration_desktop.sync.receive import Letterbox
from reintegration_desktop.sync.trust import Papers, Pinned
from reintegration_desktop.vault.age_keys import identity_of
from reintegration_desktop.vault.certificates import Certificate, Claims, issue
from reintegration_desktop.vault.chain import FIRST, link, sign_save
from reintegration_desktop.vault.identity import PrivateKeys, fingerprint, seal_key_of, sign_key_of
from reintegration_desktop.vault.revocations import Revocation, revoke
from reintegration_desktop.vault.roles import Duty, Role, Room
from tests.unit.sync.memory import Tables, envelope_of

NOW = datetime(2026, 6, 15, 12, tzinfo=UTC)
BEGAN = NOW - timedelta(days=300)


@dataclass
class Person:
    certificate: Certificate
    keys: PrivateKeys

    @property
    def id(self) -> UUID:
        return self.certificate.id


@dataclass
class Programme:
    secret: bytes = field(default_factory=lambda: os.urandom(32))

    @property
    def root(self) -> bytes:
        return sign_key_of(self.secret)

    def sign(self, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(self.secret).sign(message)


class Office:
    """An office with a custodian, a transport pair and empty tables."""

    def __init__(self, programme: Programme, role: Role = Role.SUPERVISOR) -> None:
        self.id, self.programme, self.tables = uuid4(), programme, Tables()
        self.transport = os.urandom(32)
        self.people: dict[UUID, Person] = {}
        self.pins: dict[UUID, bytes] = {}
        self.custodian = self._person(role, frozenset({Duty.CUSTODIAN, Duty.COURIER}), None, programme.sign)

    def person(self, role: Role, *duties: Duty) -> Person:
        return self._person(role, frozenset(duties), self.custodian.id, self.custodian.keys.sign)

    def _person(self, role, duties, issuer, sign) -> Person:
        keys = PrivateKeys.new(os.urandom)
        claims = Claims(uuid4(), role, duties, self.id, keys.sign_key, keys.seal_key, BEGAN)
        person = Person(issue(claims, issuer, sign), keys)
        self.people[person.id] = person
        return person

    @property
    def papers(self) -> Papers:
        return Papers(tuple(person.certificate for person in self.people.values()))

    @property
    def address(self) -> Address:
        return Address(self.id, seal_key_of(self.transport))

    def sender(self, person: Person | None = None) -> Sender:
        by = person or self.custodian
        chain = () if by is self.custodian else (self.custodian.certificate,)
        return Sender(by.certificate, self.programme.root, by.keys.sign, chain)

    def box(self, folder: Path, **other: object) -> Letterbox:
        box = Letterbox(
            self.id, (identity_of(self.transport),), frozenset({fingerprint(self.address.key)}),
            Pinned(self.programme.root, self.pins), self.papers, self.tables, folder, lambda: NOW, os.urandom,
        )  # fmt: skip
        return replace(box, **other)

    def revocation(self, person: Person, **last: tuple[int, bytes]) -> Revocation:
        return revoke(person.id, NOW, self.custodian.id, self.custodian.keys.sign, last)


@dataclass
class Entry:
    """What is to become a change."""

    case: UUID
    record: UUID
    room: Room = Room.ACCOUNT
    kind: Kind | str = Kind.SAVE
    parents: tuple[VersionId, ...] = ()
    document: bytes = b""
    ahead: timedelta = timedelta(0)


class Device:
    """A laptop: it chains and signs what its people save."""

    def __init__(self, office: Office) -> None:
        self.id, self.office = os.urandom(16).hex(), office
        self.seq, self.head, self.moment = 0, FIRST, NOW - timedelta(days=30)

    def save(self, author: Person, *entries: Entry, signer: Person | None = None) -> list[Change]:
        """One transaction, kept in the office's tables."""
        changes = [self.chained(author, entry) for entry in entries]
        self.sign(author, changes, signer)
        return changes

    def sign(self, author: Person, changes: list[Change], signer: Person | None = None) -> None:
        """The author's signature over changes already chained."""
        first, keys = changes[0].seq, (signer or author).keys
        signature = sign_save(keys.sign, bytes.fromhex(self.id), first, self.seq, self.head)
        self.office.tables.wrote(changes, SaveRow(self.id, first, self.seq, author.id, self.head, signature))

    def visit(self, author: Person, case: UUID | None = None) -> list[Change]:
        """A visit: its account sealed, the case's open facts and tasks."""
        child = case or uuid4()
        return self.save(
            author, Entry(child, uuid4(), document=os.urandom(700)), Entry(child, child, Room.OPEN, document=OPEN)
        )

    def chained(self, author: Person, entry: Entry) -> Change:
        self.seq += 1
        self.moment += timedelta(seconds=1)
        clock = milliseconds(self.moment + entry.ahead) << COUNTER_BITS
        document = entry.document or os.urandom(300)
        change = Change(
            entry.case, entry.record, entry.room, self.id, self.seq, clock, author.id, entry.kind, entry.parents, 1,
            os.urandom(16), document, b"",
        )  # fmt: skip
        self.head = link(self.head, change.salt, envelope_of(change), change.document)
        return replace(change, hash=self.head)


OPEN = encode(Document("case", None, {"case_status": "open", "case_stage": "registered"}))


def contents(tables: Tables) -> tuple[object, ...]:
    """What a view could be drawn from, to compare before and after."""
    return dict(tables.log), dict(tables.quarantine), dict(tables.rows), dict(tables.marks), list(tables.receipts)


def ids(changes: Iterable[Change]) -> list[VersionId]:
    return [change.id for change in changes]
