"""Small records with hierarchies, and the best way to coarsen them found the long way: every node, row by row."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import product
from math import exp, inf, log, log2

import numpy as np
from hypothesis import strategies as st

from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.records.classes import Halves, merged_of, value_by
from reintegration_desktop.reports.records.grouping import Numbers, packed, ranked
from reintegration_desktop.reports.records.hierarchy import hierarchy_of
from reintegration_desktop.reports.records.lattice import lattice_of
from reintegration_desktop.reports.records.rule import Distance, Kind, Rule, Sensitive
from reintegration_desktop.reports.records.search import Found, Question, Search

Levels = tuple[int, ...]


@dataclass(frozen=True)
class Small:
    """Records: for each attribute the line of every value's hierarchy, rows of values' places, then secrets."""

    trees: tuple[tuple[tuple[str, ...], ...], ...]
    rows: tuple[tuple[int, ...], ...]
    secrets: tuple[tuple[int, ...], ...]

    def coarse(self, levels: Levels) -> list[tuple[str, ...]]:
        return [
            tuple(tree[value][level] for tree, value, level in zip(self.trees, row, levels, strict=True))
            for row in self.rows
        ]

    def nodes(self) -> list[Levels]:
        return list(product(*(range(len(tree[0])) for tree in self.trees)))


def question_of(small: Small, rule: Rule) -> Question:
    """As the engine is asked; a rule without sensitive columns is asked without secrets."""
    columns, hierarchies = [], []
    for nth, tree in enumerate(small.trees):
        values, codes = np.unique([row[nth] for row in small.rows], return_inverse=True)
        hierarchies.append(hierarchy_of(f"a{nth}", [tree[value] for value in values]))
        columns.append(codes.astype(np.int64))
    lattice = lattice_of(hierarchies, columns)
    secrets = [np.array(column, dtype=np.int64) for column in zip(*small.secrets, strict=True)]
    together = ranked(packed([Numbers(column, int(column.max()) + 1) for column in secrets]))
    rows = Halves(merged_of(columns, together, lattice), lattice)
    return Question(lattice, rows, tuple(value_by(together, column) for column in secrets[: len(rule.sensitive)]))


def searched(small: Small, rule: Rule, watch: Watch | None = None) -> Found:
    question = question_of(small, rule)
    return Search(question, rule, watch or Watch(lambda: 0.0, 1.0, NoProgress()), question.nothing_known()).run()


def best_by_hand(small: Small, rule: Rule) -> float:
    """The least loss of all nodes that meet the rule; infinite where none does."""
    return min(loss_by_hand(small, rule, levels) for levels in small.nodes())


def loss_by_hand(small: Small, rule: Rule, levels: Levels) -> float:
    coarse = small.coarse(levels)
    classes: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, key in enumerate(coarse):
        classes[key].append(place)
    stay = _staying(small, rule, list(classes.values()))
    withheld = len(coarse) - sum(map(len, stay))
    if withheld > rule.withheld:
        return inf
    shown = {place for places in stay for place in places}
    lost = 0.0
    for nth in range(len(small.trees)):
        fine = Counter(row[nth] for row in small.rows)
        groups = Counter(key[nth] for key in coarse)
        for place, (row, key) in enumerate(zip(small.rows, coarse, strict=True)):
            lost -= log2(fine[row[nth]] / (groups[key[nth]] if place in shown else len(coarse)))
    return lost


def _staying(small: Small, rule: Rule, classes: list[list[int]]) -> list[list[int]]:
    stay = [places for places in classes if len(places) >= rule.k and _various(small, rule, places)]
    while True:
        close = [places for places in stay if _close(small, rule, places, [at for one in stay for at in one])]
        if len(close) == len(stay):
            return stay
        stay = close


def _various(small: Small, rule: Rule, places: list[int]) -> bool:
    for nth, one in enumerate(rule.sensitive):
        counts = Counter(small.secrets[place][nth] for place in places)
        even = exp(-sum(count / len(places) * log(count / len(places)) for count in counts.values()))
        if one.l is not None and (len(counts) if one.kind is Kind.DISTINCT else even + 1e-8) < one.l:
            return False
    return True


def _close(small: Small, rule: Rule, places: list[int], everything: list[int]) -> bool:
    return all(
        one.t is None or distance_by_hand(small, nth, places, everything, one) <= one.t + 1e-8
        for nth, one in enumerate(rule.sensitive)
    )


def distance_by_hand(small: Small, nth: int, places: list[int], everything: list[int], one: Sensitive) -> float:
    overall = Counter(small.secrets[place][nth] for place in everything)
    own = Counter(small.secrets[place][nth] for place in places)
    steps = [own[value] / len(places) - overall[value] / len(everything) for value in sorted(overall)]
    if one.distance is Distance.EQUAL:
        return sum(map(abs, steps)) / 2
    return sum(abs(sum(steps[: at + 1])) for at in range(len(steps))) / max(1, len(steps) - 1)


@st.composite
def trees(draw: st.DrawFn, values: int) -> tuple[tuple[str, ...], ...]:
    """A hierarchy of some values: each level puts groups of the one below together, the last puts all."""
    above = [list(range(values))]
    for _ in range(draw(st.integers(0, 2))):
        groups = len(set(above[-1]))
        into = draw(st.lists(st.integers(0, max(0, groups - 1)), min_size=values, max_size=values))
        above.append([into[group] for group in above[-1]])
    return tuple((*(f"{level}.{groups[value]}" for level, groups in enumerate(above)), "*") for value in range(values))


@st.composite
def smalls(draw: st.DrawFn, secrets: int = 1) -> Small:
    sizes = draw(st.lists(st.integers(1, 5), min_size=1, max_size=3))
    row = st.tuples(*(st.integers(0, size - 1) for size in sizes))
    secret = st.tuples(*[st.integers(0, 3)] * secrets)
    both = draw(st.lists(st.tuples(row, secret), min_size=1, max_size=40))
    return Small(tuple(draw(trees(size)) for size in sizes), *zip(*both, strict=True))


SENSITIVE = st.one_of(
    st.builds(Sensitive, st.just("s"), st.integers(1, 3), st.just(Kind.DISTINCT)),
    st.builds(Sensitive, st.just("s"), st.floats(1, 3), st.just(Kind.ENTROPY)),
    st.builds(Sensitive, st.just("s"), st.none(), t=st.floats(0, 1), distance=st.sampled_from(Distance)),
    st.builds(Sensitive, st.just("s"), st.integers(1, 3), t=st.floats(0, 1), distance=st.sampled_from(Distance)),
)


@st.composite
def asked(draw: st.DrawFn) -> tuple[Small, Rule]:
    """Records and what they are to meet: without sensitive columns, with one, with two."""
    columns = draw(st.integers(0, 2))
    small = draw(smalls(max(1, columns)))
    limit = draw(st.integers(0, max(0, len(small.rows) - 1)))
    return small, Rule(draw(st.integers(1, 6)), limit, tuple(draw(SENSITIVE) for _ in range(columns)))
