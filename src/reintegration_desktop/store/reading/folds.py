"""A case's workflow facts and tasks, folded from the open room: for lists, deadlines and headquarters.

The same rows follow from the same log, whatever order it came in; the check folds anew and compares.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.rules.consent import latest_consent_counts
from reintegration_desktop.rules.tasks import NOTICES
from reintegration_desktop.store.log.heads import Place
from reintegration_desktop.store.log.technical import tasks_in, tasks_record
from reintegration_desktop.store.reading.lens import Shown
from reintegration_desktop.store.tables import CONSENT_FLAGS, case_
from reintegration_desktop.vault.roles import Room

Facts = dict[str, object]
Tasks = tuple[tuple[str, bytes, date, bool], ...]
LONGEST_CODE = 200
FACTS = tuple(column.name for column in case_.columns)

_SET = ", ".join(f"{name} = excluded.{name}" for name in FACTS if name != "case_id")
PUT_FACTS = (
    f"INSERT INTO case_ ({', '.join(FACTS)}) VALUES ({', '.join('?' * len(FACTS))}) "  # noqa: S608 - words of our own
    f"ON CONFLICT (case_id) DO UPDATE SET {_SET}"
)
PUT_TASK = "INSERT INTO task (case_id, kind, record_id, due_on, urgent) VALUES (?, ?, ?, ?, ?)"


def facts_of(case: UUID, shown: Mapping[Place, Shown]) -> Facts | None:
    """The row of ``case_`` from a case's open room; None while the case's own form hasn't come."""
    own = shown.get((case, Room.OPEN))
    if own is None or not own.merged.answers:
        return None
    open_room = {record: one for (record, room), one in shown.items() if room is Room.OPEN}
    said = own.merged.answers
    tasks = [task for task in tasks_of(case, shown) if task[0] not in NOTICES]
    kind, _, due, urgent = tasks[0] if tasks else (None, b"", None, False)
    return {
        "case_id": case.bytes,
        "code": _code(said.get("case_code")) or "",
        "status": _code(said.get("case_status")) or "",
        "stage": _code(said.get("case_stage")) or "",
        "risk": _risk(open_room.values()),
        "worker": _id(said.get("caseworker")),
        "office": _id(said.get("office")),
        "name_is_hidden": said.get("name_is_hidden") is True,
        **_consent(open_room.values()),
        "keep_until": _day(said.get("keep_until_on")),
        "legal_hold": said.get("legal_hold") is True,
        "next_kind": kind,
        "next_due": due and due.isoformat(),
        "next_urgent": urgent,
        "opened": own.born,
    }


def tasks_of(case: UUID, shown: Mapping[Place, Shown]) -> Tasks:
    """A case's tasks, urgent ones first, then by due day."""
    held = shown.get((tasks_record(case), Room.OPEN))
    return () if held is None else tasks_in(held.merged.answers)


def told(row: Sequence[object]) -> dict[str, str | int | bool | None]:
    """A row of ``case_`` as two devices compare it: ids in hex, the rest as it lies, without the case."""
    return {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in zip(FACTS, row, strict=True)
        if name != "case_id" and (value is None or isinstance(value, str | int | bytes))
    }


def put_folds(connection: Connection, case: UUID, shown: Mapping[Place, Shown]) -> None:
    """Write a case's facts and tasks in place of the earlier ones; the row keeps its number."""
    facts = facts_of(case, shown)
    if facts is not None:
        connection.exec_driver_sql(PUT_FACTS, tuple(facts[name] for name in FACTS))
    connection.exec_driver_sql("DELETE FROM task WHERE case_id = ?", (case.bytes,))
    rows = task_rows(case, tasks_of(case, shown))
    if rows:
        connection.exec_driver_sql(PUT_TASK, rows)


def put_new_folds(connection: Connection, cases: Mapping[UUID, Mapping[Place, Shown]]) -> None:
    """Write facts and tasks of cases that are new here."""
    facts = [found for case, shown in cases.items() if (found := facts_of(case, shown)) is not None]
    tasks = [row for case, shown in cases.items() for row in task_rows(case, tasks_of(case, shown))]
    if facts:
        connection.exec_driver_sql(PUT_FACTS, [tuple(found[name] for name in FACTS) for found in facts])
    if tasks:
        connection.exec_driver_sql(PUT_TASK, tasks)


def task_rows(case: UUID, tasks: Tasks) -> list[tuple[object, ...]]:
    """Tasks as rows of ``task``."""
    return [(case.bytes, kind, record, due.isoformat(), urgent) for kind, record, due, urgent in tasks]


def _risk(shown: Iterable[Shown]) -> str | None:
    found = [one.merged.answers.get("risk_level") for one in shown if one.merged.form == "concerns"]
    return _code(found[0]) if found else None


def _consent(shown: Iterable[Shown]) -> dict[str, str | None]:
    """What is agreed to now, purpose by purpose, by all talks about consent that were not deleted."""
    talks = [one for one in shown if one.merged.form == "consent" and not one.merged.deleted]
    in_order = sorted(talks, key=lambda one: (one.born, one.tips))
    held = latest_consent_counts(one.merged.answers for one in in_order)
    return {flag: _text(held.purposes.get(flag)) for flag in CONSENT_FLAGS}


def _text(raw: object) -> str | None:
    """An answer; None for none, for a reason for absence, and for one that no server's column takes."""
    return raw if isinstance(raw, str) and "\0" not in raw else None


def _code(raw: object) -> str | None:
    """The same of a code, by which rows are found: one that no index takes is none either."""
    text = _text(raw)
    return text if text is not None and len(text) <= LONGEST_CODE else None


def _day(raw: object) -> str | None:
    """A day; None where there is none, or something else stands there."""
    try:
        return date.fromisoformat(raw).isoformat() if isinstance(raw, str) else None
    except ValueError:
        return None


def _id(raw: object) -> bytes | None:
    """An id's bytes; None where there is none, or something else stands there."""
    try:
        return UUID(raw).bytes if isinstance(raw, str) else None
    except ValueError:
        return None
