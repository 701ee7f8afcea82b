"""How long a document counts when it is sealed: as if each choice were its question's longest, so that none shows."""

from collections.abc import Mapping

from reintegration_desktop.forms.document import Document
from reintegration_desktop.forms.kinds import Kind
from reintegration_desktop.forms.questions import Form
from reintegration_desktop.forms.values import Absence
from reintegration_desktop.vault.roles import Room

SMALL = 384
"""Bytes. Within these there is room for any reasons for none, and for the longest of several choices, as well."""

_ABSENT = len('{"absent":""}')
_REASON = _ABSENT + max(map(len, Absence))
_QUOTES, _BRACKETS = len('""'), len("[]")


def width(dictionary: Mapping[str, Form], room: Room, document: Document, length: int) -> int:
    """What a document of so many bytes counts as; 0 where it isn't sealed, or its form isn't known."""
    form = dictionary.get(document.form)
    if form is None or room is Room.OPEN:
        return 0
    longer, more = room_for(form, document.answers)
    small = length + longer + more
    return small if small < SMALL else length + longer


def room_for(form: Form, answers: Mapping[str, object]) -> tuple[int, int]:
    """By how many bytes raw answers would be longer if each choice were the longest of its question.

    The second number comes on top: if any of them were a reason for none, and of several choices each the longest.
    Their number shows. What has a shape that its question doesn't know counts as it is.
    """
    fields, longer, more = form.fields, 0, 0
    for key, raw in answers.items():
        question = fields.get(key)
        if question is None or not question.widest:
            continue
        widest = question.widest
        chosen = widest + (_QUOTES + _BRACKETS if question.kind is Kind.CHOICES else _QUOTES)
        if isinstance(raw, str):
            longer += widest - _bytes(raw)
            more += max(0, _REASON - chosen)
        elif isinstance(raw, list):
            more += sum(widest - _bytes(code) for code in raw) + max(0, _REASON - chosen)
        elif isinstance(raw, Mapping):
            more += max(chosen, _REASON) - _ABSENT - _bytes(raw.get("absent"))
    return longer, more


def _bytes(code: object) -> int:
    if not isinstance(code, str):
        return 0
    return len(code) if code.isascii() else len(code.encode())
