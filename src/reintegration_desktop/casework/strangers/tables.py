"""What a workbook holds: its sheets, as rows of texts."""

import io
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from typing import Any
from xml.etree.ElementTree import Element

from openpyxl import load_workbook

from reintegration_desktop.casework.strangers.errors import FileUnreadable
from reintegration_desktop.casework.strangers.parts import Parts
from reintegration_desktop.casework.strangers.writing import OFFICE, TABLE, TEXT, odf_text

MOST_SHEETS, MOST_ROWS, MOST_COLUMNS = 60, 20_000, 256
MOST_CELLS, LONGEST = 400_000, 2000
Sheet = dict[str, Any]
"""Its ``name``, and its ``rows``, lists of texts of different lengths."""


def of_xlsx(content: bytes) -> tuple[list[Sheet], bool]:
    """What an Excel workbook holds, as it was last calculated, and whether it holds more. Raises as ``Parts``."""
    Parts(content).trees_are_plain()
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return _bounded((sheet.title, _of_sheet(sheet)) for sheet in book.worksheets)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a damaged workbook fails in any way, from its compression to its numbers
        raise FileUnreadable from None


def of_ods(content: bytes) -> tuple[list[Sheet], bool]:
    """What an OpenDocument workbook holds, and whether it holds more. Raises as ``Parts``."""
    body = Parts(content).tree("content.xml").find(f"{OFFICE}body/{OFFICE}spreadsheet")
    if body is None:
        raise FileUnreadable
    tables = body.findall(TABLE + "table")
    return _bounded((table.get(TABLE + "name", ""), _of_table(table)) for table in tables)


def _bounded(sheets: Iterable[tuple[str, Iterable[list[str]]]]) -> tuple[list[Sheet], bool]:
    """So much as is shown at once; empty rows at a sheet's end are none."""
    taken: list[Sheet] = []
    cells, cut = 0, False
    for name, rows in sheets:
        if len(taken) == MOST_SHEETS:
            return taken, True
        kept: list[list[str]] = []
        for row in rows:
            cells += len(row)
            cut = cut or cells > MOST_CELLS or len(kept) == MOST_ROWS or len(row) > MOST_COLUMNS
            if cells > MOST_CELLS or len(kept) == MOST_ROWS:
                break
            kept.append([cell[:LONGEST] for cell in row[:MOST_COLUMNS]])
        while kept and not any(kept[-1]):
            kept.pop()
        taken.append({"name": name[:LONGEST], "rows": kept})
    return taken, cut


def _of_sheet(sheet: Any) -> Iterator[list[str]]:
    sheet.reset_dimensions()
    for row in sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1):
        yield _trimmed([_said(value) for value in row])


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _of_table(table: Element) -> Iterator[list[str]]:
    for row in table.iter(TABLE + "table-row"):
        cells: list[str] = []
        for cell in row:
            said = "\n".join(odf_text(one) for one in cell.findall(TEXT + "p"))
            cells += [said] * min(_times(cell, "number-columns-repeated"), MOST_COLUMNS + 1 - len(cells))
        cells = _trimmed(cells)
        for _ in range(min(_times(row, "number-rows-repeated"), MOST_ROWS + 1)):
            yield cells


def _times(element: Element, what: str) -> int:
    said = element.get(TABLE + what, "1")
    return int(said) if said.isdecimal() and len(said) < 8 else 1


def _trimmed(cells: list[str]) -> list[str]:
    while cells and not cells[-1]:
        cells.pop()
    return cells
