"""Lists of cases and tasks, from the folds alone: no key is needed and nothing is opened."""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds, moment_of
from reintegration_desktop.rules.facts import CaseFilter, CaseRow, CustodyRow, TaskRow
from reintegration_desktop.rules.tasks import AFTERWARDS, NOTICES, TaskKind
from reintegration_desktop.store.log.codes import KIND_NUMBERS
from reintegration_desktop.store.tables import CONSENT_FLAGS

SLICE, MOST_TASKS = 500, 300
_COLUMNS = (
    "rowid, case_id, code, status, stage, risk, worker, office, name_is_hidden, keep_until, next_kind, next_due, "
    "next_urgent, " + ", ".join(CONSENT_FLAGS)
)
_ORDERS: Mapping[str, tuple[str, ...]] = {
    "due": (
        "next_urgent = 1 ORDER BY next_due, rowid",
        "next_urgent = 0 AND next_due IS NOT NULL ORDER BY next_due, rowid",
        "next_urgent = 0 AND next_due IS NULL ORDER BY rowid",
    ),
    "code": ("1 ORDER BY code, rowid",),
    "new": ("1 ORDER BY opened DESC, rowid",),
    "risk": (
        "risk = 'high' ORDER BY next_due IS NULL, next_due, rowid",
        "risk = 'medium' ORDER BY next_due IS NULL, next_due, rowid",
        "risk = 'low' ORDER BY next_due IS NULL, next_due, rowid",
        "coalesce(risk, '') NOT IN ('high', 'medium', 'low') ORDER BY next_due IS NULL, next_due, rowid",
    ),
    "status": ("1 ORDER BY status DESC, stage, next_due IS NULL, next_due, rowid",),
}
_CUSTODIES = "SELECT case_id, holder, epoch, target, disputed, elsewhere FROM custody"
_COUNTED = "SELECT status, risk, count(*) FROM case_{where} GROUP BY status, risk"


def _words(kinds: Iterable[TaskKind]) -> str:
    """Kinds of tasks inside a statement."""
    return ", ".join(f"'{kind.value}'" for kind in sorted(kinds))


_COLUMNS_OF_TASKS = "SELECT t.case_id, s.rowid, t.kind, t.due_on, t.urgent, s.worker, t.record_id FROM"
_HERE = "NOT IN (SELECT case_id FROM custody WHERE elsewhere)"
_GOING_ON = f"s.case_id {_HERE} AND (s.status = 'open' OR (s.status = 'closed' AND t.kind IN ({_words(AFTERWARDS)})))"
_EVERYBODYS = (
    f"{_COLUMNS_OF_TASKS} task t CROSS JOIN case_ s ON s.case_id = t.case_id "  # the index of days, as far as is asked
    f"WHERE {_GOING_ON} AND t.kind NOT IN ({_words(NOTICES)})"
)
_URGENT = (
    f"{_COLUMNS_OF_TASKS} case_ s CROSS JOIN task t ON t.case_id = s.case_id "  # the index of what comes next
    f"WHERE s.status IN ('open', 'closed') AND s.next_urgent = 1 AND {_GOING_ON} AND t.kind NOT IN ({_words(NOTICES)})"
)
_OWN = (
    f"{_COLUMNS_OF_TASKS} case_ s CROSS JOIN task t ON t.case_id = s.case_id "  # the index of workers
    f"WHERE s.worker = ? AND {_GOING_ON} AND t.kind NOT IN ({_words(NOTICES)})"
)
_TOLD = (
    f"{_COLUMNS_OF_TASKS} task t CROSS JOIN case_ s ON s.case_id = t.case_id "
    f"WHERE t.record_id = ? AND {_GOING_ON} AND t.kind IN ({_words(NOTICES)})"
)
_PARTS = ("t.urgent = 1", "t.urgent = 0 AND s.risk = 'high'", "t.urgent = 0 AND coalesce(s.risk, '') <> 'high'")
"""The gravest first, so that no bound ever leaves them out."""
_FEW = frozenset({TaskKind.APPROVAL, TaskKind.SENT_BACK})
"""Kinds with an index of their own: there are few of them, and no notices."""
_LOOKED_AT = 4000
_LATELY = (
    "SELECT case_id, clock FROM (SELECT case_id, clock, author FROM change WHERE device = ? ORDER BY seq DESC LIMIT ?) "
    "WHERE author = ? AND clock >= ?"
)
_CASELOADS = "SELECT count(*) FROM case_ WHERE status = 'open' AND worker IS NOT NULL GROUP BY worker ORDER BY count(*)"
_EXPORTED = "SELECT clock FROM change WHERE kind = ? AND clock >= ?"
Row = Sequence[Any]


