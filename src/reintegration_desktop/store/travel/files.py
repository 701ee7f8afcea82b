"""Sealed files of cases on their way: which are lacking here, which peers were sent or ask for, and their places."""

from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from itertools import islice
from typing import BinaryIO
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.sealed_file import MARK
from reintegration_desktop.history.arrivals import NOTHING_KEPT, FileName, KeptBack
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.files.lacking import every_naming, put_lacking
from reintegration_desktop.store.files.loose import folder_of, named_in
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.vault.files.disk import told, written_whole
from reintegration_desktop.vault.roles import Room

_LACKS = "SELECT digest FROM file_lacking WHERE case_id = ? AND name = ?"
_LACKING = "SELECT case_id, name FROM file_lacking ORDER BY since, name"
_CAME = "DELETE FROM file_lacking WHERE case_id = ? AND name = ?"
_ERASED = "SELECT 1 FROM erased WHERE case_id = ?"
_OUT = "SELECT case_id, name, asked FROM file_out WHERE office = ?"
_SENT = (
    "INSERT INTO file_out (case_id, office, name, sent, asked) VALUES (?, ?, ?, ?, ?) "
    "ON CONFLICT (case_id, office, name) DO UPDATE SET sent = excluded.sent, asked = excluded.asked"
)
_ASKED = (
    "INSERT INTO file_out (case_id, office, name, sent, asked) VALUES (?, ?, ?, NULL, ?) "
    "ON CONFLICT (case_id, office, name) DO UPDATE SET asked = excluded.asked"
)
_UNASKED = "UPDATE file_out SET asked = ? WHERE office = ?"
_NAMING = "WHERE c.case_id = ? AND c.room = ? AND instr(c.document, ?) > 0"
_LOOK = "files_looked_for"
_LOOKED = "SELECT 1 FROM setting WHERE name = ?"


class TravellingFiles:
    """The vault's sealed files as bundles carry them (``sync.ports.SealedFiles``)."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now

    def lacks(self, file: FileName) -> bool:
        """Whether a record here names a file that isn't here."""
        return self._digest(file) is not None

    def is_settled(self, file: FileName) -> bool:
        """Whether nothing is to be done with a file: it lies here, or its case was destroyed."""
        with self._database.read() as connection:
            erased = connection.exec_driver_sql(_ERASED, (file.case.bytes,)).scalar()
        return bool(erased) or (folder_of(self._database) / file.name).is_file()

    def take(self, file: FileName, content: Iterable[bytes]) -> bool:
        """Put a file in its place; false, and nothing is kept, where it isn't what its record says.

        Raises DiskFull, FolderReadOnly, FolderTrouble.
        """
        digest, folder, own = self._digest(file), folder_of(self._database), sha256()
        with told():
            folder.mkdir(exist_ok=True, mode=0o700)
        with suppress(_DifferentError):
            with written_whole(folder / file.name) as target:
                for piece in content:
                    own.update(piece)
                    target.write(piece)
                if own.digest() != digest:
                    raise _DifferentError
            with self._database.write() as connection:
                connection.exec_driver_sql(_CAME, _raw(file))
            return True
        return False

    def look_once(self) -> None:
        """Note what was lacking before files travelled; done once, by reading every newest version."""
        with self._database.read() as connection:
            if self._database.read_only or connection.exec_driver_sql(_LOOKED, (_LOOK,)).scalar():
                return
            found = every_naming(connection, Register(connection))
        with self._database.write() as connection:
            put_lacking(connection, found, folder_of(self._database), self._now())
            connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES (?, 'yes')", (_LOOK,))

    def lacking(self, limit: int, kept: KeptBack = NOTHING_KEPT) -> Sequence[FileName]:
        """Files that records here name and that are not here, those that are missing longest first.

        Of cases that are ``kept`` back from who is asked none.
        """
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_LACKING)
            found = (FileName(UUID(bytes=case), name.hex()) for case, name in rows)
            return list(islice((file for file in found if not kept.keeps(file.case)), limit))

    def going(self, office: UUID, changes: Iterable[Change], kept: KeptBack) -> Sequence[FileName]:
        """What a peer is to be sent: files that these changes name and that it wasn't sent, and those it asked for.

        Of cases that are ``kept`` back none, and none that isn't here.
        """
        with self._database.read() as connection:
            rows = connection.exec_driver_sql(_OUT, (office.bytes,)).fetchall()
            out = {FileName(UUID(bytes=case), name.hex()): bool(asked) for case, name, asked in rows}
            asked = [file for file, wanted in out.items() if wanted]
            wanted = dict.fromkeys(file for file in asked if _is_named(connection, file))
        for change in changes:
            named = named_in(change)
            if named is not None and (file := FileName(change.case, named[0])) not in out:
                wanted[file] = None
        folder = folder_of(self._database)
        return [file for file in wanted if not kept.keeps(file.case) and (folder / file.name).is_file()]

    def asked(self, office: UUID) -> int:
        """How many files a peer said it lacks."""
        with self._database.read() as connection:
            return sum(bool(asked) for _, _, asked in connection.exec_driver_sql(_OUT, (office.bytes,)).fetchall())

    def open(self, file: FileName) -> tuple[BinaryIO, int] | None:
        """A file to read, and its bytes; None for one that is gone."""
        path = folder_of(self._database) / file.name
        with told():
            try:
                return path.open("rb"), path.stat().st_size
            except FileNotFoundError:
                return None

    def record_sent(self, office: UUID, files: Collection[FileName]) -> None:
        """Write down that files were put on their way to a peer."""
        now = milliseconds(self._now())
        rows = [(file.case.bytes, office.bytes, bytes.fromhex(file.name), now, False) for file in files]
        if rows:
            with self._database.write() as connection:
                connection.exec_driver_sql(_SENT, rows)

    def record_asked(self, office: UUID, files: Collection[FileName]) -> None:
        """Write down what a peer lacks, in place of what it asked for before."""
        rows = [(file.case.bytes, office.bytes, bytes.fromhex(file.name), True) for file in files]
        with self._database.write() as connection:
            connection.exec_driver_sql(_UNASKED, (False, office.bytes))
            if rows:
                connection.exec_driver_sql(_ASKED, rows)

    def _digest(self, file: FileName) -> bytes | None:
        with self._database.read() as connection:
            found = connection.exec_driver_sql(_LACKS, _raw(file)).scalar()
        return None if found is None else bytes(found)


class _DifferentError(Exception):
    """What came isn't what the record says; never leaves this module."""


def _is_named(connection: Connection, file: FileName) -> bool:
    """Whether some version of a case names a file: nobody is sent another's for asking under a case of theirs."""
    values = (file.case.bytes, ROOM_NUMBERS[Room.OPEN], MARK)
    changes = changes_where(connection, Register(connection), _NAMING, values)
    return any(named is not None and named[0] == file.name for named in map(named_in, changes))


def _raw(file: FileName) -> tuple[bytes, bytes]:
    return file.case.bytes, bytes.fromhex(file.name)
