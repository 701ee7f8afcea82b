"""Every count a multiple, everything adds up, as near as can be, and nobody small can be told from nobody or many."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reintegration_desktop.reports.auditor.audit import Audit, Fault
from reintegration_desktop.reports.auditor.rounded import audit_rounded
from reintegration_desktop.reports.errors import CannotBeRounded, LeakFound
from reintegration_desktop.reports.protector.protect import Protected
from reintegration_desktop.reports.protector.rounding import rounded
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.proving import round_and_prove
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.table import TOTAL, Table
from tests.unit.reports.tables import LIMITS, a_dimension, a_table, a_table_by, a_watch, as_seen, demands_of

RULE = Rule.of(5)
COUNTS = st.lists(st.integers(0, 23), min_size=6, max_size=6)


def round_it(*tables: Table, base: int = 5) -> Protected:
    return rounded(tables, RULE, base, a_watch())


def judged(found: Protected, base: int = 5) -> Audit:
    return audit_rounded([as_seen(table) for table in found.tables], base, demands_of(found), LIMITS)


def two_by_three(counts: list[int]) -> Table:
    return a_table_by((a_dimension("district", "x y"), a_dimension("kind", "a b c")), np.array(counts).reshape(2, 3))


def every_rounding(table: Table, base: int) -> list[int]:
    """How far all cells move in each additive rounding of the leaves, found by trying them all."""
    full = table.full()
    leaves = full[1:, 1:].ravel()
    choices = [sorted({base * (leaf // base), base * -(-leaf // base)}) for leaf in leaves.tolist()]
    found = []
    for chosen in product(*choices):
        inside = np.array(chosen).reshape(full.shape[0] - 1, full.shape[1] - 1)
        whole = np.concatenate((inside.sum(axis=0, keepdims=True), inside))
        whole = np.concatenate((whole.sum(axis=1, keepdims=True), whole), axis=1)
        if (np.abs(whole - full) < base).all():
            found.append(int(np.abs(whole - full).sum()))
    return found


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_no_other_rounding_that_adds_up_is_nearer(counts: list[int]):
    table = two_by_three(counts)
    found = round_it(table)
    assert found.cost == min(every_rounding(table, 5))
    assert found.gap == 0


@settings(max_examples=30, deadline=None)
@given(COUNTS)
def test_what_is_rounded_passes_the_audit_and_true_counts_lie_in_what_can_be_worked_out(counts: list[int]):
    table = two_by_three(counts)
    proved = round_and_prove([table], RULE, 5, a_watch(), lambda found, demands: judged(found))
    truth = dict(zip((table.cell(key) for key in table.places()), table.full().ravel().tolist(), strict=True))
    assert proved.audit.safe
    for finding in proved.audit.findings:
        assert finding.high is not None
        assert finding.low <= truth[finding.cell] <= finding.high
        assert finding.low == 0 or finding.high >= 5


def test_rows_columns_and_groups_add_up():
    places = a_dimension("district", "north x y south z", x="north", y="north", z="south")
    table = a_table_by((places, a_dimension("kind", "a b c")), np.array([[3, 7, 12], [1, 1, 1], [9, 4, 28]]))
    cells = round_it(table).tables[0].cells
    assert all(count is not None and count % 5 == 0 for count in cells.values())
    for kind in ("a", "b", "c", TOTAL):
        assert cells["x", kind] + cells["y", kind] == cells["north", kind]
        assert cells["north", kind] + cells["south", kind] == cells[TOTAL, kind]


def test_tables_that_share_a_margin_show_it_alike():
    rows = a_dimension("district", "x y z")
    one = a_table_by((rows, a_dimension("kind", "a b")), np.array([[3, 7], [2, 2], [11, 4]]), name="one")
    two = a_table_by((rows, a_dimension("sex", "f m")), np.array([[6, 4], [1, 3], [7, 8]]), name="two")
    first, second = round_it(one, two).tables
    assert all(first.cells[place, TOTAL] == second.cells[place, TOTAL] for place in ("x", "y", "z", TOTAL))


def test_multiples_stay_as_they_are():
    cells = round_it(a_table([[5, 10], [0, 15]], "x y", "a b")).tables[0].cells
    assert (cells["x", "a"], cells["x", "b"], cells["y", "a"], cells["y", "b"]) == (5, 10, 0, 15)


def test_three_ways_whose_lines_are_all_even_may_leave_no_rounding():
    """Each line is a multiple of two and has to stay, and the single ones can't be shared out."""
    cube = [[[1, 0, 1], [0, 0, 0], [1, 0, 1]], [[1, 1, 0], [1, 0, 1], [0, 1, 1]], [[0, 1, 1], [1, 0, 1], [1, 1, 0]]]
    table = a_table_by(tuple(a_dimension(name, [f"{name}{nth}" for nth in range(3)]) for name in "pqr"), np.array(cube))
    with pytest.raises(CannotBeRounded):
        round_it(table, base=2)
    assert round_it(table, base=5).tables


def shown(table: Table, **changed: int) -> Published:
    found = round_it(table).tables[0]
    cells = {key: changed.get("".join(key), count) for key, count in found.cells.items()}
    return Published(found.name, found.title, found.measure, found.dimensions, cells)


@pytest.mark.parametrize("change", [{"xa": 7}, {"xa": 45}])
def test_what_is_no_multiple_or_does_not_add_up_is_found(change: dict[str, int]):
    table = a_table([[3, 12], [6, 9]], "x y", "a b")
    with pytest.raises(LeakFound):
        audit_rounded([as_seen(shown(table, **change))], 5, demands_of(round_it(table)), LIMITS)


def test_a_count_that_lies_between_narrower_ends_than_asked_is_a_fault():
    table = a_table([[3, 12], [6, 9]], "x y", "a b")
    asked = {table.cell(("x", "a")): (-1, 30)}
    report = audit_rounded([as_seen(one) for one in round_it(table).tables], 5, asked, LIMITS)
    assert [finding.fault for finding in report.faults] == [Fault.NARROW]


def test_a_cell_that_is_worked_out_is_rounded_the_other_way():
    table = a_table([[3, 12], [6, 9]], "x y", "a b")
    before = round_it(table).tables[0].cells["x", "a"]
    after = rounded([table], RULE, 5, a_watch(), [table.cell(("x", "a"))]).tables[0].cells["x", "a"]
    assert {before, after} == {0, 5}
