"""A provider's answer, taken back in: opened with what its packet left here, and written into the referral."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import AnswerNotRead, AnswerTooLate, NotPermitted
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.referring.packets import FORM, may_refer
from reintegration_desktop.casework.referring.text import ANSWERS
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.guards.machines import follows
from reintegration_desktop.vault.packets import PacketMark
from reintegration_desktop.vault.roles import Room

MOST_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class ProviderAnswer:
    """What a provider said: how far it is (a code of ``referral_status``), why not, since when."""

    reference: str
    status: str
    reason: str
    on: date | None


def take_answer(desk: Desk, case: UUID, sealed: bytes) -> tuple[ProviderAnswer, Changes]:
    """Open an answer to one of a case's packets, and write it into that referral.

    Raises NotPermitted, AnswerNotRead for a file that none of them opens or that says nothing we know, AnswerTooLate
    where it does not follow on what stands there.
    """
    if not may_refer(desk):
        raise NotPermitted
    if len(sealed) > MOST_BYTES:
        raise AnswerNotRead
    file = open_case(desk, case).file
    row, text = _opened(desk, file, sealed)
    said = read_answer(text, desk)
    if said.reference != PacketMark.parse(row.answers.text("packet") or "").reference:
        raise AnswerNotRead
    if not follows("referral_status", row.answers.choice("referral_status"), said.status):
        raise AnswerTooLate
    given: dict[str, Value] = {"referral_status": said.status}
    given |= {"rejected_reason": said.reason} if said.status == "rejected" else {}
    given |= {"done_on": said.on or desk.today} if said.status == "done" else {}
    answers = row.answers
    for key, value in given.items():
        answers = answers.with_(key, value)
    with desk.begin() as work:
        write(desk, work, case, [Edit(FORM, row.id, row.parent, answers, frozenset(given))])
        return said, work.commit()


def read_answer(text: str, desk: Desk) -> ProviderAnswer:
    """What stands in an answer, line by line; raises AnswerNotRead."""
    said = {
        name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in text.splitlines())
    }
    status, reason = said.get("answer", "").lower(), said.get("reason", "").lower()
    if status not in ANSWERS or (status == "rejected" and reason not in desk.dictionary.choices("rejection_reason")):
        raise AnswerNotRead
    try:
        on = date.fromisoformat(said["on"]) if said.get("on") else None
    except ValueError:
        raise AnswerNotRead from None
    if on is not None and on > desk.today:
        raise AnswerNotRead
    return ProviderAnswer(said.get("reference", "").upper(), status, reason, on)


def _opened(desk: Desk, file: CaseFile, sealed: bytes) -> tuple[Record, str]:
    """The referral whose packet an answer belongs to, and what it says."""
    for row in file.rows(FORM):
        mark = row.answers.text("packet")
        if mark is None:
            continue
        try:
            return row, desk.files.open_answer(file.id, Room.ACCOUNT, row.id, mark, sealed).decode()
        except (Refusal, ValueError):
            continue
    raise AnswerNotRead