def ids_of(
    connection: Connection, wanted: CaseFilter, order: str, among: Collection[int] | None = None
) -> "array[int]":
    """Row numbers of the cases wanted by ``due`` (urgent first, then day), ``code``, ``new``, ``risk``, ``status``.

    Of those alone that are ``among`` a few hundred others, where these are given.
    """
    asked = {"status": wanted.status, "risk": wanted.risk, "stage": wanted.stage,
             "worker": None if wanted.worker is None else wanted.worker.bytes}  # fmt: skip
    given = {name: value for name, value in asked.items() if value is not None}
    fits = [*(f"{name} = ?" for name in given), *(["worker IS NULL"] if wanted.nobody else [])]
    fits += [] if wanted.status is None else [f"case_id {_HERE}"]
    if among is not None:
        fits = [f"rowid IN ({', '.join('?' * len(among))})", *(f"+{fit}" for fit in fits)]  # plus: by row numbers alone
    values = (*(among or ()), *given.values())
    ids = array("q")
    for rest in _ORDERS[order]:
        sql = f"SELECT rowid FROM case_ WHERE {' AND '.join(fits) or 1} AND {rest}"  # noqa: S608 - words of our own
        ids.extend(connection.exec_driver_sql(sql, values).scalars())
    return ids


def rows_at(connection: Connection, ids: Sequence[int]) -> list[CaseRow]:
    """Workflow facts by row number, in the order asked; those that are gone are left out."""
    found = {row.rowid: row for row in _rows(connection, "rowid", ids)}
    return [found[number] for number in ids if number in found]


def rows_of(connection: Connection, cases: Sequence[UUID]) -> list[CaseRow]:
    """Workflow facts by case, in the order asked; those that are unknown are left out."""
    found = {row.id: row for row in _rows(connection, "case_id", [case.bytes for case in cases])}
    return [found[case] for case in cases if case in found]


def tasks_until(
    connection: Connection, worker: UUID | None, until: date, kinds: Collection[TaskKind] = (), most: int = MOST_TASKS
) -> list[TaskRow]:
    """Tasks due up to a day, urgent ones first; of one worker, with notices for them, or of all.

    Of closed cases those that follow on closing. Of some ``kinds`` alone where they are named. At most so many that are
    urgent, at high risk, and all others: those that wait longest.
    """
    found: set[Row] = set()
    of_kinds = f" AND ({' OR '.join(f't.kind = {_words([kind])}' for kind in sorted(kinds))})" if kinds else ""
    for base, values in _bases(worker, kinds):
        for part in _PARTS:
            known = _URGENT if base is _EVERYBODYS and part is _PARTS[0] else base
            sql = f"{known} AND {part} AND t.due_on <= ?{of_kinds} ORDER BY t.due_on LIMIT ?"
            rows = connection.exec_driver_sql(sql, (*values, until.isoformat(), most))
            found.update(map(tuple, rows))
    return sorted(map(_task_row, found), key=lambda task: (not task.urgent, task.due_on, task.kind, task.rowid))


def task_after(connection: Connection, worker: UUID | None, day: date) -> TaskRow | None:
    """The first task that is due after a day; of one worker, or of all."""
    rows = [
        row
        for base, values in _bases(worker)
        for row in connection.exec_driver_sql(
            f"{base} AND t.due_on > ? ORDER BY t.due_on, t.kind, s.rowid LIMIT 1", (*values, day.isoformat())
        )
    ]
    return min(map(_task_row, rows), key=lambda task: (task.due_on, task.kind, task.rowid), default=None)


def _bases(worker: UUID | None, kinds: Collection[TaskKind] = ()) -> list[tuple[str, tuple[bytes, ...]]]:
    """What a person's tasks are read from: their cases, and what was written for them; or everybody's."""
    if worker is None:
        return [(_EVERYBODYS, ())]
    if len(kinds) == 1 and _FEW.issuperset(kinds):
        return [(f"{_EVERYBODYS} AND s.worker = ?", (worker.bytes,))]
    return [(_OWN, (worker.bytes,)), (_TOLD, (worker.bytes,))]


def _task_row(row: Row) -> TaskRow:
    case, rowid, kind, due, urgent, owner, record = row
    return TaskRow(UUID(bytes=case), rowid, kind, date.fromisoformat(due), bool(urgent), _id(owner), _id(record))


