"""Charts keep copies of what they were drawn from; each copy is held against the sheet."""

import re
from collections.abc import Mapping
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from openpyxl.utils import range_boundaries
from openpyxl.xml.functions import fromstring

from reintegration_desktop.reports.auditor.sheets import Cells
from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

_ANY = "{*}"
_REFERENCE = re.compile(r"'?(?P<sheet>.+?)'?!(?P<range>[$A-Z0-9:]+)")


def check_charts(parts: ZipFile, sheets: Mapping[str, Cells], facts: frozenset[str]) -> None:
    """Raises LeakFound where a chart keeps a number that its sheet doesn't show, or shows one in words."""
    for name in parts.namelist():
        if name.startswith("xl/charts/"):
            chart = fromstring(parts.read(name))
            for kind in ("numRef", "strRef"):
                for reference in chart.iterfind(f".//{_ANY}{kind}"):
                    _check(reference, sheets)
            check_words((text.text or "" for text in chart.iterfind(f".//{_ANY}t")), facts, "chart")
            if any(True for _ in chart.iterfind(f".//{_ANY}numLit")):
                raise LeakFound(kind="chart", count=1)
        if name.startswith("xl/drawings/drawing"):
            drawing = parts.read(name).decode()
            check_words(re.findall(r'descr="([^"]*)"', drawing), facts, "chart")


def _check(reference: Element, sheets: Mapping[str, Cells]) -> None:
    """One reference: its formula points at a sheet of the report, and its copy holds what stands there."""
    formula = _REFERENCE.fullmatch(reference.findtext(f"{_ANY}f") or "")
    if formula is None or formula["sheet"] not in sheets:
        raise LeakFound(kind="chart", count=1)
    left, top, right, bottom = range_boundaries(formula["range"])
    cells = sheets[formula["sheet"]]
    places = [
        (row, column) for row in range(top or 1, (bottom or 1) + 1) for column in range(left or 1, (right or 1) + 1)
    ]
    for point in reference.iterfind(f".//{_ANY}pt"):
        stands = cells.get(places[int(point.get("idx", "0"))])
        if (point.findtext(f"{_ANY}v") or "") != ("" if stands is None else str(stands)):
            raise LeakFound(kind="chart", count=1)
