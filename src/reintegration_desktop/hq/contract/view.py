"""A documented view, as it is promised: its name, what it tells, its columns in order."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``kind`` is PostgreSQL's name of its type, ``about`` what it tells, its unit included."""

    name: str
    kind: str
    about: str


@dataclass(frozen=True, slots=True)
class View:
    """One view of ``report_v1``; ``query`` selects its columns in their order."""

    name: str
    about: str
    columns: tuple[Column, ...]
    query: str
