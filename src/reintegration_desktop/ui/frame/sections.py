"""Sections of a long page, with what is inside each: a count, a draft, a warning."""

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStackedLayout, QWidget

from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.scroll import Scroll

_TONES = {"warning": "danger", "draft": "warn", "check-circle": "ok"}
_PAD, _ICON, _GAP = 12, 18, 10


@dataclass(frozen=True, slots=True)
class Section:
    """A section's words and sign; ``trailing`` is a count as words, or the icon draft, warning or check-circle."""

    text: Text
    icon: str
    trailing: str = ""
    trailing_words: Text = ""


class SectionItem(QPushButton):
    """One section: here, pointer, focus; what is inside at the trailing end."""

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.section = section
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setAutoDefault(True)  # Enter presses it, as Space does
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.resay()

    def set_section(self, section: Section) -> None:
        """Show other words or another sign."""
        self.section = section
        self.resay()
        self.update()

    def resay(self) -> None:
        """Words in the language of now; what is inside is the description."""
        words = said(self.section.text)
        self.setText(words.replace("&", "&&"))
        self.setAccessibleName(words)
        inside = said(self.section.trailing_words)
        self.setAccessibleDescription(inside or ("" if self._is_sign() else self.section.trailing))
        self.setToolTip(inside)
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Icon, words and what is inside."""
        now = look()
        trailing = now.px(16) if self._is_sign() else now.advance(self.section.trailing, "small")
        return QSize(now.advance(said(self.section.text), bold=True) + now.px(56) + trailing, now.size("nav_item"))

    def minimumSizeHint(self) -> QSize:
        """The words are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, mark, icon, words, what is inside, ring."""
        now, painter = look(), QPainter(self)
        here = self.isChecked()
        if here or self.underMouse():
            box(painter, self.rect(), now.radius("control"), now.colour("accent_soft" if here else "sunken"), None)
        if here:
            mark = QRect(0, now.px(7), now.px(3), self.height() - 2 * now.px(7))
            box(painter, now.mirrored(self.rect(), mark), now.px(1.5), now.colour("accent"), None)
        size = now.px(_ICON)
        spot = QRect(now.px(_PAD), (self.height() - size) // 2, size, size)
        icon_in(painter, now, now.mirrored(self.rect(), spot), self.section.icon, "accent" if here else "muted")
        at = now.px(_PAD + _ICON + _GAP)
        place = now.mirrored(self.rect(), QRect(at, 0, self.width() - at, self.height()))
        colour = "on_accent_soft" if here else "text"
        words_in(painter, now, place, said(self.section.text), colour=colour, bold=here)
        self._paint_trailing(now, painter)
        if self.hasFocus():
            focus_ring(painter, now, self.rect())
        painter.end()

    def _is_sign(self) -> bool:
        return self.section.trailing in _TONES

    def _paint_trailing(self, now: Look, painter: QPainter) -> None:
        trailing, size = self.section.trailing, now.px(14)
        if self._is_sign():
            spot = QRect(self.width() - now.px(_PAD) - size, (self.height() - size) // 2, size, size)
            icon_in(painter, now, now.mirrored(self.rect(), spot), trailing, _TONES[trailing])
        elif trailing:
            place = now.mirrored(self.rect(), QRect(0, 0, self.width() - now.px(_PAD), self.height()))
            end = Qt.AlignmentFlag.AlignTrailing
            words_in(painter, now, place, trailing, colour="muted", place="small", align=end)


class SectionNav(QWidget):
    """The sections of a page; ``wanted`` tells which one somebody chose. Where it is narrow, one list to pick from."""

    wanted = Signal(str)

    def __init__(self, sections: Mapping[str, Section]) -> None:
        super().__init__()
        self.items = {code: SectionItem(section) for code, section in sections.items()}
        self.list = Dropdown({code: section.text for code, section in sections.items()})
        column = Column(*self.items.values(), gap=2)
        column.addStretch(1)
        self._layers = QStackedLayout()
        scroll = Scroll(Box(column))
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._layers.addWidget(scroll)
        self._layers.addWidget(Box(Column(self.list)))
        self.setLayout(self._layers)
        for code, item in self.items.items():
            item.clicked.connect(lambda _=False, code=code: self.wanted.emit(code))
        self.list.picked.connect(lambda: self.wanted.emit(self.list.value() or ""))
        self.set_narrow(False)

    def setAccessibleName(self, name: str) -> None:
        """The list to pick from takes the name, too."""
        super().setAccessibleName(name)
        self.list.setAccessibleName(name)

    def show_section(self, code: str) -> None:
        """Mark where one is."""
        self.items[code].setChecked(True)
        self.list.set_value(code)

    def set_trailing(self, code: str, trailing: str, words: Text = "") -> None:
        """What is inside a section now."""
        section = self.items[code].section
        self.items[code].set_section(Section(section.text, section.icon, trailing, words))

    def set_narrow(self, narrow: bool) -> None:
        """One list to pick from, or all in sight."""
        self._narrow = narrow
        self._layers.setCurrentIndex(1 if narrow else 0)
        self.rescale()

    def rescale(self) -> None:
        """Its width at the text size of now; wider where a language needs it."""
        now = look()
        widest = max((item.sizeHint().width() for item in self.items.values()), default=0)
        wide = max(now.size("section_nav"), widest) + now.size("scroll_bar")
        self.setMinimumWidth(0 if self._narrow else wide)
        self.setMaximumWidth((1 << 24) - 1 if self._narrow else self.minimumWidth())
        self.setMaximumHeight(now.size("control") + px(2) if self._narrow else (1 << 24) - 1)

    def resay(self) -> None:
        """Another language may need another width."""
        for item in self.items.values():
            item.resay()
        self.rescale()
