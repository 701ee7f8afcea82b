"""The stage: what a batch brings, copied there in PostgreSQL's binary way before anything is done with it.

Temporary tables of one connection, emptied with each transaction.
"""

from collections.abc import Iterable, Sequence
from uuid import UUID

import psycopg
from sqlalchemy import Connection

from reintegration_desktop.forms.casefile import record_bytes
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.hq.server.facts import READER
from reintegration_desktop.store.log.codes import KIND_NUMBERS, ROOM_NUMBERS, pack_parents
from reintegration_desktop.store.log.heads import is_version
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import KEYS, TASKS
from reintegration_desktop.store.reading.people import FORM
from reintegration_desktop.store.travel.incoming import save_row
from reintegration_desktop.vault.roles import Room

Row = tuple[object, ...]
Columns = Sequence[tuple[str, str]]

CHANGES: Columns = (
    ("case_id", "bytea"), ("record_id", "bytea"), ("room", "int2"), ("device", "int2"), ("seq", "int4"),
    ("clock", "int8"), ("author", "int2"), ("kind", "int2"), ("parents", "bytea"), ("generation", "int4"),
    ("salt", "bytea"), ("document", "bytea"), ("hash", "bytea"),
)  # fmt: skip
PARENTS: Columns = (
    ("case_id", "bytea"), ("record_id", "bytea"), ("room", "int2"), ("device", "int2"), ("seq", "int4"),
)  # fmt: skip
CASES: Columns = (
    ("case_id", "bytea"), ("keys_id", "bytea"), ("tasks_id", "bytea"), ("person_id", "bytea"),
    ("folds", "bool"), ("has_tasks", "bool"), ("has_person", "bool"),
)  # fmt: skip
PLACES: Columns = (
    ("case_id", "bytea"), ("record_id", "bytea"), ("room", "int2"), ("born", "int8"), ("new_ones", "int4"),
    ("old_ones", "int4"),
)  # fmt: skip
ROOMS: Columns = (
    ("case_id", "bytea"), ("record_id", "bytea"), ("kind", "int2"), ("born", "int8"), ("device", "int2"),
    ("seq", "int4"), ("form", "text"), ("a", "jsonb"),
)  # fmt: skip
KEYS_SAID: Columns = (("case_id", "bytea"), ("said", "jsonb"))
SAVES: Columns = (
    ("device", "int2"), ("last", "int4"), ("first", "int4"), ("author", "int2"), ("signature", "bytea"),
)  # fmt: skip
STAGES = {
    "stage_change": CHANGES,  "stage_parent": PARENTS, "stage_case": CASES,
    "stage_save": SAVES, "stage_place": PLACES, "stage_room": ROOMS, "stage_keys": KEYS_SAID,
}  # fmt: skip


def make_stages(connection: Connection) -> None:
    """Make the stage of a connection; it goes away with the connection."""
    for table, columns in STAGES.items():
        said = ", ".join(f"{name} {kind}" for name, kind in columns)
        connection.exec_driver_sql(f"CREATE TEMP TABLE {table} ({said}) ON COMMIT DELETE ROWS")
    connection.exec_driver_sql(READER)


def stage_changes(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """Copy changes, and what the versions among them were made from; devices and people have their numbers."""
    rows: list[Row] = []
    parents: list[Row] = []
    number, author = register.device, register.author
    for change in changes:
        made_from = tuple([(number(device), seq) for device, seq in change.parents])
        place = change.case.bytes, change.record.bytes, ROOM_NUMBERS[change.room]
        rows.append(
            (
                *place, number(change.device), change.seq, change.clock, author(change.author),
                KIND_NUMBERS[change.kind], pack_parents(made_from) if made_from else b"", change.generation,
                change.salt, change.document, change.hash,
            )
        )  # fmt: skip
        if made_from and is_version(change):
            parents += [(*place, *parent) for parent in made_from]
    copy(connection, "stage_change", rows)
    copy(connection, "stage_parent", parents)


def stage_cases(connection: Connection, changes: Iterable[Change]) -> None:
    """Copy which cases are to be folded anew, and what of them."""
    records: dict[UUID, set[tuple[bytes, Room]]] = {}
    for change in changes:
        if is_version(change):
            records.setdefault(change.case, set()).add((change.record.bytes, change.room))
    copy(connection, "stage_case", [_case_row(case.bytes, touched) for case, touched in records.items()])


def _case_row(case: bytes, touched: set[tuple[bytes, Room]]) -> Row:
    keys, tasks, person = (record_bytes(case, form) for form in (KEYS, TASKS, FORM))
    folds = any(room is Room.OPEN for _, room in touched)
    has_person = (person, Room.PERSON) in touched or (keys, Room.OPEN) in touched
    return case, keys, tasks, person, folds, (tasks, Room.OPEN) in touched, has_person


def stage_saves(connection: Connection, register: Register, saves: Iterable[SaveRow]) -> None:
    """Copy signatures."""
    copy(connection, "stage_save", [save_row(save, register) for save in saves])


def copy(connection: Connection, table: str, rows: Sequence[Row]) -> None:
    """Copy rows into a table of ``STAGES``, in binary."""
    if not rows:
        return
    session = connection.connection.driver_connection
    assert isinstance(session, psycopg.Connection)
    columns = STAGES[table]
    names = ", ".join(name for name, _ in columns)
    with session.cursor() as cursor, cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)") as into:
        into.set_types([kind for _, kind in columns])
        for row in rows:
            into.write_row(row)
