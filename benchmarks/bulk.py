"""Writing in bulk through driver SQL beside plain sqlite3 with the same statements on the same encrypted file."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from sqlalchemy import Connection, insert

from benchmarks.measure import Figure, in_turns, seconds
from reintegration_desktop.store.database import Database, create_database
from reintegration_desktop.store.log.rows import COLUMNS, INSERT_CHANGE
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.store.tables import change, metadata

ROWS, SINGLE, ROUNDS = 20_000, 4_000, 5
TABLE = change.name
Row = tuple[object, ...]


def run() -> dict[str, Figure]:
    with TemporaryDirectory() as folder:
        database = create_database(Path(folder) / "cases.db", os.urandom(32))
        bring_up_to_date(database, Path(folder))
        ways = (_plain, _driver, _core)
        many = in_turns([partial(_many, database, way) for way in ways], ROUNDS)
        single = in_turns([partial(_one_by_one, database, way) for way in ways], ROUNDS)
        database.close()
    return {
        "driver_many": _figure("driver SQL, many rows a statement", many[1], many[0], ROWS, 2.5),
        "driver_single": _figure("driver SQL, one row a statement", single[1], single[0], SINGLE, 2.5),
        "core_many": _figure("Core, many rows a statement", many[2], many[0], ROWS),
        "core_single": _figure("Core, one row a statement", single[2], single[0], SINGLE),
    }


def _figure(what: str, ours: float, plain: float, rows: int, promised: float | None = None) -> Figure:
    return Figure(what, 1e6 * ours / rows, "us a row", 1e6 * plain / rows, "plain sqlite3", promised)


def _rows(count: int) -> list[Row]:
    """Rows of the log as a visit makes them: a sealed document of 400 bytes."""
    case, new = uuid4().bytes, os.urandom
    return [
        (case, new(16), 2, 1, seq, seq << 16, 1, 0, b"\x01\x02", 1, new(16), new(400), new(32))
        for seq in range(1, count + 1)
    ]


Way = Callable[[Database, list[list[Row]]], None]


def _many(database: Database, way: Way) -> float:
    rows = _rows(ROWS)
    return seconds(partial(way, database, [rows[at : at + 2_000] for at in range(0, ROWS, 2_000)]))


def _one_by_one(database: Database, way: Way) -> float:
    return seconds(partial(way, database, [[row] for row in _rows(SINGLE)]))


def _plain(database: Database, batches: list[list[Row]]) -> None:
    with database.outside_a_transaction() as connection:
        connection.execute("BEGIN IMMEDIATE")
        for batch in batches:
            connection.executemany(INSERT_CHANGE, batch)
        connection.execute("COMMIT")


def _driver(database: Database, batches: list[list[Row]]) -> None:
    with database.write() as connection:
        for batch in batches:
            connection.exec_driver_sql(INSERT_CHANGE, batch if len(batch) > 1 else batch[0])


def _core(database: Database, batches: list[list[Row]]) -> None:
    named = [[dict(zip(COLUMNS.split(", "), row, strict=True)) for row in batch] for batch in batches]
    with database.write() as connection:
        for batch in named:
            _insert(connection, batch)


def _insert(connection: Connection, batch: list[dict[str, object]]) -> None:
    connection.execute(insert(metadata.tables[TABLE]), batch if len(batch) > 1 else batch[0])
