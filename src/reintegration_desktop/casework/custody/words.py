"""What was said of whose a case is, in sentences of its history."""

from collections.abc import Mapping

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.versions import Version, VersionId
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.custody.aliases import read_alias
from reintegration_desktop.rules.custody.entries import FORM, Step, step_of

_SAID: Mapping[Step, str] = {
    Step.OFFER: marked("{who} prepared a handover to {office}"),
    Step.WITHDRAW: marked("{who} took the handover back"),
    Step.ACCEPT: marked("{who} took the case over for {office}"),
    Step.REFUSE: marked("{who} did not take the case over for {office}: {reason}"),
    Step.DECIDE: marked("{who} decided at headquarters that the handover to {office} counts"),
}
_STAYS = marked("{who} decided at headquarters that the case stays where it is")


def custody_sentence(desk: Desk, version: Version, by_id: Mapping[VersionId, Version], who: str) -> str | None:
    """Such an entry in words; None for any other. What it says of an earlier entry is read there."""
    document = version.document
    step = step_of(document) if document is not None and document.form == FORM else None
    if document is None or step is None:
        return None
    answers = document.answers
    if step is Step.DECIDE:
        if "device" not in answers:
            return say(_STAYS, who=who)
        chosen = by_id.get(VersionId(str(answers["device"]), int(str(answers.get("seq", 0)))))
        answers = chosen.document.answers if chosen is not None and chosen.document is not None else {}
    office = office_words(desk, answers.get("target") or answers.get("office"))
    return say(_SAID[step], who=who, office=office, reason=_reason(desk, document))


def alias_sentence(desk: Desk, version: Version, who: str) -> str | None:
    """That two files are one young person's, in words; None for any other entry."""
    said = read_alias(version.document) if version.document is not None else None
    if said is None:
        return None
    with desk.read() as cases:
        code = next((row.code for row in cases.facts([said[0]])), say("another file"))
    told = (
        marked("{who} said that {code} is the same young person")
        if said[1]
        else marked("{who} said that {code} is not the same young person after all")
    )
    return say(told, who=who, code=code)


def office_words(desk: Desk, office: object) -> str:
    """What an office (its id, as text) is called here."""
    return desk.programme.offices.get(str(office)) or say("another office")


def _reason(desk: Desk, document: Document) -> str:
    code = str(document.answers.get("reason") or "")
    known = code in desk.dictionary.choices("rejection_reason")
    return ValueWords(desk.dictionary, desk.programme).choice("rejection_reason", code) if known else ""
