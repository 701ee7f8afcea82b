"""Taking a case over from another office, or not: what is in it is looked at before."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.custody.offering import may_hand_over
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import CaseFrozen, NothingOffered, NotPermitted, ReasonNeeded
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.ports import Cases, Work
from reintegration_desktop.casework.saving import write
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.rules.consent import may_be_edited
from reintegration_desktop.rules.custody.ending import TRANSFER, not_taken, sent_row
from reintegration_desktop.rules.custody.entries import Answer, Step, answer_document
from reintegration_desktop.rules.custody.rooms import OFFERED
from reintegration_desktop.rules.custody.standing import Custody, Offered
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import CaseRow, Changes, OpenCase
from reintegration_desktop.vault.roles import Room

_RECEIPT = frozenset({"transfer_status", "received_at"})


@dataclass(frozen=True, slots=True)
class Arriving:
    """A case that another office offers to this one: who gives it since when, and the rooms that stay closed."""

    row: CaseRow
    source: UUID
    at: datetime
    closed: frozenset[Room]


@dataclass(frozen=True, slots=True)
class Inside:
    """What is in it, opened to be looked at: a name as in lists, why it comes, what the next caseworker must know.

    ``entries`` says of each form how many entries there are.
    """

    arriving: Arriving
    name: str
    reason: str
    notes: str
    entries: Mapping[str, int]


def may_take(desk: Desk, opened: OpenCase) -> bool:
    """Whether this person answers an offer of this case."""
    waiting = opened.custody.waiting if opened.custody else None
    return may_hand_over(desk) and waiting is not None and waiting.offer.target == desk.me.office


def offered_to_us(desk: Desk) -> tuple[Arriving, ...]:
    """The cases that wait for this office's answer."""
    with desk.read() as cases:
        targets = [one.case for one in cases.custodies() if one.target == desk.me.office]
        return tuple(_arriving(cases, row) for row in cases.facts(targets))


def look_inside(desk: Desk, case: UUID) -> Inside:
    """Open a case that is offered, to see what is in it; nothing is kept of that.

    Raises NotPermitted, NothingOffered, OfferForeign, CaseNotHere, CaseFrozen where consent was taken back meanwhile.
    """
    if not may_hand_over(desk):
        raise NotPermitted
    with desk.read() as cases:
        arriving = _arriving(cases, *cases.facts([case]))
    with desk.begin() as work:
        _open(desk, work, case)
        file = work.file(case)
    said = sent_row(file, desk.me.office)
    counted = Counter(row.form for row in file.records if row.form not in ("case", TRANSFER))
    return Inside(
        arriving,
        shown_name(arriving.row, file.one("identification")),
        (said.answers.choice("transfer_reason") or "") if said else "",
        (said.answers.text("handover_notes") or "") if said else "",
        counted,
    )


def accept(desk: Desk, case: UUID) -> Changes:
    """Take a case: its keys are wrapped for this office's rooms, and new ones begun; it is nobody's yet here.

    Raises NotPermitted, NothingOffered where it was taken back, overruled or waits for headquarters, OfferForeign,
    CaseFrozen where consent was taken back meanwhile.
    """
    if not may_hand_over(desk):
        raise NotPermitted
    with desk.begin() as work:
        offered = _open(desk, work, case)
        _put_receipt(desk, work, case, not_taken(work.custody(case), offered.offer.source))
        work.about_custody(case, Kind.ACCEPT, answer_document(Answer(Step.ACCEPT, offered.id, desk.me.office)))
        return work.commit()


def refuse(desk: Desk, case: UUID, reason: str) -> Changes:
    """Don't take a case, for a reason of the list ``rejection_reason``; the other office goes on with it.

    Raises NotPermitted, ReasonNeeded, NothingOffered.
    """
    if not may_hand_over(desk):
        raise NotPermitted
    if not reason:
        raise ReasonNeeded
    with desk.begin() as work:
        offered = _waiting(desk, work.custody(case))
        answer = Answer(Step.REFUSE, offered.id, desk.me.office, reason)
        work.about_custody(case, Kind.ACCEPT, answer_document(answer))
        return work.commit()


def _arriving(cases: Cases, *rows: CaseRow) -> Arriving:
    if not rows:
        raise NothingOffered
    waiting = cases.custody(rows[0].id).waiting
    if waiting is None:
        raise NothingOffered
    closed = frozenset(OFFERED) - waiting.offer.rooms
    return Arriving(rows[0], waiting.offer.source, moment_of(waiting.clock), closed)


def _open(desk: Desk, work: Work, case: UUID) -> Offered:
    """Open what is offered inside a transaction."""
    offered = _waiting(desk, work.custody(case))
    work.take_over(case, offered.offer)
    if not may_be_edited(work.file(case)):
        raise CaseFrozen
    return offered


def _waiting(desk: Desk, held: Custody) -> Offered:
    """The offer that waits for this office's answer."""
    waiting = held.waiting
    if waiting is None or waiting.offer.target != desk.me.office:
        raise NothingOffered
    return waiting


def _put_receipt(desk: Desk, work: Work, case: UUID, overruled: Iterable[Offered]) -> None:
    """Say in the file that it was received, and which others came to nothing; whose it is follows from that."""
    file = work.file(case)
    row, now = sent_row(file, desk.me.office), desk.clock.now()
    if row is not None:
        received = max(now, row.answers.moment("sent_at") or now)
        answers = row.answers.with_("transfer_status", "accepted").with_("received_at", received)
        write(desk, work, case, [Edit(row.form, row.id, row.parent, answers, _RECEIPT)])
    others = [other for one in overruled if (other := sent_row(file, one.offer.target)) is not None]
    for other in others:
        answers = other.answers.with_("transfer_status", "rejected")
        write(desk, work, case, [Edit(other.form, other.id, other.parent, answers, frozenset({"transfer_status"}))])
