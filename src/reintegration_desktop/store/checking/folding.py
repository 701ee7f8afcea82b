"""A case's newest versions, facts, tasks and person, folded anew from its log: to compare, or to write."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.store.log.codes import KIND_NUMBERS, OPEN, unpack_parents
from reintegration_desktop.store.log.heads import VERSIONS
from reintegration_desktop.store.log.hidden import is_hidden
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record, tasks_record
from reintegration_desktop.store.reading.folds import FACTS, PUT_FACTS, facts_of, task_rows, tasks_of
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.people import person_row

Row = tuple[object, ...]
Tables = dict[str, list[Row]]
Tip = tuple[int, int]

COLUMNS: Mapping[str, str] = {
    "head": "case_id, record_id, room, device, seq, born",
    "conflict": "case_id, record_id, room",
    "case_": ", ".join(FACTS),
    "task": "case_id, kind, record_id, due_on, urgent",
    "person": "case_id, device, seq, generation, room_generation, wrapped, document",
}
_KINDS = ", ".join(str(KIND_NUMBERS[kind]) for kind in sorted(VERSIONS))
_VERSIONS = (
    "SELECT c.record_id, c.room, c.device, c.seq, c.clock, c.parents FROM change c "  # noqa: S608 - words of our own
    f"WHERE c.case_id = ? AND c.kind IN ({_KINDS}) AND NOT EXISTS (SELECT 1 FROM quarantine q "
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)


def folded(connection: Connection, register: Register, lens: Lens, case: UUID) -> Tables:
    """What the tables should hold of a case. Facts and person are read through its newest versions as they lie.

    Of one that is hidden, its newest versions alone.
    """
    heads = _heads(connection, case)
    if is_hidden(connection, case):
        return {"head": heads, **{table: [] for table in COLUMNS if table != "head"}}
    shown = lens.open_room(connection, register, case)
    facts = facts_of(case, shown)
    person = person_row(connection, register, case)
    return {
        "head": heads,
        "conflict": _conflicts(case, heads),
        "case_": [] if facts is None else [tuple(facts[name] for name in FACTS)],
        "task": sorted(task_rows(case, tasks_of(case, shown))),
        "person": [] if person is None else [person],
    }


def lying(connection: Connection, case: UUID) -> Tables:
    """What the tables hold of a case; the births of one room's heads are compared as the earliest of them."""
    tables = {
        table: sorted(
            tuple(row)
            for row in connection.exec_driver_sql(
                f"SELECT {columns} FROM {table} WHERE case_id = ?",  # noqa: S608 - words of our own
                (case.bytes,),
            ).fetchall()
        )
        for table, columns in COLUMNS.items()
    }
    return {**tables, "head": _earliest(tables["head"])}


def fold_anew(connection: Connection, register: Register, lens: Lens, case: UUID) -> bool:
    """Write what the tables should hold of a case; true where they held something else.

    Twice, since facts and person are read through the newest versions.
    """
    before = lying(connection, case)
    for _ in range(2):
        _write(connection, case, folded(connection, register, lens, case))
    return lying(connection, case) != before


def _write(connection: Connection, case: UUID, tables: Tables) -> None:
    """Put what was folded in place of what lies there; a case's row keeps its number."""
    for table, columns in COLUMNS.items():
        rows = tables[table]
        if table != "case_" or not rows:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE case_id = ?", (case.bytes,))  # noqa: S608
        if rows:
            marks = ", ".join("?" * len(columns.split(", ")))
            sql = PUT_FACTS if table == "case_" else f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608
            connection.exec_driver_sql(sql, rows)


def _heads(connection: Connection, case: UUID) -> list[Row]:
    """The tips of every record and room: versions that no other was made from."""
    tips: dict[tuple[bytes, int], set[Tip]] = {}
    seen: set[Tip] = set()
    born: dict[tuple[bytes, int], int] = {}
    for record, room, device, seq, clock, parents in connection.exec_driver_sql(_VERSIONS, (case.bytes,)).fetchall():
        tips.setdefault((record, room), set()).add((device, seq))
        born[record, room] = min(clock, born.get((record, room), clock))
        seen.update(unpack_parents(parents))
    return sorted(
        (case.bytes, *place, *tip, born[place]) for place, found in tips.items() for tip in found if tip not in seen
    )


def _conflicts(case: UUID, heads: Sequence[Row]) -> list[Row]:
    technical = {keys_record(case).bytes, tasks_record(case).bytes}
    places = [row[:3] for row in heads]
    return sorted(
        {place for place in places if places.count(place) > 1 and not (place[2] == OPEN and place[1] in technical)}
    )


def _earliest(heads: Sequence[Row]) -> list[Row]:
    born: dict[Row, int] = {}
    for row in heads:
        born[row[:3]] = min(int(str(row[5])), born.get(row[:3], int(str(row[5]))))
    return [(*row[:5], born[row[:3]]) for row in heads]
