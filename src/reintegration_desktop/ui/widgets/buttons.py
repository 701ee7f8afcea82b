"""Buttons: one filled per page, the others quiet; each shows its key."""

from enum import StrEnum

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reintegration_desktop.kernel.words import isolate
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look


class Kind(StrEnum):
    """What a button is beside its neighbours."""

    FIRST = "first"
    OTHER = "other"
    DANGER = "danger"
    QUIET = "quiet"


_WORDS = {Kind.FIRST: "on_accent", Kind.OTHER: "text", Kind.DANGER: "danger", Kind.QUIET: "accent"}
_PAD, _GAP, _KEY_GAP = 14, 8, 10


class Button(QPushButton):
    """A push button that paints itself: rest, pointer, focus, off, busy. ``key`` is shown, an action brings its own."""

    def __init__(
        self, text: Text, kind: Kind = Kind.OTHER, *, icon: str = "", key: str = "", small: bool = False,
        chosen: bool = False, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._text, self.kind, self._icon, self._key = text, kind, icon, key
        self._small, self._chosen, self._busy = small, chosen, ""
        self._action: QAction | None = None
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.resay()

    @classmethod
    def of(cls, action: QAction, kind: Kind = Kind.OTHER, *, icon: str = "", small: bool = False) -> "Button":
        """A button for an action: its words, its key, whether it can be used."""
        made = cls(action.text, kind, icon=icon, small=small)
        made.follow(action)
        return made

    def follow(self, action: QAction) -> None:
        """Do what the action does, and be off when it is off."""
        self._action = action
        action.changed.connect(self._take_action)
        self.clicked.connect(action.trigger)
        self._take_action()

    def set_words(self, text: Text) -> None:
        """Show other words."""
        self._text = text
        self.resay()

    def set_chosen(self, chosen: bool) -> None:
        """Show that this is the way that was taken."""
        self._chosen = chosen
        self.update()

    def set_busy(self, words: str = "") -> None:
        """Say "Saving..." in the same width and take no press; no words: ready again."""
        self.setMinimumWidth(self.width() if words else 0)
        self._busy = words
        self.setEnabled(not words)
        self.resay()

    def resay(self) -> None:
        """Say the words again; they are the accessible name, too."""
        self.setText((self._busy or said(self._text)).replace("&", "&&"))
        self.setAccessibleName(self._busy or said(self._text))
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """The same as the size hint: a button's words are never cut."""
        return self.sizeHint()

    def sizeHint(self) -> QSize:
        """As wide as icon, words and key."""
        now = look()
        inside = sum(width for _, width in self._pieces(now))
        gaps = now.px(_GAP) if self._icon and self._label() else 0
        gaps += now.px(_KEY_GAP) if self._key_words() else 0
        high = now.size("control_small" if self._small else "control")
        pad = now.px(_PAD) if self._label() else (high - now.size("icon")) // 2
        return QSize(max(inside + gaps + 2 * pad, high), high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, then icon, words and key in the middle, then the ring."""
        now, painter = look(), QPainter(self)
        self._paint_ground(now, painter)
        colour = self._colour()
        pieces = self._pieces(now)
        gaps = {"words": now.px(_GAP) if self._icon else 0, "key": now.px(_KEY_GAP)}
        total = sum(width for _, width in pieces) + sum(gaps.get(name, 0) for name, _ in pieces)
        at = (self.width() - total) // 2
        for name, width in pieces:
            at += gaps.get(name, 0)
            spot = now.mirrored(self.rect(), QRect(at, 0, width, self.height()))
            self._paint_piece(now, painter, name, spot, colour)
            at += width
        painter.end()

    def _take_action(self) -> None:
        if self._action is not None:
            self.setEnabled(self._action.isEnabled())
            self._key = self._action.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            self.resay()

    def _label(self) -> str:
        return self._busy or said(self._text)

    def _key_words(self) -> str:
        text = QKeySequence(self._key).toString(QKeySequence.SequenceFormat.NativeText) if self._key else ""
        return isolate(text.replace("Return", "Enter")) if text else ""

    def _bold(self) -> bool:
        return self.kind in {Kind.FIRST, Kind.DANGER}

    def _pieces(self, now: Look) -> list[tuple[str, int]]:
        """Icon, words and key with their widths, without those that are not there."""
        found = [("icon", now.size("icon"))] if self._icon else []
        if label := self._label():
            place = "note" if self._small else "body"
            found.append(("words", now.advance(label, place, bold=self._bold())))
        if key := self._key_words():
            found.append(("key", now.advance(key, "small")))
        return found

    def _colour(self) -> str:
        if not self.isEnabled():
            return "muted"
        return "on_accent_soft" if self._chosen else _WORDS[self.kind]

    def _paint_piece(self, now: Look, painter: QPainter, name: str, spot: QRect, colour: str) -> None:
        if name == "icon":
            icon_in(painter, now, spot, self._icon, colour)
        elif name == "words":
            place, middle = "note" if self._small else "body", Qt.AlignmentFlag.AlignHCenter
            words_in(painter, now, spot, self._label(), colour=colour, place=place, bold=self._bold(), align=middle)
        else:
            shade = colour if self.kind is Kind.FIRST or not self.isEnabled() else "muted"
            middle = Qt.AlignmentFlag.AlignHCenter
            words_in(painter, now, spot, self._key_words(), colour=shade, place="small", align=middle)

    def _paint_ground(self, now: Look, painter: QPainter) -> None:
        radius, (fill, edge) = now.radius("control"), self._ground()
        box(
            painter, self.rect(), radius, now.colour(fill) if fill else None, now.colour(edge) if edge else None,
            now.hair,
        )  # fmt: skip
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
            if self.kind is Kind.FIRST:
                inner = self.rect().adjusted(now.ring, now.ring, -now.ring, -now.ring)
                box(painter, inner, radius - 1, None, now.colour("on_accent"), 1.5)

    def _ground(self) -> tuple[str, str]:
        """Names of fill and edge."""
        if not self.isEnabled():
            return "sunken", "line"
        if self._chosen:
            return "accent_soft", "accent"
        over = self.underMouse() or self.isDown()
        return {
            Kind.FIRST: ("accent_hover" if over else "accent", ""),
            Kind.OTHER: ("sunken" if over else "surface", "control"),
            Kind.DANGER: ("danger_soft" if over else "surface", "danger"),
            Kind.QUIET: ("accent_soft" if over else "", ""),
        }[self.kind]


class IconButton(Button):
    """A button that is only an icon: its words are its accessible name and its tool tip."""

    def __init__(self, name: Text, icon: str, kind: Kind = Kind.OTHER, *, small: bool = False) -> None:
        self._name = name
        super().__init__("", kind, icon=icon, small=small)

    def resay(self) -> None:
        """Say the name again."""
        self.setAccessibleName(said(self._name))
        self.setToolTip(said(self._name))

    def _colour(self) -> str:
        """A quiet icon is no link: it takes the colour of words."""
        return "text" if self.kind is Kind.QUIET and self.isEnabled() else super()._colour()

    def set_icon(self, icon: str, name: Text) -> None:
        """Show another icon, with another name."""
        self._icon, self._name = icon, name
        self.resay()
        self.update()
