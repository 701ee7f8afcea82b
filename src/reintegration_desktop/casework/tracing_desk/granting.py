"""Opening a child's person room to one person of the tracing desk: by consent, with an end, taken back at will."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    DeskUnknown,
    GrantOver,
    HiddenNotDecided,
    NotPermitted,
    TracingNotAgreed,
)
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.consent import tracing_only_with_consent
from reintegration_desktop.rules.facts import CaseRow, Changes, OpenCase
from reintegration_desktop.rules.tracing_desk.entries import (
    FORM,
    end_document,
    grant_documents,
    keys_document,
    keys_record,
    record_about,
)
from reintegration_desktop.rules.tracing_desk.standing import LONGEST, Granted, is_of_the_desk
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.rooms.wrapping import WrappedKey

USUAL_DAYS = 30


@dataclass(frozen=True, slots=True)
class Granting:
    """The place where grants are given: whose desk, who is certified, what was given, how keys are written."""

    desk: Desk
    people: Callable[[], Sequence[Certificate]]
    grants: Callable[[UUID | None], Sequence[Granted]]
    opened: Callable[[], Sequence[Granted]]
    let_go: Callable[[], int]
    written: Callable[[Sequence[WrappedKey]], Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Seen:
    """What the desk sees of one child: its case's facts, since when and until when, what the person room says."""

    row: CaseRow
    name: str
    until: datetime
    office: UUID
    answers: Answers


def may_grant(desk: Desk) -> bool:
    """Whether this person opens children to the tracing desk."""
    return desk.me.may(Kind.OFFER, Room.OPEN, FORM) and Room.PERSON in desk.me.readable


def may_grant_of(desk: Desk, opened: OpenCase) -> bool:
    """Whether this person opens this child to it: one that this office holds, and that they can read."""
    here = opened.custody is None or opened.custody.holder == desk.me.office
    return may_grant(desk) and here and Room.PERSON not in opened.closed


def desks(place: Granting) -> tuple[Certificate, ...]:
    """The people of headquarters' tracing desk who are certified; none where there is no such desk."""
    return tuple(one for one in place.people() if is_of_the_desk(one.role, one.duties))


def grant(place: Granting, case: UUID, person: UUID, days: int = USUAL_DAYS, *, own_decision: bool = False) -> Changes:
    """Open a child's person room to one person for so many days, 1 to 90. The same person's earlier grant ends.

    ``own_decision`` is that of somebody of the ring, for one whose name is hidden. Raises NotPermitted, DeskUnknown,
    TracingNotAgreed, HiddenNotDecided.
    """
    desk = place.desk
    if not may_grant(desk):
        raise NotPermitted
    receiver = next((one for one in desks(place) if one.id == person), None)
    if receiver is None:
        raise DeskUnknown
    until = desk.clock.now() + min(max(timedelta(days=days), timedelta(days=1)), LONGEST)
    earlier = [one for one in place.grants(case) if one.is_live and one.grant.person == person]
    with desk.begin() as work:
        file = work.file(case)
        if work.custody(case).holder not in (None, desk.me.office) or Room.PERSON in work.closed(case):
            raise NotPermitted
        if not tracing_only_with_consent(file):
            raise TracingNotAgreed
        if file.one("case").flag("name_is_hidden") and not own_decision:
            raise HiddenNotDecided
        for one in earlier:
            work.enter(case, record_about(case), Kind.OFFER, end_document(one.id, desk.me.office))
        keys = keys_document(place.written(work.share_person(case, receiver)))
        keys, said = grant_documents(desk.me.office, person, until, keys)
        work.enter(case, keys_record(case), Kind.OFFER, keys)
        work.enter(case, record_about(case), Kind.OFFER, said)
        return work.commit()


def take_back(place: Granting, case: UUID, wanted: VersionId) -> Changes:
    """Close it again: their program forgets the key once it hears of it. Raises NotPermitted, GrantOver."""
    desk = place.desk
    found = next((one for one in place.grants(case) if one.id == wanted), None)
    if found is None or not found.is_live:
        raise GrantOver
    if not may_grant(desk) or found.grant.office != desk.me.office:
        raise NotPermitted
    with desk.begin() as work:
        work.enter(case, record_about(case), Kind.OFFER, end_document(wanted, desk.me.office))
        changes = work.commit()
    place.let_go()
    return changes


def waiting_for_me(place: Granting) -> tuple[tuple[str, Granted], ...]:
    """The grants to who is signed in that stand, each with its case's code: nobody's name is opened for it."""
    place.let_go()
    found = place.opened()
    with place.desk.read() as cases:
        codes = {row.id: row.code for row in cases.facts([one.case for one in found])}
    return tuple((codes[one.case], one) for one in found if one.case in codes)


def open_to_me(place: Granting) -> tuple[Seen, ...]:
    """The children that are open to who is signed in, with what their person rooms say; each look is an entry."""
    place.let_go()
    found = place.opened()
    seen = []
    for one in found:
        with place.desk.read() as cases:
            opened = cases.open(one.case)
        answers = opened.file.one("identification")
        seen.append(Seen(opened.row, shown_name(opened.row, answers), one.grant.until, one.grant.office, answers))
    if seen:
        with place.desk.begin() as work:
            for row in seen:
                work.note(Kind.VIEW, row.row.id, {"form": "identification"})
            work.commit()
    return tuple(seen)
