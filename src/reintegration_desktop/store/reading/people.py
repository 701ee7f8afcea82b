"""Who the cases are about: the person room of ``identification``, in slices for the index of names, and for lists.

``person`` keeps the newest one beside the key that opens it, so that a hundred thousand are read in one go; where
there are several newest ones, or none, the log is asked.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_bytes, record_of
from reintegration_desktop.forms.document import Document, Glance, Said, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.facts import PersonRow
from reintegration_desktop.store.log.heads import FullPlace, Newest, newest_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_in, keys_record
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import VERSION_KEY, bound_raw, open_once

FORM = "identification"
_ROOMS = (Room.PERSON, Room.OPEN)
_COLUMNS = "s.rowid, s.case_id, p.device, p.seq, p.generation, p.room_generation, p.wrapped, p.document"
_JOIN = f"SELECT {_COLUMNS} FROM case_ s LEFT JOIN person p ON p.case_id = s.case_id WHERE "  # noqa: S608 - our own
_KEPT_AFTER = (  # in the order they lie in, so that no page is decrypted twice
    f"SELECT {_COLUMNS}, p.rowid FROM person p CROSS JOIN case_ s ON s.case_id = p.case_id "  # noqa: S608
    "WHERE p.rowid > ? ORDER BY p.rowid LIMIT ?"
)
_OTHERS_AFTER = (
    "SELECT s.rowid, s.case_id FROM case_ s WHERE s.rowid > ? "
    "AND NOT EXISTS (SELECT 1 FROM person p WHERE p.case_id = s.case_id) ORDER BY s.rowid LIMIT ?"
)
PUT_PERSON = (
    "INSERT INTO person (case_id, device, seq, generation, room_generation, wrapped, document) "
    "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (case_id) DO UPDATE SET device = excluded.device, seq = excluded.seq, "
    "generation = excluded.generation, room_generation = excluded.room_generation, wrapped = excluded.wrapped, "
    "document = excluded.document"
)
_DROP = "DELETE FROM person WHERE case_id = ?"


_glance = lru_cache(maxsize=4)(Glance)


class People:
    """Opens people for who is signed in, on one connection."""

    def __init__(self, connection: Connection, register: Register, lens: Lens) -> None:
        self._connection, self._register, self._lens = connection, register, lens
        self._unwrap = lens.rooms.keyring.wrapper.unwrap_raw
        self._devices: dict[int, bytes] = {}

    def after(self, last: PersonRow | None, limit: int, keys: Sequence[str]) -> list[PersonRow]:
        """The people after one, or the first: those kept in the order they lie in, then those only the log knows.

        Of each the answers to ``keys`` that are a text or a code; those that cannot be read are passed over. Empty at
        the end.
        """
        glance, after = _glance(tuple(keys)), 0 if last is None else last.kept
        while after is not None:
            rows = self._rows(_KEPT_AFTER, after, limit)
            people = list(self._read(rows, glance.words))
            if people:
                return people
            after = rows[-1][8] if len(rows) == limit else None
        return self._others(0 if last is None or last.kept is not None else last.rowid, limit, glance)

    def _others(self, after: int, limit: int, glance: Glance) -> list[PersonRow]:
        while True:
            rows = self._rows(_OTHERS_AFTER, after, limit)
            found = [(rowid, raw, self._in_the_log(UUID(bytes=raw))) for rowid, raw in rows]
            people = [PersonRow(rowid, raw, glance.words_of(one), None) for rowid, raw, one in found if one is not None]
            if people or len(rows) < limit:
                return people
            after = rows[-1][0]

    def _rows(self, sql: str, after: int, limit: int) -> list[Any]:
        """Rows as the driver gives them: SQLAlchemy's own cost a microsecond each, of which there are very many."""
        cursor = self._connection.exec_driver_sql(sql, (after, limit)).cursor
        assert cursor is not None
        return list(cursor.fetchall())

    def at(self, ids: Sequence[int]) -> dict[int, Answers]:
        """People by row number, those that can be read."""
        found = {}
        for marks, some in in_slices(ids):
            for row in self._connection.exec_driver_sql(f"{_JOIN} s.rowid IN ({marks})", some).fetchall():
                document = self._document(row)
                if document is not None:
                    found[row[0]] = self._lens.answers(FORM, {Room.PERSON: document.answers})
        return found

    def _read(self, rows: Iterable[Sequence[Any]], words: Callable[[bytes], Said]) -> Iterator[PersonRow]:
        opened = self._opened
        for row in rows:
            try:
                said = words(opened(row))
            except (NoKey, SealBroken, DocumentBroken):
                continue
            yield PersonRow(row[0], row[1], said, row[8])

    def _document(self, row: Sequence[Any]) -> Document | None:
        case = UUID(bytes=row[1])
        if row[2] is None:
            return self._in_the_log(case)
        try:
            return decode(self._opened(row))
        except (NoKey, SealBroken, DocumentBroken):
            return None

    def _opened(self, row: Sequence[Any]) -> bytes:
        """Opened with the key beside it, which isn't remembered: there are very many."""
        _, case, number, seq, generation, under, wrapped, sealed = row[:8]
        device = self._devices.get(number) or self._device(number)
        place = bound_raw(VERSION_KEY, case, Room.PERSON, generation, record_bytes(case, FORM), device, seq)
        secret = self._unwrap(case, Room.PERSON, generation, under, wrapped)
        return open_once(secret, place, sealed)

    def _device(self, number: int) -> bytes:
        return self._devices.setdefault(number, bytes.fromhex(self._register.device_id(number)))

    def _in_the_log(self, case: UUID) -> Document | None:
        shown = self._lens.shown(self._connection, self._register, case)
        one = shown.get((record_of(case, FORM), Room.PERSON))
        if one is None or one.merged.unknown or one.merged.deleted:
            return None
        return Document(FORM, None, one.merged.answers)


