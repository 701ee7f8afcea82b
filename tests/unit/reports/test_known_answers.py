"""Tables of which it is known what an outsider can work out."""

import pytest

from reintegration_desktop.reports.auditor.audit import Asked, Fault, audit
from reintegration_desktop.reports.protector.primary import Demand, Reason
from reintegration_desktop.reports.protector.protect import Besides, protect
from reintegration_desktop.reports.protector.rule import Rule, Zeros
from reintegration_desktop.reports.table import TOTAL, Table
from tests.unit.reports.tables import (
    LIMITS,
    a_dimension,
    a_table,
    a_watch,
    as_seen,
    audited,
    demands_of,
    interval,
    protected,
    showing,
)

FOUR = [[30, 47, 64, 89], [90, 124, 5, 31], [92, 100, 59, 85], [800, 991, 651, 685]]
FOUR_HIDDEN = [tuple(cell) for cell in ["wa", "wb", "wc", "xa", "xc", "yb", "yd", "zb", "zd"]]


def asking(demands: dict[object, tuple[int, int]] | None = None, threshold: int = 5) -> Asked:
    return Asked(threshold, 0, threshold, demands=demands)


def test_two_hidden_cells_in_each_line_are_not_enough():
    table = a_table(FOUR, "w x y z", "a b c d")
    report = audit([showing(table, FOUR_HIDDEN)], asking(), LIMITS)
    assert interval(report, table, ("w", "b")) == (47, 47)


def test_one_more_cell_protects_the_four_by_four():
    table = a_table(FOUR, "w x y z", "a b c d")
    report = audit([showing(table, [*FOUR_HIDDEN, ("x", "d")])], asking(), LIMITS)
    assert interval(report, table, ("w", "b")) == (0, 78)


def test_the_protector_finds_that_one_cell():
    table = a_table(FOUR, "w x y z", "a b c d")
    hidden = frozenset(table.cell(key) for key in FOUR_HIDDEN)
    wanted = {table.cell(("w", "b")): Demand(0, 60, Reason.FEW)}
    found = protected(table, threshold=1, besides=Besides(hidden=hidden, demands=wanted))
    assert found.guards - hidden == {table.cell(("x", "d"))}
    assert found.gap == 0


COUNTIES = a_dimension("place", "ab ijn klm a b i j k l m n", a="abij")


def linked() -> tuple[Table, Table]:
    """Areas in two counties, and in another table the same areas by size of place."""
    counties = {"a": "abij", "b": "abij", "i": "abij", "j": "abij", "k": "klmn", "l": "klmn", "m": "klmn", "n": "klmn"}
    sizes = {"l": "big", "m": "big"} | dict.fromkeys("abijkn", "small")
    counts = {("a",): 2, ("b",): 2, ("i",): 8, ("j",): 8, ("k",): 3, ("l",): 3, ("m",): 3, ("n",): 7}
    by_county = a_dimension("area", "abij a b i j klmn k l m n", **counties)
    by_size = a_dimension("area", "big l m small a b i j k n", **sizes)
    return (
        Table("county", "By county", "children", (by_county,), counts),
        Table("size", "By size of place", "children", (by_size,), counts),
    )


def test_linked_tables_that_are_safe_alone_give_a_cell_away_together():
    county, size = linked()
    hidden = [("a",), ("b",), ("k",), ("l",), ("m",)]
    alone = [audit([showing(table, hidden)], asking(threshold=4), LIMITS) for table in (county, size)]
    assert all(interval(report, county, ("k",)) != (3, 3) for report in alone)
    together = audit([showing(county, hidden), showing(size, hidden)], asking(threshold=4), LIMITS)
    assert interval(together, county, ("k",)) == (3, 3)


def test_exactly_one_more_cell_protects_the_linked_tables():
    found = protect(linked(), Rule.of(4), a_watch())
    assert found.guards == {("children", (("area", "n"),))}
    assert found.gap == 0
    assert audited(found, threshold=4).safe


@pytest.mark.parametrize(
    ("line", "hidden", "noughts_shown"),
    [([0, 0], "a b", False), ([10, 5, 0, 0], "c d", False), ([10, 3, 1, 1], "c d", True)],
)
def test_hidden_cells_that_are_recoverable_from_their_sum(line: list[int], hidden: str, noughts_shown: bool):
    codes = ["a", "b", "c", "d"][: len(line)]
    table = Table(
        "line", "Line", "children", (a_dimension("kind", codes),), {(c,): n for c, n in zip(codes, line, strict=True)}
    )
    asked = Asked(5, 0, 5, noughts_shown, {("children", (("kind", code),)): (0, 5) for code in hidden.split()})
    report = audit([showing(table, [(code,) for code in hidden.split()])], asked, LIMITS)
    assert len(report.faults) == 2


def test_a_category_of_few_is_identification():
    table = a_table([[38, 17], [7, 4], [3, 1]], "married divorced single", "female male")
    cells = {key for key in table.places() if table.cell(key) in protected(table).demands}
    assert {("divorced", "male"), ("single", "female"), ("single", "male")} <= cells
    assert ("single", TOTAL) in cells


def test_a_line_in_one_category_tells_of_the_whole_group():
    table = a_table([[6, 0], [20, 30]], "full part", "yes no", sensitive=True)
    found = protected(table)
    hidden = set(found.tables[0].hidden)
    assert {("full", "yes"), ("full", "no")} <= hidden
    low, high = interval(audited(found), table, ("full", "no"))
    assert low == 0
    assert high is None or high >= 5


def test_all_but_one_in_a_category_tell_the_one_about_the_others():
    table = a_table([[5, 1], [20, 30]], "full part", "yes no", sensitive=True)
    found = protected(table)
    assert {("full", "yes"), ("full", "no")} <= set(found.tables[0].hidden)
    assert audited(found).safe


def test_structural_noughts_stay_shown():
    table = a_table([[2, 0, 9], [8, 7, 6], [9, 9, 9]], "x y z", "a b c")
    fixed = Table(table.name, table.title, table.measure, table.dimensions, table.counts, frozenset({("x", "b")}))
    assert protected(fixed).tables[0].cells["x", "b"] == 0


def test_noughts_stay_shown_where_the_rule_says_so():
    table = a_table([[2, 0, 9, 30], [8, 7, 6, 30], [9, 9, 0, 30]], "x y z", "a b c d")
    found = protected(table, zeros=Zeros.SHOWN)
    assert found.tables[0].cells["x", "b"] == 0
    assert audited(found, zeros=Zeros.SHOWN).safe


def test_one_who_knows_that_hidden_means_at_least_one_learns_no_more():
    table = a_table([[2, 3, 30], [30, 30, 30], [30, 30, 30]], "x y z", "a b c")
    careless = showing(table, [("x", "a"), ("x", "b"), ("y", "a"), ("y", "b")])
    demands = {table.cell(key): (0, 5) for key in (("x", "a"), ("x", "b"))}
    assert audit([careless], Asked(5, 0, 5, False, demands), LIMITS).safe
    assert {finding.fault for finding in audit([careless], Asked(5, 0, 5, True, demands), LIMITS).faults} == {
        Fault.NARROW
    }


def test_everything_that_is_hidden_says_so_alike():
    found = protected(a_table(FOUR, "w x y z", "a b c d"), threshold=40)
    assert {found.tables[0].cells[key] for key in found.tables[0].hidden} == {None}
    assert demands_of(found)
    assert as_seen(found.tables[0]).cells.keys() == found.tables[0].cells.keys()
