"""One young person's file: its records, as somebody may read them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha1
from uuid import UUID

from reintegration_desktop.forms.answers import Answers


def record_of(case: UUID, form: str) -> UUID:
    """The id of the one record of a form that does not repeat, the same on every device: its UUID 5 in the case's.

    The ``case`` form's record is the case itself. Asked once for everybody at an unlock; ``uuid.uuid5`` takes thrice.
    """
    return UUID(bytes=record_bytes(case.bytes, form))


def record_bytes(case: bytes, form: str) -> bytes:
    """The same as 16 bytes, from those of the case: the UUID 5 of RFC 9562."""
    if form == "case":
        return case
    digest = sha1(case + form.encode(), usedforsecurity=False).digest()
    version, variant = digest[6] & 0x0F | 0x50, digest[8] & 0x3F | 0x80
    return b"%b%c%b%c%b" % (digest[:6], version, digest[7:8], variant, digest[9:16])


@dataclass(frozen=True, slots=True)
class Record:
    """One form filled in: ``parent`` is the record it belongs to, None where it belongs to the case."""

    form: str
    id: UUID
    parent: UUID | None
    answers: Answers


@dataclass(frozen=True, slots=True)
class CaseFile:
    """All records of a case, in the order in which they were first saved."""

    id: UUID
    records: tuple[Record, ...] = ()

    def one(self, form: str) -> Answers:
        """The answers of a form that does not repeat; empty while it was never saved."""
        return next((record.answers for record in self.records if record.form == form), Answers())

    def rows(self, form: str) -> tuple[Record, ...]:
        """All records of a form, oldest first."""
        return tuple(record for record in self.records if record.form == form)

    def children(self, record: UUID, form: str) -> tuple[Record, ...]:
        """The rows of a form that belong to a record."""
        return tuple(row for row in self.records if row.form == form and row.parent == record)

    def record(self, record: UUID) -> Record | None:
        """The record with this id."""
        return next((row for row in self.records if row.id == record), None)

    def with_record(self, record: Record) -> "CaseFile":
        """The same file with a record put in, or in place of the one with its id."""
        if any(row.id == record.id for row in self.records):
            return self.map(lambda row: record if row.id == record.id else row)
        return replace(self, records=(*self.records, record))

    def indexed(self) -> "IndexedFile":
        """The same file for who asks it many times."""
        return IndexedFile(self.id, self.records)

    def map(self, change: Callable[[Record], Record]) -> "CaseFile":
        """The same file with each record changed."""
        return replace(self, records=tuple(change(row) for row in self.records))


@dataclass(frozen=True, slots=True)
class IndexedFile(CaseFile):
    """A file that knows its records by form: worth it for who asks a file hundreds of times, as counting does."""

    by_form: Mapping[str, tuple[Record, ...]] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        found: dict[str, list[Record]] = {}
        for record in self.records:
            found.setdefault(record.form, []).append(record)
        object.__setattr__(self, "by_form", {form: tuple(rows) for form, rows in found.items()})

    def one(self, form: str) -> Answers:
        """The answers of a form that does not repeat; empty while it was never saved."""
        rows = self.by_form.get(form)
        return rows[0].answers if rows else Answers()

    def rows(self, form: str) -> tuple[Record, ...]:
        """All records of a form, oldest first."""
        return self.by_form.get(form, ())

    def children(self, record: UUID, form: str) -> tuple[Record, ...]:
        """The rows of a form that belong to a record."""
        return tuple(row for row in self.by_form.get(form, ()) if row.parent == record)
