"""Sealed files open for whom they were made for, whole or not at all."""

import io

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.vault.age_keys import identity_of, own_recipient, recipient_of
from reintegration_desktop.vault.envelope import (
    open_bytes,
    open_stream,
    open_with_words,
    recipients_in,
    seal_bytes,
    seal_stream,
    seal_to_words,
)
from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign
from reintegration_desktop.vault.identity import seal_key_of
from tests.unit.vault.made import flipped

SECRET, OTHER = b"s" * 32, b"o" * 32
ME, ANOTHER = own_recipient(SECRET), own_recipient(OTHER)
MINE = [identity_of(SECRET)]
PACKET = b"age-encryption.org/v1\n-> scrypt 20gVphR5USg23dvSTyT/ag 17\nq7igqFaO3D\n--- eC0vz5mRcoyyV9Bs\n"


@given(st.binary(min_size=32, max_size=32))
def test_our_keys_are_spelt_as_the_age_program_spells_them(secret):
    pair = pyrage.x25519.Identity.from_str(identity_of(secret))
    assert str(pair.to_public()) == recipient_of(seal_key_of(secret))
    assert pyrage.decrypt(pyrage.encrypt(b"x", [pair.to_public()]), [pair]) == b"x"


@given(st.binary(max_size=1000))
def test_what_is_sealed_opens_again(content):
    assert open_bytes(seal_bytes(content, [ME]), MINE) == content


def test_several_generations_of_a_pair_open(longer: int):
    content = b"x" * 200_000 * longer
    assert open_bytes(seal_bytes(content, [ME]), [identity_of(OTHER), *MINE]) == content


def test_a_file_for_somebody_else_says_so():
    with pytest.raises(EnvelopeForeign):
        open_bytes(seal_bytes(b"x", [ANOTHER]), MINE)


@pytest.mark.parametrize("length", [0, 10, 100, 250, 70_000, 131_000])
def test_a_file_that_was_cut_short_is_damaged(length):
    with pytest.raises(EnvelopeDamaged):
        open_bytes(seal_bytes(b"x" * 200_000, [ME])[:length], MINE)


def test_a_file_that_was_changed_is_damaged_or_not_ours():
    whole = seal_bytes(b"x" * 200_000, [ME])
    for at in (0, 30, 60, 150, 400, 100_000, len(whole) - 1):
        with pytest.raises((EnvelopeDamaged, EnvelopeForeign)):
            open_bytes(flipped(whole, at), MINE)
    with pytest.raises(EnvelopeDamaged):
        open_bytes(whole + b"x", MINE)


def test_a_bundle_names_exactly_one_recipient():
    assert recipients_in(io.BytesIO(seal_bytes(b"x", [ME]))) == 1
    assert recipients_in(io.BytesIO(seal_bytes(b"x", [ME, ANOTHER]))) == 2


@pytest.mark.parametrize(
    "content",
    [b"", b"age-encryption.org/v1\n", b"x" * 100_000, PACKET],
    ids=["empty", "cut", "another", "a packet"],
)
def test_what_is_no_bundle_is_not_opened_as_one(content):
    with pytest.raises(EnvelopeDamaged):
        recipients_in(io.BytesIO(content))


class Full:
    """A disk that takes so many writes and then no more."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def write(self, content: bytes, /) -> int:
        self.left -= 1
        if self.left < 0:
            raise OSError(28, "no room")
        return len(content)


@pytest.mark.parametrize(
    ("size", "writes"), [(20, 0), (200_000, 0), (200_000, 1), (200_000, 2), (200_000, 3), (400_000, 4)]
)
def test_a_full_disk_is_noticed_at_every_write(size, writes):
    """The library itself drops the trouble of the last write."""
    with pytest.raises(OSError, match="no room"):
        seal_stream(io.BytesIO(b"x" * size), Full(writes), [ME])


def test_a_full_disk_is_noticed_while_opening():
    with pytest.raises(OSError, match="no room"):
        open_stream(io.BytesIO(seal_bytes(b"x" * 200_000, [ME])), Full(1), MINE)


class Stopped:
    """A file whose reading a person stops."""

    def read(self, size: int, /) -> bytes:
        raise Cancelled


def test_long_work_can_be_stopped():
    with pytest.raises(Cancelled):
        seal_stream(Stopped(), io.BytesIO(), [ME])
    with pytest.raises(Cancelled):
        open_stream(Stopped(), io.BytesIO(), MINE)


@pytest.mark.long
def test_a_packet_opens_with_the_words_that_were_told():
    packet = seal_to_words(b"a referral", "one two three four five")
    assert open_with_words(packet, " one two three four five ") == b"a referral"
    with pytest.raises(EnvelopeForeign):
        open_with_words(packet, "one two three four six")


def test_a_file_for_nobody_is_not_made():
    with pytest.raises(pyrage.EncryptError):
        seal_bytes(b"x", [])
