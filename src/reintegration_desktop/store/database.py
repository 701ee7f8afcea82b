"""The encrypted file and its two ways in: one connection that writes, and readers that cannot."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store import unclosed
from reintegration_desktop.store.errors import DatabaseDamaged, DatabaseMissing, DatabaseReadOnly, DatabaseTrouble
from reintegration_desktop.store.faults import DISK_ERROR, as_facts, is_broken_by
from reintegration_desktop.vault.files.disk import may_write, told

WAIT_SECONDS = 5.0
CACHE_KIB = 32 * 1024
READERS = 4
PRIVATE, OTHERS = 0o600, 0o077
USUAL_WAL_PAGES, BULK_WAL_PAGES, BULK_CACHE_KIB = 1_000, 16_384, 192 * 1024

_ALWAYS = (
    "cipher_log_level = NONE",
    "synchronous = FULL",
    "foreign_keys = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a database is opened: ``cache_kib`` of pages in memory, ``wait`` seconds for another program."""

    cache_kib: int = CACHE_KIB
    wait: float = WAIT_SECONDS


USUAL = Opening()


class Database:
    """An open database.

    ``write()`` and ``read()`` lend a connection inside a transaction and turn every error of the database into a
    fact. A connection is used on the thread that asked for it, and given back there. ``refusal`` is raised where
    somebody would write to a database that is only read. ``has_pages``: it is a file that can be read page by page.
    """

    has_pages = True

    def __init__(
        self, path: Path, key: bytes, *, how: Opening = USUAL, read_only: bool = False,
        refusal: type[Refusal] = DatabaseReadOnly,
    ) -> None:  # fmt: skip
        self.path = path
        self._key = key
        self._how = how
        self.read_only = read_only
        self._refusal = refusal
        self.is_closed = False
        self._writer = self._engine(writes=True, size=1)
        self._reader = self._engine(writes=False, size=READERS)

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that holds the file for itself: committed at the end, undone when anything is raised."""
        with self.begin() as connection:
            yield connection
            connection.commit()

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A transaction that holds the file for itself: undone unless the connection's own ``commit`` was called."""
        if self.read_only:
            raise self._refusal
        with self._told(), self._writer.connect() as connection:
            connection.begin()
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A moment of the database, unchanged by what others write meanwhile; nothing can be written through it."""
        with self._told(), self._reader.connect() as connection:
            yield connection

    @contextmanager
    def outside_a_transaction(self) -> Iterator[dbapi2.Connection]:
        """The writer's bare connection, for what SQLite only does outside a transaction: switches, checkpoint, copy."""
        with self._told():
            lent = self._writer.raw_connection()
            try:
                yield lent.dbapi_connection
            except BaseException:
                lent.invalidate()  # whatever broke off on it may have left it half way
                raise
            finally:
                lent.close()

    def connect(self, path: Path, key: bytes | None = None) -> dbapi2.Connection:
        """A bare connection to another file, made if need be, under the same key or another, for copies.

        The caller closes it, and stands inside ``as_facts``.
        """
        return _connect(path, "mode=rwc", self._key if key is None else key, self._how)

    @contextmanager
    def afresh(self) -> Iterator[dbapi2.Connection]:
        """A bare connection of its own that only reads: it remembers no page that did not open before.

        The caller stands inside ``as_facts``.
        """
        fresh = _connect(self.path, _read_only_mode(self.path), self._key, self._how)
        try:
            yield fresh
        finally:
            fresh.close()

    def prepare_for_bulk(self, *, begins: bool) -> None:
        """Give the writer more memory and rarer checkpoints while very many rows are written; take them back after."""
        cache, pages = (BULK_CACHE_KIB, BULK_WAL_PAGES) if begins else (self._how.cache_kib, USUAL_WAL_PAGES)
        with self.outside_a_transaction() as connection:
            connection.execute(f"PRAGMA cache_size = -{cache}").fetchall()
            connection.execute(f"PRAGMA wal_autocheckpoint = {pages}").fetchall()

    def checkpoint(self) -> bool:
        """Move what is newest from the log file into the database file, and empty the log file.

        False where somebody reads an older moment for longer than one waits: then something is left in it.
        """
        with self.outside_a_transaction() as connection:
            ((busy, _, _),) = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        return not busy

    def settle(self) -> bool:
        """Move what is newest into the database file, waiting for nobody; whether the file now holds all of it.

        A database that is only read holds all of it where no log file waits.
        """
        if self.read_only:
            return not _waits(self.path)
        with as_facts(self.path):
            connection = self.connect(self.path)
            try:
                _, logged, moved = connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
            finally:
                connection.close()
        return bool(logged == moved)

    def close(self) -> None:
        """Close every connection; the key goes with them. A connection still lent out closes when given back."""
        self.is_closed = True
        with suppress(Refusal):
            if not self.read_only and unclosed.is_open(self.path):
                self._put_away()
        self._reader.dispose()
        self._writer.dispose()
        with suppress(Refusal):
            if not self.read_only:
                unclosed.end_without_log(self.path)

    def _put_away(self) -> None:
        """Take the mark of an open database away once its file holds everything."""
        self._reader.dispose()
        if self.checkpoint():
            unclosed.end(self.path)

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Turn errors into facts. SQLCipher calls a page damaged that the disk once failed to give back: look again.

        Raises DatabaseTrouble where the file reads whole after all.
        """
        try:
            with as_facts(self.path):
                yield
        except DatabaseDamaged:
            if self._reads_whole():
                raise DatabaseTrouble(number=DISK_ERROR) from None
            raise

    def _reads_whole(self) -> bool:
        """Whether every row can be read through a connection of its own."""
        try:
            with self.afresh() as fresh:
                return bool(fresh.execute("PRAGMA quick_check(1)").fetchall() == [("ok",)])
        except dbapi2.Error:
            return False

    def _engine(self, *, writes: bool, size: int) -> Engine:
        engine = create_engine(
            "sqlite://", module=dbapi2, creator=partial(self._lend, writes=writes), poolclass=QueuePool, pool_size=size,
            pool_timeout=self._how.wait, hide_parameters=True, execution_options={"writes": writes},
        )  # fmt: skip
        event.listen(engine, "begin", _begin)
        event.listen(engine, "handle_error", _never_again)
        return engine

    def _lend(self, *, writes: bool) -> dbapi2.Connection:
        """A connection for the pools: the writer's keeps its log apart (WAL), a reader's refuses to write."""
        mode = _read_only_mode(self.path) if self.read_only else "mode=rw"
        connection = _connect(self.path, mode, self._key, self._how)
        if self.read_only or not writes:
            connection.execute("PRAGMA query_only = ON")
            return connection
        try:
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()  # only now the log file lies there
            unclosed.begin(self.path)
        except BaseException:
            connection.close()
            raise
        return connection


def open_database(
    path: Path, key: bytes, *, how: Opening = USUAL, read_only: bool = False, refusal: type[Refusal] = DatabaseReadOnly
) -> Database:
    """Open a vault's database with the raw key (32 bytes) that its slot gave, and read its first page.

    The slot's authenticated unwrap has proved the key, so that a first page that does not open is damage: raises
    DatabaseDamaged, never a wrong passphrase; DatabaseMissing, DatabaseReadOnly, DatabaseBusy.
    """
    if not path.is_file():
        raise DatabaseMissing
    if path.stat().st_size == 0:
        raise DatabaseDamaged
    if not read_only:
        _ours_alone(path)
    return _proved(Database(path, key, how=how, read_only=read_only, refusal=refusal))


def create_database(path: Path, key: bytes, *, how: Opening = USUAL) -> Database:
    """Begin an empty database, its tables still to be made; raises DatabaseReadOnly, DatabaseDiskFull."""
    with as_facts(path):
        begun = _connect(path, "mode=rwc", key, how)
        begun.execute("PRAGMA journal_mode = WAL").fetchall()
        begun.close()
    return _proved(Database(path, key, how=how))


def _proved(database: Database) -> Database:
    try:
        with database.read() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").fetchall()
    except Refusal:
        database.close()
        raise
    return database


def _connect(path: Path, mode: str, key: bytes, how: Opening) -> dbapi2.Connection:
    """A bare connection; the key is the first thing it hears, and stands in no address."""
    if "rwc" in mode and not path.exists():
        with told():
            path.touch(mode=PRIVATE)  # the system gives its log files the same mode
    connection = dbapi2.connect(
        f"file:{quote(str(path))}?{mode}", uri=True, isolation_level=None, check_same_thread=False, timeout=how.wait
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        for setting in (*_ALWAYS, f"cache_size = -{how.cache_kib}"):
            connection.execute(f"PRAGMA {setting}").fetchall()
    except dbapi2.Error:
        connection.close()
        raise
    return connection


def _ours_alone(path: Path) -> None:
    """Take everybody else's rights away, from the log files as well; left as it is on a disk that knows no rights."""
    for ending in ("", "-wal", "-shm"):
        file = path.with_name(path.name + ending)
        with suppress(OSError):
            if file.stat().st_mode & OTHERS:
                file.chmod(PRIVATE)


def _read_only_mode(path: Path) -> str:
    """Read only; where not even the shared index could be written and no log file waits, as a file that stays."""
    return "mode=ro" if _waits(path) or may_write(path.parent) else "mode=ro&immutable=1"


def _waits(path: Path) -> bool:
    """Whether newest rows lie in a database's log file."""
    newest = path.with_name(path.name + "-wal")
    return newest.exists() and newest.stat().st_size > 0


def _never_again(context: ExceptionContext) -> None:
    """A connection that met a failing disk answers every later call with the same error: it is not lent again."""
    if is_broken_by(context.original_exception):
        context.is_disconnect = True
        context.invalidate_pool_on_disconnect = False


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
