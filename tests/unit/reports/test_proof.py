"""Where proofs are hard: halves of children, people who know themselves, time that runs out, nothing left to hide."""

import numpy as np
import pytest

from reintegration_desktop.reports.auditor.audit import Asked, Audit, Fault, Finding, Limits, audit
from reintegration_desktop.reports.auditor.ends import Ends, ends_of
from reintegration_desktop.reports.auditor.insider import learnt
from reintegration_desktop.reports.auditor.prover import Prover
from reintegration_desktop.reports.auditor.puzzle import Equation, Puzzle, in_a_circle
from reintegration_desktop.reports.auditor.whole import settle
from reintegration_desktop.reports.errors import CannotBeProtected, LeakFound, Unproved
from reintegration_desktop.reports.protector.attacks import Outsider, attacks_on
from reintegration_desktop.reports.protector.circle import in_a_circle as in_a_ring
from reintegration_desktop.reports.protector.mending import tidy
from reintegration_desktop.reports.protector.primary import primaries
from reintegration_desktop.reports.protector.protect import Besides, Protected, protect
from reintegration_desktop.reports.protector.rule import Rule
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.protector.system import system_of
from reintegration_desktop.reports.proving import Demands, protect_and_prove
from tests.unit.reports.tables import LIMITS, a_dimension, a_table, a_table_by, a_watch, audited, protected, showing

RULE = Rule.of(5)
LINES = {"-": "total"}
CHEAPEST = """adh adi afg afh a-g a-i bdg bdh bd- beg beh be- bfg bfh bfi b-g b-i cdg cd- ceh cei ce- cfh cfi c-g c-i
-dg -di -eg -ei -fg -fi --g --i"""
"""What is hidden of a table of three by three by three where nobody is counted in it themselves; a dash is all."""


def a_puzzle(cells: int, *equations: Equation) -> Puzzle:
    names = tuple(("children", (("kind", str(cell)),)) for cell in range(cells))
    return Puzzle(names, frozenset(range(cells)), equations)


def ends_in(puzzle: Puzzle) -> tuple[Prover, Ends]:
    prover = Prover(puzzle, [0] * len(puzzle.cells), whole=False, seconds=60)
    return prover, ends_of(prover, sorted(puzzle.listed), lambda: None)


def test_what_only_halves_of_children_allow_is_not_allowed():
    """Three cells that are equal, and twice each is one more than the fourth: so the fourth is odd."""
    pairs = ((0, 1), (1, 2), (0, 2))
    puzzle = a_puzzle(4, *(Equation(pair, (3,), 1) for pair in pairs))
    _, ends = ends_in(puzzle)
    assert ends.low[3] == 0
    settle(puzzle, [0] * 4, ends, {3: (0, 5)}, 60, lambda: None)
    assert ends.low[3] == 1


def test_one_who_is_counted_in_a_cell_may_learn_too_much_of_another():
    """Five is one cell and twice another: who stands in the other knows the one to be three at most."""
    puzzle = a_puzzle(3, Equation((0, 1, 2), (), 5), Equation((1,), (2,), 0))
    prover, ends = ends_in(puzzle)
    assert learnt(prover, ends, {0: (0, 5)}, [0, 1, 2], lambda: None).keys() == {0}
    assert learnt(prover, ends, {0: (0, 3)}, [0, 1, 2], lambda: None) == {}


def test_who_is_counted_learns_no_more_once_the_cheapest_cell_besides_is_hidden():
    """Whoever stood in one hidden cell knew its whole line to hold two at least, however far that line could rise."""
    counts = np.array([[[6, 4, 1], [11, 0, 0], [6, 1, 0]], [[1, 1, 0], [6, 4, 0], [6, 2, 1]],
                       [[8, 0, 0], [13, 5, 1], [14, 4, 1]]])  # fmt: skip
    table = a_table_by((a_dimension("p", "a b c"), a_dimension("q", "d e f"), a_dimension("r", "g h i")), counts)
    hidden = frozenset(table.cell(tuple(LINES.get(letter, letter) for letter in key)) for key in CHEAPEST.split())
    alone = protected(table, besides=Besides(hidden=hidden))
    assert {table.cell(key) for key in alone.tables[0].hidden} == hidden
    assert [(one.fault, one.cell) for one in audited(alone).faults] == [(Fault.INSIDER, ("children", (("r", "i"),)))]
    proved = protect_and_prove([table], RULE, a_watch(), Besides(hidden=hidden), lambda found, _: audited(found))
    assert proved.audit.safe
    assert proved.protected.gap == 0
    assert len(proved.protected.tables[0].hidden) == len(hidden) + 1


