"""Shares, medians and means in a workbook: what follows from the counts beside them, and nothing else."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from reintegration_desktop.reports.auditor.read_xlsx import read_xlsx
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.release import release
from reintegration_desktop.reports.table import Dimension
from tests.store.reports.figures import SEX, WATCH, a_request, formats

MET = Dimension("met", "Yes or no", {"yes": "Yes", "no": "No"})
DAYS = Dimension("days_in_care", "Time in care", {"short": "Under 1 week", "long": "1 to 4 weeks"})
RATING = Dimension("rating", "Rating", {str(number): str(number) for number in range(1, 6)})
AXES = {"a_sex_met": ["sex", "met"], "b_sex_days_in_care": ["sex", "days_in_care"], "c_sex_rating": ["sex", "rating"]}
KINDS = {"a_sex_met": "share", "b_sex_days_in_care": "median", "c_sex_rating": "mean"}
FACTS = frozenset({"2026", "3", "10", "5", "1", "2"})


def a_cut(measure: str, kind: Kind, value: Dimension, *counts: tuple[int, ...]) -> Cut:
    cells = {
        (sex, code): number
        for sex, line in zip(SEX.labels, counts, strict=True)
        for code, number in zip(value.labels, line, strict=True)
    }
    return Cut(measure, "Ours", "They did.", (SEX, value), cells, (("sex", value.name),), kind, "All of them.")


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    cuts = (
        a_cut("a", Kind.SHARE, MET, (30, 10), (20, 20)),
        a_cut("b", Kind.MEDIAN, DAYS, (30, 10), (20, 40)),
        a_cut("c", Kind.MEAN, RATING, (5, 5, 5, 5, 30), (10, 10, 10, 10, 10)),
    )
    figures = Figures("quarterly", "Ours", "2026-Q3", UUID(int=1), "Kivara", date(2026, 10, 3), 0, cuts)
    release(a_request(replace(figures)), [], formats("xlsx"), tmp_path, WATCH)
    return tmp_path / "report.xlsx"


def column(file: Path, sheet: int) -> list[object]:
    page = load_workbook(file).worksheets[sheet]
    last = max(cell.column for cell in page[5] if cell.value)
    return [page.cell(5, last).value, *(page.cell(row, last).value for row in range(6, 9))]


def test_each_line_tells_what_its_counts_tell(workbook: Path):
    assert column(workbook, 1) == ["Share", 62, 75, 50]
    assert column(workbook, 2) == ["Median", "Under 1 week", "Under 1 week", "1 to 4 weeks"]
    assert column(workbook, 3) == ["Mean", 3.5, 4, 3]
    assert len(read_xlsx(workbook, AXES, {}, FACTS, KINDS)) == 3


@pytest.mark.parametrize(("sheet", "value"), [(1, 74), (2, "1 to 4 weeks"), (3, 4.1), (1, "..")])
def test_a_share_that_does_not_follow_from_what_is_shown_is_found(workbook: Path, sheet: int, value: object):
    book = load_workbook(workbook)
    page = book.worksheets[sheet]
    page.cell(7, max(cell.column for cell in page[5] if cell.value)).value = value
    book.save(workbook)
    with pytest.raises(LeakFound):
        read_xlsx(workbook, AXES, {}, FACTS, KINDS)
