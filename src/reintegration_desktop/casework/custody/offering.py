"""Handing a case over to another office: prepared by a supervisor, carried by who can't open it, taken back at will."""

from dataclasses import dataclass
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
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Value
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.entries import (
    FORM,
    Answer,
    Offer,
    Step,
    answer_document,
    offer_document,
)
from reintegration_desktop.rules.custody.rooms import to_hand_over
from reintegration_desktop.rules.custody.standing import State
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.vault.office.handover import Terms
from reintegration_desktop.vault.roles import Room

TRANSFER = "transfer"


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
    waiting = [] if held is None else [one for one in held.offers if one.state is State.WAITING]
    return may_hand_over(desk) and any(one.offer.source == desk.me.office for one in waiting)


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
    with desk.read() as cases, desk.begin() as work:
        held = work.custody(case)
        if held.in_transit:
            raise OfferStands
        _note_refused(desk, work, case)
        terms = Terms(case, held.epoch + 1, desk.me.office, to.office)
        _put_row(desk, work, case, Record(TRANSFER, desk.new_id(), None, _row(desk, to, handing)))
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
        waiting = [one for one in held.offers if one.state is State.WAITING and one.offer.source == desk.me.office]
        if not waiting:
            raise NothingToTakeBack
        for one in waiting:
            document = answer_document(Answer(Step.WITHDRAW, one.id, desk.me.office))
            work.about_custody(case, Kind.OFFER, document)
        _end_row(desk, work, case, "revoked")
        return work.commit()


def note_refusal(desk: Desk, case: UUID) -> Changes:
    """Go on with a case that the other office did not take; raises NotPermitted, NothingToTakeBack."""
    if not may_hand_over(desk):
        raise NotPermitted
    with desk.begin() as work:
        if not _note_refused(desk, work, case):
            raise NothingToTakeBack
        return work.commit()


def sent_row(file: CaseFile) -> Record | None:
    """The handover that waits for its receipt, in a case's file."""
    sent = [row for row in file.rows(TRANSFER) if row.answers.choice("transfer_status") == "sent"]
    return sent[-1] if sent else None


def _row(desk: Desk, to: Destination, handing: Handing) -> Answers:
    answers: dict[str, Value] = {
        "receiving_office": str(to.office), "transfer_reason": handing.reason, "agrees_to_transfer": handing.agrees,
        "transfer_status": "sent", "sent_at": desk.clock.now(),
    }  # fmt: skip
    if handing.notes.strip():
        answers["handover_notes"] = handing.notes.strip()
    return Answers(answers)


def _note_refused(desk: Desk, work: Work, case: UUID) -> bool:
    """Say in the file that the last offer was not taken, where that isn't said yet."""
    refused = [one for one in work.custody(case).offers if one.state in (State.REFUSED, State.OVERRULED)]
    return bool(refused) and _end_row(desk, work, case, "rejected")


def _end_row(desk: Desk, work: Work, case: UUID, status: str) -> bool:
    row = sent_row(work.file(case))
    if row is not None:
        answers = row.answers.with_("transfer_status", status)
        _put_row(desk, work, case, Record(row.form, row.id, row.parent, answers), frozenset({"transfer_status"}))
    return row is not None


def _put_row(desk: Desk, work: Work, case: UUID, row: Record, edited: frozenset[str] | None = None) -> None:
    keys = frozenset(row.answers) if edited is None else edited
    write(desk, work, case, [Edit(row.form, row.id, row.parent, row.answers, keys)])
