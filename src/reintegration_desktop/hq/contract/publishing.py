"""Copies what was released, and may be read at headquarters, to where its staff find it: the tables as published."""

from collections.abc import Iterable

from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.store.database import Database

BAR = "|"
_THERE = "SELECT number FROM published"
_RELEASE = (
    "INSERT INTO published (number, template, period, recipient, released_on, threshold) VALUES (?, ?, ?, ?, ?, ?)"
)
_CELL = (
    "INSERT INTO published_cell (number, sheet, cell, name, measure, dimensions, nodes, count) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)


def publish(database: Database, ledger: Iterable[Entry]) -> int:
    """Keep the tables of releases that are not there yet; returns how many releases that were.

    What was released to those who document violations stays with them.
    """
    with database.write() as connection:
        there = set(connection.exec_driver_sql(_THERE).scalars().all())
        new = [entry for entry in ledger if entry.number not in there and Recipient.HEADQUARTERS.sees(entry.recipient)]
        for entry in new:
            connection.exec_driver_sql(_RELEASE, (
                entry.number, entry.template, entry.period, entry.recipient.value, entry.released_on.isoformat(),
                entry.threshold,
            ))  # fmt: skip
            if cells := _cells(entry):
                connection.exec_driver_sql(_CELL, cells)
    return len(new)


def _cells(entry: Entry) -> list[tuple[object, ...]]:
    return [
        (entry.number, sheet, cell, table.name, table.measure, BAR.join(table.dimensions), BAR.join(key), count)
        for sheet, table in enumerate(entry.tables)
        for cell, (key, count) in enumerate(table.cells.items())
    ]
