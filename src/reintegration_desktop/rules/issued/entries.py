"""Entries of the log about rules for all offices, as they stand in the open room: one signature each."""

from base64 import b64decode
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.entry import LogEntry
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.issued.snapshot import LARGEST, version_of
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.papers.acts import WHO_SIGNS, Act, Approval, Statement, read_statement_of
from reintegration_desktop.vault.roles import Role, Room

FORM = "rules"


@dataclass(frozen=True, slots=True)
class Signing:
    """One person's signature under rules; who signs first brings them (``content``), the second names their digest."""

    content: bytes
    statement: Statement
    approval: Approval


class Entry(LogEntry[Signing]):
    """An entry about rules for all offices."""

    __slots__ = ()

    @property
    def office(self) -> UUID:
        """The office that it is about."""
        return self.case


def record_about(office: UUID) -> UUID:
    """The record under which everything about a headquarters' rules lies."""
    return record_of(office, FORM)


def signing_document(approval: Approval, content: bytes = b"") -> Document:
    """The entry of somebody who signs; who is the first brings the rules."""
    said = {"step": "sign", "approval": as_text(approval.to_bytes())}
    return Document(FORM, None, said | ({"rules": as_text(content)} if content else {}))


def is_about_rules(change: Change) -> bool:
    """Whether a change is about rules for all offices, or says that it is."""
    return change.kind is Kind.APPROVE and change.room is Room.OPEN and change.record == record_about(change.case)


def read_entry(change: Change) -> Entry | None:
    """An entry about rules; None where it can't be read, or is none. Rules of a newer version are still an entry."""
    if not is_about_rules(change):
        return None
    try:
        document = decode(change.document)
        fields = Fields(dict(document.answers))
        approval = Approval.from_bytes(b64decode(fields.text("approval"), validate=True))
        content = b64decode(fields.text("rules"), validate=True) if fields.has("rules") else b""
        statement = read_statement_of(approval.body)
    except (ValueError, DocumentBroken, PaperDamaged):
        return None
    if document.form != FORM or not _fits(statement, content, change.case):
        return None
    return Entry(change.id, change.case, change.author, change.clock, Signing(content, statement, approval))


def may_be_said(change: Change, certificate: Certificate) -> bool:
    """Whether an entry can be read, and its author signed it and may: rules are brought by headquarters alone."""
    entry = read_entry(change)
    if entry is None or not entry.said.approval.is_signed_by(certificate):
        return False
    if entry.said.content:
        return certificate.role is Role.HEADQUARTERS and certificate.office == entry.office
    return certificate.role in WHO_SIGNS[Act.CHANGE_POLICY][1]


def _fits(statement: Statement, content: bytes, office: UUID) -> bool:
    """Whether a statement is about changing the policy by exactly these bytes."""
    if (statement.act, statement.office) != (Act.CHANGE_POLICY, office) or len(content) > LARGEST:
        return False
    return not content or (statement.digest == sha256(content).digest() and version_of(content) is not None)
