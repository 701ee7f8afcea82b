"""The history of a case in sentences: who, when, what, from what to what, and why."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.custody.words import alias_sentence, custody_sentence
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.inquiries.words import inquiry_sentence
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.document import Document
from reintegration_desktop.forms.json import value_from_json
from reintegration_desktop.history.decisions import halves_of
from reintegration_desktop.history.graph import taken_back
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.approvals import APPROVED, SENT_BACK
from reintegration_desktop.rules.limits.acts import FEEDBACK, caseworker_does_not_ask
from reintegration_desktop.rules.limits.showing import Use, may_be_shown
from reintegration_desktop.vault.roles import Room

TECHNICAL = frozenset({"keys", "tasks", "custody_keys", "desk_keys"})

_DID: Mapping[Kind, str] = {
    Kind.SAVE: marked("{who} changed “{form}”"),
    Kind.DELETE: marked("{who} took out an entry of “{form}”"),
    Kind.UNDELETE: marked("{who} brought back an entry of “{form}”"),
    Kind.OFFER: marked("{who} offered the case to another office"),
    Kind.ACCEPT: marked("{who} accepted the case"),
    Kind.APPROVE: marked("{who} decided about “{form}”"),
    Kind.RESOLVE: marked("{who} decided between two answers in “{form}”"),
    Kind.ALIAS: marked("{who} marked the case as a double"),
    Kind.ERASE: marked("{who} ordered the case to be erased"),
    Kind.VIEW: marked("{who} looked at “{form}”"),
    Kind.EXPORT: marked("{who} sent, printed or copied “{form}”"),
}


_DECIDED: Mapping[object, str] = {
    APPROVED: marked("{who} approved “{form}”"),
    SENT_BACK: marked("{who} sent back “{form}”"),
}
_TOOK_BACK = marked("{who} took back a decision in “{form}”: the answers wait again")
_EMPTIED = marked("{who} emptied the bin for good")
_WITH_WHY = frozenset({Kind.VIEW, Kind.EXPORT, Kind.APPROVE, Kind.ERASE})


@dataclass(frozen=True, slots=True)
class AnswerChanged:
    """One answer before and after, in words; ``before`` is empty for a first answer."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One change in words; ``form`` is the name of its form, where it could be read.

    ``reason`` is what somebody typed before looking at restricted answers, or with a decision; what lies ``aside`` came
    and changes nothing.
    """

    version: VersionId
    at: datetime
    who: str
    sentence: str
    changes: tuple[AnswerChanged, ...]
    room: Room
    kind: Kind
    form: str = ""
    reason: str = ""
    sealed: bool = False
    aside: bool = False

    @property
    def replaced_something(self) -> bool:
        """Whether there is anything to go back to."""
        return not self.aside and self.kind is Kind.SAVE and any(change.before for change in self.changes)


def history(desk: Desk, case: UUID, *, names: bool = True) -> tuple[HistoryLine, ...]:
    """All that happened to a case, newest first; what this person has no key for is told without its content.

    With ``names`` off (discreet) a name is told as dots.
    """
    with desk.read() as cases:
        versions, aside, moving = cases.history(case), cases.aside(case), cases.in_transit(case)
        worker = next((row.worker for row in cases.facts([case])), None)
    by_id = {version.id: version for version in versions}
    words = ValueWords(desk.dictionary, desk.programme, lambda: names)
    kept = TECHNICAL if caseworker_does_not_ask(desk.me.id, worker) else TECHNICAL | {FEEDBACK}
    twice = {overseen for overseen, told in halves_of(versions).items() if told.document is not None}
    shown = [one for one in versions if one.id not in twice and not _is_of(one, kept)]
    lines = [_line(desk, words, one, by_id, aside=one.id in aside, in_transit=one.id in moving) for one in shown]
    return tuple(sorted(lines, key=lambda line: (line.at, line.version), reverse=True))


def _is_of(version: Version, forms: frozenset[str]) -> bool:
    return version.document is not None and version.document.form in forms


def _line(
    desk: Desk, words: ValueWords, version: Version, by_id: Mapping[VersionId, Version], *,
    aside: bool = False, in_transit: bool = False,
) -> HistoryLine:  # fmt: skip
    document = version.document
    who = words.person(str(version.author))
    sentence = _sentence(desk, version, by_id, who)
    sentence = _besides(sentence, aside=aside, in_transit=in_transit)
    changes = tuple(_changes(desk, words, document, _parents(version, by_id))) if document else ()
    said = document.answers if document and version.kind in _WITH_WHY else {}
    reason = str(said.get("reason") or said.get("comment") or "")
    return HistoryLine(
        version.id,
        moment_of(version.clock),
        who,
        sentence,
        changes,
        version.room,
        version.kind,
        document.form if document else "",
        reason,
        document is None,
        aside,
    )


def _sentence(desk: Desk, version: Version, by_id: Mapping[VersionId, Version], who: str) -> str:
    """Who did what, in words of its own where it is about whose the case is."""
    form = version.document.form if version.document else ""
    title = say(desk.dictionary[form].title) if form in desk.dictionary else say("the file")
    own = (
        custody_sentence(desk, version, by_id, who)
        or alias_sentence(desk, version, who)
        or inquiry_sentence(desk, version, who)
    )
    return own or say(_did(version, by_id), who=who, form=title)


def _besides(sentence: str, *, aside: bool, in_transit: bool) -> str:
    """A sentence, with what is to be known of it besides."""
    if in_transit:
        sentence = say("{sentence}, while the case was on its way", sentence=sentence)
    return say("{sentence}: put aside, it changes nothing", sentence=sentence) if aside else sentence


def _did(version: Version, by_id: Mapping[VersionId, Version]) -> str:
    """What happened, with places for who and which form."""
    if version.kind is Kind.SAVE and not version.parents:
        return marked("{who} wrote “{form}”")
    if version.kind is Kind.ERASE and version.room is Room.OPEN:
        return _EMPTIED
    if taken_back(by_id, version) is not None:
        return _TOOK_BACK
    decision = version.document.answers.get("decision") if version.document else None
    return _DECIDED.get(decision, _DID[version.kind])


def _parents(version: Version, by_id: Mapping[VersionId, Version]) -> list[Document]:
    parents = (by_id[parent] for parent in version.parents if parent in by_id)
    return [parent.document for parent in parents if parent.document is not None]


def _changes(desk: Desk, words: ValueWords, new: Document, before: Iterable[Document]) -> Iterable[AnswerChanged]:
    if new.form not in desk.dictionary:
        return
    old: dict[str, object] = {}
    for parent in before:
        old.update(parent.answers)
    form = desk.dictionary[new.form]
    for key in new.edited or tuple(new.answers):
        if key in form.fields and may_be_shown(form.fields[key], Use.SCREEN, desk.me.role):
            field = form.fields[key]
            raws = (old.get(key), new.answers.get(key))
            texts = ["" if raw is None else words.of(field, value_from_json(field, raw)) for raw in raws]
            if texts[0] != texts[1]:
                yield AnswerChanged(say(field.label), texts[0], texts[1])
