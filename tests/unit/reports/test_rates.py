"""Shares, medians and means, told of published counts alone."""

from dataclasses import replace

import pytest

from reintegration_desktop.reports.auditor.derived import follows
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.rates import Kind, told
from reintegration_desktop.reports.table import Dimension
from reintegration_desktop.reports.writers.grid import grid_of, told_words

YES_NO, RATINGS, BANDS = ("yes", "no"), ("1", "2", "3", "4", "5"), ("short", "middling", "long")


@pytest.mark.parametrize(
    ("kind", "categories", "counts", "expected"),
    [
        pytest.param(Kind.SHARE, YES_NO, (30, 10), 75, id="three quarters"),
        pytest.param(Kind.SHARE, YES_NO, (0, 10), 0, id="none of ten"),
        pytest.param(Kind.SHARE, YES_NO, (9, 0), None, id="of nine nothing is told"),
        pytest.param(Kind.SHARE, YES_NO, (None, 30), None, id="the part is hidden"),
        pytest.param(Kind.SHARE, YES_NO, (30, None), None, id="the rest is hidden"),
        pytest.param(Kind.SHARE, YES_NO, (96, 4), None, id="the rest is few"),
        pytest.param(Kind.MEDIAN, BANDS, (5, 9, 5), "middling", id="the middle one of nineteen"),
        pytest.param(Kind.MEDIAN, BANDS, (5, 0, 5), "short", id="the lower of two"),
        pytest.param(Kind.MEDIAN, BANDS, (0, 0, 5), "long", id="five are enough"),
        pytest.param(Kind.MEDIAN, BANDS, (4, 0, 0), None, id="four are too few"),
        pytest.param(Kind.MEDIAN, BANDS, (None, 50, 90), None, id="one band is hidden, wherever the middle lies"),
        pytest.param(Kind.MEAN, RATINGS, (0, 0, 0, 5, 5), 4.5, id="between four and five"),
        pytest.param(Kind.MEAN, RATINGS, (1, 1, 1, 0, 1), None, id="four ratings are too few"),
        pytest.param(Kind.MEAN, RATINGS, (9, None, 9, 9, 9), None, id="one rating is hidden"),
        pytest.param(Kind.COUNT, YES_NO, (30, 10), None, id="a plain count tells nothing more"),
    ],
)
def test_a_line_tells(kind: Kind, categories, counts, expected):
    assert told(kind, categories, counts) == expected
    if kind is not Kind.COUNT:
        cells = {("all", code): count for code, count in zip(categories, counts, strict=True)} | {("all", "total"): 1}
        seen = Seen("one", "one", (Axis("group"), Axis("value")), cells)
        words = {"group": {"all": "All"}, "value": {code: code for code in categories}}
        assert follows(seen, words, str(kind)) == {"All": expected}, "the auditor comes to the same on its own way"


def test_a_table_shows_what_its_lines_tell_and_the_one_sign_where_they_tell_nothing():
    sex = Dimension("sex", "Sex", {"female": "Girl or woman", "male": "Boy or man"})
    met = Dimension("met", "Yes or no", {"yes": "Yes", "no": "No"})
    counts = {("female", "yes"): 30, ("female", "no"): 10, ("female", "total"): 40, ("male", "yes"): None,
              ("male", "no"): None, ("male", "total"): 20, ("total", "yes"): None, ("total", "no"): None,
              ("total", "total"): 60}  # fmt: skip
    table = Published("one", "One", "one", (sex, met), counts, Kind.SHARE)
    grid = grid_of(table)
    assert grid.tells == "Share"
    assert [told_words(row.told) for row in grid.rows] == ["..", "75 %", ".."]
    assert grid_of(replace(table, kind=Kind.COUNT)).tells == ""