def put_people(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """Keep the newest person room of the cases whose own or whose keys these changes were, beside its key."""
    cases = {change.case for change in changes if change.room in _ROOMS and change.record in _records(change.case)}
    if cases:
        _keep(connection, register, cases, newest_at(connection, register, _places(cases)))


def put_first_people(connection: Connection, register: Register, changes: Iterable[Change]) -> None:
    """The same of cases that are new here, each record's first version among these changes."""
    newest = {
        (change.case, change.record, change.room): (Newest(change, change.clock),)
        for change in changes
        if change.room in _ROOMS
    }
    _keep(connection, register, {case for case, _, _ in newest}, newest)


def _keep(
    connection: Connection, register: Register, cases: set[UUID], newest: Mapping[FullPlace, Sequence[Newest]]
) -> None:
    rows = {case: _row(case, newest, register) for case in cases}
    gone = [(case.bytes,) for case, row in rows.items() if row is None]
    kept = [row for row in rows.values() if row is not None]
    if gone:
        connection.exec_driver_sql(_DROP, gone)
    if kept:
        connection.exec_driver_sql(PUT_PERSON, kept)


def person_row(connection: Connection, register: Register, case: UUID) -> tuple[object, ...] | None:
    """What should be kept of a case's person; None where there is none, or not exactly one newest version and key."""
    return _row(case, newest_at(connection, register, _places([case])), register)


def _places(cases: Iterable[UUID]) -> list[FullPlace]:
    return [(case, record, room) for case in cases for record, room in zip(_records(case), _ROOMS, strict=True)]


def _records(case: UUID) -> tuple[UUID, UUID]:
    return record_of(case, FORM), keys_record(case)


def _row(case: UUID, newest: Mapping[FullPlace, Sequence[Newest]], register: Register) -> tuple[object, ...] | None:
    """What is kept of a person; None where there isn't exactly one newest version under exactly one key."""
    person, keys = (newest.get((case, record, room), ()) for record, room in zip(_records(case), _ROOMS, strict=True))
    if len(person) != 1 or person[0].change.kind is Kind.DELETE:
        return None
    change = person[0].change
    held = keys_in(decode(one.change.document) for one in keys)
    fitting = [key for key in held if key.room is Room.PERSON and key.generation == change.generation]
    newest_room = max((key.room_generation for key in fitting), default=0)
    found = [key for key in fitting if key.room_generation == newest_room]
    if len(found) != 1:
        return None
    return (
        case.bytes, register.device(change.device), change.seq, change.generation, found[0].room_generation,
        found[0].wrapped, change.document,
    )  # fmt: skip
