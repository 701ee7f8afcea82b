"""Turns a database's errors into facts, so that none of them - nor a row inside one - ever leaves the store."""

from collections.abc import Iterator
from contextlib import contextmanager

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

_BUSY, _LOCKED, _READ_ONLY, _CORRUPT, _FULL, _NOT_A_DATABASE = 5, 6, 8, 11, 13, 26
_BY_PRIMARY_CODE: dict[int, type[Refusal]] = {
    _BUSY: DatabaseBusy,
    _LOCKED: DatabaseBusy,
    _READ_ONLY: DatabaseReadOnly,
    _CORRUPT: DatabaseDamaged,
    _FULL: DatabaseDiskFull,
    _NOT_A_DATABASE: DatabaseDamaged,
}


@contextmanager
def as_facts() -> Iterator[None]:
    """Run database work; raises DatabaseDamaged, -DiskFull, -ReadOnly, -Busy or -Trouble in place of its errors."""
    try:
        yield
    except DBAPIError as error:
        raise _fact(error.orig) from None
    except dbapi2.Error as error:
        raise _fact(error) from None


def _fact(error: BaseException | None) -> Refusal:
    """The fact behind an error, told by SQLite's result code; its text is never looked at nor kept."""
    number = int(getattr(error, "sqlite_errorcode", 0) or 0)
    kind = _BY_PRIMARY_CODE.get(number & 0xFF)
    return kind() if kind is not None else DatabaseTrouble(number=number)
