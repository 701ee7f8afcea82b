"""Merging versions that did not know each other: a view, computed when needed; no machine writes a merge."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from uuid import UUID

from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.graph import Graph, canonical, carries_on, joined, standings, taken_back, value_in
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.kernel.clock import moment_of

__all__ = ["Conflict", "Merged", "MoreProtective", "Option", "merge"]

MoreProtective = Callable[[str, str, Sequence[object]], int | None]
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that wait: the version that wrote it and its raw JSON value, None where it took it away."""

    version: VersionId
    value: object


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same answer changed on both sides; ``options`` newest first, ``shown`` is what everyone sees meanwhile."""

    key: str
    options: tuple[Option, ...]
    shown: object


@dataclass(frozen=True, slots=True)
class Merged:
    """A record's room as it is shown.

    ``answers`` are raw JSON, those in conflict as they are shown meanwhile. ``deleted``: every tip hides it.
    ``came_back``: one tip deleted it while another changed it. ``unknown``: the reader lacks the room's key, and
    there is nothing to show.
    """

    form: str = ""
    parent: UUID | None = None
    answers: Mapping[str, object] = field(default_factory=dict)
    deleted: bool = False
    conflicts: tuple[Conflict, ...] = ()
    came_back: bool = False
    unknown: bool = False


def merge(graph: Graph, tips: Collection[VersionId], more_protective: MoreProtective, now: datetime) -> Merged:
    """What a record's room holds where its tips are these, one or several.

    ``graph`` are the versions of this record and room by their names; ancestors may be missing or erased, then every
    answer that differs waits for a person. Answers between which somebody decided and took that back wait again, with
    what was put back shown meanwhile. ``more_protective(form, key, values)`` says which of several raw values
    (None: no answer) is to be shown meanwhile, by its place, or None where that doesn't matter; then the newest is,
    a version more than a day ahead of ``now`` (UTC) coming last.
    """
    live = [tip for tip in tips if graph[tip].kind is not Kind.DELETE]
    shown = [graph[tip] for tip in live or tips]
    if len(shown) == 1 and shown[0].document is not None:
        whole = _as_it_is(shown[0].document, deleted=not live, came_back=bool(live) and len(tips) > 1)
        return _waiting_again(graph, shown[0], whole, more_protective, now)
    if any(tip.document is None and not carries_on(tip) for tip in shown):
        return Merged(unknown=True, deleted=not live)
    return _merged(graph, shown, more_protective, now, deleted=not live, came_back=0 < len(live) < len(tips))


def _as_it_is(document: Document, *, deleted: bool, came_back: bool) -> Merged:
    return Merged(document.form, document.parent, document.answers, deleted, (), came_back)


def _waiting_again(graph: Graph, tip: Version, whole: Merged, more_protective: MoreProtective, now: datetime) -> Merged:
    """A version as it is, with the answers between which nobody has decided once a decision was taken back."""
    decided = taken_back(graph, tip)
    before = [] if decided is None else [parent for parent in decided.parents if parent in graph]
    if not before:
        return whole
    was = merge(graph, before, more_protective, now)
    waits = tuple(replace(one, shown=whole.answers.get(one.key)) for one in was.conflicts)
    return replace(whole, conflicts=waits, came_back=was.came_back)


def _merged(
    graph: Graph,
    tips: Sequence[Version],
    more_protective: MoreProtective,
    now: datetime,
    *,
    deleted: bool,
    came_back: bool,
) -> Merged:
    known = standings(graph, [tip.id for tip in tips])
    newest = _newest_document(graph, known, now)
    if newest is None:
        return Merged(unknown=True, deleted=deleted)
    answers: dict[str, object] = {}
    conflicts: list[Conflict] = []
    for key, writings in sorted(joined([known[tip.id] for tip in tips]).items()):
        conflict = _conflict(graph, newest.form, key, writings, more_protective, now)
        if len(conflict.options) > 1:
            conflicts.append(conflict)
        if conflict.shown is not None:
            answers[key] = conflict.shown
    return Merged(newest.form, newest.parent, answers, deleted, tuple(conflicts), came_back)


def _conflict(
    graph: Graph, form: str, key: str, writings: Collection[VersionId], more_protective: MoreProtective, now: datetime
) -> Conflict:
    """The values that stand for one answer; a single one is no conflict yet."""
    oldest_first = sorted(writings, key=lambda writing: _freshness(graph[writing], now))
    newest = {canonical(value_in(graph, key, writing)): writing for writing in oldest_first}.values()
    options = tuple(
        Option(writing, value_in(graph, key, writing)) for writing in reversed(oldest_first) if writing in newest
    )
    place = more_protective(form, key, [option.value for option in options]) if len(options) > 1 else None
    return Conflict(key, options, options[place or 0].value)


def _newest_document(graph: Graph, known: Collection[VersionId], now: datetime) -> Document | None:
    with_content = [graph[one] for one in known if graph[one].document is not None]
    return max(with_content, key=lambda version: _freshness(version, now)).document if with_content else None


def _freshness(version: Version, now: datetime) -> tuple[bool, int, VersionId]:
    """Newer is more; who is more than a day ahead comes last."""
    return moment_of(version.clock) <= now + A_DAY, version.clock, version.id
