"""Handing a case over to another office: prepared by a supervisor, carried by who can't open it, taken back at will."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.custody.giving import give_wanted
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    NothingToTakeBack,
    NotPermitted,
    OfferStands,
    ReasonNeeded,
    TransferNotAgreed,
)
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Value
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.ending import TRANSFER, not_taken, sent_row, taken_back, waiting_of
from reintegration_desktop.rules.custody.entries import FORM, Answer, Offer, offer_document
from reintegration_desktop.rules.custody.rooms import to_hand_over
from reintegration_desktop.rules.custody.standing import Offered
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import CaseRow, Changes, OpenCase
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.vault.office.handover import Terms
from reintegration_desktop.vault.roles import Room


@dataclass(frozen=True, slots=True)
class Destination:
    """Another office of the programme: its name, and the public half of its case pair (32 bytes)."""

    office: UUID
    name: str
    case_public: bytes


@dataclass(frozen=True, slots=True)
class Handing:
    """What is said with a handover: a reason (list ``transfer_reason``), whether they agree (``yes_no``), notes.

    ``rooms`` are those whose keys are to go; what consent withholds stays, whatever is wanted.
    """

    reason: str
    agrees: str
    notes: str = ""
    rooms: frozenset[Room] = frozenset({Room.PERSON, Room.ACCOUNT, Room.RESTRICTED, Room.OVERSIGHT})


@dataclass(frozen=True, slots=True)
class NotTaken:
    """A case of this office that another one did not take; ``reason`` is empty where headquarters decided so."""

    row: CaseRow
    office: UUID
    reason: str


def may_hand_over(desk: Desk) -> bool:
    """Whether this person gives cases to other offices and takes cases from them."""
    return desk.me.may(Kind.OFFER, Room.OPEN, FORM)


def may_offer(desk: Desk, opened: OpenCase) -> bool:
    """Whether this person hands a case over now: one of this office, that is on its way to nobody and isn't aside."""
    held = opened.custody
    here = held is None or (held.holder == desk.me.office and not held.in_transit)
    return may_hand_over(desk) and here and opened.row.status in ("open", "closed")


def may_withdraw(desk: Desk, opened: OpenCase) -> bool:
    """Whether this person takes an offer of this office back."""
    held = opened.custody
    return may_hand_over(desk) and held is not None and bool(waiting_of(held, desk.me.office))


def offer(desk: Desk, case: UUID, to: Destination, handing: Handing) -> Changes:
    """Prepare a handover: the child's keys, less what consent withholds, for the other office alone, and an entry.

    This office goes on with the work until the other one took the case. Raises NotPermitted, ReasonNeeded,
    TransferNotAgreed, OfferStands where the case is on its way already, CaseNotHere, CaseElsewhere, CaseFrozen.
    """
    if not may_hand_over(desk):
        raise NotPermitted
    if not handing.reason:
        raise ReasonNeeded
    if handing.agrees != "yes":
        raise TransferNotAgreed
    with desk.begin() as work, desk.read() as cases:
        held = work.custody(case)
        if held.in_transit:
            raise OfferStands
        _note_refused(desk, work, case)
        terms = Terms(case, held.epoch + 1, desk.me.office, to.office)
        row = _row(desk, to, handing)
        write(desk, work, case, [Edit(TRANSFER, desk.new_id(), None, row, frozenset(row))])
        rooms = to_hand_over(work.file(case), handing.rooms)
        digest = work.seal_offer(case, terms, rooms, to.case_public)
        said = Offer(terms.epoch, terms.source, terms.target, rooms, digest)
        work.about_custody(case, Kind.OFFER, offer_document(said))
        give_wanted(cases, work, desk, case, to.office)
        return work.commit()


def withdraw(desk: Desk, case: UUID) -> Changes:
    """Take the offer back that waits for an answer; where it was taken meanwhile, it stays so.

    Raises NotPermitted, NothingToTakeBack.
    """
    if not may_hand_over(desk):
        raise NotPermitted
    with desk.begin() as work:
        held = work.custody(case)
        waiting = waiting_of(held, desk.me.office)
        if not waiting:
            raise NothingToTakeBack
        for one in waiting:
            work.about_custody(case, Kind.OFFER, taken_back(one))
            _end_row(desk, work, case, one.offer.target, "revoked")
        return work.commit()


def not_taken_by_others(desk: Desk) -> tuple[NotTaken, ...]:
    """The cases of which the file still says that another office is waited for, and that office did not take them."""
    with desk.read() as cases:
        asked = {task.case for task in cases.tasks(None, date.max, [TaskKind.TRANSFER_ANSWER])}
        here = [one.case for one in cases.custodies() if not one.elsewhere and one.target is None and not one.disputed]
        rows = [row for row in cases.facts(here) if row.id in asked or row.status != "open"]
        ended = [(row, one) for row in rows for one in not_taken(cases.custody(row.id), desk.me.office)]
        files = {row.id: cases.open(row.id).file for row, _ in ended}
    newest = {(row.id, one.offer.target): (row, one) for row, one in ended if sent_row(files[row.id], one.offer.target)}
    return tuple(NotTaken(row, one.offer.target, refusal_of(one)) for row, one in newest.values())


def refusal_of(offered: Offered) -> str:
    """Why an offer was refused: a code of the list ``rejection_reason``; empty where nobody refused it."""
    said = offered.answer.said if offered.answer is not None else None
    return said.reason if isinstance(said, Answer) else ""


def note_refusal(desk: Desk, case: UUID) -> Changes:
    """Go on with a case that the other office did not take; raises NotPermitted, NothingToTakeBack."""
    if not may_hand_over(desk):
        raise NotPermitted
    with desk.begin() as work:
        if not _note_refused(desk, work, case):
            raise NothingToTakeBack
        return work.commit()


def _row(desk: Desk, to: Destination, handing: Handing) -> Answers:
    answers: dict[str, Value] = {
        "receiving_office": str(to.office), "transfer_reason": handing.reason, "agrees_to_transfer": handing.agrees,
        "transfer_status": "sent", "sent_at": desk.clock.now(),
    }  # fmt: skip
    if handing.notes.strip():
        answers["handover_notes"] = handing.notes.strip()
    return Answers(answers)


def _note_refused(desk: Desk, work: Work, case: UUID) -> bool:
    """Say in the file which offers were not taken, where that isn't said yet."""
    refused = not_taken(work.custody(case), desk.me.office)
    return any([_end_row(desk, work, case, one.offer.target, "rejected") for one in refused])


def _end_row(desk: Desk, work: Work, case: UUID, office: UUID, status: str) -> bool:
    row = sent_row(work.file(case), office)
    if row is not None:
        answers = row.answers.with_("transfer_status", status)
        edit = Edit(row.form, row.id, row.parent, answers, frozenset({"transfer_status"}))
        write(desk, work, case, [edit], though_frozen=True)
    return row is not None
