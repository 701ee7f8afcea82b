"""Turns a database's errors into facts, so that none of them - nor a row inside one - ever leaves the store."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.store.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseDiskFull,
    DatabaseReadOnly,
    DatabaseTrouble,
)
from reintegration_desktop.store.space import is_full

DISK_ERROR = 10
_UNTOLD, _BUSY, _LOCKED, _READ_ONLY, _CORRUPT, _FULL, _NOT_A_DATABASE = 0, 5, 6, 8, 11, 13, 26
_BREAKING = frozenset({_UNTOLD, DISK_ERROR, _CORRUPT, _NOT_A_DATABASE})
_BY_PRIMARY_CODE: dict[int, type[Refusal]] = {
    _BUSY: DatabaseBusy,
    _LOCKED: DatabaseBusy,
    _READ_ONLY: DatabaseReadOnly,
    _CORRUPT: DatabaseDamaged,
    _FULL: DatabaseDiskFull,
    _NOT_A_DATABASE: DatabaseDamaged,
}


@contextmanager
def as_facts(file: Path | None = None) -> Iterator[None]:
    """Run database work; raises DatabaseDamaged, -DiskFull, -ReadOnly, -Busy or -Trouble in place of its errors.

    ``file`` is what is worked on, so that a disk that takes nothing more is told from one that fails.
    """
    try:
        yield
    except DBAPIError as error:
        raise _fact(error.orig, file) from None
    except dbapi2.Error as error:
        raise _fact(error, file) from None


def is_broken_by(error: BaseException | None) -> bool:
    """Whether a connection is of no use any more after an error: SQLCipher keeps in mind that a page did not open."""
    return isinstance(error, dbapi2.Error) and _code(error) & 0xFF in _BREAKING


def _fact(error: BaseException | None, file: Path | None) -> Refusal:
    """The fact behind an error, told by SQLite's result code; its text is never looked at nor kept."""
    number = _code(error)
    kind = _BY_PRIMARY_CODE.get(number & 0xFF)
    if number & 0xFF in (DISK_ERROR, _UNTOLD) and file is not None and is_full(file):
        return DatabaseDiskFull()
    return kind() if kind is not None else DatabaseTrouble(number=number)


def _code(error: BaseException | None) -> int:
    return int(getattr(error, "sqlite_errorcode", 0) or 0)
