"""Saying to an office that asks for a file that it is on its way, wherever a case is handed over."""

from contextlib import suppress
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.ports import Cases, Work
from reintegration_desktop.rules.inquiries.standing import Inquiry
from reintegration_desktop.rules.inquiries.wanting import FileState
from reintegration_desktop.vault.errors import InquiryForeign

_NOT_GIVEN = (FileState.WANTED, FileState.DECLINED)


def is_about(cases: Cases, inquiry: Inquiry) -> UUID | None:
    """Which of this office's cases a question is about, where that opens to this person."""
    try:
        return cases.is_about(inquiry)
    except InquiryForeign:
        return None


def give_wanted(cases: Cases, work: Work, desk: Desk, case: UUID, to: UUID) -> None:
    """Say it inside the transaction that hands the case over; also where it was not to be given before."""
    for inquiry in cases.inquiries(desk.policy):
        file = inquiry.file
        if file is None or file.state not in _NOT_GIVEN:
            continue
        if (inquiry.ask.source, inquiry.ask.target) == (to, desk.me.office):
            with suppress(InquiryForeign):
                if is_about(cases, inquiry) == case:
                    work.inquiring.give(inquiry, file.wants[0], case)
