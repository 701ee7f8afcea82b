"""Records coarsened with least loss: the same as by hand over every node, whatever is asked."""

from dataclasses import replace
from math import inf, log2

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.alternatives import first_and_others
from reintegration_desktop.reports.records.grouping import Numbers, grouped, packed, ranked
from reintegration_desktop.reports.records.recheck import Asked, recheck
from reintegration_desktop.reports.records.risks import risks_of
from reintegration_desktop.reports.records.rule import Distance, Kind, Rule, Sensitive
from reintegration_desktop.reports.records.search import Search
from tests.unit.reports.lattices import Small, asked, best_by_hand, loss_by_hand, question_of, searched, smalls

SEX = (("f", "*"), ("m", "*"))
AGE = (("13", "12-14", "*"), ("14", "12-14", "*"), ("15", "15-17", "*"), ("17", "15-17", "*"))
PATIENT = Watch(lambda: 0.0, 1.0, NoProgress())


def small(*rows: tuple[int, int], secrets: str = "") -> Small:
    return Small((SEX, AGE), rows, tuple((ord(letter),) for letter in secrets or "a" * len(rows)))


@given(asked())
def test_the_best_node_is_the_best_of_all_looked_at_one_by_one(both):
    records, rule = both
    found, by_hand = searched(records, rule), best_by_hand(records, rule)
    assert found.optimal
    assert (found.best.loss if found.best else inf) == pytest.approx(by_hand, abs=1e-6)
    if found.best:
        assert loss_by_hand(records, rule, found.best.levels) == pytest.approx(by_hand, abs=1e-6)


@given(smalls(), st.integers(1, 4), st.integers(0, 8))
def test_every_other_way_is_the_best_for_as_many_alike(records, k, limit):
    limit = min(limit, len(records.rows) - 1)
    ways = first_and_others(question_of(records, Rule(k, limit)), Rule(k, limit), PATIENT)
    for way in ways if ways[0].best else ():
        assert way.optimal
        assert way.best.loss == pytest.approx(best_by_hand(records, Rule(int(way.best.sizes.min()), limit)), abs=1e-6)
    risks = [1 / way.best.sizes.min() for way in ways if way.best]
    losses = [way.best.loss for way in ways if way.best]
    assert risks == sorted(set(risks), reverse=True)
    assert losses == sorted(set(losses))
    assert len(ways) <= 5


