"""Sealed files that records name and that are not on this computer: noted, so that they are told and asked for."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.sealed_file import MARK
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.store.files.loose import named_in, names_in
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.heads import newest_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.vault.roles import Room

_PUT = "INSERT INTO file_lacking (case_id, name, digest, since) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_DROP = "DELETE FROM file_lacking WHERE case_id = ? AND name = ?"
_NAMING = (
    "JOIN head h ON h.case_id = c.case_id AND h.device = c.device AND h.seq = c.seq "
    "WHERE c.room = ? AND instr(c.document, ?) > 0"
)


def note_lacking(
    connection: Connection, register: Register, changes: Iterable[Change], folder: Path, now: datetime
) -> None:
    """Note the files that the newest versions of these changes' records name and that don't lie in the folder."""
    touched = {(one.case, one.record): one for one in changes if one.room is Room.OPEN and MARK in one.document}
    for case, record in touched:
        found = newest_of(connection, register, case, Room.OPEN).get((record, Room.OPEN), [])
        newest = [one.change for one in found]
        earlier = names_in(one for one in changes if (one.case, one.record) == (case, record)) - names_in(newest)
        _drop(connection, case, earlier)
        put_lacking(connection, newest, folder, now)


def every_naming(connection: Connection, register: Register) -> list[Change]:
    """All newest versions that name a file."""
    return changes_where(connection, register, _NAMING, (ROOM_NUMBERS[Room.OPEN], MARK))


def put_lacking(connection: Connection, newest: Iterable[Change], folder: Path, now: datetime) -> None:
    """Note the files that these versions name and that don't lie in the folder."""
    named = [(change.case, found) for change in newest if (found := named_in(change)) is not None]
    rows = [
        (case.bytes, bytes.fromhex(name), sealed.digest, milliseconds(now))
        for case, (name, sealed) in named
        if not (folder / name).is_file()
    ]
    if rows:
        connection.exec_driver_sql(_PUT, rows)


def _drop(connection: Connection, case: UUID, names: Iterable[str]) -> None:
    rows = [(case.bytes, bytes.fromhex(name)) for name in sorted(names)]
    if rows:
        connection.exec_driver_sql(_DROP, rows)
