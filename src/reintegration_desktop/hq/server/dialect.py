"""The store's statements as PostgreSQL says them: the one place that knows where it differs from SQLite.

Statements are written once, in SQLite's way, with question marks. What PostgreSQL calls otherwise is put in its words,
and its dates and booleans come back as SQLite gives them, so that folds and digests are the same bytes.
"""

from functools import cache
from typing import Any

from psycopg import Connection as Session
from psycopg.adapt import Loader
from psycopg.types.string import BytesBinaryDumper

_WORDS = (
    ("max(clock, ?)", "greatest(clock, ?)"),
    ("min(upto, ?)", "least(upto, ?)"),
    ("instr(c.document, ?) > 0", "position(? IN c.document) > 0"),
    ("IN ()", "IN (NULL)"),
    ("SELECT rowid, case_id,", "SELECT 0, case_id,"),  # the number of a row in a list: a server shows none
)
_OWN = ("%s", "%(", "%%")
"""What only stands in a statement that was written for PostgreSQL's driver."""


@cache
def spoken(statement: str) -> str:
    """A statement in PostgreSQL's words, its values marked as the driver wants them."""
    for ours, theirs in _WORDS:
        statement = statement.replace(ours, theirs)
    return statement.replace("%", "%%").replace("?", "%s")


def spoken_to(statement: str) -> str:
    """The same for whatever goes to the server: what is PostgreSQL's own stays as it is."""
    return statement if any(mark in statement for mark in _OWN) else spoken(statement)


class _Day(Loader):
    """A day as its ISO text."""

    def load(self, data: Any) -> str:
        return bytes(data).decode()


class _Number(Loader):
    """A truth as 1 or 0."""

    def load(self, data: Any) -> int:
        return int(bytes(data) == b"t")


def speak_like_sqlite(session: "Session[Any]") -> None:
    """Let days and truths come back as SQLite gives them, and bytes go as they are, by the driver's quick way."""
    session.adapters.register_dumper(bytes, BytesBinaryDumper)
    session.adapters.register_loader("date", _Day)
    session.adapters.register_loader("bool", _Number)
