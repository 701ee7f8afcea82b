"""A question and its answer as the first version wrote them open for ever."""

import json
from base64 import b64decode
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.forms.document import decode, encode
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.inquiries.entries import (
    Answer,
    Ask,
    Close,
    Decline,
    Give,
    Want,
    Withdraw,
    file_document,
    read_entry,
    record_about,
)
from reintegration_desktop.vault.errors import InquiryForeign
from reintegration_desktop.vault.office.inquiries import Bound, open_told
from reintegration_desktop.vault.roles import KeyName, Room

GOLDEN = json.loads((Path(__file__).parent / "golden" / "question-1.json").read_text())
FILE = json.loads((Path(__file__).parent / "golden" / "file-1.json").read_text())
QUESTION, ASKING, ANSWERED = VersionId("0a" * 16, 7), VersionId("0a" * 16, 8), VersionId("0b" * 16, 9)
THREAD, SOURCE, TARGET = (UUID(GOLDEN[name]) for name in ("thread", "source", "target"))


@dataclass
class Opener:
    """As much of a keyring as opens what was sealed to a case pair."""

    secret: bytes

    def secrets(self, name: KeyName) -> tuple[bytes, ...]:
        return (self.secret,) if name is KeyName.CASE else ()


def said(step: str):
    document = b64decode((GOLDEN["documents"] | FILE["documents"])[step])
    assert decode(document).form == "inquiry"
    change = Change(THREAD, record_about(THREAD), Room.OPEN, "0a" * 16, 1, 1 << 40, SOURCE, Kind.ALIAS, (), 0,
                    b"\0" * 16, document, b"\0" * 32)  # fmt: skip
    entry = read_entry(change)
    assert entry is not None
    return entry.said


def test_what_is_said_in_the_open_is_read():
    ask, answer, close = said("ask"), said("answer"), said("close")
    assert isinstance(ask, Ask)
    assert isinstance(answer, Answer)
    assert isinstance(close, Close)
    assert {(one.source, one.target) for one in (ask, answer, close)} == {(SOURCE, TARGET)}
    assert ask.until.isoformat() == GOLDEN["until"]
    assert answer.ask == close.ask
    assert close.forget


def test_what_was_sealed_opens_to_whom_it_was_sealed_and_to_nobody_else():
    ask, answer = said("ask"), said("answer")
    source, target = (Opener(bytes.fromhex(GOLDEN["secrets"][name])) for name in ("source", "target"))
    sealed = {
        "ask": (target, source, Bound(b"ask", THREAD, SOURCE, TARGET), ask.sealed),
        "asked": (source, target, Bound(b"asked", THREAD, SOURCE, TARGET), ask.kept),
        "answer": (source, target, Bound(b"answer", THREAD, SOURCE, TARGET, ask.sealed), answer.sealed),
        "answered": (target, source, Bound(b"answered", THREAD, SOURCE, TARGET), answer.kept),
    }
    for name, (opener, other, bound, content) in sealed.items():
        fields = open_told(opener, bound, content)
        assert {key: fields.raw(key) for key in fields.names()} == GOLDEN["opened"][name]
        with pytest.raises(InquiryForeign):
            open_told(other, bound, content)
        for at in range(0, len(content), 61):
            spoilt = bytearray(content)
            spoilt[at] ^= 1
            with pytest.raises(InquiryForeign):
                open_told(opener, bound, bytes(spoilt))


def test_what_is_said_of_a_file_is_read_and_written_the_same():
    found = [said(step) for step in FILE["documents"]]
    who = QUESTION, SOURCE, TARGET
    assert found[:2] == [Want(*who, ANSWERED), Withdraw(*who, ASKING)]
    assert [type(one) for one in found[2:]] == [Decline, Give]
    for step, one in zip(FILE["documents"], found, strict=True):
        assert encode(file_document(one)) == b64decode(FILE["documents"][step])


@pytest.mark.parametrize("step", ["decline", "give"])
def test_what_was_sealed_of_a_file_opens_to_who_asked_alone_and_as_what_it_is(step):
    ask, one = said("ask"), said(step)
    source, target = (Opener(bytes.fromhex(GOLDEN["secrets"][name])) for name in ("source", "target"))
    bound = Bound(step.encode(), THREAD, SOURCE, TARGET, ask.sealed)
    fields = open_told(source, bound, one.sealed)
    assert {key: fields.raw(key) for key in fields.names()} == FILE["opened"][step]
    other = Bound(b"give" if step == "decline" else b"decline", THREAD, SOURCE, TARGET, ask.sealed)
    for opener, how in ((target, bound), (source, other), (source, Bound(step.encode(), THREAD, SOURCE, TARGET))):
        with pytest.raises(InquiryForeign):
            open_told(opener, how, one.sealed)
