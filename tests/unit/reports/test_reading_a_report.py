"""What a person reads of a report: why a cell is hidden, what one change would do, what is told of shares."""

from dataclasses import replace
from datetime import date

import pytest

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.explain import explain, interval_words
from reintegration_desktop.reports.ledger import Entry, Released, told_by
from reintegration_desktop.reports.rates import percent
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import merged, propose, together
from reintegration_desktop.reports.release import Shown, preview
from reintegration_desktop.reports.table import TOTAL, Table
from reintegration_desktop.reports.writers.content import (
    Heading,
    PageBreak,
    Paragraph,
    PictureBlock,
    TableBlock,
    content_of,
)
from reintegration_desktop.reports.writers.grid import grid_of
from reintegration_desktop.reports.writers.palette import read_palette, words_on
from reintegration_desktop.reports.writers.picture import families, picture_png, picture_rgba
from tests.unit.reports.invented import a_request, some_figures
from tests.unit.reports.tables import a_watch

ROWS = ((6, 14, 31, 9), (3, 11, 24, 7), (8, 22, 22, 4))


@pytest.fixture(scope="module")
def shown() -> Shown:
    return preview(a_request(some_figures(*ROWS, left_out=19)), [], a_watch())


def test_a_hidden_cell_is_explained_in_words(shown: Shown):
    found = explain(shown, shown.report.tables[0], ("tandala", "5-11"))
    assert found is not None
    assert found.cell.replace("\u2068", "") == "TANDALA, 5-11"
    assert found.interval == f"between 0 and {found.high}: too wide to tell"
    assert found.asked == "The rule asks for 0 to 5."
    assert found.insider == f"Who knows one young person counted here can only say 1 to {found.high}."


def test_a_cell_that_is_shown_needs_no_explanation(shown: Shown):
    assert explain(shown, shown.report.tables[0], ("karuba", "15-17")) is None


def test_intervals_without_an_end_say_so():
    assert [interval_words(0, None), interval_words(3, 3)] == [
        "0 or more: too wide to tell",
        "exactly 3: it may be known",
    ]


def test_the_best_single_change_is_proposed_with_its_effect():
    request = a_request(some_figures(*ROWS))
    found = propose(request, a_watch())
    assert found
    assert [one.hidden for one in found] == sorted(one.hidden for one in found)
    changed = replace(request, figures=merged(request.figures, found[0].merge))
    assert preview(changed, [], a_watch()).report.hidden == found[0].hidden
    assert "together" in found[0].words


def test_nothing_is_put_together_by_a_cut_that_left_already():
    request = a_request(some_figures(*ROWS))
    cut, name = request.figures.cuts[0], propose(request, a_watch())[0].merge[0]
    dimensions = tuple(one.name for one in cut.dimensions)
    tables = (Released("t", cut.measure, dimensions, {}), Released("other", "another", dimensions, {}))
    told = told_by([an_entry(tables[:1])])
    assert (cut.measure, name) in told
    assert all(one.merge[0] != name for one in propose(request, a_watch(), told=told))
    assert propose(request, a_watch(), told=told_by([an_entry(tables[1:])])) == propose(request, a_watch())


def an_entry(tables: tuple[Released, ...]) -> Entry:
    day = date(2026, 10, 5)
    return Entry(1, "", "quarterly", "2026-Q3", "Kivara", Recipient.DONOR, 10, day, day, "", 1, 0, 0.0, 0.0, "1", "1",
                 {}, tables)  # fmt: skip


def test_nothing_is_proposed_where_nothing_is_hidden():
    assert propose(a_request(some_figures((30, 40, 50, 60), (30, 40, 50, 60), (9, 9, 9, 9))), a_watch()) == ()


def test_categories_put_together_count_as_one():
    table = together(some_figures(*ROWS), "age_band", ("5-11", "12-14"), "Under 15").tables()[0]
    assert list(table.dimensions[1].labels.values()) == ["Under 15", "15-17", "18-24"]
    assert table.counts["karuba", "5-11+12-14"] == 20


def test_the_total_stands_on_top_and_at_the_end(shown: Shown):
    grid = grid_of(shown.report.tables[0])
    assert grid.rows[0].node == TOTAL
    assert grid.columns[-1].nodes == (TOTAL,)
    assert grid.rows[0].cells[-1] == sum(map(sum, ROWS))


def test_what_is_hidden_together_is_told_only_where_the_total_is(shown: Shown):
    grid = grid_of(shown.report.tables[0])
    row = next(row for row in grid.rows if row.node == "tandala")
    hidden = [count for count, shows in zip(ROWS[1], row.cells, strict=False) if shows is None]
    assert grid.hidden_together(row) == sum(hidden)


def test_the_content_tells_the_rule_before_the_tables(shown: Shown):
    blocks = content_of(shown.report, lambda table: b"png")
    kinds = [type(block) for block in blocks]
    assert kinds[0] is Heading
    assert kinds.index(Paragraph) < kinds.index(PageBreak) < kinds.index(TableBlock) < kinds.index(PictureBlock)
    words = " ".join(block.text for block in blocks if isinstance(block, Paragraph))
    assert "Counts below 5 are hidden" in words
    assert "19 were left out" in words
    table = next(block for block in blocks if isinstance(block, TableBlock))
    assert {cell.text for row in table.rows for cell in row if cell.hidden} == {".."}


@pytest.mark.parametrize("left_out", [1, 3, 9])
def test_few_left_out_are_never_told_exactly(left_out: int):
    about = preview(a_request(some_figures(*ROWS, left_out=left_out)), [], a_watch()).report.about
    assert about.left_out_words.startswith("Fewer than 10")


def test_shares_are_told_only_of_enough():
    assert percent(6, 60) == 10
    assert [percent(None, 60), percent(6, None), percent(3, 9), percent(57, 60), percent(2, 60)] == [None] * 5


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_picture_is_drawn_without_a_screen(shown: Shown, language: str):
    palette = read_palette(resources() / "style" / "tokens.toml")
    fonts = families(resources() / "fonts")
    speak(language)
    try:
        assert picture_png(shown.report.tables[0], palette, fonts).startswith(b"\x89PNG")
        assert picture_rgba(shown.report.tables[0], palette, fonts, width=600, ratio=2).shape[1:] == (1200, 4)
    finally:
        speak("en")


def test_words_on_colours_can_be_read():
    assert (words_on("#0B6B50"), words_on("#C08A2E")) == ("#FFFFFF", "#111512")


def test_what_is_no_small_count_is_hidden_for_others_as_anybody_can_tell(shown: Shown):
    table = shown.report.tables[0]
    cell = next(iter(shown.intervals))
    wide = replace(shown, intervals={cell: (20, 34)})
    key = next(
        key for key in table.hidden if Table(table.name, "", table.measure, table.dimensions, {}).cell(key) == cell
    )
    found = explain(wide, table, key)
    assert found is not None
    assert found.asked == "It is hidden so that small counts stay hidden."
    assert found.interval == "between 20 and 34: too wide to tell"
