"""Words in the reader's language, for screen, report, command line and paper alike.

One catalogue is spoken at a time by a whole process, as in gettext itself; this is the one state that modules share
(docs/adr/0003).
"""

import gettext
from string import Formatter
from typing import Any

from reintegration_desktop.kernel.locations import resources

DOMAIN = "reintegration"
PSEUDO = "qps"
RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ps", "ur"})
LEFT_TO_RIGHT_ISOLATE, FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2066", "\u2068", "\u2069"
_ENDS = frozenset(".:?!…")


class _Isolating(Formatter):
    """Fills blanks with data between isolates, so that a name in another script cannot turn the sentence round."""

    def format_field(self, value: Any, format_spec: str) -> str:
        filled: str = super().format_field(value, format_spec)
        return f"{FIRST_STRONG_ISOLATE}{filled}{POP_ISOLATE}" if isinstance(value, str) else filled


class PseudoCatalogue(gettext.NullTranslations):
    """A language nobody speaks: every word is longer and accented, so that what is not translated can be seen."""

    _ACCENTED = str.maketrans("aeiouyAEIOUcns", "åéîöûýÅÉÎÖÛçñš")

    def gettext(self, message: str) -> str:
        """The message, accented outside its blanks, a third longer, in brackets."""
        parts = [
            literal.translate(self._ACCENTED) + ("" if name is None else _blank(name, spec))
            for literal, name, spec, _ in Formatter().parse(message)
        ]
        return f"[{''.join(parts)}{'~' * (len(message) // 3)}]"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message for this number, made strange."""
        return self.gettext(msgid1 if n == 1 else msgid2)


class _StillEnglish(gettext.NullTranslations):
    """English where a language written from the right has no words yet: a sentence, and whatever counts, between
    isolates of its own direction, or "178 of 214" would be read the other way round.
    """

    def gettext(self, message: str) -> str:
        """The message, isolated unless it is a mere name."""
        turns = "{" in message or message[-1:] in _ENDS or any(sign.isdecimal() for sign in message)
        return f"{LEFT_TO_RIGHT_ISOLATE}{message}{POP_ISOLATE}" if turns else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The message for this number, isolated."""
        return self.gettext(msgid1 if n == 1 else msgid2)


def _blank(name: str, spec: str | None) -> str:
    return "{" + name + (f":{spec}" if spec else "") + "}"


class _Spoken:
    """The language this process speaks."""

    language = "en"
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def speak(language: str) -> None:
    """Speak a language from now on: two letters, ``qps`` for the pseudo-language; English where none is found."""
    _Spoken.language = language
    _Spoken.catalogue = (
        PseudoCatalogue()
        if language == PSEUDO
        else gettext.translation(DOMAIN, resources() / "locale", [language], fallback=True)
    )
    if right_to_left():
        _Spoken.catalogue.add_fallback(_StillEnglish())


def language() -> str:
    """The language spoken now."""
    return _Spoken.language


def right_to_left() -> bool:
    """Whether the language spoken now is written from the right."""
    return _Spoken.language in RIGHT_TO_LEFT


def marked(message: str) -> str:
    """The message as it is, marked for the catalogue; ``say`` it when it is shown."""
    return message


def say(message: str, /, **data: object) -> str:
    """A message in the reader's language with its blanks filled; text from data stands between isolates."""
    spoken = _Spoken.catalogue.gettext(message) if message else ""
    return _Isolating().vformat(spoken, (), data) if data else spoken


def say_many(one: str, many: str, number: int, /, **data: object) -> str:
    """The form for a number; the number itself fills ``{n}``."""
    return _Isolating().vformat(_Spoken.catalogue.ngettext(one, many, number), (), {"n": number, **data})


def isolate(text: str) -> str:
    """Data that stands beside words: between isolates, so that it cannot turn the line round."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"
