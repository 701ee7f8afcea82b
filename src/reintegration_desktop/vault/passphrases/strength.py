"""How hard a passphrase of one's own is to guess."""

from collections.abc import Collection
from math import log2

from zxcvbn import zxcvbn

from reintegration_desktop.vault.errors import PassphraseTooWeak
from reintegration_desktop.vault.passphrases.passphrase import WORDS, tidied

NEEDED_BITS = 64
LONGEST_JUDGED = 100


def strength_bits(passphrase: str) -> float:
    """Bits of the guesses zxcvbn expects to need; what comes after 100 characters is not counted."""
    tidy = tidied(passphrase).decode()[:LONGEST_JUDGED]
    return log2(max(1, int(zxcvbn(tidy, max_length=LONGEST_JUDGED)["guesses"]))) if tidy else 0.0


def is_generated(passphrase: str, words: Collection[str]) -> bool:
    """Whether it consists of at least five different words of the list, as the program's own passphrases do."""
    parts = tidied(passphrase).decode().split()
    return len(set(parts)) >= WORDS and set(parts) <= set(words)


def refuse_weak(passphrase: str, words: Collection[str]) -> None:
    """Raise PassphraseTooWeak for less than 64 bits, unless it was generated from the list."""
    if is_generated(passphrase, words):
        return
    if (bits := strength_bits(passphrase)) < NEEDED_BITS:
        raise PassphraseTooWeak(bits=int(bits), needed=NEEDED_BITS)
