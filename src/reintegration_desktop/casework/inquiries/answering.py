"""Answering another office's question: compared on the laptop of who may open it, decided by a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.duplicates import LooksLike, look
from reintegration_desktop.casework.errors import HiddenNotDecided, InquiryNotAgreed, InquiryOver, NotPermitted
from reintegration_desktop.casework.inquiries.asking import find, may_ask
from reintegration_desktop.casework.people import People
from reintegration_desktop.casework.reading import find as find_case
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.facts import CaseRow, Changes
from reintegration_desktop.rules.inquiries.entries import FORM, Step
from reintegration_desktop.rules.inquiries.standing import Inquiry, State
from reintegration_desktop.rules.inquiries.telling import Telling, short, telling, traits_heard
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.roles import Room

PERHAPS, NOBODY, LOOKED = "perhaps", "nobody", "look"


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody here who looks like whom they ask about, what may be told of them, and whether the name is hidden."""

    looks: LooksLike
    telling: Telling
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class Heard:
    """A question, opened and compared. ``told`` is what the other office says, empty where nobody looks like it."""

    inquiry: Inquiry
    told: Answers
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer, opened: the case of ours it is about; whom to call there and the code, where they may be the same.

    ``code`` is empty where only the caseworker could be told; ``worker`` where nobody there looks the same.
    """

    inquiry: Inquiry
    case: CaseRow | None
    worker: str
    code: str
    at: datetime | None

    @property
    def is_perhaps(self) -> bool:
        """Whether it may be somebody they know."""
        return bool(self.worker)


def hear(desk: Desk, people: People, wanted: VersionId) -> Heard:
    """Open a question and compare; what it tells is shown only where somebody here looks alike.

    The look is an entry of the office's log. Raises NotPermitted, InquiryOver, InquiryForeign.
    """
    inquiry = _waiting(desk, wanted)
    with desk.read() as cases:
        raw = cases.asked(inquiry)
    try:
        said = raw.table("told")
        told = traits_heard({key: said.raw(key) for key in said.names()}, desk.dictionary)
    except ValueError:
        raise InquiryForeign from None
    found = tuple(one for one in map(lambda like: _candidate(desk, like), look(desk, people, told)) if one is not None)
    with desk.begin() as work:
        work.note(Kind.VIEW, None, {"form": FORM, "step": LOOKED, "office": str(inquiry.ask.source)})
        work.commit()
    return Heard(inquiry, told if found else Answers(), found)


def answer(desk: Desk, wanted: VersionId, code: str | None, *, own_decision: bool = False) -> Changes:
    """Say that they may be the one with this code here, or that there is nobody of whom anything can be told.

    ``own_decision`` is that of somebody of the ring, to tell of one whose name is hidden. Raises NotPermitted,
    InquiryOver, CaseUnknown, InquiryNotAgreed, HiddenNotDecided.
    """
    inquiry = _waiting(desk, wanted)
    case = None if code is None else find_case(desk, code)
    told = {"verdict": NOBODY, "code": "", "worker": ""}
    if case is not None:
        told = _told(desk, case, own_decision=own_decision)
    with desk.begin() as work:
        work.inquiring.answer(inquiry, told, case)
        if case is not None:
            words = {"form": FORM, "step": Step.ANSWER.value, "office": str(inquiry.ask.source)}
            work.note(Kind.EXPORT, case, words, told=True)
        return work.commit()


def read_answer(desk: Desk, wanted: VersionId) -> Answered:
    """An answer to a question of this office. Raises NotPermitted, InquiryOver, InquiryForeign."""
    inquiry = find(desk, wanted)
    if not may_ask(desk) or inquiry.ask.source != desk.me.office:
        raise NotPermitted
    if inquiry.answer is None:
        raise InquiryOver
    with desk.read() as cases:
        case = cases.is_about(inquiry)
        said, rows = cases.answered(inquiry), cases.facts([case] if case else [])
    try:
        perhaps = said.text("verdict") == PERHAPS
        worker, code = (said.text("worker"), said.text("code")) if perhaps else ("", "")
    except ValueError:
        raise InquiryForeign from None
    return Answered(inquiry, rows[0] if rows else None, worker, code, inquiry.answered_at)


def _waiting(desk: Desk, wanted: VersionId) -> Inquiry:
    inquiry = find(desk, wanted)
    if not may_ask(desk) or inquiry.ask.target != desk.me.office:
        raise NotPermitted
    if inquiry.state is not State.WAITING:
        raise InquiryOver
    return inquiry


def _candidate(desk: Desk, like: LooksLike) -> Candidate | None:
    """Somebody of this office's; None for a case that another office works on."""
    with desk.read() as cases:
        row, file = cases.facts([like.case])[0], cases.files([like.case])[0].file
    if row.custody is not None and row.custody.elsewhere:
        return None
    return Candidate(like, telling(file), row.name_is_hidden)


def _told(desk: Desk, case: UUID, *, own_decision: bool) -> dict[str, str]:
    """What is told of one of ours: whom to call, and the code where sharing was agreed; the rest is spoken."""
    with desk.read() as cases:
        opened = cases.open(case)
    elsewhere = opened.row.custody is not None and opened.row.custody.elsewhere
    if elsewhere or Room.PERSON in opened.closed:
        raise NotPermitted
    may = telling(opened.file)
    if may is Telling.NOTHING:
        raise InquiryNotAgreed
    if opened.row.name_is_hidden and not own_decision:
        raise HiddenNotDecided
    worker = desk.programme.people.get(str(opened.row.worker), "") or desk.me.name
    code = opened.row.code if may is Telling.SHARED else ""
    return {"verdict": PERHAPS, "code": code, "worker": str(short(worker))}
