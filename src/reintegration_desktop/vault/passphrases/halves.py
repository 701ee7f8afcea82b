"""A secret in two halves, each of which alone is noise; and a half in words that a person can write down."""

from collections.abc import Sequence
from hashlib import sha256

from reintegration_desktop.vault.errors import HalfUnreadable
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.seals.framing import framed

HALF_BYTES, HALF_WORDS = 32, 20


def split(secret: bytes, random: Random) -> tuple[bytes, bytes]:
    """Two halves of a secret of 32 bytes; XOR puts them together."""
    first = random(HALF_BYTES)
    return first, together(first, secret)


def together(first: bytes, second: bytes) -> bytes:
    """The secret of two halves, or a half of the secret and the other half."""
    return bytes(one ^ other for one, other in zip(first, second, strict=True))


def words_of(half: bytes, words: Sequence[str]) -> tuple[str, ...]:
    """Twenty words of a list of 7,776 and a check word; 32 bytes, most significant word first."""
    number, count = int.from_bytes(half), len(words)
    digits = [number // count**place % count for place in reversed(range(HALF_WORDS))]
    return tuple(words[digit] for digit in (*digits, _check(half, count)))


def half_of(typed: str, words: Sequence[str]) -> bytes:
    """The half that was written down; raises HalfUnreadable, with the place of the first word that isn't in the list.

    The place is 0 when every word is known, but they don't belong together.
    """
    places = {word: place for place, word in enumerate(words)}
    parts = typed.casefold().split()
    for number, part in enumerate(parts, 1):
        if part not in places:
            raise HalfUnreadable(place=number)
    value = 0
    for part in parts[:-1]:
        value = value * len(words) + places[part]
    if len(parts) != HALF_WORDS + 1 or value >> 8 * HALF_BYTES:
        raise HalfUnreadable(place=0)
    half = value.to_bytes(HALF_BYTES)
    if places[parts[-1]] != _check(half, len(words)):
        raise HalfUnreadable(place=0)
    return half


def _check(half: bytes, count: int) -> int:
    return int.from_bytes(sha256(framed(b"rd-half-1", half)).digest()) % count
