"""Asking for the file that another office's answer told of; giving it by a handover, or not giving it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.custody.giving import is_about
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import InquiryOver, NotPermitted, ReasonNeeded
from reintegration_desktop.casework.inquiries.answering import Answered, read_answer
from reintegration_desktop.casework.inquiries.asking import find, may_ask
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.ports import Cases, Work
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.facts import CaseRow, Changes
from reintegration_desktop.rules.inquiries.entries import FORM, Step
from reintegration_desktop.rules.inquiries.standing import Inquiry, State
from reintegration_desktop.rules.inquiries.wanting import FileState
from reintegration_desktop.vault.errors import InquiryForeign

REASONS = "rejection_reason"


@dataclass(frozen=True, slots=True)
class WantedHere:
    """A file of this office that another one asks for."""

    id: VersionId
    office: UUID
    row: CaseRow
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class FileTold:
    """How it stands with a file that was asked for: why it isn't given (a code), or where it is.

    ``came``: it was taken over here; ``went_back``: it was on its way, and isn't any more.
    """

    state: FileState
    at: datetime
    reason: str = ""
    came: bool = False
    went_back: bool = False


def may_want(desk: Desk, answered: Answered) -> bool:
    """Whether this person can ask for the file that an answer told of."""
    inquiry = answered.inquiry
    free = inquiry.file is None or inquiry.file.state is FileState.WITHDRAWN
    return may_ask(desk) and answered.is_perhaps and free and not inquiry.is_done


def want(desk: Desk, wanted: VersionId) -> Changes:
    """Ask for it; asked again while it stands this says nothing new. Raises NotPermitted, InquiryOver."""
    answered = read_answer(desk, wanted)
    inquiry = answered.inquiry
    if inquiry.file is not None and inquiry.file.waits:
        return Changes(frozenset())
    if not may_want(desk, answered) or inquiry.answer_id is None:
        raise InquiryOver
    with desk.begin() as work:
        work.inquiring.want(inquiry, inquiry.answer_id)
        if answered.case is not None:
            _note(work, answered.case.id, Step.WANT, inquiry.ask.target)
        return work.commit()


def take_back(desk: Desk, wanted: VersionId) -> Changes:
    """Ask for it no longer. Raises NotPermitted, InquiryOver."""
    inquiry = _own(desk, wanted)
    if inquiry.file is None or not inquiry.file.waits:
        raise InquiryOver
    with desk.begin() as work:
        for one in inquiry.file.wants:
            work.inquiring.withdraw(inquiry, one)
        return work.commit()


def told(desk: Desk, inquiry: Inquiry) -> FileTold | None:
    """How it stands with the file, for who asked; None where nobody asked for it. Raises InquiryForeign."""
    file = inquiry.file
    if file is None:
        return None
    if not file.sealed:
        return FileTold(file.state, file.at)
    with desk.read() as cases:
        said = cases.told_of_file(inquiry)
        try:
            if file.state is FileState.DECLINED:
                return FileTold(file.state, file.at, said.text("reason"))
            held = cases.custody(said.id("case"))
        except ValueError:
            raise InquiryForeign from None
    came = held.holder == desk.me.office or desk.me.office in held.past
    to_us = [one for one in held.offers if one.offer.target == desk.me.office]
    return FileTold(file.state, file.at, came=came, went_back=not came and bool(to_us) and held.waiting not in to_us)


def wanted_here(desk: Desk, *, names: bool = True) -> tuple[WantedHere, ...]:
    """The files of this office that others ask for, oldest first, less what is on its way to them already."""
    if not may_ask(desk):
        return ()
    with desk.read() as cases:
        found = [_here(cases, one, names=names) for one in cases.inquiries(desk.policy) if _waits(desk, one)]
    return tuple(one for one in found if one is not None)


def find_wanted(desk: Desk, wanted: VersionId) -> WantedHere:
    """One of them. Raises NotPermitted, InquiryOver."""
    if not may_ask(desk):
        raise NotPermitted
    found = next((one for one in wanted_here(desk) if one.id == wanted), None)
    if found is None:
        raise InquiryOver
    return found


def decline(desk: Desk, wanted: VersionId, reason: str) -> Changes:
    """Don't give it, for a reason of the list ``rejection_reason``, which the other office is told.

    Raises NotPermitted, ReasonNeeded, InquiryOver, InquiryForeign.
    """
    if not may_ask(desk):
        raise NotPermitted
    if reason not in desk.dictionary.choices(REASONS):
        raise ReasonNeeded
    inquiry = find(desk, wanted)
    if inquiry.file is None or not _waits(desk, inquiry):
        raise InquiryOver
    with desk.begin() as work, desk.read() as cases:
        case = is_about(cases, inquiry)
        work.inquiring.decline(inquiry, inquiry.file.wants[0], reason)
        if case is not None:
            _note(work, case, Step.DECLINE, inquiry.ask.source, reason)
        return work.commit()


def _own(desk: Desk, wanted: VersionId) -> Inquiry:
    inquiry = find(desk, wanted)
    if not may_ask(desk) or inquiry.ask.source != desk.me.office:
        raise NotPermitted
    if inquiry.state is not State.ANSWERED:
        raise InquiryOver
    return inquiry


def _waits(desk: Desk, inquiry: Inquiry) -> bool:
    return inquiry.ask.target == desk.me.office and inquiry.file is not None and inquiry.file.waits


def _here(cases: Cases, inquiry: Inquiry, *, names: bool) -> WantedHere | None:
    case = is_about(cases, inquiry)
    rows = cases.facts([case]) if case is not None else []
    if case is None or not rows or inquiry.file is None:
        return None
    held, asks = cases.custody(case), inquiry.ask.source
    if held.holder == asks or any(one.is_live and one.offer.target == asks for one in held.offers):
        return None
    name = _name(cases, rows[0]) if names else rows[0].code
    return WantedHere(inquiry.id, asks, rows[0], name, inquiry.file.at)


def _note(work: Work, case: UUID, step: Step, office: UUID, reason: str = "") -> None:
    """That somebody decided it, in the case's history."""
    words = {"form": FORM, "step": step.value, "office": str(office), "code": reason}
    work.note(Kind.APPROVE, case, words, told=True)


def _name(cases: Cases, row: CaseRow) -> str:
    return shown_name(row, cases.names([row.rowid]).get(row.rowid, Answers()))
