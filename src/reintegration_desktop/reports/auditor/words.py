"""Numbers in words: a title, a sentence or a property can give away what a table hides."""

import re
import unicodedata
from collections.abc import Iterable

from reintegration_desktop.reports.errors import LeakFound

_NUMBER = re.compile(r"\d+")


def numbers_in(text: str) -> frozenset[str]:
    """Every run of digits, in whatever script, without leading noughts; also what is one sign: ² or ⑫ or ½."""
    plain = "".join(_in_digits(sign) for sign in text)
    return frozenset(number.lstrip("0") or "0" for number in _NUMBER.findall(plain))


def _in_digits(sign: str) -> str:
    """A sign that counts, as digits; any other as it is: a word like 一 is a word."""
    if sign.isdigit():
        return str(unicodedata.digit(sign))
    return f" {unicodedata.numeric(sign):g} " if unicodedata.category(sign) in {"Nl", "No"} else sign


def check_words(texts: Iterable[str], facts: frozenset[str], kind: str) -> None:
    """Raises LeakFound where a text holds a number that is neither a fact nor part of one of the words among them.

    ``facts`` are numbers that say nothing of counts (a day, a threshold), and public words with numbers in them.
    """
    allowed = frozenset(number for fact in facts for number in numbers_in(fact))
    found = sum(1 for text in texts if not numbers_in(text) <= allowed)
    if found:
        raise LeakFound(kind=kind, count=found)
