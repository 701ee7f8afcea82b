"""What choices and ticks paint alike."""

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractButton

from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, icon_in, words_in
from reintegration_desktop.ui.theme import look

_PAD, _GAP, _MARK = 10, 8, 16


def choice_size(text: str) -> QSize:
    """The room of mark and words in a box."""
    now = look()
    return QSize(now.advance(text) + now.px(2 * _PAD + _GAP + _MARK) + now.px(4), now.size("control"))


def paint_words_of_choice(painter: QPainter, now: Look, button: QAbstractButton, text: str, *, boxed: bool) -> QRect:
    """The words of a choice; returns where its mark belongs."""
    pad, mark = (now.px(_PAD) if boxed else now.px(2)), now.px(_MARK)
    spot = QRect(pad, (button.height() - mark) // 2, mark, mark)
    at = pad + mark + now.px(_GAP)
    place = QRect(at, 0, button.width() - at, button.height())
    chosen = boxed and button.isChecked()
    colour = "on_accent_soft" if chosen else "text" if button.isEnabled() else "muted"
    words_in(painter, now, now.mirrored(button.rect(), place), text, colour=colour)
    return now.mirrored(button.rect(), spot)


def choice_colours(button: QAbstractButton) -> tuple[str, str]:
    """Names of fill and edge of a choice's box."""
    if not button.isEnabled():
        return "sunken", "line"
    if button.isChecked():
        return "accent_soft", "accent"
    return ("sunken" if button.underMouse() else "surface"), "control"


def paint_tick(painter: QPainter, now: Look, spot: QRect, *, ticked: bool, enabled: bool = True) -> None:
    """A check box's square; for delegates and for the widget."""
    if ticked:
        box(painter, spot, now.radius("small"), now.colour("accent" if enabled else "control"), None)
        icon_in(painter, now, spot, "check", "on_accent")
    else:
        edge = "control" if enabled else "line"
        box(painter, spot, now.radius("small"), now.colour("surface"), now.colour(edge), 1.5)
