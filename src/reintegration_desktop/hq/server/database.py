"""The server and its ways in, in the place of a vault's encrypted file (``store.database``)."""

from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL

from reintegration_desktop.hq.server.dialect import speak_like_sqlite, spoken_to
from reintegration_desktop.hq.server.faults import WAIT_SECONDS, as_facts
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.database import Database

WRITERS, READERS = 12, 12
PROGRAM = "reintegration headquarters"
_ALL, _CASE, _DEVICE = 0x52440001, 0x52440002, 0x52440003
"""Kinds of the server's advisory locks: everything, one case, one device."""
MOST_CASES = 500
_LOCK_ALL = f"SELECT pg_advisory_xact_lock({_ALL}, 0)"
_SHARE_ALL = f"SELECT pg_advisory_xact_lock_shared({_ALL}, 0)"
_LOCK_CASES = f"SELECT count(pg_advisory_xact_lock({_CASE}, k)) FROM unnest(%s::int4[]) AS k"
CLEARED = ("change", "parked", "person", "case_", "task", "head")
_CLEAR = f"VACUUM {', '.join(CLEARED)}"
_MAY_CLEAR = (
    "SELECT bool_and(pg_has_role(d.datdba, 'USAGE') OR CASE WHEN current_setting('server_version_num')::int >= 170000 "
    "THEN has_table_privilege(c.oid, 'MAINTAIN') ELSE pg_has_role(c.relowner, 'USAGE') END) "
    "FROM pg_class c, pg_database d WHERE c.oid = ANY(%s::regclass[]) AND d.datname = current_database()"
)
_LOCK_DEVICES = f"SELECT count(pg_advisory_lock({_DEVICE}, k)) FROM unnest(%s::int4[]) AS k"


class ServerDatabase(Database):
    """An open server.

    ``write()`` keeps every other writer out, as the file does; ``ingest()`` only who writes to the same cases;
    ``holding()`` a device's other bundles; ``wait`` seconds at most. ``path`` is where a vault's own file lies: sealed
    files lie beside it.
    """

    has_pages = False

    def __init__(self, address: URL, path: Path, wait: int = WAIT_SECONDS) -> None:
        self._wait = wait
        self.path, self.read_only, self.is_closed = path, False, False
        self.engine = _engine(address, WRITERS, wait)
        self._reading = _engine(address, READERS, wait).execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that keeps every other writer out: undone unless the connection's ``commit`` was called."""
        with as_facts(self._wait), self.engine.connect() as connection:
            connection.exec_driver_sql(_LOCK_ALL)
            yield connection

    @contextmanager
    def ingest(self, cases: Collection[bytes], prepare: Callable[[Connection], None]) -> Iterator[Connection]:
        """A transaction that keeps out who writes to one of these cases (16 bytes each): committed at the end.

        So many cases that the server could not remember them keep every writer out. ``prepare`` makes what a new
        connection needs, once.
        """
        with as_facts(self._wait), self.engine.connect() as connection:
            if "prepared" not in connection.info:
                prepare(connection)
                connection.commit()
                connection.info["prepared"] = True
            if len(cases) > MOST_CASES:
                connection.exec_driver_sql(_LOCK_ALL)
            else:
                connection.exec_driver_sql(_SHARE_ALL)
                connection.exec_driver_sql(_LOCK_CASES, (_keys(cases),))
            yield connection
            connection.commit()

    @contextmanager
    def holding(self, devices: Collection[str]) -> Iterator[None]:
        """Keep other bundles of these devices (32 hex digits) waiting, whoever takes them in."""
        with as_facts(self._wait), self.engine.connect() as connection:
            held = connection.execution_options(isolation_level="AUTOCOMMIT")
            held.exec_driver_sql(_LOCK_DEVICES, (_keys(map(bytes.fromhex, devices)),))
            try:
                yield
            finally:
                held.exec_driver_sql("SELECT pg_advisory_unlock_all()")

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A moment of the database, unchanged by what others write meanwhile; nothing can be written through it."""
        with as_facts(self._wait), self._reading.connect() as connection:
            yield connection

    def checkpoint(self) -> bool:
        """Give back the room of rows that were destroyed; false for whoever may not, and while somebody is at a table.

        What its log and its backups hold goes when these do (docs/guide/server.md).
        """
        with suppress(Refusal), as_facts(self._wait), self.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            if alone.exec_driver_sql(_MAY_CLEAR, (list(CLEARED),)).scalar():
                alone.exec_driver_sql(_CLEAR)
                return True
        return False

    def settle(self) -> bool:
        """The server holds all of it."""
        return True

    def close(self) -> None:
        """Close every connection."""
        self.is_closed = True
        self._reading.dispose()
        self.engine.dispose()


def open_server(address: URL, path: Path, wait: int = WAIT_SECONDS) -> ServerDatabase:
    """Open a server's database and ask it something; raises ServerUnreachable, ServerLoginRefused."""
    server = ServerDatabase(address, path, wait)
    try:
        with server.read() as connection:
            connection.exec_driver_sql("SELECT 1").scalar()
    except BaseException:
        server.close()
        raise
    return server


def _keys(raw: "Collection[bytes] | map[bytes]") -> list[int]:
    """What ids are locked by, ascending, so that no two wait for each other: their first four bytes."""
    return sorted({int.from_bytes(one[:4], signed=True) for one in raw})


def _engine(address: URL, size: int, wait: int) -> Engine:
    engine = create_engine(
        address, pool_size=size, max_overflow=0, pool_timeout=wait, hide_parameters=True, pool_pre_ping=True,
        connect_args={
            "application_name": PROGRAM, "connect_timeout": 10,
            "options": f"-c lock_timeout={wait}s -c client_min_messages=error",
        },
    )  # fmt: skip
    event.listen(engine, "connect", lambda session, _: speak_like_sqlite(session))
    event.listen(engine, "before_cursor_execute", _put_in_its_words, retval=True)
    return engine


def _put_in_its_words(
    _connection: Connection, _cursor: object, statement: str, values: Sequence[Any], _context: object, _many: bool
) -> tuple[str, Sequence[Any]]:
    return spoken_to(statement), values
