"""Questions between offices in words: how they stand, and what a case's history says of them."""

from collections.abc import Mapping

from reintegration_desktop.casework.custody.words import office_words
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.inquiries.listing import InquiryLine
from reintegration_desktop.casework.inquiries.wanting import REASONS, FileTold
from reintegration_desktop.casework.value_words import ValueWords, day_in_words
from reintegration_desktop.history.versions import Version
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.inquiries.entries import FORM, Step
from reintegration_desktop.rules.inquiries.standing import State
from reintegration_desktop.rules.inquiries.wanting import FileState

_SAID: Mapping[object, str] = {
    Step.ASK.value: marked("{who} asked {office} whether they know this young person"),
    Step.ANSWER.value: marked("{who} told {office} that it may be this young person"),
    Step.WANT.value: marked("{who} asked {office} for its file of this young person"),
    Step.DECLINE.value: marked("{who} did not give {office} this file: {reason}"),
}
_STANDS: Mapping[State, str] = {
    State.WAITING: marked("Waits for an answer"),
    State.ANSWERED: marked("Answered"),
    State.CLOSED: marked("Taken back"),
    State.ENDED: marked("Ended without an answer"),
    State.TOO_MANY: marked("Not answered: more than an office may ask"),
}


_FILE: Mapping[FileState, str] = {
    FileState.WANTED: marked("The file is asked for"),
    FileState.DECLINED: marked("The file is not given"),
    FileState.GIVEN: marked("The file is handed over"),
}


def inquiry_sentence(desk: Desk, version: Version, who: str) -> str | None:
    """What stands in a case's history of a question; None for any other entry."""
    document = version.document
    if document is None or document.form != FORM or document.answers.get("step") not in _SAID:
        return None
    office = office_words(desk, document.answers.get("office"))
    reason = _reason_words(desk, str(document.answers.get("code") or "")) or say("no reason is known")
    return say(_SAID[document.answers.get("step")], who=who, office=office, reason=reason)


def state_words(line: InquiryLine) -> str:
    """How a question stands."""
    if line.file is not None and line.file.state in _FILE:
        return say(_FILE[line.file.state])
    if line.state is State.ANSWERED and line.ours and not line.is_done:
        return say("Answered: to be read")
    return say(_STANDS[line.state])


def file_words(desk: Desk, told: FileTold) -> str:
    """How it stands with a file that this office asked for."""
    if told.state is FileState.WANTED:
        return say("Asked for on {day}.", day=day_in_words(told.at.astimezone().date()))
    if told.state is FileState.DECLINED:
        return say(
            "Not given: {reason}", reason=ValueWords(desk.dictionary, desk.programme).choice(REASONS, told.reason)
        )
    if told.state is FileState.GIVEN:
        return _given_words(told)
    if told.state is FileState.WITHDRAWN:
        return say("You asked for it, and took that back.")
    return say("You asked for it; it was not answered before the question ended.")


def _given_words(told: FileTold) -> str:
    if told.came:
        return say("It came, and was taken over here.")
    if told.went_back:
        return say("It was on its way to you, and is not any more: call them.")
    return say("On its way to you: once it has come, take it over in Today.")


def _declined_words(desk: Desk, told: FileTold) -> str:
    reason = _reason_words(desk, told.reason)
    return say("Not given: {reason}", reason=reason) if reason else say("Not given.")


def _reason_words(desk: Desk, code: str) -> str:
    """A reason in words; nothing for one that no list here knows."""
    known = code in desk.dictionary.choices(REASONS)
    return ValueWords(desk.dictionary, desk.programme).choice(REASONS, code) if known else ""
