"""Changes hang in a chain, and saves are signed by their authors."""

from hashlib import sha256
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.vault.chain import (
    FIRST,
    Envelope,
    envelope_bytes,
    is_signed,
    link,
    link_digests,
    salted_digests,
    sign_save,
    verify_save,
)
from reintegration_desktop.vault.identity import PrivateKeys
from reintegration_desktop.vault.roles import Room
from reintegration_desktop.vault.seals.framing import framed
from tests.unit.vault.made import CASE, DEVICE, RECORD

ENVELOPE = Envelope(CASE, RECORD, Room.ACCOUNT, DEVICE, 7, 1 << 40, UUID(int=9), "save", 2, ((bytes(16), 3),))
SALT = b"s" * 16
KEYS = PrivateKeys(b"a" * 32, b"b" * 32)


def test_a_link_is_made_as_it_is_written_down():
    envelope, document = envelope_bytes(ENVELOPE), b"sealed"
    expected = sha256(FIRST + sha256(SALT + envelope).digest() + sha256(SALT + document).digest()).digest()
    assert link(FIRST, SALT, envelope, document) == expected


def test_the_chain_still_verifies_where_only_two_digests_are_left():
    envelope = envelope_bytes(ENVELOPE)
    left = salted_digests(SALT, envelope, b"sealed")
    assert link_digests(FIRST, *left) == link(FIRST, SALT, envelope, b"sealed")


@pytest.mark.parametrize(
    "changed",
    [
        {"case": UUID(int=1)}, {"record": UUID(int=1)}, {"room": Room.PERSON}, {"device": bytes(16)}, {"seq": 8},
        {"clock": 1}, {"author": UUID(int=1)}, {"kind": "delete"}, {"generation": 3}, {"parents": ()},
        {"parents": ((bytes(16), 4),)},
    ],
    ids=lambda changed: next(iter(changed)),
)  # fmt: skip
def test_whatever_changes_in_the_clear_changes_the_chain(changed):
    assert envelope_bytes(ENVELOPE._replace(**changed)) != envelope_bytes(ENVELOPE)


@given(st.lists(st.binary(max_size=20), max_size=5), st.lists(st.binary(max_size=20), max_size=5))
def test_no_two_lists_of_fields_give_the_same_bytes(one, other):
    assert (framed(*one) == framed(*other)) == (one == other)


def test_a_save_is_its_authors():
    signature = sign_save(KEYS.sign, DEVICE, 1, 3, FIRST)
    assert verify_save(KEYS.sign_key, DEVICE, 1, 3, FIRST, signature)


@pytest.mark.parametrize(
    "changed", [(bytes(16), 1, 3, FIRST), (DEVICE, 2, 3, FIRST), (DEVICE, 1, 4, FIRST), (DEVICE, 1, 3, b"h" * 32)]
)
def test_a_save_that_was_changed_is_nobodys(changed):
    signature = sign_save(KEYS.sign, DEVICE, 1, 3, FIRST)
    assert not verify_save(KEYS.sign_key, *changed, signature)


def test_a_signature_is_checked_with_its_owners_half_alone():
    signature = KEYS.sign(b"message")
    assert is_signed(KEYS.sign_key, b"message", signature)
    assert not is_signed(PrivateKeys(b"c" * 32, b"d" * 32).sign_key, b"message", signature)
    assert not is_signed(b"too short", b"message", signature)
    assert not is_signed(KEYS.sign_key, b"message", b"no signature")


def test_keys_are_never_printed():
    assert repr(KEYS) == "PrivateKeys()"
