"""Everything that waits for a person because two versions of an answer differ: one list, case by case."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.deciding import Question, form_of, question_of, refuse_others
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted, RecordUnknown
from reintegration_desktop.casework.listing import CaseLine, lines
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.forms.dictionary import Form
from reintegration_desktop.history.merge import Conflict
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.vault.roles import Room

MOST = 200
"""So many places are opened at a time; the others follow as these are decided."""

Spot = tuple[UUID, UUID, Room]
"""A case, a record of it, a room of that."""


@dataclass(frozen=True, slots=True)
class Differing:
    """A spot whose answers differ and which this person decides about."""

    spot: Spot
    form: Form
    conflicts: tuple[Conflict, ...]


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


def differing(desk: Desk, cases: Cases, spots: Iterable[Spot] | None = None) -> tuple[list[Differing], int]:
    """Spots whose answers differ and that are this person's to decide; how many are others'.

    Of those given, or of the first two hundred. Where the two versions merge by themselves nothing waits; of a room
    without a key that is not known, and it is counted.
    """
    found, others, opened = list[Differing](), 0, dict[UUID, OpenCase]()
    for case, record, room in cases.conflicts()[:MOST] if spots is None else spots:
        if room not in desk.me.readable or not cases.facts([case]):
            others += 1
            continue
        if case not in opened:
            opened[case] = cases.open(case)
        conflicts = opened[case].conflicts.get((record, room), ())
        if not conflicts:
            continue
        form = _decided_here(desk, opened[case], record, room, conflicts)
        if form is None:
            others += 1
        else:
            found.append(Differing((case, record, room), form, conflicts))
    return found, others


def waiting(desk: Desk, *, names: bool = True, looked: Collection[Spot] = ()) -> Inbox:
    """All that waits, of restricted rooms without the answers but where a reason was typed (``looked``)."""
    with desk.read() as cases:
        spots = cases.conflicts()
        found, others = differing(desk, cases, spots[:MOST])
        ids = list(dict.fromkeys(one.spot[0] for one in found))
        facts = cases.facts(ids)
        by_case = {line.row.id: line for line in lines(desk, cases, [row.rowid for row in facts], names=names)}
        told = tuple(_told(desk, cases, by_case, found, looked))
    return Inbox(told, others, max(0, len(spots) - MOST))


def _told(
    desk: Desk, cases: Cases, by_case: Mapping[UUID, CaseLine], found: Iterable[Differing], looked: Collection[Spot]
) -> Iterator[ToDecide]:
    """In the order of names, so that what belongs to one case stands together."""
    for one in sorted(found, key=lambda one: (by_case[one.spot[0]].name, one.spot)):
        case, record, room = one.spot
        questions = tuple[Question, ...]()
        if room is not Room.RESTRICTED or one.spot in looked:
            written = {version.id: version for version in cases.history(case) if version.record == record}
            questions = tuple(question_of(desk, one.form, conflict, written) for conflict in one.conflicts)
        yield ToDecide(by_case[case], one.spot, say(one.form.title), questions)


def _decided_here(
    desk: Desk, opened: OpenCase, record: UUID, room: Room, conflicts: tuple[Conflict, ...]
) -> Form | None:
    """The form of a spot that this person decides about."""
    try:
        form = form_of(desk, opened, record)
        refuse_others(desk, form, conflicts, room)
    except (NotPermitted, RecordUnknown):
        return None
    return form
