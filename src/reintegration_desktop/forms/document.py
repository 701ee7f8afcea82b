"""What is sealed: one record's answers of one room, as compact JSON."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from msgspec import defstruct
from msgspec.json import Decoder, Encoder
from msgspec.structs import astuple

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.errors import BadAnswer, DocumentBroken
from reintegration_desktop.forms.json import value_from_json, value_to_json
from reintegration_desktop.forms.questions import Field, Form, Kind
from reintegration_desktop.forms.values import Absent, Score, Value
from reintegration_desktop.vault.roles import Room

_encode = Encoder(enc_hook=dict).encode
_decode = Decoder().decode
_UNREADABLE = (ValueError, RecursionError)
_AS_THEY_ARE = frozenset({str, bool, int})  # what most answers are: the same in every shape


@dataclass(frozen=True, slots=True)
class Document:
    """A record's whole room after an edit.

    ``answers`` are raw JSON values by key, those of a newer dictionary included; ``edited`` the keys that this save
    changed, empty for a first version (all of them).
    """

    form: str
    parent: UUID | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    edited: tuple[str, ...] = ()


def encode(document: Document) -> bytes:
    """Compact JSON in UTF-8: ``f`` the form, ``p`` what it belongs to, ``a`` the answers, ``e`` the keys edited."""
    raw: dict[str, object] = {"f": document.form, "a": document.answers}
    if document.parent is not None:
        raw["p"] = document.parent.hex
    if document.edited:
        raw["e"] = document.edited
    return _encode(raw)


def decode(sealed: bytes) -> Document:
    """The document back from ``encode``; raises DocumentBroken."""
    try:
        raw = _decode(sealed)
        form, answers, edited = raw["f"], raw["a"], raw.get("e", [])
        parent = UUID(hex=raw["p"]) if "p" in raw else None
    except (*_UNREADABLE, TypeError, KeyError, AttributeError):
        raise DocumentBroken from None
    if not (isinstance(form, str) and isinstance(answers, dict) and isinstance(edited, list)):
        raise DocumentBroken
    return Document(form, parent, answers, tuple(edited))


Said = tuple[str | None, ...]


class Glance:
    """Reads a few answers out of very many documents, and nothing else of them."""

    def __init__(self, keys: Iterable[str]) -> None:
        answers = defstruct("_Answers", [(key, object, None) for key in keys], gc=False)
        self._keys = answers.__struct_fields__
        self._decode: Callable[[bytes], Any] = Decoder(defstruct("_Glanced", [("a", answers)], gc=False)).decode

    def words(self, document: bytes) -> Said:
        """The answers, in the order of the keys, that are a text or a code, None for others; raises DocumentBroken."""
        try:
            answers = astuple(self._decode(document).a)
        except _UNREADABLE:
            raise DocumentBroken from None
        return tuple([word if isinstance(word, str) else None for word in answers])

    def words_of(self, document: Document) -> Said:
        """The same of a document that is read already."""
        answers = map(document.answers.get, self._keys)
        return tuple([word if isinstance(word, str) else None for word in answers])


def split(form: Form, answers: Answers) -> dict[Room, dict[str, object]]:
    """A record's answers by the room in which they are sealed, raw and short; rooms without an answer are left out.

    What is worked out is left out too, or two laptops would differ by the day they saved on; of the open workflow
    facts it stays, for who cannot open the rest.
    """
    parts: dict[Room, dict[str, object]] = {}
    for name, raw in answers.unknown.items():
        room, _, key = name.partition(":")
        parts.setdefault(Room(room), {})[key] = raw
    fields = form.fields
    for key, value in answers.items():
        question = fields[key]
        room = question.room
        if question.kind is not Kind.DERIVED or room is Room.OPEN:
            if (part := parts.get(room)) is None:
                part = parts[room] = {}
            part[key] = value if type(value) in _AS_THEY_ARE else value_to_document(question, value)
    return parts


def join(form: Form, parts: Mapping[Room, Mapping[str, object]]) -> Answers:
    """A record's answers from its rooms, in the order of the form.

    What this dictionary does not know - a key, a shape, a key in another room - is kept raw under ``room:key``.
    """
    found: dict[str, Value] = {}
    unknown: dict[str, object] = {}
    for room, answers in parts.items():
        for key, raw in answers.items():
            value = _read(form.fields.get(key), room, raw)
            if value is None:
                unknown[f"{room}:{key}"] = raw
            else:
                found[key] = value
    return Answers({key: found[key] for key in form.fields if key in found}, unknown)


def value_to_document(question: Field, value: Value) -> object:
    """A value as a document holds it: the command line's JSON, scores shorter (``3``, or ``[2, "why"]``)."""
    if question.answered_as is not Kind.DOMAIN_SCORES or isinstance(value, Absent):
        return value_to_json(question, value)
    assert isinstance(value, Mapping)
    return {area: _short(score) for area, score in value.items()}


def _short(score: Score) -> object:
    return [score.score, score.reason] if score.reason else score.score


def _read(question: Field | None, room: Room, raw: object) -> Value | None:
    if question is None or question.room is not room:
        return None
    try:
        return value_from_json(question, raw)
    except BadAnswer:
        return None
