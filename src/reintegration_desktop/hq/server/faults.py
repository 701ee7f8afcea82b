"""Turns a server's errors into facts: none ever leaves hq, since PostgreSQL writes whole rows into its words."""

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from reintegration_desktop.hq.errors import (
    ServerBusy,
    ServerFull,
    ServerLoginRefused,
    ServerRightMissing,
    ServerTrouble,
    ServerUnreachable,
)
from reintegration_desktop.kernel.errors import Refusal

WAIT_SECONDS = 60
_BUSY = frozenset({"55P03", "40P01", "40001", "57014"})
_GONE = frozenset({"57P01", "57P02", "57P03", "57P05"})
_BY_CLASS: dict[str, type[Refusal]] = {
    "08": ServerUnreachable,
    "28": ServerLoginRefused,
    "3D": ServerLoginRefused,
    "53": ServerFull,
}


@contextmanager
def as_facts(wait: int = WAIT_SECONDS) -> Iterator[None]:
    """Run a server's work; raises the refusals of ``hq.errors`` in place of its errors. ``wait``: for a lock."""
    try:
        yield
    except DBAPIError as error:
        raise _fact(error.orig, wait) from None
    except PoolTimeoutError:
        raise ServerBusy(seconds=wait) from None
    except psycopg.Error as error:
        raise _fact(error, wait) from None


def _fact(error: BaseException | None, wait: int) -> Refusal:
    """The fact behind an error, told by its five characters alone; its words are never looked at nor kept."""
    state = getattr(error, "sqlstate", None) or ""
    if state in _BUSY:
        return ServerBusy(seconds=wait)
    if state == "42501":
        return ServerRightMissing()
    if state in _GONE or (not state and isinstance(error, psycopg.OperationalError)):
        return _of_the_line(error)
    kind = _BY_CLASS.get(state[:2])
    return kind() if kind is not None else ServerTrouble(state=state or "-")


def _of_the_line(error: BaseException | None) -> Refusal:
    """A line that did not come about: nobody there, or a password that was asked for and is not the right one."""
    session = getattr(error, "pgconn", None)
    asked = bool(session is not None and (session.needs_password or session.used_password))
    return ServerLoginRefused() if asked else ServerUnreachable()
