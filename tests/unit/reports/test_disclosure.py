"""Whatever the counts: what must not be excluded cannot be, and the auditor sees it when it can."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reintegration_desktop.reports.auditor.audit import Asked, Audit, audit
from reintegration_desktop.reports.auditor.seen import Seen
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.protector.protect import Besides, Protected
from reintegration_desktop.reports.protector.rule import Zeros
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.table import CellId, Key, Table
from tests.unit.reports.tables import (
    LIMITS,
    a_dimension,
    a_table,
    a_table_by,
    as_seen,
    audited,
    demands_of,
    protected,
    showing,
)

SMALL = st.integers(0, 6)
WIDE = st.sampled_from([0, 0, 1, 2, 3, 4, 5, 6, 8, 12, 20, 31])


def two_way(rows: int, columns: int, counts: st.SearchStrategy[int]) -> st.SearchStrategy[Table]:
    dimensions = (a_dimension("district", [*"xyzu"][:rows]), a_dimension("kind", [*"abcde"][:columns]))
    flat = st.lists(counts, min_size=rows * columns, max_size=rows * columns)
    return flat.map(lambda cells: a_table_by(dimensions, np.array(cells).reshape(rows, columns)))


def every_table_that_fits(published: Published, most: int) -> np.ndarray:
    """All whole tables with leaves up to ``most`` that agree with what is shown: a row per table, a column per cell."""
    rows, columns = (dimension.leaves for dimension in published.dimensions)
    spans = [
        range(most + 1) if published.cells[key] is None else [published.cells[key]] for key in product(rows, columns)
    ]
    leaves = np.array(np.meshgrid(*spans, indexing="ij"), dtype=np.int32).reshape(len(rows), len(columns), -1)
    leaves = np.moveaxis(leaves, -1, 0)
    whole = np.concatenate((leaves.sum(axis=1, keepdims=True), leaves), axis=1)
    whole = np.concatenate((whole.sum(axis=2, keepdims=True), whole), axis=2).reshape(len(leaves), -1)
    shown = [(at, count) for at, count in enumerate(published.cells.values()) if count is not None]
    for at, count in shown:
        whole = whole[whole[:, at] == count]
    return whole


@settings(max_examples=40, deadline=None)
@given(two_way(2, 2, SMALL) | two_way(2, 3, SMALL).filter(lambda table: sum(table.counts.values()) < 9))
def test_the_interval_is_what_trying_every_table_gives(table: Table):
    found = protected(table)
    most = max(sum(table.counts.values()), 6)
    tables = every_table_that_fits(found.tables[0], most)
    report = audited(found)
    for at, key in enumerate(found.tables[0].cells):
        finding = report.of(table.cell(key))
        if finding is None:
            continue
        assert tables[:, at].min() == finding.low
        if finding.high is not None and finding.high <= most:
            assert tables[:, at].max() == finding.high
        if table.cell(key) in found.demands and finding.high is not None:
            assert tables[:, at].min() == 0
            assert tables[:, at].max() >= 5


@settings(max_examples=30, deadline=None)
@given(two_way(4, 5, WIDE), st.sampled_from(Zeros))
def test_every_protected_table_passes_the_audit(table: Table, zeros: Zeros):
    found = protected(table, zeros=zeros)
    assert found.gap == 0
    assert audited(found, zeros=zeros).safe


@pytest.mark.parametrize(
    "counts",
    [
        [[5, 0, 12, 0, 20], [31, 4, 5, 8, 1], [12, 8, 4, 6, 12], [8, 4, 5, 31, 20]],
        [[0, 2, 0, 31, 20], [20, 6, 3, 12, 0], [5, 20, 3, 0, 1], [20, 1, 6, 5, 5]],
        [[0, 4, 0, 12, 20], [5, 2, 31, 1, 6], [1, 8, 3, 0, 0], [31, 20, 1, 12, 5]],
    ],
)
def test_a_solver_asked_again_gives_no_wrong_optimum(counts: list[list[int]]):
    """Three tables for which HiGHS, run again on top of its last answer, called a wrong one optimal."""
    found = protected(a_table(counts, "x y z u", "a b c d e"))
    assert found.gap == 0
    assert audited(found).safe


@settings(max_examples=30, deadline=None)
@given(two_way(4, 4, WIDE))
def test_no_guard_can_be_shown_without_the_auditor_seeing_it(table: Table):
    found = protected(table)
    for guard in found.guards:
        assert not without(found, table, guard).safe


def without(found: Protected, table: Table, guard: CellId) -> Audit:
    """The audit of the same tables with one guard shown after all."""
    hidden = [key for key in found.tables[0].hidden if table.cell(key) != guard]
    return audit([showing(table, hidden)], Asked(5, 0, 5, demands=demands_of(found)), LIMITS)


@settings(max_examples=10, deadline=None)
@given(st.lists(WIDE, min_size=24, max_size=24))
def test_tables_in_a_circle_are_protected_against_what_lies_beneath(counts: list[int]):
    beneath, *tables = in_a_circle(np.array(counts).reshape(2, 3, 4))
    found = protected(*tables, besides=Besides(beneath=(beneath,)))
    assert audited(found).safe


def in_a_circle(counts: np.ndarray) -> list[Table]:
    """A three-way table, then each of its three two-way ones."""
    dimensions = (a_dimension("sex", "f m"), a_dimension("age", "1 2 3"), a_dimension("place", "p q r s"))
    pairs = ((0, 1), (1, 2), (0, 2))
    sums = [counts.sum(axis=({0, 1, 2} - set(pair)).pop()) for pair in pairs]
    tables = [
        a_table_by((dimensions[pair[0]], dimensions[pair[1]]), cells, name=str(pair))
        for pair, cells in zip(pairs, sums, strict=True)
    ]
    return [a_table_by(dimensions, counts, name="beneath"), *tables]


def test_a_circle_of_tables_gives_more_away_than_its_parts():
    """Three two-way tables that fix every cell of the three-way one beneath them."""
    counts = np.array([[[0, 7], [6, 0]], [[6, 0], [0, 1]]])
    dimensions = (a_dimension("sex", "f m"), a_dimension("age", "1 2"), a_dimension("place", "p q"))
    pair = a_table_by((dimensions[0], dimensions[1]), counts.sum(axis=2), name="sa")
    other = a_table_by((dimensions[1], dimensions[2]), counts.sum(axis=0), name="ap")
    third = a_table_by((dimensions[0], dimensions[2]), counts.sum(axis=1), name="sp")
    hidden: list[Key] = [("m", "1"), ("m", "2")]
    tables = [showing(pair, hidden), showing(other, []), showing(third, [])]
    asked = Asked(5, 0, 5, demands={pair.cell(key): (0, 5) for key in hidden})
    assert not audit(tables, asked, LIMITS).safe


def test_a_hierarchy_is_part_of_the_system():
    districts = a_dimension(
        "place", "north n1 n2 n3 south s1 s2", n1="north", n2="north", n3="north", s1="south", s2="south"
    )
    table = a_table_by((districts, a_dimension("sex", "f m")), np.array([[2, 9], [8, 9], [9, 9], [12, 7], [8, 6]]))
    found = protected(table)
    assert {("n1", "f")} < set(found.tables[0].hidden)
    assert audited(found).safe


def test_tables_that_contradict_each_other_are_refused():
    table = a_table_by((a_dimension("sex", "f m"),), np.array([7, 8]))
    seen: Seen = as_seen(protected(table).tables[0])
    wrong = Seen(seen.name, seen.measure, seen.axes, {**seen.cells, ("f",): 9})
    with pytest.raises(LeakFound):
        audit([wrong], Asked(5, 0, 5), LIMITS)