def test_bands_are_enough_where_ages_alone_stand_out():
    records = small((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (0, 3), (1, 2), (1, 3))
    found = searched(records, Rule(2, 0))
    assert found.best.levels == (0, 1)
    assert found.best.loss == pytest.approx(8 * log2(4 / 2))


def test_one_who_stands_out_is_withheld_rather_than_all_made_coarse():
    records = small(*[(0, 0)] * 5, *[(1, 2)] * 5, (0, 3))
    found = searched(records, Rule(3, 1))
    assert (found.best.levels, found.best.withheld) == ((0, 0), 1)
    assert found.best.loss == pytest.approx(log2(11 / 6) + log2(11 / 1))


def test_a_withheld_row_costs_as_much_as_one_that_says_nothing():
    records = small((0, 0), (0, 0), (1, 2))
    found = searched(records, Rule(2, 1))
    assert found.best.loss == pytest.approx(2 * log2(3))


def test_evenness_may_be_lost_as_classes_grow_and_the_best_is_found_all_the_same():
    records = small(*[(0, 0)] * 2, *[(0, 1)] * 20, *[(1, 2)] * 2, secrets="ab" + "a" * 20 + "ab")
    rule = Rule(2, 20, (Sensitive("s", 2, Kind.ENTROPY),))
    found = searched(records, rule)
    assert found.best.levels == (0, 0)
    assert found.best.withheld == 20
    assert loss_by_hand(records, rule, (0, 1)) == inf


def test_where_nothing_meets_the_rule_nothing_is_found_and_that_is_proved():
    found = searched(small((0, 0), (1, 1)), Rule(3, 0))
    assert (found.best, found.optimal) == (None, True)
    assert searched(small((0, 0), (1, 1)), Rule(1, 0, (Sensitive("s", 2),))).best is None


def test_likeness_is_measured_among_what_stays():
    records = small(*[(0, 0)] * 4, *[(1, 2)] * 4, secrets="aabbaaab")
    assert searched(records, Rule(2, 0, (Sensitive("s", t=0.125),))).best.levels == (0, 0)
    assert searched(records, Rule(2, 0, (Sensitive("s", t=0.12),))).best.levels != (0, 0)


def test_neighbours_in_order_are_nearer_than_strangers():
    records = small(*[(0, 0)] * 2, *[(1, 2)] * 2, secrets="abcd")
    ordered = Sensitive("s", t=0.34, distance=Distance.ORDERED)
    assert searched(records, Rule(1, 0, (ordered,))).best.levels == (0, 0)
    assert searched(records, Rule(1, 0, (Sensitive("s", t=0.34),))).best.levels != (0, 0)


SALARIES = {"low": (3, 4, 5), "mixed": (6, 8, 11), "other": (7, 9, 10)}


@pytest.mark.parametrize("salaries, far", [("low", 0.375), ("mixed", 1 / 6)])
def test_salaries_lie_as_far_from_all_as_in_the_paper_on_t_closeness(tmp_path, salaries, far):
    """Source: Li, Li, Venkatasubramanian 2007, of 3k to 11k."""
    rows = [(name, value) for name, values in SALARIES.items() for value in values]
    chosen = [(name == salaries, value) for name, value in rows]
    records = Small(((("rest", "*"), ("own", "*")),), tuple((int(own),) for own, _ in chosen),
                    tuple((value,) for _, value in chosen))  # fmt: skip
    for t, level in ((far + 0.001, 0), (far - 0.001, 1)):
        rule = Rule(1, 0, (Sensitive("salary", t=t, distance=Distance.ORDERED),))
        assert searched(records, rule).best.levels == (level,)
    file = tmp_path / "data.csv"
    file.write_text("id;own;salary\n" + "".join(f"{at};{own};{value}\n" for at, (own, value) in enumerate(chosen)))
    measured = recheck(file, ";", ["own"], 1, {"salary": Asked(None, None, None, True)}, len(rows))
    assert measured.sensitive["salary"].t == pytest.approx(far)


def test_when_time_is_up_the_best_so_far_is_told_and_not_called_the_best():
    clock = iter(range(1000))
    records = small((0, 0), (0, 1), (1, 0), (1, 1), (0, 2), (0, 3), (1, 2), (1, 3))
    found = searched(records, Rule(2, 0), Watch(lambda: float(next(clock)), 2.0, NoProgress()))
    assert found.best is not None
    assert not found.optimal
    assert found.checked < 6


def test_a_search_that_is_stopped_ends_at_its_next_step():
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        searched(small((0, 0), (1, 1)), Rule(1, 0), Watch(lambda: 0.0, 1.0, progress))


def test_progress_never_goes_back():
    seen = []

    class Seeing:
        def report(self, done: int, total: int = 0) -> None:
            seen.append((done, total))

    records = small(*[(at % 2, at % 4) for at in range(40)], (0, 3))
    rule = Rule(2, 0)
    ways = first_and_others(question_of(records, rule), rule, Watch(lambda: 0.0, 1.0, Seeing()))
    assert len(ways) > 1
    assert seen == sorted(seen)
    assert {total for _, total in seen} == {5 * 6}


def test_of_levels_that_say_the_same_the_finest_is_taken():
    found = searched(small((0, 0), (0, 0), (0, 2), (0, 2)), Rule(2, 0))
    assert (found.best.levels, found.best.loss) == ((0, 0), 0)


def test_what_is_known_spares_looking_at_nodes_again():
    records = small(*[(at % 2, at % 4) for at in range(40)], (0, 3))
    question = question_of(records, Rule(2, 0))
    first = Search(question, Rule(2, 0), PATIENT, question.nothing_known()).run()
    again = Search(question, Rule(2, 0), PATIENT, first.known).run()
    assert again.best.levels == first.best.levels
    assert again.checked <= first.checked


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=30),
       st.integers(0, 61))  # fmt: skip
def test_numbers_are_the_same_where_rows_are_however_much_room_they_would_need(rows, bits):
    columns = [np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)]
    numbers = packed([Numbers(column, 10 + 2**bits) for column in columns])
    groups = grouped(numbers, np.full(len(rows), 2))
    assert [rows[at] for at in groups.first] == sorted(set(rows))
    assert list(groups.weighs) == [2 * rows.count(row) for row in sorted(set(rows))]
    assert [sorted(set(rows))[rank] for rank in ranked(numbers).each] == rows


def test_with_room_for_nothing_the_same_is_found():
    records = small(*[(at % 2, at % 4) for at in range(40)], (0, 3))
    question = question_of(records, Rule(2, 0))
    forgetful = replace(question, rows=replace(question.rows, room=0))
    found, other = (Search(one, Rule(2, 0), PATIENT, one.nothing_known()).run() for one in (question, forgetful))
    assert (found.best.levels, found.checked) == (other.best.levels, other.checked)


def test_three_who_try_to_recognise_somebody():
    risks = risks_of(np.array([1, 2, 5]), np.array([4, 2, 1]))
    assert risks.prosecutor.highest == 1
    assert risks.prosecutor.average == 3 / 8
    assert risks.journalist.highest == 1 / 2
    assert risks.marketer == pytest.approx((1 / 4 + 1 + 1) / 8)
    assert (risks.uniques, risks.of_population) == (1, True)
