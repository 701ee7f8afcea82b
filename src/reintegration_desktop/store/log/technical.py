"""The two records of a case that nobody fills in: its keys and its tasks, both in the open room.

They travel in the log like answers do, so that who may read a child's rooms, and what is due, is known wherever the
log is.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Protocol
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document
from reintegration_desktop.vault.children import WrappedKey
from reintegration_desktop.vault.roles import Room

KEYS, TASKS = "keys", "tasks"
TECHNICAL = frozenset({KEYS, TASKS})
NO_RECORD, URGENT = "-", "!"
_NAME = re.compile(f"([a-z_]{{1,40}}):([0-9a-f]{{32}}|{NO_RECORD})")
_GENERATIONS = range(1 << 31)
Task = tuple[str, bytes, date, bool]
"""Kind, record, due day, urgency."""


class Due(Protocol):
    """What is kept of a task (``rules.tasks``)."""

    @property
    def kind(self) -> str:
        """Its kind's code."""

    @property
    def due_on(self) -> date:
        """The day it is due."""

    @property
    def urgent(self) -> bool:
        """Whether it comes before all others."""

    @property
    def record(self) -> UUID | None:
        """The record it follows from; None where it is the whole case's."""


def keys_record(case: UUID) -> UUID:
    """The record that holds a child's wrapped keys."""
    return record_of(case, KEYS)


def tasks_record(case: UUID) -> UUID:
    """The record that holds a case's tasks."""
    return record_of(case, TASKS)


def keys_document(keys: Iterable[WrappedKey]) -> Document:
    """Wrapped keys by room: generation, the room's own generation, and the wrapped key in base64."""
    answers: dict[str, list[object]] = {}
    for key in keys:
        wrapped = [key.generation, key.room_generation, b64encode(key.wrapped).decode()]
        if wrapped not in answers.setdefault(key.room.value, []):
            answers[key.room.value].append(wrapped)
    return Document(KEYS, None, answers)


def keys_in(documents: Iterable[Document]) -> tuple[WrappedKey, ...]:
    """All wrapped keys of some versions of the record, so that nothing sealed while two devices differed is lost.

    What a stranger's program wrote there that is no key is passed over: it must stop nobody's post.
    """
    said = (
        _key(room, one)
        for document in documents
        for room, held in document.answers.items()
        if isinstance(held, list)
        for one in held
    )
    return tuple(dict.fromkeys(key for key in said if key is not None))


def _key(room: str, said: object) -> WrappedKey | None:
    if not isinstance(said, list):
        return None
    try:
        generation, room_generation, wrapped = said
        key = WrappedKey(Room(room), int(generation), int(room_generation), b64decode(wrapped))
        return key if key.generation in _GENERATIONS and key.room_generation in _GENERATIONS else None
    except (TypeError, ValueError, OverflowError):
        return None


def tasks_document(tasks: Iterable[Due]) -> Document:
    """Due days by kind and record; the urgent ones marked, the earliest where two are of one kind and record."""
    answers: dict[str, str] = {}
    for task in sorted(tasks, key=lambda task: (not task.urgent, task.due_on)):
        name = f"{task.kind}:{task.record.hex if task.record else NO_RECORD}"
        answers.setdefault(name, (URGENT if task.urgent else "") + task.due_on.isoformat())
    return Document(TASKS, None, answers)


def tasks_in(answers: Mapping[str, object]) -> tuple[Task, ...]:
    """Kind, record (16 bytes, none where it is the whole case's), due day and urgency of each task, in order.

    What a stranger's program wrote there that is no task is passed over.
    """
    said = (_task(name, str(raw)) for name, raw in answers.items())
    return tuple(
        sorted((task for task in said if task is not None), key=lambda one: (not one[3], one[2], one[0], one[1]))
    )


def _task(name: str, due: str) -> Task | None:
    if (found := _NAME.fullmatch(name)) is None:
        return None
    kind, record = found.groups()
    try:
        whose = b"" if record == NO_RECORD else bytes.fromhex(record)
        return kind, whose, date.fromisoformat(due.removeprefix(URGENT)), due.startswith(URGENT)
    except ValueError:
        return None
