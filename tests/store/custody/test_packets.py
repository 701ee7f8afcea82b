"""A packet for a service holds what was ticked and agreed, opens with the public program, and its answer comes back."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from reintegration_desktop.casework.errors import (
    AnswerNotRead,
    AnswerTooLate,
    ConsentMissing,
    NothingTicked,
    ProviderKeyWrong,
)
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.referring import answers, packets
from reintegration_desktop.casework.referring.packets import Wish
from reintegration_desktop.vault.age_keys import identity_of, own_recipient
from reintegration_desktop.vault.envelope import open_bytes, open_with_words, seal_bytes
from reintegration_desktop.vault.errors import EnvelopeForeign
from tests.store.custody.handing import desk_of
from tests.store.office import a_laptop, a_person, an_edit, consent, open_a_case

WORDS = "river amber ladder cotton summer"
SECRET = b"\x07" * 32
TICKED = ("identification.name_first", "identification.sex")


@pytest.fixture
def laptop(tmp_path):
    made = a_laptop(tmp_path)
    yield made
    made.database.close()


def a_case(laptop, agreed=("medical",)):
    case = uuid4()
    need = an_edit(case, "service", service_type="medical", service_mode="external_referral",
                   needed_since_at=datetime(2026, 3, 1, 9, tzinfo=UTC))  # fmt: skip
    said = consent(case, agrees_to_sharing="yes", services_agreed=agreed)
    open_a_case(laptop, a_person(case), said, need, an_edit(case, "association", actor_type="armed_group"), case=case)
    return case, need.record


def sent(laptop, case, service, tmp_path, **how) -> str:
    how = how or {"key": own_recipient(SECRET)}
    path, _ = packets.send(desk_of(laptop), case, Wish(service, TICKED, **how), tmp_path)
    return path


def opened(path: Path) -> str:
    return open_bytes(path.read_bytes(), [identity_of(SECRET)]).decode()


def told(text: str, key: str) -> str:
    return next(line.partition(":")[2].strip() for line in text.splitlines() if line.startswith(f"{key}:"))


def answered(packet: str, **said) -> bytes:
    """What a provider seals with what stands in the packet."""
    to = packet.split("age -r ")[1].split(" ", maxsplit=1)[0]
    lines = {"reference": told(packet, "reference"), **said}
    return seal_bytes("\n".join(f"{key}: {value}" for key, value in lines.items()).encode(), [to])


def referral(laptop, case):
    with laptop.store.read() as cases:
        return cases.open(case).file.rows("referral")[-1].answers


def test_what_was_ticked_opens_with_five_words_and_nothing_else_is_in_it(laptop, tmp_path):
    case, service = a_case(laptop)
    path = sent(laptop, case, service, tmp_path, words=WORDS)
    text = open_with_words(path.read_bytes(), WORDS).decode()
    with pytest.raises(EnvelopeForeign):
        open_with_words(path.read_bytes(), "river amber ladder cotton winter")
    assert "Aminata" in text
    assert not any(word in text for word in ("Kalonge", "Ami ", "armed", "CD-61-01", "\u2068"))
    assert len(path.stem) == 32
    assert b"Aminata" not in path.read_bytes()
    row = referral(laptop, case)
    assert (row.choice("referral_status"), row.choices("fields_shared")) == ("sent", TICKED)
    assert any(line.form == "referral" for line in history(desk_of(laptop), case))


def test_the_public_program_opens_what_was_sealed_to_a_key(laptop, tmp_path):
    case, service = a_case(laptop)
    path = sent(laptop, case, service, tmp_path, key=own_recipient(SECRET))
    key = tmp_path / "key"
    key.write_text(identity_of(SECRET) + "\n")
    key.chmod(0o600)
    done = subprocess.run(["age", "-d", "-i", str(key), str(path)], check=True, capture_output=True)
    text = done.stdout.decode()
    assert "Aminata" in text
    reply = tmp_path / "answer.txt"
    reply.write_text(f"reference: {told(text, 'reference')}\nanswer: accepted\n")
    to = text.split("age -r ")[1].split(" ")[0]
    subprocess.run(["age", "-r", to, "-o", str(tmp_path / "answer.age"), str(reply)], check=True)
    answers.take_answer(desk_of(laptop), case, (tmp_path / "answer.age").read_bytes())
    assert referral(laptop, case).choice("referral_status") == "accepted"


def test_only_what_consent_permits_can_be_ticked(laptop, tmp_path):
    case, service = a_case(laptop)
    (need,) = packets.needs(desk_of(laptop), case)
    names = {tick.name for tick in need.ticks}
    assert set(TICKED) <= names
    assert not any(name.startswith(("association.", "consent.", "verification.")) for name in names)
    for ticked in (("association.actor_type",), ("identification.nickname",), (*TICKED, "case.office")):
        with pytest.raises(ConsentMissing):
            packets.send(desk_of(laptop), case, Wish(service, ticked, words=WORDS), tmp_path)
    assert not list(tmp_path.glob("*.age"))


def test_without_a_yes_to_this_service_nothing_goes(laptop, tmp_path):
    case, service = a_case(laptop, agreed=("nutrition",))
    assert packets.needs(desk_of(laptop), case) == ()
    with pytest.raises(ConsentMissing):
        sent(laptop, case, service, tmp_path)
    assert not list(tmp_path.glob("*.age"))


@pytest.mark.parametrize(
    ("ticked", "key", "words", "refusal"),
    [((), "", WORDS, NothingTicked), (TICKED, "age1nothing", "", ProviderKeyWrong), (TICKED, "", "", ProviderKeyWrong)],
)
def test_an_empty_packet_or_a_wrong_key_is_refused(laptop, tmp_path, ticked, key, words, refusal):
    case, service = a_case(laptop)
    with pytest.raises(refusal):
        packets.send(desk_of(laptop), case, Wish(service, ticked, key, words), tmp_path)


def test_the_answer_is_taken_back_in_and_follows_on_what_stands_there(laptop, tmp_path):
    case, service = a_case(laptop)
    packet = opened(sent(laptop, case, service, tmp_path))
    desk = desk_of(laptop)
    answers.take_answer(desk, case, answered(packet, answer="Accepted"))
    answers.take_answer(desk, case, answered(packet, answer="done", on="2026-03-02"))
    assert referral(laptop, case).choice("referral_status") == "done"
    with pytest.raises(AnswerTooLate):
        answers.take_answer(desk, case, answered(packet, answer="rejected", reason="cost"))


@pytest.mark.parametrize(
    "said",
    [
        {"answer": "perhaps"}, {"answer": "rejected"}, {"answer": "rejected", "reason": "dislike"},
        {"answer": "done", "on": "tomorrow"}, {"answer": "done", "on": "2031-01-01"}, {"reference": "0000-0000"},
    ],
)  # fmt: skip
def test_an_answer_that_says_nothing_known_changes_nothing(laptop, tmp_path, said):
    case, service = a_case(laptop)
    packet = opened(sent(laptop, case, service, tmp_path))
    with pytest.raises(AnswerNotRead):
        answers.take_answer(desk_of(laptop), case, answered(packet, **({"answer": "accepted"} | said)))
    assert referral(laptop, case).choice("referral_status") == "sent"


def test_an_answer_to_another_case_or_in_pieces_is_refused(laptop, tmp_path):
    (case, service), (other, others) = a_case(laptop), a_case(laptop)
    packet = opened(sent(laptop, case, service, tmp_path))
    sent(laptop, other, others, tmp_path)
    good = answered(packet, answer="accepted")
    for content in (good[:-1], good[:40], b"", b"answer: accepted", bytes(100_000)):
        with pytest.raises(AnswerNotRead):
            answers.take_answer(desk_of(laptop), case, content)
    with pytest.raises(AnswerNotRead):
        answers.take_answer(desk_of(laptop), other, good)


def test_a_packet_opens_for_nobody_else_and_is_its_owners_alone(laptop, tmp_path):
    case, service = a_case(laptop)
    path = sent(laptop, case, service, tmp_path)
    with pytest.raises(EnvelopeForeign):
        open_bytes(path.read_bytes(), [identity_of(b"\x08" * 32)])
    assert path.stat().st_mode & 0o077 == 0
