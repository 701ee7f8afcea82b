"""The kinds of stories: single reports, quarters that add up or go on counting, years, corrections, offices."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from itertools import combinations
from random import Random
from types import MappingProxyType

from reintegration_desktop.reports.joint.ties import Within
from tests.disclosure.draws import Counts, a_request, a_shape, added, corrected, some_counts, with_more
from tests.disclosure.stories import Story

_PROGRAMME = "Programme"
_QUARTERS = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")


def single(random: Random) -> Story:
    """One report, nothing before it."""
    story = Story(a_shape(random), random)
    counts = some_counts(random, story.shape)
    story.leaves("only", counts, a_request(story.shape, counts))
    return story


def cumulative(random: Random, releases: int) -> Story:
    """A year that is told again and again while it goes on: each release counts all of the earlier, and more."""
    story = Story(a_shape(random), random)
    counts, left = some_counts(random, story.shape), []
    for nth in range(releases):
        if story.leaves(f"r{nth}", counts, a_request(story.shape, counts, period="2026", day=1 + nth)):
            left.append((f"r{nth}", counts))
        counts = with_more(random, counts)
    for (before, fewer), (after, more) in combinations(left, 2):
        story.unpublished(f"{before}>{after}", {leaf: more[leaf] - fewer[leaf] for leaf in more})
        story.sums.append((after, (before, f"{before}>{after}")))
    return story


def quarters_and_year(random: Random, quarters: int) -> Story:
    """Some quarters and their year, in any order; what is left of the year is a count too."""
    story = Story(a_shape(random), random)
    counts = {quarter: some_counts(random, story.shape, 12) for quarter in _QUARTERS}
    order = [*random.sample(_QUARTERS, quarters), "2026"]
    random.shuffle(order)
    counts["2026"] = added(*counts.values())
    left = [one for one in order if story.leaves(one, counts[one], a_request(story.shape, counts[one], period=one))]
    if "2026" in left:
        _with_a_rest(story, "2026", left, counts)
    return story


def revised(random: Random, releases: int) -> Story:
    """One quarter released again after corrections, up and down."""
    story = Story(a_shape(random), random)
    counts, left = some_counts(random, story.shape), []
    for nth in range(releases):
        left += [f"r{nth}"] if story.leaves(f"r{nth}", counts, a_request(story.shape, counts, day=1 + nth)) else []
        counts = corrected(random, counts)
    story.corrected += combinations(left, 2)
    return story


def scopes(random: Random, offices: int) -> Story:
    """Offices and their programme, in any order; each knows what left before."""
    story = Story(a_shape(random), random)
    names = [f"Office {nth}" for nth in range(offices)]
    counts = {name: some_counts(random, story.shape, 15) for name in names}
    counts[_PROGRAMME] = added(*counts.values())
    within = Within(_PROGRAMME, frozenset(names))
    left = []
    for scope in random.sample(list(counts), len(counts)):
        asked = a_request(story.shape, counts[scope], scope=scope, within=within, others=story.others)
        left += [scope] if story.leaves(scope, counts[scope], asked) else []
    if _PROGRAMME in left:
        _with_a_rest(story, _PROGRAMME, left, counts)
    return story


def everything(random: Random) -> Story:
    """Two offices and their programme, two quarters and the year, cumulative in between: whatever comes first."""
    story = Story(a_shape(random), random)
    names = ["Office 0", "Office 1"]
    within = Within(_PROGRAMME, frozenset(names))
    counts = {(name, quarter): some_counts(random, story.shape, 8) for name in names for quarter in _QUARTERS}
    for quarter in _QUARTERS:
        counts[_PROGRAMME, quarter] = added(*(counts[name, quarter] for name in names))
    for scope in (*names, _PROGRAMME):
        counts[scope, "2026"] = added(*(counts[scope, quarter] for quarter in _QUARTERS))
    told = [one for one in counts if one[1] in ("2026-Q1", "2026-Q2", "2026")]
    left = set()
    for scope, period in random.sample(told, len(told)):
        block = f"{scope} {period}"
        asked = a_request(story.shape, counts[scope, period], scope=scope, period=period, within=within,
                          others=story.others)  # fmt: skip
        left |= {block} if story.leaves(block, counts[scope, period], asked) else set()
    for scope in (*names, _PROGRAMME):
        if f"{scope} 2026" in left:
            _with_a_rest(story, f"{scope} 2026", left, _named(counts, lambda one, scope=scope: one[0] == scope))
    for period in ("2026-Q1", "2026-Q2", "2026"):
        if f"{_PROGRAMME} {period}" in left:
            parts = _named(counts, lambda one, period=period: one[1] == period)
            _with_a_rest(story, f"{_PROGRAMME} {period}", left, parts, rest=f"untold {period}")
    return story


def _named(counts: Mapping[tuple[str, str], Counts], wanted: Callable[[tuple[str, str]], bool]) -> dict[str, Counts]:
    return {" ".join(one): own for one, own in counts.items() if wanted(one)}


def _with_a_rest(
    story: Story, whole: str, left: Collection[str], counts: Mapping[str, Counts], rest: str = ""
) -> None:  # fmt: skip
    """The whole is its parts; what of it was not told follows from those that were."""
    told, untold = ([one for one in counts if one != whole and (one in left) is said] for said in (True, False))
    rest = rest or f"rest of {whole}"
    if untold:
        story.unpublished(rest, added(*(counts[one] for one in untold)))
    story.sums.append((whole, (*told, *([rest] if untold else []))))


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of story: how many are drawn in the suite (0: none), and how many in the long run."""

    draw: Callable[[Random], Story]
    short: int
    long: int
    words: str


KINDS: Mapping[str, Kind] = MappingProxyType({
    "single": Kind(single, 12, 1000, "a report by itself"),
    "cumulative-2": Kind(lambda random: cumulative(random, 2), 2, 150, "a year told twice while it goes on"),
    "cumulative-4": Kind(lambda random: cumulative(random, 4), 1, 100, "a year told four times while it goes on"),
    "quarters-2": Kind(lambda random: quarters_and_year(random, 2), 2, 150,
                       "two quarters and their year, in any order"),
    "quarters-4": Kind(lambda random: quarters_and_year(random, 4), 1, 100,
                       "four quarters and their year, in any order"),
    "revised-4": Kind(lambda random: revised(random, 4), 1, 100, "a quarter corrected three times, up and down"),
    "scopes-2": Kind(lambda random: scopes(random, 2), 4, 150, "two offices and their programme, in any order"),
    "scopes-3": Kind(lambda random: scopes(random, 3), 0, 75, "three offices and their programme, in any order"),
    "everything": Kind(everything, 0, 40, "two offices and their programme, two quarters and the year, in any order"),
})  # fmt: skip
