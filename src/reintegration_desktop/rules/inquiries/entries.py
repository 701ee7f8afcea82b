"""Entries of the log about a question to another office, as they stand in its open room: what each must be.

A question has a thread of its own, which belongs to no case: nobody who carries it learns whom it is about.
"""

from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import Document, decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.entry import LogEntry
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import milliseconds
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.roles import Room

FORM = "inquiry"
LONGEST_DAYS = 90
"""No question can be answered longer than so many days, whatever a programme sets."""
_LONGEST_SEAL = 8192


class Step(StrEnum):
    """What an entry says."""

    ASK = "ask"
    ANSWER = "answer"
    CLOSE = "close"
    WANT = "want"
    WITHDRAW = "withdraw"
    DECLINE = "decline"
    GIVE = "give"


@dataclass(frozen=True, slots=True)
class Ask:
    """That an office (``source``) asks another one (``target``) whether it knows somebody, until a moment.

    ``sealed`` opens with the target's case pair alone, ``kept`` with the source's: which of its cases it is about.
    """

    source: UUID
    target: UUID
    until: datetime
    sealed: bytes
    kept: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """What the asked office says; ``sealed`` opens with the source's case pair, ``kept`` with the target's own."""

    ask: VersionId
    source: UUID
    target: UUID
    sealed: bytes
    kept: bytes


@dataclass(frozen=True, slots=True)
class Close:
    """That an ``office``, one of the two, is done with a question; with ``forget`` it is emptied wherever it lies."""

    ask: VersionId
    source: UUID
    target: UUID
    office: UUID
    forget: bool


@dataclass(frozen=True, slots=True)
class Want:
    """That the office which asked wants the file that an ``answer`` told it of."""

    ask: VersionId
    source: UUID
    target: UUID
    answer: VersionId


@dataclass(frozen=True, slots=True)
class Withdraw:
    """That it doesn't want the file any more: taken back is the entry ``want``."""

    ask: VersionId
    source: UUID
    target: UUID
    want: VersionId


@dataclass(frozen=True, slots=True)
class Decline:
    """That the asked office doesn't give it; ``sealed`` opens with the source's case pair: the reason."""

    ask: VersionId
    source: UUID
    target: UUID
    want: VersionId
    sealed: bytes


@dataclass(frozen=True, slots=True)
class Give:
    """That the asked office prepared a handover of it; ``sealed`` opens with the source's case pair: which case."""

    ask: VersionId
    source: UUID
    target: UUID
    want: VersionId
    sealed: bytes


AboutFile = Want | Withdraw | Decline | Give
"""What is said of a file that is wanted."""
Said = Ask | Answer | Close | AboutFile
_STEPS: Mapping[type[AboutFile], Step] = {
    Want: Step.WANT, Withdraw: Step.WITHDRAW, Decline: Step.DECLINE, Give: Step.GIVE,
}  # fmt: skip


class Entry(LogEntry[Said]):
    """An entry about a question between offices."""

    __slots__ = ()

    @property
    def thread(self) -> UUID:
        """The question's thread."""
        return self.case


def record_about(thread: UUID) -> UUID:
    """The record under which everything of a question lies."""
    return record_of(thread, FORM)


def ask_document(ask: Ask) -> Document:
    """The entry of who asks."""
    return _document(
        Step.ASK, ask.source, ask.target, until=milliseconds(ask.until), sealed=as_text(ask.sealed),
        kept=as_text(ask.kept),
    )  # fmt: skip


def answer_document(answer: Answer) -> Document:
    """The entry of who answers."""
    device, seq = answer.ask
    return _document(
        Step.ANSWER, answer.source, answer.target, device=device, seq=seq, sealed=as_text(answer.sealed),
        kept=as_text(answer.kept),
    )  # fmt: skip


def close_document(close: Close) -> Document:
    """The entry of who is done with it."""
    device, seq = close.ask
    return _document(
        Step.CLOSE, close.source, close.target, device=device, seq=seq, office=str(close.office), forget=close.forget
    )


