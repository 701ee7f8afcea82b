"""Rounded releases beside others of the same counts: alike to the last cell, or not at all."""

from collections.abc import Iterable, Sequence

from reintegration_desktop.reports.earlier import is_year, told_by
from reintegration_desktop.reports.errors import RoundedBeside
from reintegration_desktop.reports.ledger import Entry, Released
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.report import About
from reintegration_desktop.reports.table import Table


def must_fit_rounded(about: About, tables: Iterable[Table], earlier: Iterable[Entry], beside: Iterable[Entry]) -> None:
    """Raises RoundedBeside where rounded counts and others would stand for the same young people.

    ``earlier`` are of the same period and scope, ``beside`` of the year around, its quarters, offices, the programme.
    """
    measures = {table.measure for table in tables}
    tied = [
        entry
        for entry in beside
        if (is_year(entry.period) != is_year(about.period) or entry.scope != about.scope)
        and any(table.measure in measures for table in entry.tables)
    ]
    if any(entry.rounded != about.rounded_to for entry in earlier):
        raise RoundedBeside
    if any(entry.rounded or about.rounded_to for entry in tied):
        raise RoundedBeside


def must_be_as_before(tables: Sequence[Published], earlier: Iterable[Entry]) -> None:
    """Raises RoundedBeside where counts that left rounded would now be rounded to something else."""
    now = told_by(Released.of(table) for table in tables)
    for entry in earlier:
        if any(now.get(cell, count) != count for cell, count in told_by(entry.tables).items()):
            raise RoundedBeside