def totals(connection: Connection, worker: UUID | None = None) -> dict[str, int]:
    """How many cases by status, of one worker or of all; of the open ones by risk (``risk:`` where nobody said)."""
    found: dict[str, int] = {}
    where, values = (
        (f" WHERE case_id {_HERE}", ())
        if worker is None
        else (f" WHERE worker = ? AND case_id {_HERE}", (worker.bytes,))
    )
    for status, risk, number in connection.exec_driver_sql(_COUNTED.format(where=where), values):
        found[status] = found.get(status, 0) + number
        if status == "open":
            found[f"risk:{risk or ''}"] = found.get(f"risk:{risk or ''}", 0) + number
    return found


def custodies_in(connection: Connection, cases: Sequence[UUID] | None = None) -> list[CustodyRow]:
    """Whose cases are, of those that were ever handed over; of some cases alone where they are named."""
    if cases is None:
        return list(map(_custody_row, connection.exec_driver_sql(f"{_CUSTODIES} ORDER BY case_id").fetchall()))
    found: list[CustodyRow] = []
    for marks, some in in_slices([case.bytes for case in cases]):
        rows = connection.exec_driver_sql(f"{_CUSTODIES} WHERE case_id IN ({marks})", some).fetchall()
        found += map(_custody_row, rows)
    return found


def _custody_row(row: Row) -> CustodyRow:
    case, holder, epoch, target, disputed, elsewhere = row
    return CustodyRow(UUID(bytes=case), UUID(bytes=holder), epoch, _id(target), bool(disputed), bool(elsewhere))


def caseloads(connection: Connection) -> list[int]:
    """How many open cases each has who has any, the fewest first."""
    return list(connection.exec_driver_sql(_CASELOADS).scalars())


def workers_of(connection: Connection) -> list[UUID | None]:
    """Everybody who has a case, and None where some case has nobody."""
    return [_id(raw) for raw in connection.exec_driver_sql("SELECT DISTINCT worker FROM case_").scalars()]


def worked_on(connection: Connection, author: int, since: int) -> list[UUID]:
    """Cases in which somebody wrote something at a tick of the clock or later, newest first; of each device's last."""
    found: dict[UUID, int] = {}
    for device in connection.exec_driver_sql("SELECT number FROM device").scalars().all():
        for case, clock in connection.exec_driver_sql(_LATELY, (device, _LOOKED_AT, author, since)):
            found[UUID(bytes=case)] = max(clock, found.get(UUID(bytes=case), 0))
    return sorted(found, key=lambda case: found[case], reverse=True)


def exports_since(connection: Connection, since: date) -> list[date]:
    """The days since one, in UTC, each as often as something of a case was printed, sent or shared."""
    tick = milliseconds(datetime.combine(since, time(), UTC)) << COUNTER_BITS
    found = connection.exec_driver_sql(_EXPORTED, (KIND_NUMBERS[Kind.EXPORT], tick)).scalars()
    return sorted(moment_of(clock).date() for clock in found)


def in_slices(values: Sequence[Any]) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Question marks and values of so many at a time."""
    for start in range(0, len(values), SLICE):
        some = tuple(values[start : start + SLICE])
        yield ", ".join("?" * len(some)), some


def _rows(connection: Connection, key: str, values: Sequence[Any]) -> Iterable[CaseRow]:
    for marks, some in in_slices(values):
        sql = f"SELECT {_COLUMNS} FROM case_ WHERE {key} IN ({marks})"  # noqa: S608 - words of our own
        rows = list(map(_case_row, connection.exec_driver_sql(sql, some)))
        held = {one.case: one for one in custodies_in(connection, [row.id for row in rows])}
        yield from (replace(row, custody=held[row.id]) if row.id in held else row for row in rows)


def _case_row(row: Row) -> CaseRow:
    return CaseRow(
        rowid=row[0],
        id=UUID(bytes=row[1]),
        code=row[2],
        status=row[3],
        stage=row[4],
        risk=row[5],
        worker=_id(row[6]),
        office=_id(row[7]),
        name_is_hidden=bool(row[8]),
        consent={flag: said for flag, said in zip(CONSENT_FLAGS, row[13:], strict=True) if said is not None},
        next_kind=row[10],
        next_due=_day(row[11]),
        next_urgent=bool(row[12]),
        keep_until=_day(row[9]),
    )


def _id(raw: bytes | None) -> UUID | None:
    return UUID(bytes=raw) if raw else None


def _day(raw: str | None) -> date | None:
    return date.fromisoformat(raw) if raw else None
