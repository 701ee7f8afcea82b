"""Entries about whose a case is, as they stand in the log's open room: what each must be, whoever receives it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.entry import LogEntry
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.vault.errors import PaperDamaged
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.roles import Room

FORM, KEYS = "custody", "custody_keys"
LAST_EPOCH = 1 << 31


class Step(StrEnum):
    """What an entry says."""

    OFFER = "offer"
    WITHDRAW = "withdraw"
    ACCEPT = "accept"
    REFUSE = "refuse"
    DECIDE = "decide"


KINDS: Mapping[Step, Kind] = {
    Step.OFFER: Kind.OFFER, Step.WITHDRAW: Kind.OFFER, Step.ACCEPT: Kind.ACCEPT, Step.REFUSE: Kind.ACCEPT,
    Step.DECIDE: Kind.APPROVE,
}  # fmt: skip
"""In the log's own words."""


@dataclass(frozen=True, slots=True)
class Offer:
    """That an office gives a case to another one, with the keys of these rooms.

    ``digest`` is the SHA-256 of the keys as they are sealed to the other's case pair: they stand in an entry of their
    own, which is emptied once they are needed no more.
    """

    epoch: int
    source: UUID
    target: UUID
    rooms: frozenset[Room]
    digest: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What an office says to an offer: that it takes the case, doesn't, or takes its own offer back.

    ``reason`` is a code of the list ``rejection_reason``, empty but where it doesn't take it. ``decided`` is
    headquarters' decision for the offer that who takes it back had heard of.
    """

    step: Step
    offer: VersionId
    office: UUID
    reason: str = ""
    decided: VersionId | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What headquarters decides of an epoch: which of several offers counts; None where the case stays."""

    epoch: int
    offer: VersionId | None


Said = Offer | Answer | Decision


class Entry(LogEntry[Said]):
    """An entry about whose a case is."""

    __slots__ = ()


def record_about(case: UUID) -> UUID:
    """The record under which all entries about whose a case is lie."""
    return record_of(case, FORM)


def keys_record(case: UUID) -> UUID:
    """The record under which sealed keys of offers lie."""
    return record_of(case, KEYS)


def keys_document(sealed: bytes) -> Document:
    """The entry that carries an offer's keys."""
    return Document(KEYS, None, {"keys": as_text(sealed)})


def keys_in(change: Change, offer: Offer) -> bytes | None:
    """An offer's sealed keys in such an entry; None where it carries others, or can't be read."""
    try:
        sealed = Fields(dict(decode(change.document).answers)).content("keys")
    except (ValueError, DocumentBroken):
        return None
    return sealed if sha256(sealed).digest() == offer.digest else None


def offer_document(offer: Offer) -> Document:
    """The entry of who gives a case."""
    return _document(
        Step.OFFER, epoch=offer.epoch, source=str(offer.source), target=str(offer.target),
        rooms=sorted(offer.rooms), digest=as_text(offer.digest),
    )  # fmt: skip


def answer_document(answer: Answer) -> Document:
    """The entry of who answers an offer."""
    reason = {"reason": answer.reason} if answer.reason else {}
    decided = {} if answer.decided is None else {"decided": answer.decided._asdict()}
    return _document(answer.step, **answer.offer._asdict(), office=str(answer.office), **reason, **decided)


def decision_document(decision: Decision) -> Document:
    """The entry of headquarters."""
    chosen = {} if decision.offer is None else decision.offer._asdict()
    return _document(Step.DECIDE, epoch=decision.epoch, **chosen)


def step_of(document: Document) -> Step | None:
    """Which step a document of this form says; None for a step that this version doesn't know."""
    said = str(document.answers.get("step"))
    return Step(said) if said in tuple(Step) else None


_SAYING = frozenset(KINDS.values())


def is_about_custody(change: Change) -> bool:
    """Whether a change says whose its case is, or says that it does; asked of every change that arrives."""
    return change.kind in _SAYING and change.room is Room.OPEN and change.record == record_about(change.case)


def read_entry(change: Change) -> Entry | None:
    """An entry about whose a case is; None where it can't be read, or is none."""
    if not is_about_custody(change):
        return None
    try:
        document = decode(change.document)
        step = step_of(document) if document.form == FORM else None
        if step is None or KINDS[step] is not change.kind:
            return None
        said = _READ[step](Fields(dict(document.answers)))
    except (ValueError, DocumentBroken, PaperDamaged):
        return None
    return Entry(change.id, change.case, change.author, change.clock, said)


def _document(step: Step, **answers: object) -> Document:
    return Document(FORM, None, {"step": step.value, **answers})


def _offer(fields: Fields) -> Offer:
    source, target = fields.id("source"), fields.id("target")
    if source == target:
        raise ValueError("an offer to oneself")
    rooms = frozenset(map(Room, fields.texts("rooms")))
    return Offer(_epoch(fields), source, target, rooms, fields.content("digest", 32))


def _answer(fields: Fields) -> Answer:
    reason = fields.text("reason") if fields.has("reason") else ""
    decided = _version(fields.table("decided")) if fields.has("decided") else None
    return Answer(Step(fields.text("step")), _version(fields), fields.id("office"), reason, decided)


def _decision(fields: Fields) -> Decision:
    return Decision(_epoch(fields), _version(fields) if fields.has("device") else None)


def _epoch(fields: Fields) -> int:
    epoch = fields.number("epoch")
    if not 0 < epoch < LAST_EPOCH:
        raise ValueError("no epoch")
    return epoch


def _version(fields: Fields) -> VersionId:
    device, seq = fields.text("device"), fields.number("seq")
    if len(bytes.fromhex(device)) != 16 or device != device.lower() or not 0 < seq < LAST_EPOCH:
        raise ValueError("no change")
    return VersionId(device, seq)


_READ: Mapping[Step, Callable[[Fields], Said]] = {
    Step.OFFER: _offer, Step.WITHDRAW: _answer, Step.ACCEPT: _answer, Step.REFUSE: _answer, Step.DECIDE: _decision,
}  # fmt: skip
