"""The closest word to a misspelt one."""

from collections.abc import Collection
from difflib import get_close_matches

from reintegration_desktop.forms.errors import Misspelt
from reintegration_desktop.kernel.words import marked, say

_MOST_LISTED = 12


def closest(word: str, known: Collection[str]) -> str | None:
    """The known word most like this one; None where nothing is near."""
    return next(iter(get_close_matches(word, known, n=1, cutoff=0.6)), None)


def cure(word: str, known: Collection[str]) -> str:
    """What to write instead of a word that isn't known."""
    if near := closest(word, known):
        return say(marked("Did you mean {near}?"), near=near)
    if not known:
        return say(marked("Take it out."))
    return say(marked("Use one of: {known}."), known=", ".join(sorted(known)[:_MOST_LISTED]))


def known_word(word: str, known: Collection[str], trouble: str) -> str:
    """The word itself; Misspelt where it isn't known. ``trouble`` is a marked sentence with the blank ``{word}``."""
    if word not in known:
        raise Misspelt(say(trouble, word=word), cure(word, known))
    return word
