"""A report on paper: whole tables, hidden cells all alike, white whatever the screen looks like."""

import re
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.table import Dimension
from reintegration_desktop.reports.writers.grid import grid_of
from reintegration_desktop.ui import report_pdf
from reintegration_desktop.ui.oversight.published import bar_rows, legend
from reintegration_desktop.ui.report_pdf import draw_pdf
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import a_report, a_table

PAGE = re.compile(rb"/Type /Page\b")


def a_report_of(tables: int) -> Report:
    report = a_report().report
    return replace(report, tables=(a_table(),) * tables, says={"exits": "Ends of an association in the period."})


def pages(folder: Path) -> int:
    return len(PAGE.findall((folder / "report.pdf").read_bytes()))


def test_no_table_is_torn_apart_by_the_end_of_a_page(qapp: object, tmp_path: Path) -> None:
    width, height = 672, 1000
    for parts in report_pdf._paged(a_report_of(9), width, height):
        assert sum(part.height for part in parts) - report_pdf._BETWEEN <= height
    draw_pdf(a_report_of(9), tmp_path)
    assert 2 < pages(tmp_path) < 9


def test_hidden_cells_are_written_alike(qapp: object) -> None:
    grid = grid_of(a_table())
    cells = re.findall(r"<td[^>]*>\.\.</td>", report_pdf._table(grid, grid.rows))
    assert len(cells) == 4
    assert len(set(cells)) == 1


def test_a_category_of_one_table_has_a_colour_of_its_own(qapp: object) -> None:
    bands = Dimension("age", "Age", {str(at): f"Band {at}" for at in range(6)})
    colours = [colour for colour, _ in legend(replace(a_table(), dimensions=(a_table().dimensions[0], bands)))]
    assert len(set(colours)) == 6
    assert {part.colour for row in bar_rows(a_table()) for part in row.parts if part.hidden} == {"neutral"}


def test_of_a_single_cut_each_category_has_a_bar_and_what_is_nought_or_hidden_has_none(qapp: object) -> None:
    bands = Dimension("age", "Age", {"5-11": "5 to 11", "12-14": "12 to 14", "15-17": "15 to 17"})
    counts = {("total",): 30, ("5-11",): None, ("12-14",): 0, ("15-17",): 21}
    table = replace(a_table(), dimensions=(bands,), cells=counts)
    assert [(row.label, row.after) for row in bar_rows(table)] == [("15 to 17", "21")]
    assert legend(table) == []


def test_where_nothing_is_there_to_be_drawn_there_is_no_picture(qapp: object) -> None:
    nothing = replace(a_table(), cells=dict.fromkeys(a_table().cells, 0))
    untold = replace(a_table(), cells=dict.fromkeys(a_table().cells))
    for table in (nothing, untold):
        assert bar_rows(table) == []
        assert report_pdf._pictures(table, 672, 1000) == []


def test_paper_is_the_same_in_every_look_of_the_screen(dress: Dress, tmp_path: Path) -> None:
    sizes = []
    for theme, factor in (("light", 1.0), ("dark", 1.5), ("sunlight", 2.0)):
        dress(theme, factor, "en")
        draw_pdf(a_report_of(2), tmp_path)
        sizes.append(len((tmp_path / "report.pdf").read_bytes()))
    assert max(sizes) - min(sizes) < 64, "but for the moment it was made at"


@pytest.mark.parametrize("language", ["en", "ar", "qps"])
def test_paper_is_drawn_beside_the_main_thread_in_every_direction(qapp: object, tmp_path: Path, language: str) -> None:
    speak(language)
    drawing = Thread(target=draw_pdf, args=(a_report_of(2), tmp_path))
    drawing.start()
    drawing.join(20)
    assert pages(tmp_path) == 1 or pages(tmp_path) == 2
    assert b"/Subtype /Image" not in (tmp_path / "report.pdf").read_bytes(), "bars are drawn as lines, not as pictures"
