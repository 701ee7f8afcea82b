"""A sealed document opens in its own place, and nowhere else."""

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seal import (
    ChildKey,
    bound,
    document_key,
    key_id_in,
    open_sealed,
    open_sealed_to,
    open_with_document_key,
    seal,
    seal_to,
)
from reintegration_desktop.vault.seals.padding import CLASSES, PAGE, padded, padded_length, unpadded
from tests.unit.vault.made import CASE, DEVICE, RECORD, a_place, flipped, other_places

KEY = ChildKey(bytes(range(32)))
NONCE = b"n" * 12
PRIVATE = X25519PrivateKey.from_private_bytes(b"p" * 32)
DOCUMENT = b'{"f":"concerns","a":{"in_danger":"yes"}}'


def sealed(document: bytes = DOCUMENT, where=None) -> bytes:
    return seal(KEY, where or a_place(), document, NONCE)


def sealed_to(document: bytes = DOCUMENT, where=None) -> bytes:
    return seal_to(PRIVATE.public_key(), where or a_place(Room.OVERSIGHT), document, b"s" * 32, NONCE)


@given(st.binary(max_size=9000))
def test_what_is_sealed_opens_again(document):
    assert open_sealed(KEY, a_place(), sealed(document)) == document


@given(st.binary(max_size=9000))
def test_what_is_sealed_to_a_public_half_opens_again(document):
    assert open_sealed_to(PRIVATE, a_place(Room.OVERSIGHT), sealed_to(document)) == document


@pytest.mark.parametrize("changed", ["case", "room", "generation", "record", "device", "seq"])
def test_a_sealed_document_that_was_moved_is_refused(changed):
    with pytest.raises(SealBroken):
        open_sealed(KEY, other_places(a_place())[changed], sealed())


@pytest.mark.parametrize("changed", ["case", "room", "generation", "record", "device", "seq"])
def test_a_document_sealed_to_a_public_half_that_was_moved_is_refused(changed):
    where = a_place(Room.OVERSIGHT)
    with pytest.raises(SealBroken):
        open_sealed_to(PRIVATE, other_places(where)[changed], sealed_to())


def test_an_older_document_is_refused_in_the_place_of_a_newer_one():
    older = sealed(b"the old telephone number", a_place(seq=1))
    with pytest.raises(SealBroken):
        open_sealed(KEY, a_place(seq=2), older)


def test_every_flipped_bit_is_found():
    whole = sealed()
    for at in range(len(whole)):
        with pytest.raises(SealBroken):
            open_sealed(KEY, a_place(), flipped(whole, at, at % 8))


def test_every_flipped_bit_is_found_in_what_is_sealed_to_a_public_half():
    whole = sealed_to()
    for at in range(len(whole)):
        with pytest.raises(SealBroken):
            open_sealed_to(PRIVATE, a_place(Room.OVERSIGHT), flipped(whole, at, at % 8))


@pytest.mark.parametrize("length", [0, 1, 4, 5, 16, 17, 30, 80])
def test_what_was_cut_short_is_refused(length):
    with pytest.raises(SealBroken):
        open_sealed(KEY, a_place(), sealed()[:length])
    with pytest.raises(SealBroken):
        open_sealed_to(PRIVATE, a_place(Room.OVERSIGHT), sealed_to()[:length])


def test_another_key_opens_nothing():
    with pytest.raises(SealBroken):
        open_sealed(ChildKey(b"o" * 32), a_place(), sealed())
    with pytest.raises(SealBroken):
        open_sealed_to(X25519PrivateKey.from_private_bytes(b"q" * 32), a_place(Room.OVERSIGHT), sealed_to())


def test_a_document_key_opens_its_own_document_alone():
    where = a_place(Room.OVERSIGHT)
    secret = document_key(PRIVATE, where, sealed_to())
    assert open_with_document_key(secret, where, sealed_to()) == DOCUMENT
    with pytest.raises(SealBroken):
        open_with_document_key(secret, where._replace(seq=2), sealed_to())
    with pytest.raises(SealBroken):
        open_with_document_key(secret, where, sealed())


def test_the_key_is_told_by_its_number():
    assert key_id_in(sealed()) == KEY.id
    with pytest.raises(SealBroken):
        key_id_in(b"\x01abc")


def test_the_format_is_the_one_that_is_written_down():
    whole = sealed()
    assert whole[:1] == b"\x01"
    assert whole[1:5] == KEY.id.to_bytes(4)
    assert whole[5:17] == NONCE
    assert len(whole) == 17 + 64 + 16
    assert bound(1, a_place()) == b"".join(
        len(field).to_bytes(4) + field
        for field in (b"rd1", CASE.bytes, b"person", (1).to_bytes(8), RECORD.bytes, DEVICE, (1).to_bytes(8))
    )


def test_the_steps_of_length_are_the_ones_that_are_written_down():
    assert CLASSES == (64, 96, 128, 192, 256, 384, 512, 768, 1024, 1536, 2048, 3072, 4096)
    assert padded_length(4095) == 4096
    assert padded_length(4096) == 8192
    assert padded_length(8192) == 12288


@given(st.integers(0, 40_000))
def test_padding_grows_to_the_next_step_and_no_further(length):
    size = padded_length(length)
    smaller = [step for step in (*CLASSES, *range(2 * PAGE, 48_000, PAGE)) if step < size]
    assert size > length
    assert all(step <= length for step in smaller)


@given(st.binary(max_size=300))
def test_padding_comes_off_again(document):
    assert unpadded(padded(document)) == document


@pytest.mark.parametrize("plain", [b"", b"\0" * 64, b"abc" + b"\0" * 61])
def test_what_was_never_padded_is_refused(plain):
    with pytest.raises(SealBroken):
        unpadded(plain)


@pytest.mark.parametrize(
    "answers", [("yes", "no", "unknown"), ("", "declined", "not_asked", "not_known"), ("low", "medium", "high")]
)
def test_answers_to_one_question_are_sealed_to_one_length(answers):
    documents = (b'{"f":"visit","a":{"x":"' + answer.encode() + b'"}}' for answer in answers)
    assert len({len(sealed(document)) for document in documents}) == 1
