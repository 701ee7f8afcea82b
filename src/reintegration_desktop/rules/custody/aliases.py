"""That two files are one young person's, as a supervisor says: both stay as they are, shown together, until undone."""

from collections.abc import Iterable
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind

FORM = "alias"


def record_about(case: UUID) -> UUID:
    """The record under which all entries about a case's other files lie."""
    return record_of(case, FORM)


def alias_document(other: UUID, *, joined: bool) -> Document:
    """The entry of who says that another file is, or is not, the same young person's."""
    return Document(FORM, None, {"other": str(other), "joined": joined})


def read_alias(document: Document) -> tuple[UUID, bool] | None:
    """The other file and whether it is the same young person's; None for a document that says neither."""
    joined = document.answers.get("joined")
    try:
        other = UUID(str(document.answers.get("other")))
    except ValueError:
        return None
    return (other, joined) if document.form == FORM and isinstance(joined, bool) else None


def said_of_others(changes: Iterable[Change]) -> dict[UUID, bool]:
    """What a file says last of each other one: whether it is the same young person's.

    It is, only while the other one doesn't say otherwise: a file that is elsewhere can't be written to.
    """
    said: dict[UUID, bool] = {}
    for change in sorted(changes, key=lambda one: (one.clock, one.id)):
        if change.kind is Kind.ALIAS and (found := _read(change)) is not None and found[0] != change.case:
            said[found[0]] = found[1]
    return said


def _read(change: Change) -> tuple[UUID, bool] | None:
    try:
        return read_alias(decode(change.document))
    except DocumentBroken:
        return None
