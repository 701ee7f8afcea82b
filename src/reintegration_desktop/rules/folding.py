"""Folding words so that spellings of one name meet: case, accents, doubled letters, scripts' own variants."""

import re
import unicodedata

_ARABIC = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ة": "ه", "ى": "ي", "ئ": "ي", "ؤ": "و", "ـ": None, "ء": None}
)
_SOUNDS = (("ou", "u"), ("oo", "u"), ("w", "u"), ("ph", "f"), ("ck", "k"), ("c", "k"), ("q", "k"))
_WORD = re.compile(r"[^\W_]+")
_DOUBLED = re.compile(r"(.)\1+")


def fold(word: str) -> str:
    """One word folded."""
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", word.casefold().translate(_ARABIC))
        if not unicodedata.combining(letter)
    ).translate(_ARABIC)
    for spelt, sound in _SOUNDS:
        plain = plain.replace(spelt, sound)
    return _DOUBLED.sub(r"\1", plain)


def fold_words(text: str) -> tuple[str, ...]:
    """The folded words of a text, in order; a hyphen or apostrophe parts words."""
    return tuple(folded for word in _WORD.findall(text.replace("ـ", "")) if (folded := fold(word)))
