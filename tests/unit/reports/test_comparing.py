"""A report beside the one before: a difference only where both are published."""

import pytest

from reintegration_desktop.kernel.words import FIRST_STRONG_ISOLATE, POP_ISOLATE
from reintegration_desktop.reports.comparing import Compared, compare
from reintegration_desktop.reports.periods import period_before
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.table import TOTAL, Dimension, Key

AREA = Dimension("province", "Province", {"a": "Karuba", "b": "Tandala"})
SEX = Dimension("sex", "Sex", {"female": "Girl", "male": "Boy"})
MET = Dimension("met", "Yes or no", {"yes": "Yes", "no": "No"})


def a_table(a: int | None, b: int | None, total: int | None) -> Published:
    cells: dict[Key, int | None] = {(TOTAL, TOTAL): total, ("a", TOTAL): a, ("b", TOTAL): b}
    cells |= {(row, sex): None for row in (TOTAL, "a", "b") for sex in SEX.labels}
    return Published("registered_province_sex", "Newly registered", "registered", (AREA, SEX), cells)


def a_share(yes: int | None, no: int | None) -> Published:
    cells: dict[Key, int | None] = {(TOTAL, "yes"): yes, (TOTAL, "no"): no, (TOTAL, TOTAL): 40}
    area = Dimension("province", "Province", {})
    return Published("visits", "Visits made", "visits_made", (area, MET), cells, Kind.SHARE)


def plain(text: str) -> str:
    return text.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")


def told(now: Published, before: Published) -> list[tuple[str, object, str]]:
    return [(line.label, line.difference, line.change) for line in compare(now, [before])]


def test_a_difference_stands_where_both_are_published():
    assert told(a_table(49, 45, 94), a_table(41, 48, 89)) == [
        ("All", 5, "5 more"), ("Karuba", 8, "8 more"), ("Tandala", -3, "3 fewer"),
    ]  # fmt: skip


@pytest.mark.parametrize(("now", "before"), [(None, 41), (49, None), (None, None)])
def test_what_is_hidden_in_one_of_them_is_not_compared(now: int | None, before: int | None):
    line = compare(a_table(now, 45, 94), [a_table(before, 45, 89)])[1]
    assert (line.difference, line.change) == (None, "..")
    assert plain(line.sentence).endswith("nothing is compared")
    assert plain(line.sentence).count("..") == [now, before].count(None)


def test_the_hidden_one_does_not_follow_from_the_others():
    lines = compare(a_table(None, 45, None), [a_table(41, 48, 89)])
    assert [line.difference for line in lines] == [None, None, -3]


def test_shares_are_compared_in_points():
    (line,) = compare(a_share(30, 10), [a_share(20, 20)])
    assert (line.now, line.before, line.change) == (75, 50, "25 points more")
    assert plain(line.sentence) == "All: 75 % now, 50 % before; 25 points more"


def test_a_share_of_hidden_counts_is_not_compared():
    (line,) = compare(a_share(None, 10), [a_share(20, 20)])
    assert (line.now, line.before, line.difference) == (None, 50, None)


def test_means_are_compared_to_one_decimal():
    line = Compared("All", 3.8, 3.5, Kind.MEAN)
    assert (line.difference, line.change) == (0.3, "0.3 higher")


def test_what_stays_the_same_is_said():
    assert Compared("All", 12, 12).change == "the same"


def test_a_line_that_was_not_counted_then_says_so():
    earlier = a_table(41, None, 41)
    without = Published(earlier.name, earlier.title, earlier.measure, earlier.dimensions,
                        {key: count for key, count in earlier.cells.items() if key[0] != "b"})  # fmt: skip
    line = compare(a_table(49, 45, 94), [without])[2]
    assert (line.change, line.difference) == ("not counted then", None)
    assert plain(line.sentence) == "Tandala: 45, not counted then"


def test_a_table_of_one_cut_is_compared_by_its_categories():
    cells: dict[Key, int | None] = {(TOTAL,): 20, ("female",): 12, ("male",): 8}
    table = Published("closed", "Closed", "closed", (SEX,), cells)
    assert [line.label for line in compare(table, [table])] == ["All", "Girl", "Boy"]


def test_a_table_by_other_cuts_is_none_to_compare_with():
    other = Published("registered_province_sex", "", "registered", (AREA,), {})
    assert compare(a_table(49, 45, 94), [other]) == ()


@pytest.mark.parametrize(
    ("period", "before"), [("2026-Q3", "2026-Q2"), ("2026-Q1", "2025-Q4"), ("2026", "2025"), ("now", None)]
)
def test_before_each_period_lies_another_but_before_now(period: str, before: str | None):
    assert period_before(period) == before
