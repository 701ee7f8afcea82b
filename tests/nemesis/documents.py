"""What is written: documents of a visit in the clear, so that what must be shown can be worked out beside."""

from collections.abc import Mapping, Sequence

from reintegration_desktop.forms.document import Document, decode, encode
from reintegration_desktop.history.change import Change

FORM, NEWER_FORM = "follow_up", "a_form_of_next_year"
KEYS, VALUES = ("risk_level", "visit_purpose", "contact_kind"), ("low", "medium", "high")
NEWER_KEY = "a_question_of_next_year"
FIRST = encode(Document("case", None, {"case_status": "open", "case_stage": "registered"}))


def document(answers: Mapping[str, object], edited: Sequence[str] = (), form: str = FORM) -> bytes:
    """A record's room as it is stored."""
    return encode(Document(form, None, dict(answers), tuple(edited)))


def document_of(change: Change) -> Document:
    """The same back."""
    return decode(change.document)


def nobody_minds(form: str, key: str, values: Sequence[object]) -> int | None:
    """No answer is more protective than another."""
    return None
