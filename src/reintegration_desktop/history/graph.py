"""The small graph of a record's versions: who saw whom, and which writing of each answer still stands.

An answer is a register that holds several values while nobody who saw them all has written it anew (Shapiro et al.,
A comprehensive study of convergent and commutative replicated data types, 2011). So one rule merges any number of
versions, however often their histories crossed; with one nearest common ancestor it is the merge of three.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from graphlib import TopologicalSorter
from json import dumps

from reintegration_desktop.history.versions import Kind, Version, VersionId

Graph = Mapping[VersionId, Version]
_CARRY_ON = frozenset({Kind.DELETE, Kind.UNDELETE})


@dataclass(frozen=True, slots=True)
class Standing:
    """What one version knows: all it ``seen``, itself included, and by answer the writings that stand there."""

    seen: frozenset[VersionId] = frozenset()
    writings: Mapping[str, frozenset[VersionId]] = field(default_factory=dict)


def standings(graph: Graph, tips: Collection[VersionId]) -> dict[VersionId, Standing]:
    """What each of these versions and each of their ancestors knows."""
    found: dict[VersionId, Standing] = {}
    for version in TopologicalSorter(_ancestry(graph, tips)).static_order():
        if version in graph:
            found[version] = _standing(graph, graph[version], found)
    return found


def joined(standing: Collection[Standing]) -> dict[str, frozenset[VersionId]]:
    """The writings that stand when several versions are put together: those that none of them has replaced."""
    keys = dict.fromkeys(key for one in standing for key in one.writings)
    return {key: _still_standing(key, standing) for key in keys}


def value_in(graph: Graph, key: str, version: VersionId) -> object:
    """An answer's raw value in a version whose document is known; None where it has none."""
    document = graph[version].document
    return None if document is None else document.answers.get(key)


def canonical(value: object) -> str:
    """Raw JSON as text in which equal values are equal, and 1, 1.0 and true are not."""
    return dumps(value, sort_keys=True, default=dict)


def carries_on(version: Version) -> bool:
    """Whether a version has no answers of its own, only those of what it was made from."""
    return version.kind is Kind.DELETE or (version.kind in _CARRY_ON and version.document is None)


def taken_back(graph: Graph, version: Version) -> Version | None:
    """The decision between answers that a version takes back, so that these wait again; None where it does not.

    Who decides names every newest version, several at least; who decides about one version, and that is a decision
    which counts, takes it back. The next decision is made from that one, and counts.
    """
    if version.kind is not Kind.RESOLVE or len(version.parents) != 1:
        return None
    decided = graph.get(version.parents[0])
    if decided is None or decided.kind is not Kind.RESOLVE or taken_back(graph, decided) is not None:
        return None
    return decided


def _ancestry(graph: Graph, tips: Collection[VersionId]) -> dict[VersionId, tuple[VersionId, ...]]:
    parents: dict[VersionId, tuple[VersionId, ...]] = {}
    waiting = list(tips)
    while waiting:
        version = waiting.pop()
        if version not in parents:
            parents[version] = graph[version].parents if version in graph else ()
            waiting.extend(parents[version])
    return parents


def _standing(graph: Graph, version: Version, found: Mapping[VersionId, Standing]) -> Standing:
    """A version's own standing from those of its parents.

    A parent that is missing or whose document was erased leaves open what was written here: then everything was, in a
    deletion too, which holds the room as it hid it.
    """
    parents = [found[parent] for parent in version.parents if parent in found]
    before = joined(parents)
    seen = frozenset({version.id}).union(version.parents, *(parent.seen for parent in parents))
    follows = all(_is_known(graph, parent) for parent in version.parents)
    if carries_on(version) and (follows or version.document is None):
        return Standing(seen, before)
    own = {} if version.document is None else version.document.answers
    if follows:
        kept = {key for key, writings in before.items() if _is_kept(graph, key, writings, own.get(key))}
    else:
        kept = set()
    written = {key: frozenset({version.id}) for key in {**before, **own} if key not in kept}
    return Standing(seen, {**before, **written})


def _is_known(graph: Graph, version: VersionId) -> bool:
    return version in graph and (graph[version].document is not None or carries_on(graph[version]))


def _is_kept(graph: Graph, key: str, writings: Iterable[VersionId], value: object) -> bool:
    """Whether a value is what stood before without dispute."""
    return {canonical(value_in(graph, key, writing)) for writing in writings} == {canonical(value)}


def _still_standing(key: str, standing: Collection[Standing]) -> frozenset[VersionId]:
    candidates = {writing for one in standing for writing in one.writings.get(key, ())}
    return frozenset(
        writing
        for writing in candidates
        if all(writing in one.writings.get(key, ()) or writing not in one.seen for one in standing)
    )
