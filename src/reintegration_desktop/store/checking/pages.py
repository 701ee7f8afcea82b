"""Whether the file's pages are those that were written, and its tables agree with their indexes."""

from typing import NamedTuple

from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import DatabaseDamaged
from reintegration_desktop.store.faults import as_facts


def check_pages(database: Database, findings: Findings) -> bool:
    """Read every page; false where they are damaged, and nothing else can be told.

    The seals of pages are read from the file past its log. A cut of power leaves half-written pages there that the log
    still holds whole, so that the log is emptied into the file first; where it can't be, SQLite's own check reads both.
    What a disk failed to give back once looks the same as a changed page: only what shows twice is told.
    """
    said = _said(database)
    if not said.sound:
        said = _said(database)
    findings.count("pages", said.pages)
    for _ in range(said.changed):
        findings.add(Trouble.PAGES)
    return said.sound


class _Said(NamedTuple):
    """How many pages there are, how many troubles with them, and whether there is none."""

    pages: int = 0
    changed: int = 1
    sound: bool = False


def _said(database: Database) -> _Said:
    try:
        in_the_file = database.settle()
        with as_facts(database.path), database.afresh() as connection:
            changed = connection.execute("PRAGMA cipher_integrity_check").fetchall() if in_the_file else []
            ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
            agree = connection.execute("PRAGMA integrity_check(100)").fetchall() == [("ok",)]
    except DatabaseDamaged:
        return _Said()
    return _Said(int(pages), len(changed) + (not agree), agree and not changed)
