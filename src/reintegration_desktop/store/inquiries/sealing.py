"""Sealing and opening what two offices tell each other, and writing it into the log's open room."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.inquiries.entries import (
    Answer,
    Ask,
    Close,
    Decline,
    Give,
    Want,
    Withdraw,
    answer_document,
    ask_document,
    close_document,
    file_document,
    record_about,
)
from reintegration_desktop.rules.inquiries.standing import Inquiry
from reintegration_desktop.rules.inquiries.wanting import FileState
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.inquiries import ANSWERED, ASKED, KEPT, Bound, open_told, seal_told
from reintegration_desktop.vault.roles import KeyName

Enter = Callable[[UUID, UUID, Kind, Document], None]
Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Inquiring:
    """Inside a transaction: ``enter`` writes an entry into the open room at its end."""

    keyring: Keyring
    enter: Enter

    def note(self, thread: UUID, document: Document) -> None:
        """Write an entry into a question's thread."""
        self.enter(thread, record_about(thread), Kind.ALIAS, document)

    def ask(self, thread: UUID, to: tuple[UUID, bytes], until: datetime, told: Told, case: UUID) -> None:
        """Ask an office (its id, and the public half of its case pair) about one of our cases.

        Raises InquiryTooLong, NoKey for who has no case pair.
        """
        source, (target, public) = self.keyring.office, to
        own = self._own_public()
        content = {"version": 1, "told": dict(told), "reply": as_text(own)}
        sealed = seal_told(public, Bound(b"ask", thread, source, target), content, ASKED)
        kept = seal_told(own, Bound(b"asked", thread, source, target), {"case": str(case)}, KEPT)
        self.note(thread, ask_document(Ask(source, target, until, sealed, kept)))

    def answer(self, inquiry: Inquiry, told: Told, case: UUID | None) -> None:
        """Answer a question of another office; ``case`` is ours that it may be, None for nobody.

        Raises InquiryForeign, InquiryTooLong.
        """
        ask, thread = inquiry.ask, inquiry.thread
        reply = _reply(open_ask(self.keyring, inquiry))
        bound = Bound(b"answer", thread, ask.source, ask.target, ask.sealed)
        sealed = seal_told(reply, bound, {"version": 1, **told}, ANSWERED)
        about = {"case": None if case is None else str(case)}
        kept = seal_told(self._own_public(), Bound(b"answered", thread, ask.source, ask.target), about, KEPT)
        self.note(thread, answer_document(Answer(inquiry.id, ask.source, ask.target, sealed, kept)))

    def want(self, inquiry: Inquiry, answer: VersionId) -> None:
        """Ask for the file that an answer told of."""
        ask = inquiry.ask
        self.note(inquiry.thread, file_document(Want(inquiry.id, ask.source, ask.target, answer)))

    def withdraw(self, inquiry: Inquiry, want: VersionId) -> None:
        """Ask for it no longer."""
        ask = inquiry.ask
        self.note(inquiry.thread, file_document(Withdraw(inquiry.id, ask.source, ask.target, want)))

    def decline(self, inquiry: Inquiry, want: VersionId, reason: str) -> None:
        """Don't give it, for a reason of the list ``rejection_reason``. Raises InquiryForeign."""
        ask, sealed = inquiry.ask, self._sealed_back(inquiry, b"decline", {"reason": reason})
        self.note(inquiry.thread, file_document(Decline(inquiry.id, ask.source, ask.target, want, sealed)))

    def give(self, inquiry: Inquiry, want: VersionId, case: UUID) -> None:
        """Say that it is on its way. Raises InquiryForeign."""
        ask, sealed = inquiry.ask, self._sealed_back(inquiry, b"give", {"case": str(case)})
        self.note(inquiry.thread, file_document(Give(inquiry.id, ask.source, ask.target, want, sealed)))

    def close(self, inquiry: Inquiry, *, forget: bool) -> None:
        """Be done with a question; with ``forget`` it is emptied wherever it lies."""
        ask = inquiry.ask
        said = Close(inquiry.id, ask.source, ask.target, self.keyring.office, forget)
        self.note(inquiry.thread, close_document(said))

    def _sealed_back(self, inquiry: Inquiry, purpose: bytes, told: Told) -> bytes:
        """What is said of the file to who asked, and to nobody on the way."""
        ask = inquiry.ask
        bound = Bound(purpose, inquiry.thread, ask.source, ask.target, ask.sealed)
        return seal_told(_reply(open_ask(self.keyring, inquiry)), bound, {"version": 1, **told}, KEPT)

    def _own_public(self) -> bytes:
        public = self.keyring.keys.public(KeyName.CASE)
        if public is None:
            raise InquiryForeign
        return public


def open_ask(keyring: Keyring, inquiry: Inquiry) -> Fields:
    """What another office tells of whom it asks about. Raises InquiryForeign."""
    ask = inquiry.ask
    return open_told(keyring, Bound(b"ask", inquiry.thread, ask.source, ask.target), ask.sealed)


def open_answer(keyring: Keyring, inquiry: Inquiry) -> Fields:
    """What the asked office answered. Raises InquiryForeign, also where nothing was answered."""
    ask, answer = inquiry.ask, inquiry.answer
    if answer is None:
        raise InquiryForeign
    bound = Bound(b"answer", inquiry.thread, ask.source, ask.target, ask.sealed)
    return open_told(keyring, bound, answer.sealed)


def open_file(keyring: Keyring, inquiry: Inquiry) -> Fields:
    """What the asked office said of its file, to who asked. Raises InquiryForeign, also where nothing was said."""
    ask, file = inquiry.ask, inquiry.file
    if file is None or not file.sealed:
        raise InquiryForeign
    purpose = b"give" if file.state is FileState.GIVEN else b"decline"
    return open_told(keyring, Bound(purpose, inquiry.thread, ask.source, ask.target, ask.sealed), file.sealed)


def about(keyring: Keyring, inquiry: Inquiry) -> UUID | None:
    """Which of this office's cases a question, or this office's answer to it, is about; None for none. For both sides.

    Raises InquiryForeign.
    """
    ask, answer, thread = inquiry.ask, inquiry.answer, inquiry.thread
    if ask.source == keyring.office:
        found = open_told(keyring, Bound(b"asked", thread, ask.source, ask.target), ask.kept)
    elif answer is not None and ask.target == keyring.office:
        found = open_told(keyring, Bound(b"answered", thread, ask.source, ask.target), answer.kept)
    else:
        return None
    try:
        return found.id("case") if found.has("case") else None
    except ValueError:
        raise InquiryForeign from None


def _reply(asked: Fields) -> bytes:
    try:
        return asked.content("reply", 32)
    except ValueError:
        raise InquiryForeign from None
