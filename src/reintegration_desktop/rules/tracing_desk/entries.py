"""Entries of the log about what a tracing desk may open: given for some days by the child's office, and taken back."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document, decode, encode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.entry import LogEntry
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.roles import Role, Room

FORM, KEYS = "desk", "desk_keys"


class Step(StrEnum):
    """What an entry says."""

    GRANT = "grant"
    END = "end"


@dataclass(frozen=True, slots=True)
class Grant:
    """That an office opens a child's person room to one person until a moment.

    ``digest`` is the SHA-256 of the entry with the keys, which are wrapped for that person alone.
    """

    office: UUID
    person: UUID
    until: datetime
    digest: bytes


@dataclass(frozen=True, slots=True)
class End:
    """That an office takes a grant back."""

    grant: VersionId
    office: UUID


Said = Grant | End


class Entry(LogEntry[Said]):
    """An entry about a child opened to the tracing desk."""

    __slots__ = ()


def record_about(case: UUID) -> UUID:
    """The record under which everything about a child's grants lies."""
    return record_of(case, FORM)


def keys_record(case: UUID) -> UUID:
    """The record under which the keys lie, so that they can be emptied."""
    return record_of(case, KEYS)


def keys_document(answers: Mapping[str, object]) -> Document:
    """The entry with the keys, as the record ``keys`` has them."""
    return Document(KEYS, None, dict(answers))


def digest_of(document: bytes) -> bytes:
    """What a grant names its keys by."""
    return sha256(document).digest()


def grant_documents(office: UUID, person: UUID, until: datetime, keys: Document) -> tuple[Document, Document]:
    """The entry with the keys, and the one that says to whom and until when."""
    said = {
        "step": Step.GRANT.value, "office": str(office), "person": str(person), "until": milliseconds(until),
        "digest": as_text(digest_of(encode(keys))),
    }  # fmt: skip
    return keys, Document(FORM, None, said)


def end_document(grant: VersionId, office: UUID) -> Document:
    """The entry of who takes a grant back."""
    said = {"step": Step.END.value, "office": str(office), "device": grant.device, "seq": grant.seq}
    return Document(FORM, None, said)


def is_about_the_desk(change: Change) -> bool:
    """Whether a change is about what a tracing desk may open, or says that it is."""
    return change.kind is Kind.OFFER and change.room is Room.OPEN and change.record == record_about(change.case)


def read_entry(change: Change) -> Entry | None:
    """An entry about a grant; None where it can't be read, or is none."""
    if not is_about_the_desk(change):
        return None
    try:
        document = decode(change.document)
        said = _READ[Step(str(document.answers.get("step")))](Fields(dict(document.answers)))
    except (ValueError, OverflowError, DocumentBroken):
        return None
    return Entry(change.id, change.case, change.author, change.clock, said) if document.form == FORM else None


def may_be_said(change: Change, certificate: Certificate) -> bool:
    """Whether an entry can be read, and its author is a supervisor of the office that it speaks for."""
    entry = read_entry(change)
    return entry is not None and certificate.role is Role.SUPERVISOR and entry.said.office == certificate.office


def entries_in(changes: Iterable[Change]) -> list[Entry]:
    """Those of some changes that are such entries."""
    return [entry for change in changes if (entry := read_entry(change)) is not None]


def _grant(fields: Fields) -> Grant:
    until = datetime.fromtimestamp(fields.number("until") / 1000, UTC)
    return Grant(fields.id("office"), fields.id("person"), until, fields.content("digest", 32))


def _end(fields: Fields) -> End:
    device, seq = fields.text("device"), fields.number("seq")
    if len(bytes.fromhex(device)) != 16 or device != device.lower() or not 0 < seq < 1 << 31:
        raise ValueError("no change")
    return End(VersionId(device, seq), fields.id("office"))


_READ: Mapping[Step, Callable[[Fields], Said]] = {Step.GRANT: _grant, Step.END: _end}
