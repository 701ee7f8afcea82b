"""Everything that waits for a person because two versions of an answer differ: one list, case by case."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing import coming_back
from reintegration_desktop.casework.differing.deciding import form_of, question_of, refuse_others
from reintegration_desktop.casework.differing.questions import Question
from reintegration_desktop.casework.errors import NotPermitted, RecordUnknown
from reintegration_desktop.casework.listing import CaseLine, lines
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.casework.row_words import row_title
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.dictionary import Form
from reintegration_desktop.history.merge import Conflict
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.vault.roles import Room

MOST, _LOOKS = 200, 5
"""So many places are told at a time, and so many times as many opened; the others follow as these are decided."""


class _Others(Enum):
    """What is somebody else's to decide."""

    THEIRS = auto()


_FOR_OTHERS = _Others.THEIRS

Spot = tuple[UUID, UUID, Room]
"""A case, a record of it, a room of that."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A spot whose answers differ and which this person decides about; ``entry``: whether it stays at all.

    ``row`` says which entry of its form that is, after the form's name; empty where there is only one.
    """

    spot: Spot
    form: Form
    conflicts: tuple[Conflict, ...]
    entry: Question | None = None
    row: str = ""


@dataclass(frozen=True, slots=True)
class ToDecide:
    """A record's room that waits: whose, of which form, the questions; none where a reason must be typed first."""

    line: CaseLine
    spot: Spot
    form: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Inbox:
    """What this person decides; how many spots are for ``others`` (a room, a question), how many ``more`` follow."""

    mine: tuple[ToDecide, ...] = ()
    others: int = 0
    more: int = 0

    @property
    def questions(self) -> int:
        """How many questions wait; a spot that is not opened yet counts for one."""
        return sum(max(1, len(one.questions)) for one in self.mine)

    @property
    def cases(self) -> int:
        """In how many cases."""
        return len({one.line.row.id for one in self.mine})


class Found(NamedTuple):
    """Spots that are this person's to decide, how many are ``others``', how many ``more`` were not opened."""

    mine: list[Differing]
    others: int
    more: int


def differing(desk: Desk, cases: Cases, spots: Iterable[Spot] | None = None, most: int = MOST) -> Found:
    """Of all spots that wait, or of some, those that are this person's to decide: so many at a time.

    Of a room without a key nobody knows whether its two versions merge by themselves, and it is counted.
    """
    every = list(cases.waiting() if spots is None else spots)
    readable = [spot for spot in every if spot[2] in desk.me.readable]
    found, beyond, opened = list[Differing](), 0, dict[UUID, OpenCase]()
    here = {row.id for row in cases.facts(list({case for case, _, _ in readable}))}
    looked = 0
    for looked, spot in enumerate((one for one in readable if one[0] in here), 1):
        one = _differing(desk, cases, opened, spot)
        found += [one] if isinstance(one, Differing) else []
        beyond += one is _FOR_OTHERS
        if len(found) >= most or looked >= most * _LOOKS:
            break
    away = len(every) - sum(case in here for case, _, _ in readable)
    return Found(found, away + beyond, len(every) - away - looked)


def _differing(desk: Desk, cases: Cases, opened: dict[UUID, OpenCase], spot: Spot) -> "Differing | _Others | None":
    """A spot as this person decides about it; None where nothing waits there after all."""
    case, record, room = spot
    if case not in opened:
        opened[case] = cases.open(case)
    conflicts = opened[case].conflicts.get((record, room), ())
    entry = coming_back.question(desk, cases, opened[case], record, room)
    if not conflicts and entry is None:
        return None
    form = _decided_here(desk, opened[case], record, room, conflicts, entry=entry is not None)
    return (
        _FOR_OTHERS if form is None else Differing(spot, form, conflicts, entry, _row(desk, opened[case], form, record))
    )


def _row(desk: Desk, opened: OpenCase, form: Form, record: UUID) -> str:
    row = opened.file.record(record)
    told = "" if row is None or not form.repeats else row_title(form, row, ValueWords(desk.dictionary, desk.programme))
    return f" · {told}" if told else ""


def waiting(desk: Desk, *, names: bool = True, looked: Collection[Spot] = (), most: int = MOST) -> Inbox:
    """All that waits, of restricted rooms without the answers but where a reason was typed (``looked``)."""
    with desk.read() as cases:
        found = differing(desk, cases, most=most)
        ids = list(dict.fromkeys(one.spot[0] for one in found.mine))
        facts = cases.facts(ids)
        by_case = {line.row.id: line for line in lines(desk, cases, [row.rowid for row in facts], names=names)}
        told = tuple(_told(desk, cases, by_case, found.mine, looked))
    return Inbox(told, found.others, found.more)


def _told(
    desk: Desk, cases: Cases, by_case: Mapping[UUID, CaseLine], found: Iterable[Differing], looked: Collection[Spot]
) -> Iterator[ToDecide]:
    """In the order of names, so that what belongs to one case stands together."""
    for one in sorted(found, key=lambda one: (by_case[one.spot[0]].name, one.spot)):
        case, record, room = one.spot
        questions = tuple[Question, ...]()
        if room is not Room.RESTRICTED or one.spot in looked:
            written = {version.id: version for version in cases.history(case) if version.record == record}
            asked = (question_of(desk, one.form, conflict, written) for conflict in one.conflicts)
            questions = (*([] if one.entry is None else [one.entry]), *asked)
        yield ToDecide(by_case[case], one.spot, say(one.form.title) + one.row, questions)


def _decided_here(
    desk: Desk, opened: OpenCase, record: UUID, room: Room, conflicts: tuple[Conflict, ...], *, entry: bool
) -> Form | None:
    """The form of a spot that this person decides about."""
    try:
        form = form_of(desk, opened, record)
        refuse_others(desk, form, conflicts, room, entry=entry)
    except (NotPermitted, RecordUnknown):
        return None
    return form
