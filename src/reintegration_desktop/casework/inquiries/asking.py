"""Asking another office whether it knows a young person; taking a question back; being done with an answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from reintegration_desktop.casework.custody.giving import is_about
from reintegration_desktop.casework.custody.offering import Destination
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    HiddenNotDecided,
    InquiryNotAgreed,
    InquiryOver,
    InquiryStands,
    NotPermitted,
    TooManyInquiries,
)
from reintegration_desktop.casework.ports import Cases, Work
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.inquiries.entries import FORM, LONGEST_DAYS, Step
from reintegration_desktop.rules.inquiries.standing import Inquiry, State, may_ask_again
from reintegration_desktop.rules.inquiries.telling import Telling, telling, traits_told
from reintegration_desktop.vault.roles import Room

OPEN_STATES = frozenset({State.WAITING, State.ANSWERED})


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands before somebody asks: what may be told, whether the name is hidden, the keys that would be told.

    ``left`` says of each office how many questions more it may be asked now, ``stands`` which were asked already.
    """

    code: str
    telling: Telling
    is_hidden: bool
    keys: tuple[str, ...]
    left: Mapping[UUID, int]
    stands: frozenset[UUID]


def may_ask(desk: Desk) -> bool:
    """Whether this person asks other offices, and answers theirs."""
    return desk.me.may(Kind.ALIAS, Room.OPEN, FORM) and Room.PERSON in desk.me.readable


def may_ask_about(desk: Desk, opened: OpenCase) -> bool:
    """Whether this person may ask about a case: one that this office holds, and that they can read."""
    here = opened.custody is None or opened.custody.holder == desk.me.office
    return may_ask(desk) and here and Room.PERSON not in opened.closed and opened.row.status in ("open", "closed")


def ready(desk: Desk, case: UUID, offices: Sequence[UUID]) -> Asking:
    """What can be asked about a case, and whom. Raises NotPermitted, CaseUnknown."""
    if not may_ask(desk):
        raise NotPermitted
    with desk.read() as cases:
        file, row = cases.files([case])[0].file, cases.facts([case])[0]
        known = cases.inquiries(desk.policy)
        stands = frozenset(office for office in offices if _stands(desk, cases, known, case, office))
    told = tuple(traits_told(file, desk.dictionary))
    left = {office: _left(desk, known, office) for office in offices}
    return Asking(row.code, telling(file), _is_hidden(file), told, left, stands)


def ask(desk: Desk, case: UUID, to: Destination, *, own_decision: bool = False) -> Changes:
    """Ask another office about one young person; sealed to those who hold its person room, signed, with an end.

    ``own_decision`` is that of somebody of the ring, to tell of a young person whose name is hidden. Raises
    NotPermitted, InquiryNotAgreed, HiddenNotDecided, InquiryStands, TooManyInquiries, InquiryTooLong.
    """
    if not may_ask(desk):
        raise NotPermitted
    with desk.read() as cases:
        known = cases.inquiries(desk.policy)
        if _stands(desk, cases, known, case, to.office):
            raise InquiryStands
    if not _left(desk, known, to.office):
        raise TooManyInquiries(most=desk.policy.inquiries_at_most, days=desk.policy.inquiries_within_days)
    lasts = timedelta(days=max(1, min(desk.policy.inquiry_answer_days, LONGEST_DAYS - 1)))
    with desk.begin() as work:
        file = work.file(case)
        _refuse_telling(desk, work, case, file, own_decision=own_decision)
        told = traits_told(file, desk.dictionary)
        target = to.office, to.case_public
        work.inquiring.ask(desk.new_id(), target, desk.clock.now() + lasts, told, case)
        work.note(Kind.EXPORT, case, {"form": FORM, "step": Step.ASK.value, "office": str(to.office)}, told=True)
        return work.commit()


def done(desk: Desk, wanted: VersionId) -> Changes:
    """Be done with an answer that was read: it waits for nobody any more. Raises NotPermitted, InquiryOver."""
    return _close(desk, wanted, forget=False)


def take_back(desk: Desk, wanted: VersionId) -> Changes:
    """Take a question back: it is emptied, with its answer, wherever it lies. Raises NotPermitted, InquiryOver."""
    return _close(desk, wanted, forget=True)


def take_back_about(cases: Cases, work: Work, desk: Desk, about: Sequence[UUID]) -> None:
    """Have everything forgotten that this office asked or answered about some cases, inside a transaction."""
    wanted = set(about)
    for inquiry in cases.inquiries(desk.policy):
        if desk.me.office in (inquiry.ask.source, inquiry.ask.target) and is_about(cases, inquiry) in wanted:
            work.inquiring.close(inquiry, forget=True)


def find(desk: Desk, wanted: VersionId) -> Inquiry:
    """A question that lies here; raises InquiryOver for one that was emptied, or never came."""
    with desk.read() as cases:
        found = next((one for one in cases.inquiries(desk.policy) if one.id == wanted), None)
    if found is None:
        raise InquiryOver
    return found


def _close(desk: Desk, wanted: VersionId, *, forget: bool) -> Changes:
    inquiry = find(desk, wanted)
    if not may_ask(desk) or inquiry.ask.source != desk.me.office:
        raise NotPermitted
    with desk.begin() as work:
        work.inquiring.close(inquiry, forget=forget)
        return work.commit()


def _left(desk: Desk, known: Sequence[Inquiry], office: UUID) -> int:
    """How many questions more an office may be asked by this one now."""
    asked = [one.at for one in known if (one.ask.source, one.ask.target) == (desk.me.office, office)]
    now, left = desk.clock.now(), 0
    while left < desk.policy.inquiries_at_most and may_ask_again([*asked, *[now] * left], desk.policy, now):
        left += 1
    return left


def _stands(desk: Desk, cases: Cases, known: Sequence[Inquiry], case: UUID, office: UUID) -> bool:
    """Whether an office was asked about a case already, and the question still stands."""
    own = [one for one in known if (one.ask.source, one.ask.target) == (desk.me.office, office)]
    return any(one.state in OPEN_STATES and not one.is_done and is_about(cases, one) == case for one in own)


def _refuse_telling(desk: Desk, work: Work, case: UUID, file: CaseFile, *, own_decision: bool) -> None:
    if work.custody(case).holder not in (None, desk.me.office) or Room.PERSON in work.closed(case):
        raise NotPermitted
    if telling(file) is Telling.NOTHING:
        raise InquiryNotAgreed
    if _is_hidden(file) and not own_decision:
        raise HiddenNotDecided


def _is_hidden(file: CaseFile) -> bool:
    return file.one("case").flag("name_is_hidden") is True
