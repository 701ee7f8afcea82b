"""Writes invented cases into a vault in bulk: sealed, numbered, chained, signed case by case, folded."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.casework.invented.cases import Setting, brief_case
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.dictionary import Dictionary, load
from reintegration_desktop.forms.document import Document, encode, split
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.merge import Merged
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.rules.tasks import tasks_of
from reintegration_desktop.store.codes import ROOM_NUMBERS
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.folds import FACTS, PUT_FACTS, PUT_TASK, facts_of, task_rows
from reintegration_desktop.store.folds import tasks_of as tasks_in_open_room
from reintegration_desktop.store.heads import Newest
from reintegration_desktop.store.log import Entry, Writer
from reintegration_desktop.store.reading import Shown
from reintegration_desktop.store.register import Register
from reintegration_desktop.store.technical import keys_document, keys_record, tasks_document, tasks_record
from reintegration_desktop.vault.roles import Room

PUT_HEAD = "INSERT INTO head (case_id, record_id, room, device, seq, born) VALUES (?, ?, ?, ?, ?, ?)"


class Part(NamedTuple):
    """One room of one record, before it is sealed; ``open`` is its document where it lies in the open room."""

    record: UUID
    room: Room
    content: bytes
    open: Document | None

    @classmethod
    def of(cls, record: UUID, room: Room, document: Document) -> "Part":
        return cls(record, room, encode(document), document if room is Room.OPEN else None)


class Plain(NamedTuple):
    """A case before it is sealed, as it comes from the process that draws it."""

    case: UUID
    parts: list[Part]


_questions: list[Dictionary] = []


def plain_case(setting: Setting, seed: int, visits: int, number: int) -> Plain:
    """An invented case by record and room, with the tasks that follow from it."""
    if not _questions:
        _questions.append(load(resources() / "dictionary").filled(setting.programme.lists))
    file = brief_case(setting, seed, number, visits)
    tasks = tasks_of(file, setting.programme.policy, setting.today)
    due = [Part.of(tasks_record(file.id), Room.OPEN, tasks_document(tasks))] if tasks else []
    return Plain(file.id, [*_parts(file, _questions[0]), *due])


def _parts(file: CaseFile, questions: Dictionary) -> Iterable[Part]:
    for row in file.records:
        for room, answers in split(questions[row.form], row.answers).items():
            yield Part.of(row.id, room, Document(row.form, row.parent, answers))


def write_cases(database: Database, writer: Writer, cases: Iterable[Plain]) -> None:
    """Write new cases in one transaction of the database, each signed as a save of its own."""
    with database.begin() as connection:
        register = Register(connection)
        for case, parts in cases:
            keys = keys_document(writer.keyring.new_child_keys(case).values())
            whole = [Part.of(keys_record(case), Room.OPEN, keys), *parts]
            entries = [Entry(case, part.record, part.room, Kind.SAVE, (), part.content) for part in whole]
            changes = writer.append(connection, register, entries)
            _fold(connection, register, case, whole, changes)
        connection.commit()


def _fold(
    connection: Connection, register: Register, case: UUID, parts: Sequence[Part], changes: Sequence[Change]
) -> None:
    """Heads, facts, tasks of a case that nobody else has written yet."""
    rows = [
        (case.bytes, one.record.bytes, ROOM_NUMBERS[one.room], register.device(one.device), one.seq, one.clock)
        for one in changes
    ]
    connection.exec_driver_sql(PUT_HEAD, rows)
    shown = {
        (part.record, Room.OPEN): Shown(
            Merged(part.open.form, None, part.open.answers), (Newest(change, change.clock),)
        )
        for part, change in zip(parts, changes, strict=True)
        if part.open is not None
    }
    facts = facts_of(case, shown)
    assert facts is not None
    connection.exec_driver_sql(PUT_FACTS, tuple(facts[name] for name in FACTS))
    if tasks := task_rows(case, tasks_in_open_room(case, shown)):
        connection.exec_driver_sql(PUT_TASK, tasks)
