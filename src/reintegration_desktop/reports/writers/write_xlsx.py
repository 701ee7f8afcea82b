"""Writes a report as a workbook: a cover, a sheet per table with its chart, and a flat sheet with HXL tags."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path

import xlsxwriter

from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.writers.palette import Palette
from reintegration_desktop.reports.writers.xlsx_flat import write_flat
from reintegration_desktop.reports.writers.xlsx_table import Looks, looks_of, write_table

FILE = "report.xlsx"
_NOT_IN_A_NAME, _LONGEST_NAME = re.compile(r"[\[\]:*?/\\']"), 31
_A4, _MARGIN = 9, 0.45
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write_xlsx(report: Report, folder: Path, palette: Palette) -> None:
    """Write ``report.xlsx``. No formula, link, comment, hidden row or name stands in it."""
    with xlsxwriter.Workbook(str(folder / FILE), _OPTIONS) as book:
        looks = looks_of(book, palette)
        book.set_properties(
            {"title": report.about.title, "created": datetime.combine(report.about.released_on, time(), UTC)}
        )
        _cover(book, report, looks)
        for nth, table in enumerate(report.tables, 1):
            write_table(book, _sheet(book, say("Table {number}", number=nth)), table, _caption(report, table), looks)
        write_flat(_sheet(book, say("Data")), report, looks)


def _cover(book: xlsxwriter.Workbook, report: Report, looks: Looks) -> None:
    about = report.about
    sheet = _sheet(book, say("About"))
    sheet.fit_to_pages(1, 1)
    sheet.set_column(0, 0, 100)
    heads = (say("What is hidden, and why"), say("Tables"))
    lines = [
        about.period_words,
        about.scope,
        about.recipient_words,
        *about.source_words(),
        "",
        heads[0],
        *report.rule_words(),
        "",
        heads[1],
        *(f"{nth}. {table.title}" for nth, table in enumerate(report.tables, 1)),
    ]
    sheet.write_string(0, 0, about.title, looks.title)
    for row, line in enumerate(lines, 1):
        sheet.write_string(row, 0, line, looks.strong if line in heads else looks.wrapped)


def _caption(report: Report, table: Published) -> Sequence[str]:
    about = report.about
    return (
        report.says.get(table.measure, ""),
        " · ".join((about.period_words, about.scope, say("“..” is hidden"))),
    )


def _sheet(book: xlsxwriter.Workbook, name: str) -> xlsxwriter.worksheet.Worksheet:
    sheet = book.add_worksheet(_NOT_IN_A_NAME.sub("", name)[:_LONGEST_NAME])
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=_MARGIN, right=_MARGIN, top=_MARGIN, bottom=_MARGIN)
    sheet.fit_to_pages(1, 0)
    if right_to_left():
        sheet.right_to_left()
    return sheet
