"""Where a PostgreSQL server is, as a person types it."""

from importlib.util import find_spec

from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from reintegration_desktop.hq.errors import ServerAddressUnreadable, ServerPartMissing

DRIVER = "postgresql+psycopg"
_ALSO = frozenset({"postgresql", "postgres"})


def tells_a_password(typed: str) -> bool:
    """Whether an address has a password in it, which others of the computer can read."""
    return address_of(typed).password is not None


def address_of(typed: str) -> URL:
    """The address in ``postgresql+psycopg://role@host/name``; ``postgresql://`` is understood as well.

    Raises ServerAddressUnreadable, also for another kind of database, and ServerPartMissing.
    """
    try:
        found = make_url(typed.strip())
    except (ArgumentError, ValueError):
        raise ServerAddressUnreadable from None
    if found.drivername not in (DRIVER, *_ALSO) or not found.database:
        raise ServerAddressUnreadable
    if find_spec("psycopg") is None:
        raise ServerPartMissing
    return found.set(drivername=DRIVER)
