"""Whether a document of the open room can be folded: its own shape, and that of what tables read out of it.

A receiver folds open documents of people it never met; one that can't be read must stop nobody's post.
"""

from collections.abc import Callable
from datetime import date
from typing import Annotated
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from reintegration_desktop.vault.roles import Room

_LONG, _MOST_BRACKETS = 4_000, 400
_FAULTS = (msgspec.MsgspecError, UnicodeDecodeError, RecursionError, ValueError)
Generation = Annotated[int, Meta(ge=0, lt=1 << 31)]
TaskName = Annotated[str, Meta(pattern=r"^[a-z_]{1,40}:([0-9a-f]{32}|-)$")]


class _Anything(Struct):
    """An object, whatever is in it."""


class _Named(Struct):
    f: str


class _Document(Struct):
    f: str
    a: _Anything
    e: list[str] = []
    p: UUID | None = None


class _Keys(Struct):
    a: dict[Room, list[tuple[Generation, Generation, bytes]]]


class _Tasks(Struct):
    a: dict[TaskName, str]


class _CaseAnswers(Struct):
    keep_until_on: date | _Anything | None = None


class _Case(Struct):
    a: _CaseAnswers


_document = msgspec.json.Decoder(_Document).decode
_named = msgspec.json.Decoder(_Named).decode
_keys, _tasks = msgspec.json.Decoder(_Keys).decode, msgspec.json.Decoder(_Tasks).decode
_case = msgspec.json.Decoder(_Case).decode


def form_of(document: bytes) -> str | None:
    """The form of an open document; None where it can't be read, or what tables read out of it has another shape."""
    try:
        document.decode()
        if document.count(b"[") + document.count(b"{") > _MOST_BRACKETS:
            return None
        if len(document) > _LONG:
            msgspec.json.decode(document)
        form = _document(document).f
        check = _READ_BY_TABLES.get(form)
        if check is not None:
            check(document)
    except _FAULTS:
        return None
    return form


def named_form(document: bytes) -> str | None:
    """The form that an open document names, whatever else is in it: quick, for one that ``form_of`` looked at."""
    try:
        return _named(document).f
    except _FAULTS:
        return None


def _check_tasks(document: bytes) -> None:
    for due in _tasks(document).a.values():
        date.fromisoformat(due.removeprefix("!"))


_READ_BY_TABLES: dict[str, Callable[[bytes], object]] = {"keys": _keys, "tasks": _check_tasks, "case": _case}
