"""Cases that are ordered to be erased: they stay in the log and stand in no list until they are destroyed."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import SLICE

FOLDS = ("conflict", "case_", "task", "person", "contribution")
"""What a case that is hidden has no rows in; its newest versions stay, so that it can come back."""


def hidden_cases(connection: Connection) -> frozenset[UUID]:
    """Every case that is hidden."""
    return frozenset(UUID(bytes=raw) for raw in connection.exec_driver_sql("SELECT case_id FROM hiding").scalars())


def is_hidden(connection: Connection, case: UUID) -> bool:
    """Whether a case is hidden."""
    found = connection.exec_driver_sql("SELECT 1 FROM hiding WHERE case_id = ?", (case.bytes,))
    return found.scalar() is not None


def hide(connection: Connection, cases: Iterable[UUID]) -> None:
    """Take cases out of every list."""
    rows = [(case.bytes,) for case in cases]
    if rows:
        connection.exec_driver_sql("INSERT INTO hiding (case_id) VALUES (?) ON CONFLICT DO NOTHING", rows)
        for table in FOLDS:
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE case_id = ?", rows)  # noqa: S608 - our own words


def keep_hidden(connection: Connection, cases: Iterable[UUID]) -> None:
    """Take those of some cases that were just folded, and are hidden, out of the lists again."""
    hide(connection, hidden_cases(connection) & frozenset(cases))


def emptied_versions(connection: Connection, register: Register, cases: Iterable[UUID]) -> set[tuple[str, int]]:
    """The versions of deleted records of some cases that are gone for good: device (32 hex digits) and number."""
    if connection.exec_driver_sql("SELECT 1 FROM emptied LIMIT 1").scalar() is None:
        return set()
    found: set[tuple[str, int]] = set()
    wanted = [case.bytes for case in cases]
    for start in range(0, len(wanted), SLICE):
        some = tuple(wanted[start : start + SLICE])
        sql = f"SELECT device, seq FROM emptied WHERE case_id IN ({', '.join('?' * len(some))})"  # noqa: S608
        found.update((register.device_id(device), seq) for device, seq in connection.exec_driver_sql(sql, some))
    return found


def children_of(connection: Connection, office: UUID) -> int:
    """How many cases an office has here; those that are hidden or destroyed count, whoever had them."""
    sql = (
        "SELECT (SELECT count(*) FROM case_ WHERE office = ?) + (SELECT count(*) FROM hiding) "
        "+ (SELECT count(*) FROM erased)"
    )
    return int(connection.exec_driver_sql(sql, (office.bytes,)).scalar_one())


def most_children_of(connection: Connection, office: UUID) -> int:
    """How many cases an office can have at most, as far as is known here: any hole may be another one's."""
    holes = connection.exec_driver_sql("SELECT count(*) FROM hole").scalar_one()
    return children_of(connection, office) + int(holes)
