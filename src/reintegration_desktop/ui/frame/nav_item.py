"""One line of the navigation."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look

_PAD, _ICON, _GAP = 14, 20, 12


class NavItem(QPushButton):
    """One line of the navigation: icon, words, a count or a key. In the rail only the icon, and a dot for a count."""

    def __init__(self, text: Text, icon: str, *, key: str = "", place: bool = True) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._text, self._icon, self._key = text, icon, key
        self._count, self._rail = 0, False
        self._place = place
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCheckable(place)
        self.setAutoExclusive(place)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.resay()

    def set_count(self, count: int) -> None:
        """How many things wait there."""
        self._count = count
        self.resay()
        self.update()

    def set_rail(self, rail: bool) -> None:
        """Show only the icon, or everything."""
        self._rail = rail
        self.resay()
        self.updateGeometry()
        self.update()

    def set_words(self, text: Text, icon: str) -> None:
        """Show other words and another icon."""
        self._text, self._icon = text, icon
        self.resay()
        self.update()

    def resay(self) -> None:
        """Words, accessible name and tool tip in the language of now."""
        words = said(self._text)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(say("{place}, {n} waiting", place=words, n=self._count) if self._count else words)
        keys = QKeySequence(self._key).toString(QKeySequence.SequenceFormat.NativeText)
        self.setToolTip(f"{words}  {keys}".strip() if self._rail else keys if self._place else "")

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Words with room for their key or count; a square in the rail."""
        now = look()
        high = now.size("nav_item")
        if self._rail:
            return QSize(now.size("nav_rail") - 2 * now.px(10), high)
        beside = now.advance(self._trailing(), "small", bold=True) + now.px(22) if self._trailing() else 0
        return QSize(now.advance(said(self._text), bold=True) + now.px(2 * _PAD + _ICON + _GAP) + beside, high)

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, mark, icon, words, count or key, ring."""
        now, painter = look(), QPainter(self)
        here = self.isChecked()
        if here or self.underMouse():
            ground = now.colour("nav_chosen" if here else "nav_hover")
            box(painter, self.rect(), now.radius("control"), ground, None)
        if here and now.theme is not Theme.SUNLIGHT:
            mark = QRect(0, now.px(8), now.px(3), self.height() - 2 * now.px(8))
            box(painter, now.mirrored(self.rect(), mark), now.px(1.5), now.colour("nav_mark"), None)
        self._paint_icon(now, painter, self._colour(now, muted=True))
        if not self._rail:
            at = now.px(_PAD + _ICON + _GAP)
            place = now.mirrored(self.rect(), QRect(at, 0, self.width() - at, self.height()))
            words_in(painter, now, place, said(self._text), colour=self._colour(now, muted=False), bold=here)
            self._paint_trailing(now, painter)
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
            inner = self.rect().adjusted(now.ring, now.ring, -now.ring, -now.ring)
            box(painter, inner, now.radius("control") - 1, None, now.colour("on_nav"), 1)
        painter.end()

    def _colour(self, now: Look, *, muted: bool) -> str:
        """Chosen on yellow the words are dark."""
        if self.isChecked() and now.theme is Theme.SUNLIGHT:
            return "text"
        return "on_nav_muted" if muted and not self.isChecked() else "on_nav"

    def _paint_icon(self, now: Look, painter: QPainter, colour: str) -> None:
        size = now.px(_ICON)
        at = (self.width() - size) // 2 if self._rail else now.px(_PAD)
        spot = now.mirrored(self.rect(), QRect(at, (self.height() - size) // 2, size, size))
        icon_in(painter, now, spot, self._icon, colour)
        if self._rail and self._count:
            dot = QRect(at + size - now.px(3), (self.height() - size) // 2 - now.px(4), now.px(8), now.px(8))
            shade = "toast_link" if now.theme is Theme.SUNLIGHT else "nav_mark"
            box(painter, now.mirrored(self.rect(), dot), now.px(4), now.colour(shade), None)

    def _trailing(self) -> str:
        if self._count:
            return str(self._count)
        keys = QKeySequence(self._key).toString(QKeySequence.SequenceFormat.NativeText)
        return "" if self._place else keys

    def _paint_trailing(self, now: Look, painter: QPainter) -> None:
        text = self._trailing()
        if not text:
            return
        high = now.px(22)
        wide = max(now.advance(text, "small", bold=True) + now.px(10), high)
        spot = QRect(self.width() - wide - now.px(10), (self.height() - high) // 2, wide, high)
        place, colour = now.mirrored(self.rect(), spot), self._colour(now, muted=False)
        if self._count:
            box(painter, place, high / 2, None, now.colour(colour), 1)
        middle = Qt.AlignmentFlag.AlignHCenter
        shade = colour if self._count else "on_nav_muted"
        words_in(painter, now, place, text, colour=shade, place="small", bold=bool(self._count), align=middle)
