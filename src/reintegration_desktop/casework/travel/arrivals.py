"""What a bundle did to this office's cases: new, changed, in conflict, and what it replaced of other people's."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.history_words import TECHNICAL
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.errors import BadAnswer
from reintegration_desktop.forms.json import value_from_json
from reintegration_desktop.history.arrivals import Vector
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Version, VersionId
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.rules.permissions import WRITING
from reintegration_desktop.rules.protective import more_protective
from reintegration_desktop.sync.ports import Source
from reintegration_desktop.vault.roles import Room

MOST_REPLACED, MOST_LOOKED_AT = 10, 500
Named = tuple[UUID, VersionId]


@dataclass(frozen=True, slots=True)
class Before:
    """How it stood before something came: devices, cases, and what waited for a person."""

    vector: Vector
    cases: frozenset[UUID]
    conflicts: frozenset[tuple[UUID, UUID, Room]]


@dataclass(frozen=True, slots=True)
class Replaced:
    """What a version wrote over a colleague's entry. ``from_`` and ``to`` are words, where a safer answer gave way."""

    named: Named
    code: str
    form: str
    by: str
    whose: str
    question: str = ""
    from_: str = ""
    to: str = ""

    @property
    def is_less_careful(self) -> bool:
        """Whether a risk was lowered, a refusal withdrawn, a hidden name shown."""
        return bool(self.question)


@dataclass(frozen=True, slots=True)
class Arrived:
    """Cases new here, cases changed, places in conflict since, entries replaced of other people's.

    ``unread`` came over other people's entries too, in rooms that this person doesn't open; ``beyond`` changed cases
    were not looked through.
    """

    new: int = 0
    changed: int = 0
    conflicts: int = 0
    replaced: tuple[Replaced, ...] = ()
    unread: frozenset[Named] = frozenset()
    beyond: int = 0

    @property
    def asks_the_supervisor(self) -> bool:
        """More than ten entries replaced, or a safer answer that gave way."""
        return len(self.replaced) + len(self.unread) > MOST_REPLACED or any(
            one.is_less_careful for one in self.replaced
        )

    @property
    def asked(self) -> frozenset[Named]:
        """What a supervisor is to look at."""
        return self.unread | {one.named for one in self.replaced} if self.asks_the_supervisor else frozenset()


def before(desk: Desk, source: Source) -> Before:
    """Take down how it stands now."""
    with desk.read() as cases:
        known = frozenset(row.id for row in cases.rows(list(cases.ids(CaseFilter(status=None)))))
        return Before(source.vector(), known, frozenset(cases.waiting()))


def arrived(desk: Desk, source: Source, was: Before) -> Arrived:
    """What is otherwise since then; replaced entries are looked for in the first 500 cases with such."""
    since = {device: mark.seq for device, mark in was.vector.items()}
    upto = {device: mark.seq for device, mark in source.vector().items()}
    came = [one for one in source.outgoing(since, upto) if isinstance(one, Change) and one.kind in WRITING]
    touched = list(dict.fromkeys(one.case for one in came if one.case != desk.me.office))
    known = [case for case in touched if case in was.cases]
    with desk.read() as cases:
        waits = len(frozenset(cases.waiting()) - was.conflicts)
    written: dict[UUID, set[VersionId]] = {}
    for one in came:
        if one.parents and one.case in was.cases:
            written.setdefault(one.case, set()).add(one.id)
    looked = dict(list(written.items())[:MOST_LOOKED_AT])
    replaced, unread = replaced_by(desk, looked)
    return Arrived(len(touched) - len(known), len(known), waits, replaced, unread, len(written) - len(looked))


def replaced_by(
    desk: Desk, named: Mapping[UUID, Collection[VersionId]]
) -> tuple[tuple[Replaced, ...], frozenset[Named]]:
    """What versions of some cases wrote over other people's entries, and those that this person can't read."""
    replaced, unread = list[Replaced](), set[Named]()
    for case, versions in named.items():
        with desk.read() as cases:
            code = next((row.code for row in cases.facts([case])), "")
            written = {version.id: version for version in cases.history(case)}
        for version in (written[one] for one in written if one in versions):
            parents = _parents(version, written)
            if version.document is None:
                unread |= {(case, version.id)} if parents else set()
            elif version.document.form not in TECHNICAL:
                replaced += _over(desk, code, version, parents)
    return tuple(replaced), frozenset(unread)


def _parents(version: Version, written: Mapping[VersionId, Version]) -> list[Version]:
    """The versions of the same room that it was made from, by somebody else."""
    found = (written.get(parent) for parent in version.parents)
    return [one for one in found if one is not None and one.room is version.room and one.author != version.author]


def _over(desk: Desk, code: str, version: Version, parents: Iterable[Version]) -> list[Replaced]:
    """What one version replaced: a line for each safer answer that gave way, else one for the entry."""
    words = ValueWords(desk.dictionary, desk.programme)
    by, found = words.person(str(version.author)), list[Replaced]()
    assert version.document is not None
    form = desk.dictionary.get(version.document.form)
    title = say(form.title) if form is not None else ""
    for parent in parents:
        whose = words.person(str(parent.author))
        safer = [
            Replaced((version.case, version.id), code, title, by, whose, *told)
            for key in _less_careful(version, parent)
            if (told := _in_words(desk, words, version.document.form, key, version, parent)) is not None
        ]
        found += safer or [Replaced((version.case, version.id), code, title, by, whose)]
    return found


def _less_careful(version: Version, parent: Version) -> list[str]:
    """The questions whose answer was the more careful one before."""
    assert version.document is not None
    if parent.document is None:
        return []
    was, now = parent.document.answers, version.document.answers
    form = version.document.form
    return [
        key for key in was if was[key] != now.get(key) and more_protective(form, key, [was[key], now.get(key)]) == 0
    ]


def _in_words(
    desk: Desk, words: ValueWords, form: str, key: str, version: Version, parent: Version
) -> tuple[str, str, str] | None:
    fields = desk.dictionary[form].fields if form in desk.dictionary else {}
    if key not in fields or version.document is None or parent.document is None:
        return None
    try:
        pair = [
            "" if raw is None else words.of(fields[key], value_from_json(fields[key], raw))
            for raw in (parent.document.answers.get(key), version.document.answers.get(key))
        ]
    except BadAnswer:
        return None
    return say(fields[key].label), pair[0] or say("No answer"), pair[1] or say("No answer")
