"""Emptying a case's bin: what may go for good, and what never does."""

from collections.abc import Collection, Iterable
from datetime import timedelta

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import moment_of

IN_THE_BIN = timedelta(days=30)
"""So long an entry lies in the bin, and can be brought back by anybody, before somebody can destroy it alone."""


def may_be_emptied(changes: Collection[Change], listed: Collection[VersionId], at: int) -> bool:
    """Whether versions may go at a tick of the clock, as far as they lie here among a case's ``changes``.

    Each is a deletion that is old enough, or was made before one and led to it: nothing that is still shown anywhere.
    """
    here = {change.id: change for change in changes if change.id in set(listed)}
    deletions = [change for change in here.values() if change.kind is Kind.DELETE]
    if any(moment_of(at) - moment_of(change.clock) < IN_THE_BIN for change in deletions):
        return False
    if not here:
        return True
    return set(here) == _before(deletions, {change.id: change for change in changes}) & set(here)


def _before(deletions: Iterable[Change], graph: dict[VersionId, Change]) -> set[VersionId]:
    """Deletions, and everything of the same record and room that they were made from."""
    found: set[VersionId] = set()
    waiting = list(deletions)
    while waiting:
        change = waiting.pop()
        if change.id not in found:
            found.add(change.id)
            parents = (graph[parent] for parent in change.parents if parent in graph)
            waiting.extend(one for one in parents if (one.record, one.room) == (change.record, change.room))
    return found
