"""What cases count for in figures, as the person who is signed in counted it: kept sealed, so that it needn't be anew.

A mark over the newest versions of a case, and over the terms of the counting, tells whether something still fits.
What doesn't fit, or doesn't open, isn't there.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.document import decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.rules.facts import Contribution, Walked
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.decided import may_take_back
from reintegration_desktop.store.log.heads import Place
from reintegration_desktop.store.log.hidden import hidden_cases
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.lens import Lens, Shown
from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import Room

MARK_BYTES, SLICE = 16, 500
_EVERY = "SELECT case_id FROM case_ ORDER BY rowid"
_HEADS = (  # in the order of the primary key, by which it is read
    "SELECT case_id, group_concat(device || '.' || seq) FROM head WHERE case_id IN ({marks}) GROUP BY case_id"
)
_KEYS = (
    "SELECT c.case_id, c.author, c.clock, c.document FROM head h JOIN change c "
    "ON c.case_id = h.case_id AND c.device = h.device AND c.seq = h.seq "
    "WHERE (h.case_id, h.record_id, h.room) IN (VALUES {marks})"
)
_LYING = "SELECT case_id, mark, content FROM contribution WHERE author = ? AND case_id IN ({marks})"
_PUT = (
    "INSERT INTO contribution (case_id, author, mark, content) VALUES (?, ?, ?, ?) "
    "ON CONFLICT (case_id, author) DO UPDATE SET mark = excluded.mark, content = excluded.content"
)
_STANDS = "SELECT 1 FROM case_ WHERE case_id = ?"


class _Lying(NamedTuple):
    mark: bytes
    content: bytes


def every_case(connection: Connection) -> list[UUID]:
    """All cases that stand in the lists, in the order they lie in."""
    return [UUID(bytes=raw) for raw in connection.exec_driver_sql(_EVERY).scalars()]


def contributions(
    connection: Connection, register: Register, lens: Lens, cases: Sequence[UUID], terms: bytes
) -> list[Contribution]:
    """Of each case the mark that it has now under some terms, and what was kept under exactly that mark."""
    keyring = lens.rooms.keyring
    marks = _marks(connection, cases, _terms(keyring, terms))
    lying = _lying(connection, register.author_number(keyring.id), cases)
    fitting = [case for case in cases if case in lying and lying[case].mark == marks.get(case)]
    _adopt(connection, lens, fitting)
    opened = {case: _opened(keyring, case, lying[case].content) for case in fitting}
    return [Contribution(case, marks.get(case, b""), opened.get(case)) for case in cases]


def is_settled(shown: Mapping[Place, Shown], readable: Collection[Room]) -> bool:
    """Whether only a change can make another file of what is shown.

    All that somebody reads is open, and nowhere stand two versions, or a decision that was taken back, which look
    otherwise at another hour.
    """
    return all(
        len(one.newest) == 1
        and not may_take_back(one.newest[0].change)
        and (room not in readable or not one.merged.unknown)
        for (_, room), one in shown.items()
    )


def walked(lens: Lens, case: UUID, shown: Mapping[Place, Shown]) -> Walked:
    """A case's file, and the rooms that it was read from where what is counted of it may be kept."""
    keyring = lens.rooms.keyring
    read = {room for _, room in shown if keyring.can_open(room)}
    held = {room for room in CHILD_ROOMS if room in read}
    kept = held and is_settled(shown, read) and all(keyring.children.may_use(case, room) for room in held)
    return Walked(lens.file(case, shown), frozenset(held) if kept else None)


def keep_contributions(database: Database, lens: Lens, kept: Sequence[tuple[Contribution, Collection[Room]]]) -> None:
    """Seal what cases count for, in place of what was kept earlier; none in a database that is only read.

    Each with the rooms it was counted from. A case that was hidden or destroyed meanwhile is passed over.
    """
    if database.read_only or not kept:
        return
    keyring = lens.rooms.keyring
    with database.write() as connection:
        author = Register(connection).author(keyring.id)
        hidden = hidden_cases(connection)
        rows = [
            (one.case.bytes, author, one.mark, _sealed(keyring, one.case, rooms, one.content))
            for one, rooms in kept
            if one.content is not None and one.case not in hidden and _stands(connection, one.case)
        ]
        if rows:
            connection.exec_driver_sql(_PUT, rows)


def forget_contributions(connection: Connection, case: UUID) -> None:
    """Let go of what anybody counted of a case."""
    connection.exec_driver_sql("DELETE FROM contribution WHERE case_id = ?", (case.bytes,))


def _stands(connection: Connection, case: UUID) -> bool:
    return connection.exec_driver_sql(_STANDS, (case.bytes,)).scalar() is not None


def _terms(keyring: Keyring, terms: bytes) -> bytes:
    """The terms, and the keys of rooms that are held: with others more or less may be read."""
    held = keyring.room_keys([room for room in Room if keyring.can_open(room)])
    return sha256(terms + repr(held).encode()).digest()


def _marks(connection: Connection, cases: Sequence[UUID], terms: bytes) -> dict[UUID, bytes]:
    found = {}
    for sql, some in _slices(_HEADS, cases):
        for raw, heads in connection.exec_driver_sql(sql, some).fetchall():
            found[UUID(bytes=raw)] = sha256(terms + raw + heads.encode()).digest()[:MARK_BYTES]
    return found


def _lying(connection: Connection, author: int | None, cases: Sequence[UUID]) -> dict[UUID, _Lying]:
    if author is None:
        return {}
    found = {}
    for sql, some in _slices(_LYING, cases):
        for raw, mark, content in connection.exec_driver_sql(sql, (author, *some)).fetchall():
            found[UUID(bytes=raw)] = _Lying(mark, content)
    return found


def _slices(sql: str, cases: Sequence[UUID]) -> Iterator[tuple[str, tuple[bytes, ...]]]:
    for start in range(0, len(cases), SLICE):
        some = tuple(case.bytes for case in cases[start : start + SLICE])
        yield sql.format(marks=", ".join("?" * len(some))), some


def _adopt(connection: Connection, lens: Lens, cases: Sequence[UUID]) -> None:
    """Take in the keys of children that aren't in use."""
    register = Register(connection)
    known, place = lens.rooms.keyring.children.knows, f"(?, ?, {ROOM_NUMBERS[Room.OPEN]})"
    others = [case for case in cases if not known(case)]
    for start in range(0, len(others), SLICE):
        some = others[start : start + SLICE]
        values = tuple(raw for case in some for raw in (case.bytes, keys_record(case).bytes))
        sql = _KEYS.format(marks=", ".join([place] * len(some)))
        for raw, author, clock, document in connection.exec_driver_sql(sql, values).fetchall():
            if not lens.is_ours(register.person(author), clock):
                continue
            with suppress(DocumentBroken):
                lens.rooms.adopt(UUID(bytes=raw), [decode(document)])


def _sealed(keyring: Keyring, case: UUID, rooms: Collection[Room], content: bytes) -> bytes:
    which = sum(1 << ROOM_NUMBERS[room] for room in rooms)
    return bytes((which,)) + keyring.seal_counted(case, rooms, content)


def _opened(keyring: Keyring, case: UUID, lying: bytes) -> bytes | None:
    rooms = [room for room in CHILD_ROOMS if lying[:1] and lying[0] >> ROOM_NUMBERS[room] & 1]
    try:
        return keyring.open_counted(case, rooms, lying[1:])
    except (NoKey, SealBroken):
        return None
