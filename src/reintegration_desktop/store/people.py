"""Who the cases are about, in slices: the person room of ``identification``, for lists and the index of names."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.store.codes import OPEN, ROOM_NUMBERS
from reintegration_desktop.store.heads import Newest
from reintegration_desktop.store.lists import in_slices
from reintegration_desktop.store.reading import Lens
from reintegration_desktop.store.register import Register
from reintegration_desktop.store.rows import OF_CHANGE, change_of
from reintegration_desktop.store.technical import keys_record
from reintegration_desktop.vault.roles import Room

FORM = "identification"
_PERSON = ROOM_NUMBERS[Room.PERSON]
_AT_PLACES = (
    f"SELECT {OF_CHANGE}, h.born FROM head h JOIN change c "  # noqa: S608 - words of our own
    "ON c.case_id = h.case_id AND c.device = h.device AND c.seq = h.seq "
    "WHERE (h.case_id, h.record_id, h.room) IN (VALUES {marks})"
)
Person = tuple[int, UUID, Answers]


def people_after(connection: Connection, register: Register, lens: Lens, after: int, limit: int) -> list[Person]:
    """The next so many people by row number; those that cannot be read are passed over, and the search goes on."""
    while True:
        found = connection.exec_driver_sql(
            "SELECT rowid, case_id FROM case_ WHERE rowid > ? ORDER BY rowid LIMIT ?", (after, limit)
        ).fetchall()
        people = _opened(connection, register, lens, found)
        if people or len(found) < limit:
            return people
        after = found[-1][0]


def people_at(connection: Connection, register: Register, lens: Lens, ids: Sequence[int]) -> dict[int, Answers]:
    """People by row number, those that can be read."""
    people: dict[int, Answers] = {}
    for marks, some in in_slices(ids):
        sql = f"SELECT rowid, case_id FROM case_ WHERE rowid IN ({marks})"  # noqa: S608 - words of our own
        found = connection.exec_driver_sql(sql, some).fetchall()
        people.update({number: answers for number, _, answers in _opened(connection, register, lens, found)})
    return people


def _opened(connection: Connection, register: Register, lens: Lens, cases: Sequence[Any]) -> list[Person]:
    """The people of some cases, given as row number and id."""
    wanted = [(number, UUID(bytes=raw)) for number, raw in cases]
    newest = _newest(connection, register, [case for _, case in wanted])
    people = []
    for number, case in wanted:
        lens.adopt(case, newest.get((case, OPEN), []))
        answers = _answers(connection, register, lens, newest.get((case, _PERSON), []))
        if answers is not None:
            people.append((number, case, answers))
    return people


def _newest(connection: Connection, register: Register, cases: Sequence[UUID]) -> dict[tuple[UUID, int], list[Newest]]:
    """The newest versions of keys and of the person room, by case and room, in one query."""
    places: list[object] = []
    for case in cases:
        places += [case.bytes, keys_record(case).bytes, OPEN, case.bytes, record_of(case, FORM).bytes, _PERSON]
    if not places:
        return {}
    marks = ", ".join(["(?, ?, ?)"] * (len(places) // 3))
    found: dict[tuple[UUID, int], list[Newest]] = {}
    for row in connection.exec_driver_sql(_AT_PLACES.format(marks=marks), tuple(places)):
        change = change_of(row, register)
        found.setdefault((change.case, row[2]), []).append(Newest(change, row[13]))
    return found


def _answers(connection: Connection, register: Register, lens: Lens, newest: Sequence[Newest]) -> Answers | None:
    if not newest:
        return None
    change = newest[0].change
    merged = lens.merged(connection, register, (change.record, change.room), newest)
    return None if merged.unknown or merged.deleted else lens.answers(merged.form, {Room.PERSON: merged.answers})
