"""Entries of the log about an office's own numbers, as they stand in the open room: one signature each."""

from base64 import b64decode
from dataclasses import dataclass, fields
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.entry import LogEntry
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.papers.acts import WHO_SIGNS, Act, Approval, Statement, read_statement_of
from reintegration_desktop.vault.roles import Role, Room

FORM = "numbers"
VERSION = 1
LARGEST = 65_536
RETENTION = frozenset({"keep_years", "keep_void_months", "erased_after_days"})
"""The numbers that say how long a file is kept: changing them is an act of its own."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """An office's numbers, in place of those with the SHA-256 ``previous`` (64 hex digits; empty: the usual ones)."""

    office: UUID
    previous: str
    policy: Policy

    def to_bytes(self) -> bytes:
        """The bytes whose digest is signed."""
        return compact(
            {
                "version": VERSION,
                "kind": "numbers",
                "office": str(self.office),
                "previous": self.previous,
                "policy": self.policy.to_json(),
            }
        )


@dataclass(frozen=True, slots=True)
class Signing:
    """One person's signature under numbers; who signs first brings them (None for the second)."""

    numbers: Numbers | None
    statement: Statement
    approval: Approval


class Entry(LogEntry[Signing]):
    """An entry about an office's own numbers."""

    __slots__ = ()

    @property
    def office(self) -> UUID:
        """The office that it is about."""
        return self.case


def act_of(before: Policy, after: Policy) -> Act:
    """Which act it is to change numbers so."""
    kept = any(getattr(before, name) != getattr(after, name) for name in RETENTION)
    return Act.CHANGE_RETENTION if kept else Act.CHANGE_POLICY


def digest_of(content: bytes) -> bytes:
    """What is signed for."""
    return sha256(content).digest()


def record_about(office: UUID) -> UUID:
    """The record under which everything about an office's numbers lies."""
    return record_of(office, FORM)


def signing_document(approval: Approval, numbers: Numbers | None = None) -> Document:
    """The entry of somebody who signs; who is the first brings the numbers."""
    said = {"step": "sign", "approval": as_text(approval.to_bytes())}
    return Document(FORM, None, said | ({} if numbers is None else {"numbers": as_text(numbers.to_bytes())}))


def is_about_numbers(change: Change) -> bool:
    """Whether a change is about an office's numbers, or says that it is."""
    return change.kind is Kind.APPROVE and change.room is Room.OPEN and change.record == record_about(change.case)


def read_entry(change: Change) -> Entry | None:
    """An entry about an office's numbers; None where it can't be read, or is none."""
    if not is_about_numbers(change):
        return None
    try:
        document = decode(change.document)
        said = Fields(dict(document.answers))
        approval = Approval.from_bytes(b64decode(said.text("approval"), validate=True))
        content = b64decode(said.text("numbers"), validate=True) if said.has("numbers") else b""
        statement, numbers = read_statement_of(approval.body), _numbers(content) if content else None
    except (ValueError, DocumentBroken, PaperDamaged):
        return None
    about = statement.act in (Act.CHANGE_POLICY, Act.CHANGE_RETENTION) and statement.office == change.case
    if document.form != FORM or not about or len(content) > LARGEST:
        return None
    if numbers is not None and (numbers.office, digest_of(content)) != (change.case, statement.digest):
        return None
    return Entry(change.id, change.case, change.author, change.clock, Signing(numbers, statement, approval))


def may_be_said(change: Change, certificate: Certificate) -> bool:
    """Whether an entry can be read, and its author signed it and may: a custodian who decides brings them."""
    entry = read_entry(change)
    if entry is None or not entry.said.approval.is_signed_by(certificate):
        return False
    if entry.at > entry.said.statement.expires:
        return False
    first, second = WHO_SIGNS[entry.said.statement.act]
    if entry.said.numbers is not None:
        return may_bring(certificate) and certificate.role in first and certificate.office == entry.office
    ours = certificate.office == entry.office or certificate.role is Role.HEADQUARTERS
    return certificate.role in second and ours


def may_bring(certificate: Certificate) -> bool:
    """Whether somebody brings numbers, as the first of two."""
    return certificate.is_custodian and certificate.role in (Role.SUPERVISOR, Role.HEADQUARTERS)


def _numbers(content: bytes) -> Numbers:
    said = Fields.parse(content)
    if said.number("version") != VERSION or said.text("kind") != "numbers":
        raise ValueError("numbers of another kind")
    table = said.table("policy")
    known = {one.name for one in fields(Policy)}
    raw = {name: table.value(name) for name in table.names() if name in known}
    return Numbers(said.id("office"), said.text("previous"), Policy.from_json(raw))
