"""Headquarters on PostgreSQL: a bundle taken in, part by part, beside a raw binary COPY of the very rows it leaves.

Processor time of this process and of the server's together; the server is made for the run, as the tests make theirs.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

import psutil
import psycopg
from sqlalchemy import Connection

from benchmarks.bundles import Way, _registered, _taken, _way
from benchmarks.measure import Figure
from benchmarks.passing import Nowhere
from reintegration_desktop.casework.travel.travelling import letterbox
from reintegration_desktop.history.change import Change
from reintegration_desktop.hq.server.address import address_of
from reintegration_desktop.hq.server.opening import begin, claim, open_store
from reintegration_desktop.hq.server.staging import make_stages, stage_changes
from reintegration_desktop.hq.server.store import ServerStore
from reintegration_desktop.hq.server.writing import write_staged
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.sync.bundle import BundleInfo
from tests.servers.postgres import a_postgres

CASES, ROUNDS, BATCH = 2_500, 3, 2_000
LOG = ("change",)
LEFT = ("change", "head", "save", "case_", "task", "person", "device", "author")
"""The tables that taking new cases in writes to."""


@dataclass(frozen=True)
class Server:
    """A running PostgreSQL with headquarters' tables, and what keeps count of its processor time."""

    store: ServerStore
    postmaster: psutil.Process

    def processor(self) -> float:
        """Seconds that the server and this process kept the processor busy so far."""
        times = [one.cpu_times() for one in (self.postmaster, *self.postmaster.children(recursive=True))]
        ended = self.postmaster.cpu_times()
        own = sum(one.user + one.system for one in times) + ended.children_user + ended.children_system
        mine = os.times()
        return own + mine.user + mine.system

    def seconds(self, work: Callable[[], object]) -> float:
        began = self.processor()
        work()
        return self.processor() - began

    def empty(self) -> None:
        with self.store.server.write() as connection:
            connection.exec_driver_sql(f"TRUNCATE {', '.join(LEFT)}, bundle_in, paper")


def run() -> dict[str, Figure]:
    with TemporaryDirectory() as folder:
        way = _way(Path(folder))
        for number in range(CASES):
            _registered(way.field, number)
        info = way.sealed(way.items({}))
        with a_server(way) as server:
            measured = _measured(server, way, info)
        way.field.close()
        way.hq.close()
    rows = info.counts["c"]
    each = {name: 1e6 * seconds / rows for name, seconds in measured.items()}
    what = "us of processor a change"
    return {
        "log": Figure("changes staged, written to the log", each["log"], what, each["raw log"], "raw COPY of them", 2),
        "folding": Figure("batches staged, written, folded", each["whole"] - each["verified"], what, each["raw"],
                          "raw COPY of every row they leave"),
        "whole": Figure("a bundle opened, verified, judged, taken in", each["whole"], what, each["raw"],
                        "raw COPY of every row it leaves"),
        "verifying": Figure("of this, opened, verified, judged", each["verified"], what),
    }  # fmt: skip


def _measured(server: Server, way: Way, info: BundleInfo) -> dict[str, float]:
    """Seconds of processor, the median of rounds that take turns, each on empty tables."""
    hq = replace(way.hq, database=server.store.server, store=server.store)
    box = letterbox(hq.post())
    nowhere = replace(box, receiver=Nowhere())
    server.empty()
    _taken(info, box)
    rows = {table: _rows(server, table) for table in LEFT}
    with server.store.server.read() as connection:
        changes = changes_where(connection, Register(connection), "ORDER BY c.device, c.seq", ())
    found: dict[str, list[float]] = {}
    for _ in range(ROUNDS):
        for name, work in (
            ("verified", partial(_taken, info, nowhere)),
            ("raw", partial(_raw, server, rows, LEFT)),
            ("raw log", partial(_raw, server, rows, LOG)),
            ("log", partial(_staged, server, changes)),
            ("whole", partial(_taken, info, box)),
        ):
            server.empty()
            if name == "log":
                _raw(server, rows, ("device", "author"))
            found.setdefault(name, []).append(server.seconds(work))
    return {name: median(seconds) for name, seconds in found.items()}


def _staged(server: Server, changes: Sequence[Change]) -> None:
    """The log's part alone: the same changes, staged and written, a transaction for each batch."""
    for start in range(0, len(changes), BATCH):
        some = changes[start : start + BATCH]
        with server.store.server.ingest({one.case.bytes for one in some}, make_stages) as connection:
            stage_changes(connection, Register(connection), some)
            write_staged(connection)


@dataclass(frozen=True)
class Rows:
    """A table's rows, and PostgreSQL's numbers for the types of its columns."""

    types: Sequence[int]
    rows: Sequence[Sequence[Any]]


def _rows(server: Server, table: str) -> Rows:
    with server.store.server.read() as connection, _session(connection).cursor(binary=True) as cursor:
        cursor.execute(f"SELECT * FROM {table}")
        return Rows([column.type_code for column in cursor.description or ()], cursor.fetchall())


def _raw(server: Server, rows: dict[str, Rows], tables: Sequence[str]) -> None:
    """The same rows by COPY alone, in one transaction."""
    with server.store.server.write() as connection:
        for table in tables:
            types = rows[table].types
            with (
                _session(connection).cursor() as cursor,
                cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as into,
            ):
                into.set_types(types)
                for row in rows[table].rows:
                    into.write_row(row)


def _session(connection: Connection) -> psycopg.Connection[Any]:
    session = connection.connection.driver_connection
    assert isinstance(session, psycopg.Connection)
    return session


@contextmanager
def a_server(way: Way) -> Iterator[Server]:
    with a_postgres() as address:
        server = begin(address_of(address), way.hq.folder.database)
        claim(server, way.hq.me.office)
        server.close()
        store = open_store(
            address_of(address), way.hq.folder.database, way.hq.keyring, way.hq.opened.device, way.hq.dictionary,
            way.hq.means.clock, os.urandom,
        )  # fmt: skip
        with store.server.read() as connection:
            backend = connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        try:
            yield Server(store, psutil.Process(psutil.Process(backend).ppid()))
        finally:
            store.server.close()
