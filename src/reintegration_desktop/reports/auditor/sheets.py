"""What a workbook may hold, and that nothing in it is out of sight."""

import re
from zipfile import ZipFile

from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

Cells = dict[tuple[int, int], object]
"""Values by row and column, both from one."""

_SIGN = ".."
_PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml"
    r"|xl/(workbook|styles|sharedStrings|metadata)\.xml|xl/_rels/workbook\.xml\.rels|xl/theme/theme\d+\.xml"
    r"|xl/worksheets/(_rels/)?sheet\d+\.xml(\.rels)?|xl/drawings/(_rels/)?drawing\d+\.xml(\.rels)?"
    r"|xl/charts/chart\d+\.xml"
)
_PROPERTY = re.compile(
    r"<(?:dc|cp):(?:title|subject|creator|description|keywords|category|lastModifiedBy|contentStatus)>([^<]*)<"
    r"|<(?:Manager|Company|HyperlinkBase)>([^<]*)<"
)
_WHOLE_SHEET = re.compile(r"<(headerFooter|dataValidations|conditionalFormatting|extLst|legacyDrawing|picture)\b")
_STRING = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")


def check_parts(parts: ZipFile, facts: frozenset[str]) -> None:
    """Raises LeakFound for a part that a report does not need (a pivot cache, comments, a query), or a property."""
    names = parts.namelist()
    if strange := [name for name in names if not _PARTS.fullmatch(name)]:
        raise LeakFound(kind="part", count=len(strange))
    for name in names:
        text = parts.read(name).decode("utf-8", "replace")
        if name.startswith("docProps/"):
            check_words([one or other for one, other in _PROPERTY.findall(text)], facts, "property")
        if name.startswith("xl/worksheets/") and _WHOLE_SHEET.search(text):
            raise LeakFound(kind="sheet_part", count=1)
    _no_leftover_strings(parts)


def check_nothing_unseen(book: Workbook) -> None:
    """Raises LeakFound for hidden sheets, rows, columns, names, formulas, comments, links, and more than one look."""
    if list(book.defined_names):
        raise LeakFound(kind="name", count=len(list(book.defined_names)))
    looks: set[int] = set()
    for sheet in book.worksheets:
        dimensions = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
        if sheet.sheet_state != "visible" or any(one.hidden for one in dimensions) or _too_small(sheet):
            raise LeakFound(kind="hidden_rows", count=1)
        cells = [cell for row in sheet.iter_rows() for cell in row]
        if any(cell.data_type == "f" or cell.comment is not None or cell.hyperlink is not None for cell in cells):
            raise LeakFound(kind="formula", count=1)
        looks.update(cell.style_id for cell in cells if cell.value == _SIGN)
    if len(looks) > 1:
        raise LeakFound(kind="colour", count=len(looks))


def cells_of(sheet: Worksheet) -> Cells:
    """The values of a sheet."""
    return {
        (cell.row, cell.column): cell.value for row in sheet.iter_rows() for cell in row if cell.value not in (None, "")
    }


def _too_small(sheet: Worksheet) -> bool:
    """Whether a row or column is too thin to be seen."""
    heights = (row.height for row in sheet.row_dimensions.values() if row.height is not None)
    widths = (column.width for column in sheet.column_dimensions.values() if column.customWidth)
    return any(height < 5 for height in heights) or any(width < 1 for width in widths)


def _no_leftover_strings(parts: ZipFile) -> None:
    """Every string of the workbook stands in some cell."""
    if "xl/sharedStrings.xml" not in parts.namelist():
        return
    strings = _STRING.findall(parts.read("xl/sharedStrings.xml").decode())
    used = set()
    for name in parts.namelist():
        if name.startswith("xl/worksheets/sheet"):
            used.update(re.findall(r't="s"[^>]*><v>(\d+)</v>', parts.read(name).decode()))
    if len(used) != len(strings):
        raise LeakFound(kind="leftover", count=abs(len(strings) - len(used)))