def file_document(said: AboutFile) -> Document:
    """The entry of who wants a file, takes that back, or says whether it is given."""
    if isinstance(said, Want):
        more: dict[str, object] = {"answer_device": said.answer.device, "answer_seq": said.answer.seq}
    else:
        more = {"want_device": said.want.device, "want_seq": said.want.seq}
    if isinstance(said, Decline | Give):
        more["sealed"] = as_text(said.sealed)
    device, seq = said.ask
    return _document(_STEPS[type(said)], said.source, said.target, device=device, seq=seq, **more)


def is_about_inquiries(change: Change) -> bool:
    """Whether a change is of a question's thread, or says that it is."""
    return change.kind is Kind.ALIAS and change.room is Room.OPEN and change.record == record_about(change.case)


def read_entry(change: Change) -> Entry | None:
    """An entry about a question; None where it can't be read, or is none."""
    if not is_about_inquiries(change):
        return None
    try:
        document = decode(change.document)
        said = _READ[Step(str(document.answers.get("step")))](Fields(dict(document.answers)))
    except (ValueError, OverflowError, DocumentBroken):
        return None
    return Entry(change.id, change.case, change.author, change.clock, said) if document.form == FORM else None


def speaker(said: Said) -> UUID:
    """The office that an entry speaks for."""
    if isinstance(said, Close):
        return said.office
    return said.source if isinstance(said, Ask | Want | Withdraw) else said.target


def _document(step: Step, source: UUID, target: UUID, **answers: object) -> Document:
    return Document(FORM, None, {"step": step.value, "source": str(source), "target": str(target), **answers})


def _ask(fields: Fields) -> Ask:
    until = datetime.fromtimestamp(fields.number("until") / 1000, UTC)
    return Ask(*_offices(fields), until, _sealed(fields, "sealed"), _sealed(fields, "kept"))


def _answer(fields: Fields) -> Answer:
    return Answer(_version(fields), *_offices(fields), _sealed(fields, "sealed"), _sealed(fields, "kept"))


def _close(fields: Fields) -> Close:
    source, target = _offices(fields)
    office = fields.id("office")
    if office not in (source, target):
        raise ValueError("a stranger to it")
    return Close(_version(fields), source, target, office, fields.flag("forget"))


def _want(fields: Fields) -> Want:
    return Want(_version(fields), *_offices(fields), _version(fields, "answer_"))


def _withdraw(fields: Fields) -> Withdraw:
    return Withdraw(_version(fields), *_offices(fields), _version(fields, "want_"))


def _decline(fields: Fields) -> Decline:
    return Decline(_version(fields), *_offices(fields), _version(fields, "want_"), _sealed(fields, "sealed"))


def _give(fields: Fields) -> Give:
    return Give(_version(fields), *_offices(fields), _version(fields, "want_"), _sealed(fields, "sealed"))


def _offices(fields: Fields) -> tuple[UUID, UUID]:
    source, target = fields.id("source"), fields.id("target")
    if source == target:
        raise ValueError("a question to oneself")
    return source, target


def _sealed(fields: Fields, key: str) -> bytes:
    sealed = b64decode(fields.text(key), validate=True)
    if not 0 < len(sealed) <= _LONGEST_SEAL:
        raise ValueError("no seal is so long")
    return sealed


def _version(fields: Fields, of: str = "") -> VersionId:
    device, seq = fields.text(f"{of}device"), fields.number(f"{of}seq")
    if len(bytes.fromhex(device)) != 16 or device != device.lower() or not 0 < seq < 1 << 31:
        raise ValueError("no change")
    return VersionId(device, seq)


_READ: Mapping[Step, Callable[[Fields], Said]] = {
    Step.ASK: _ask, Step.ANSWER: _answer, Step.CLOSE: _close, Step.WANT: _want, Step.WITHDRAW: _withdraw,
    Step.DECLINE: _decline, Step.GIVE: _give,
}  # fmt: skip
