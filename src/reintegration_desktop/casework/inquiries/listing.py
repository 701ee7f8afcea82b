"""Questions between offices as a list: who asked whom, when, until when, how it stands; nothing of whom it is about."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.inquiries.asking import may_ask
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.facts import CaseRow
from reintegration_desktop.rules.inquiries.standing import Inquiry, State
from reintegration_desktop.rules.inquiries.wanting import Wanted
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.roles import Role


@dataclass(frozen=True, slots=True)
class InquiryLine:
    """One question. ``ours``: this office asked; ``case`` is the one it is about here, for who may open that.

    ``file``: how it stands with the file that was asked for.
    """

    id: VersionId
    number: str
    ours: bool
    other: UUID
    by: UUID
    at: datetime
    until: datetime
    state: State
    is_done: bool
    answered_by: UUID | None
    case: CaseRow | None = None
    file: Wanted | None = None


def may_see_list(desk: Desk) -> bool:
    """Whether this person sees who asked what: supervisors, and who checks the office's log."""
    return may_ask(desk) or desk.me.role is Role.AUDITOR


def number_of(inquiry: Inquiry) -> str:
    """What a question is called at the command line and by telephone: eight characters."""
    return inquiry.thread.hex[:8].upper()


def lines(desk: Desk) -> tuple[InquiryLine, ...]:
    """The questions that this office asked or was asked, the newest first."""
    if not may_see_list(desk):
        return ()
    with desk.read() as cases:
        own = [
            one
            for one in cases.inquiries(desk.policy)
            if desk.me.office in (one.ask.source, one.ask.target) and not one.is_past(desk.clock.now())
        ]
        about = {}
        for one in own if may_ask(desk) else ():
            try:
                about[one.id] = cases.is_about(one)
            except InquiryForeign:
                continue
        rows = {row.id: row for row in cases.facts([case for case in about.values() if case is not None])}
    return tuple(_line(desk, one, rows.get(about.get(one.id) or one.thread)) for one in reversed(own))


def waiting(desk: Desk) -> tuple[InquiryLine, ...]:
    """Those that wait for this person: questions to be answered, answers to be read."""
    if not may_ask(desk):
        return ()
    return tuple(one for one in lines(desk) if _waits(one))


def _waits(one: InquiryLine) -> bool:
    if one.ours:
        return one.state is State.ANSWERED and not one.is_done and not (one.file is not None and one.file.waits)
    return one.state is State.WAITING


def _line(desk: Desk, one: Inquiry, case: CaseRow | None) -> InquiryLine:
    ours = one.ask.source == desk.me.office
    other = one.ask.target if ours else one.ask.source
    return InquiryLine(
        one.id, number_of(one), ours, other, one.author, one.at, one.ask.until, one.state, one.is_done,
        one.answered_by, case, one.file,
    )  # fmt: skip
