"""The mark of the product, and who is signed in."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.style.paint import box, icon_in, words_in
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look

_PAD, _ICON, _GAP = 14, 20, 12


class Brand(QWidget):
    """The mark and the product's name."""

    def __init__(self) -> None:
        super().__init__()
        self._rail = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(say("Reintegration"))

    def set_rail(self, rail: bool) -> None:
        """Show only the mark."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    def resay(self) -> None:
        """The name in the language of now."""
        self.setAccessibleName(say("Reintegration"))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Mark and name."""
        now = look()
        words = 0 if self._rail else now.advance(say("Reintegration"), "group", bold=True)
        return QSize(words + now.px(40 if self._rail else 60), now.px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The mark, and the name where there is room."""
        now, painter = look(), QPainter(self)
        size = now.px(24)
        at = (self.width() - size) // 2 if self._rail else now.px(_PAD) - now.px(2)
        spot = now.mirrored(self.rect(), QRect(at, (self.height() - size) // 2, size, size))
        icon_in(painter, now, spot, "mark", "on_nav" if now.theme is Theme.SUNLIGHT else "nav_mark")
        if not self._rail:
            start = now.px(_PAD + _ICON + _GAP)
            place = now.mirrored(self.rect(), QRect(start, 0, self.width() - start, self.height()))
            words_in(painter, now, place, say("Reintegration"), colour="on_nav", place="group", bold=True)
        painter.end()


class Person(QWidget):
    """Who is signed in: initials, name, role and office."""

    def __init__(self, name: str, role: Text) -> None:
        super().__init__()
        self._name, self._role, self._rail = name, role, False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.resay()

    def set_rail(self, rail: bool) -> None:
        """Show only the initials."""
        self._rail = rail
        self.updateGeometry()
        self.update()

    def resay(self) -> None:
        """Name and role in the language of now."""
        words = f"{isolate(self._name)}, {said(self._role)}"
        self.setAccessibleName(words)
        self.setToolTip(words)
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Initials and two lines."""
        now = look()
        wide = max(now.advance(self._name, "note", bold=True), now.advance(said(self._role), "small"))
        return QSize(now.px(40) if self._rail else wide + now.px(60), now.px(44))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A circle with initials, then name and role."""
        now, painter = look(), QPainter(self)
        size = now.px(32)
        at = (self.width() - size) // 2 if self._rail else now.px(10)
        spot = now.mirrored(self.rect(), QRect(at, (self.height() - size) // 2, size, size))
        ground = "nav_hover" if now.theme is Theme.SUNLIGHT else "nav_chosen"
        box(painter, spot, size / 2, now.colour(ground), None)
        middle = Qt.AlignmentFlag.AlignHCenter
        words_in(painter, now, spot, initials(self._name), colour="on_nav", place="small", bold=True, align=middle)
        if not self._rail:
            start, half = at + size + now.px(10), self.height() // 2
            first, second = (QRect(start, top, self.width() - start, half) for top in (now.px(1), half - now.px(2)))
            name = isolate(self._name)
            words_in(painter, now, now.mirrored(self.rect(), first), name, colour="on_nav", place="note", bold=True)
            role = said(self._role)
            words_in(painter, now, now.mirrored(self.rect(), second), role, colour="on_nav_muted", place="small")
        painter.end()


def initials(name: str) -> str:
    """The first letters of the first and the last name; one letter where a script has no capitals."""
    words = name.split()
    letters = [words[0][0], *([words[-1][0]] if len(words) > 1 else [])] if words else []
    return "".join(letters).upper() if all(letter.isupper() or letter.islower() for letter in letters) else letters[0]
