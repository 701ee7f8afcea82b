"""Questions between offices in words: how they stand, and what a case's history says of them."""

from collections.abc import Mapping

from reintegration_desktop.casework.custody.words import office_words
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.inquiries.listing import InquiryLine
from reintegration_desktop.history.versions import Version
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.inquiries.entries import FORM, Step
from reintegration_desktop.rules.inquiries.standing import State

_SAID: Mapping[object, str] = {
    Step.ASK.value: marked("{who} asked {office} whether they know this young person"),
    Step.ANSWER.value: marked("{who} told {office} that it may be this young person"),
}
_STANDS: Mapping[State, str] = {
    State.WAITING: marked("Waits for an answer"),
    State.ANSWERED: marked("Answered"),
    State.CLOSED: marked("Taken back"),
    State.ENDED: marked("Ended without an answer"),
    State.TOO_MANY: marked("Not answered: more than an office may ask"),
}


def inquiry_sentence(desk: Desk, version: Version, who: str) -> str | None:
    """What stands in a case's history of a question; None for any other entry."""
    document = version.document
    if document is None or document.form != FORM or document.answers.get("step") not in _SAID:
        return None
    office = office_words(desk, document.answers.get("office"))
    return say(_SAID[document.answers.get("step")], who=who, office=office)


def state_words(line: InquiryLine) -> str:
    """How a question stands."""
    if line.state is State.ANSWERED and line.ours and not line.is_done:
        return say("Answered: to be read")
    return say(_STANDS[line.state])
