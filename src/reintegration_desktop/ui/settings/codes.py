"""A code that is read out by telephone: in fours, beside the same as a QR."""

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.first.codes import qr_of
from reintegration_desktop.ui.first.joining import QrPicture
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.words import Words, note

LENGTH = 20
_FOUR, _LINE = 4, 3


def in_fours(code: str) -> str:
    """A code in groups of four, two lines of it, from left to right in every language."""
    plain = "".join(sign for sign in code if sign.isalnum())
    fours = [plain[at : at + _FOUR] for at in range(0, len(plain), _FOUR)]
    return "\n".join("  ".join(fours[at : at + _LINE]) for at in range(0, len(fours), _LINE))


def code_shown(code: str, told: Text = "", *, small: bool = False) -> QWidget:
    """The code, what to do with it, and its QR."""
    place, size = ("group", 72) if small else ("section", 116)
    words = Column(note(lambda: say("Code, in fours")), Words(in_fours(code), place=place, bold=True), gap=2)
    if told:
        words.addWidget(note(told))
    words.addStretch(1)
    row = Row(QrPicture(qr_of(code), lambda: say("The code as a QR"), size), words, gap=12)
    row.setStretch(1, 1)
    return Box(row)


def code_line() -> TextLine:
    """Where the other side's code is typed."""
    return TextLine(left_to_right=True, sealed=False)


def is_whole(typed: str) -> bool:
    """Whether twenty characters were typed; whether they are right is seen when they are used."""
    return sum(sign.isalnum() for sign in typed) == LENGTH
