"""Folding words so that spellings of one name meet: case, accents, doubled letters, scripts' own variants."""

import re
import unicodedata
from functools import lru_cache

_SCRIPTS = str.maketrans(
    {"ٱ": "ا", "ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ء": None, "ـ": None,
     "ł": "l", "ø": "o", "đ": "d", "ı": "i", "œ": "oe", "æ": "ae",
     "'": None, "\u2019": None, "\u2018": None, "\u02bc": None, "`": None, "\u00b4": None}
)  # fmt: skip
"""Letters that are written in two ways; an apostrophe inside a name parts nothing (N'Golo, Ngolo)."""

_ALIKE = {"ሐ": "ሀ", "ኀ": "ሀ", "ሠ": "ሰ", "ዐ": "አ", "ፀ": "ጸ"}
_SYLLABLES = {ord(other) + order: ord(plain) + order for other, plain in _ALIKE.items() for order in range(7)} | {
    ord("ሃ"): "ሀ",
    ord("ሓ"): "ሀ",
    ord("ኃ"): "ሀ",
    ord("ኣ"): "አ",
    ord("ዓ"): "አ",
}
"""Ethiopic letters that sound alike, in all seven orders; the fourth of h and of the glottal stop is the first."""

_LETTERS = str.maketrans({"w": "u", "c": "k", "q": "k"})
_WORD = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"(.)\1+")


def fold(text: str) -> str:
    """A text folded, its words still apart: Ouattara, Wattara and UATARA are one; so are Philip and Filip.

    Hamza, ta marbuta, vowel signs and the lengthening stroke of Arabic go, Ethiopic letters of one sound meet; a
    hyphen parts words.
    """
    plain = text
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_SYLLABLES)
    plain = plain.casefold()
    plain = " ".join(_WORD.findall(plain.translate(_SCRIPTS).translate(_LETTERS)))
    plain = _DOUBLED.sub(r"\1", plain).replace("ph", "f").replace("ou", "u")
    return _DOUBLED.sub(r"\1", plain)


@lru_cache(maxsize=1 << 15)
def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order. Names and places recur: what was folded a moment ago is remembered."""
    return tuple(fold(text).split())
