"""Fewer hidden with one change: bands or places put together, with what that would do."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.cuts.dimensions import said
from reintegration_desktop.reports.draft import Request, draft_of
from reintegration_desktop.reports.figures import Cut, Figures
from reintegration_desktop.reports.protector.protect import Besides, protect
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.table import TOGETHER, Dimension, Key

Merge = tuple[str, tuple[str, str]]
"""A dimension, and two of its categories that are counted as one."""

_ORDERED = frozenset({"age_band", "risk", "since_exit"})
_NEVER = frozenset({"sex"})
"""Girls and boys are never put together to hide fewer cells."""

_SECONDS = 1.0
_TOO_FEW = 3


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change to a report: what is put together, how many cells stay hidden then, and the change itself."""

    words: str
    hidden: int
    merge: Merge


def propose(
    request: Request, watch: Watch, most: int = 3, told: Set[tuple[str, str]] = frozenset()
) -> tuple[Proposal, ...]:  # fmt: skip
    """Single changes that hide fewer cells, the best first. Raises Cancelled.

    ``told`` are measures with the dimensions by which they left: nothing of these is put together any more.
    """
    now = _hidden(request, watch)
    found = []
    fixed = {name for measure, name in told if any(cut.measure == measure for cut in request.figures.cuts)}
    for dimension, codes in _changes(request.figures):
        if dimension.name in fixed:
            continue
        watch.progress.report(0)
        merge = (dimension.name, codes)
        one, other = _words(request.figures, merge)
        changed = replace(request, figures=merged(request.figures, merge))
        hidden = _hidden(changed, watch)
        if hidden < now:
            words = say(
                "Put {one} and {other} together: {hidden} cells hidden, not {now}.",
                one=one, other=other, hidden=hidden, now=now,
            )  # fmt: skip
            found.append(Proposal(words, hidden, merge))
    return tuple(sorted(found, key=lambda proposal: proposal.hidden)[:most])


def merged(figures: Figures, merge: Merge) -> Figures:
    """The same figures with a change made."""
    one, other = _words(figures, merge)
    return together(figures, *merge, say("{one} and {other}").format(one=one, other=other))


def _words(figures: Figures, merge: Merge) -> tuple[str, str]:
    """What the two categories are called, in the reader's language."""
    name, (one, other) = merge
    labels = next(at.labels for cut in figures.cuts for at in cut.dimensions if at.name == name)
    words = said(name, labels)
    return words.get(one, one), words.get(other, other)


def together(figures: Figures, dimension: str, codes: Sequence[str], label: str) -> Figures:
    """The same figures with some categories of a dimension counted as one."""
    return replace(figures, cuts=tuple(_together(cut, dimension, codes, label) for cut in figures.cuts))


def _hidden(request: Request, watch: Watch) -> int:
    """How many cells a quick protection hides; earlier releases are left aside."""
    draft = draft_of(request)
    soon = Watch(watch.now, watch.now() + _SECONDS, watch.progress)
    protected = protect(draft.tables, draft.rule, soon, Besides(draft.beneath))
    return sum(len(table.hidden) for table in protected.tables)


def _changes(figures: Figures) -> Iterator[tuple[Dimension, tuple[str, str]]]:
    """Neighbouring bands of what has an order; of the rest the two categories that hold fewest."""
    dimensions = {one.name: one for cut in figures.cuts for one in cut.dimensions}
    for name, dimension in dimensions.items():
        leaves = dimension.leaves
        if len(leaves) < _TOO_FEW or dimension.parents or name in _NEVER:
            continue
        sizes = _sizes(figures, name)
        if name in _ORDERED:
            yield from ((dimension, pair) for pair in pairwise(leaves))
        else:
            fewest = sorted(leaves, key=lambda leaf: sizes[leaf])
            yield dimension, (fewest[0], fewest[1])


def _sizes(figures: Figures, dimension: str) -> Counter[str]:
    """How many each category of a dimension holds, in all measures."""
    sizes = Counter[str]()
    for cut in figures.cuts:
        for at, one in enumerate(cut.dimensions):
            if one.name == dimension:
                for key, count in cut.counts.items():
                    sizes[key[at]] += count
    return sizes


def _together(cut: Cut, dimension: str, codes: Sequence[str], label: str) -> Cut:
    at = next((nth for nth, one in enumerate(cut.dimensions) if one.name == dimension), None)
    if at is None:
        return cut
    new = TOGETHER.join(codes)
    counts = Counter[Key]()
    for key, count in cut.counts.items():
        counts[(*key[:at], new if key[at] in codes else key[at], *key[at + 1 :])] += count
    old = cut.dimensions[at]
    labels = {(new if code in codes else code): (label if code in codes else word) for code, word in old.labels.items()}
    dimensions = (*cut.dimensions[:at], replace(old, labels=labels), *cut.dimensions[at + 1 :])
    return replace(cut, dimensions=dimensions, counts=counts)
