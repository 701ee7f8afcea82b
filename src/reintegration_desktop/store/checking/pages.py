"""Whether the file's pages are those that were written, and its tables agree with their indexes."""

from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import DatabaseDamaged


def check_pages(database: Database, findings: Findings) -> bool:
    """Read every page; false where they are damaged, and nothing else can be told.

    The seals of pages are read from the file past its log. A cut of power leaves half-written pages there that the log
    still holds whole, so that the log is emptied into the file first; where it can't be, SQLite's own check reads both.
    """
    try:
        in_the_file = database.settle()
        with database.read() as connection:
            changed = connection.exec_driver_sql("PRAGMA cipher_integrity_check").fetchall() if in_the_file else []
            findings.count("pages", int(connection.exec_driver_sql("PRAGMA page_count").scalar() or 0))
            said = [tuple(row) for row in connection.exec_driver_sql("PRAGMA integrity_check(100)").fetchall()]
    except DatabaseDamaged:
        findings.add(Trouble.PAGES)
        return False
    for _ in changed:
        findings.add(Trouble.PAGES)
    if said != [("ok",)]:
        findings.add(Trouble.PAGES)
    return not changed and said == [("ok",)]