def test_a_hidden_cell_that_nobody_is_counted_in_tells_nobody_anything():
    puzzle = a_puzzle(2, Equation((0, 1), (), 0))
    prover, ends = ends_in(puzzle)
    assert learnt(prover, ends, {0: (0, 5)}, [0, 1], lambda: None) == {}


def test_no_time_for_a_solve_is_no_proof():
    table = a_table_by((a_dimension("p", "a b c d e"), a_dimension("q", "a b c d e")), np.full((5, 5), 9))
    leaves = [key for key in table.places() if "total" not in key]
    with pytest.raises(Unproved):
        audit([showing(table, leaves)], Asked(5, 0, 5), Limits(lambda: 0.0, lambda: None, seconds=0.0))


def test_when_time_is_up_the_answer_is_safe_and_says_how_far_it_may_be_from_the_cheapest():
    random = np.random.default_rng(5)
    table = a_table_by((a_dimension("p", [f"p{n}" for n in range(9)]), a_dimension("q", [f"q{n}" for n in range(7)])),
                       random.integers(0, 14, (9, 7)))  # fmt: skip
    found = protect([table], RULE, Watch(lambda: 1.0, 0.0, a_watch().progress))
    assert audited(found).safe
    assert found.gap > 0
    assert protected(table).cost <= found.cost


def test_what_need_not_be_hidden_is_shown_again():
    table = a_table([[3, 30, 40, 50], [30, 40, 50, 60], [30, 40, 50, 60]], "x y z", "a b c d")
    system = system_of([table])
    demands = primaries((table,), RULE)
    outsider = Outsider.of(system, lambda: None)
    always = np.array([cell in demands for cell in system.cells])
    everything = np.ones(len(system), dtype=np.bool_)
    held, broken = outsider.judge(everything, attacks_on(system, demands, RULE))
    assert not broken
    left = tidy(outsider, everything, always, held, lambda: False)
    assert left.sum() == protected(table).tables[0].hidden.__len__()
    assert tidy(outsider, everything, always, held, lambda: True).all()


def test_where_everything_else_is_known_nothing_can_be_protected():
    table = a_table_by((a_dimension("kind", "a b"),), np.array([3, 9]))
    known = frozenset(table.cell(key) for key in (("b",), ("total",)))
    with pytest.raises(CannotBeProtected):
        protected(table, besides=Besides(known=known))


def test_a_cell_that_was_told_before_is_not_protected_any_more():
    table = a_table_by((a_dimension("kind", "a b"),), np.array([3, 9]))
    known = frozenset(table.cell(key) for key in table.places())
    assert protected(table, besides=Besides(known=known)).tables[0].hidden == ()


def test_an_audit_that_is_never_satisfied_stops_the_release():
    table = a_table([[3, 30, 40], [30, 40, 50], [30, 40, 50]], "x y z", "a b c")
    asked: list[int] = []

    def never(found: Protected, demands: Demands) -> Audit:
        cell = table.cell(("x", "a"))
        asked.append(found.demands[cell].high)
        return Audit((Finding(cell, 1, 4, demands[cell], Fault.NARROW),), 0.0)

    with pytest.raises(LeakFound):
        protect_and_prove([table], RULE, a_watch(), Besides(), never)
    assert asked == [5, 6, 7, 8]


@pytest.mark.parametrize(
    ("names", "circle"),
    [("ab bc ca", True), ("ab bc", False), ("ab cd", False), ("abc ab bc", False), ("ab bc cd da", True), ("a", False)],
)
def test_circles_of_tables_are_seen_by_both_sides(names: str, circle: bool):
    dimensions = {letter: a_dimension(letter, "one two") for letter in "abcd"}
    tables = [
        a_table_by(tuple(dimensions[one] for one in word), np.ones([2] * len(word), int)) for word in names.split()
    ]
    assert in_a_ring(tables) is circle
    assert in_a_circle([frozenset(word) for word in names.split()]) is circle


def test_a_table_without_anything_hidden_is_safe():
    assert audit([showing(a_table([[9, 8], [7, 6]], "x y", "a b"), [])], Asked(5, 0, 5), LIMITS).safe


def test_each_solve_has_its_time_however_long_all_took_together():
    """HiGHS counts the time of an object from its first solve on: a large audit would end as not proved."""
    prover = Prover(a_puzzle(3, Equation((0, 1, 2), (), 5)), [0] * 3, whole=False, seconds=0.25)
    while prover.spent < 0.3:
        assert [prover.end(cell, 1).value for cell in range(3)] == [5, 5, 5]
    assert prover.end(0, -1).value == 0
