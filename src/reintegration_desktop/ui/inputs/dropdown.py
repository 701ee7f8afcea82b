"""A list to pick from, painted by itself: any border in a style sheet would bring Qt's raw arrow back."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QComboBox,
    QCompleter,
    QLineEdit,
    QListView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from reintegration_desktop.ui.inputs.texts import SEALED
from reintegration_desktop.ui.style.paint import box, focus_ring, icon_in, words_in
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.theme import look, px

_PAD, _ARROW = 10, 16
_NARROWEST, _WIDEST = 96, 320


class _Entries(QStyledItemDelegate):
    """Entries as high as a finger."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """The words in a row."""
        return QSize(super().sizeHint(option, index).width() + px(2 * _PAD), look().size("control"))


class Dropdown(QComboBox):
    """One of many. ``entries`` by code; the first is ``empty`` where an answer can be taken back.

    ``searchable``: typing narrows the list, wherever in an entry the words stand. The wheel scrolls the page and
    changes no answer. ``picked`` tells that a person picked; setting a value says nothing.
    """

    picked = Signal()

    def __init__(self, entries: Mapping[str, Text], *, searchable: bool = False, empty: Text | None = None) -> None:
        super().__init__()
        self._entries, self._empty = dict(entries), empty
        view = QListView(self)
        view.setUniformItemSizes(True)  # or every entry of a long list is measured whenever a form is drawn
        self.setView(view)
        self.setItemDelegate(_Entries(self))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if searchable:
            self._make_searchable()
        self.resay()
        self.activated.connect(self._on_activated)

    def set_entries(self, entries: Mapping[str, Text]) -> None:
        """Offer other entries; what was chosen stays chosen where it is among them."""
        self._entries = dict(entries)
        self.resay()

    def value(self) -> str | None:
        """The code that is chosen, or None."""
        code = self.currentData()
        return code if isinstance(code, str) else None

    def set_value(self, code: str | None) -> None:
        """Choose a code; one that the list does not hold is shown as it is and kept."""
        if code is not None and code not in self._entries:
            self._entries[code] = code
            self.resay()
        self.blockSignals(True)
        self.setCurrentIndex(self.findData(code))
        self.blockSignals(False)
        self._place_line()
        self.updateGeometry()
        self.update()

    def resay(self) -> None:
        """The entries in the language of now; the same one stays chosen."""
        chosen = self.value()
        self.blockSignals(True)
        self.clear()
        if self._empty is not None:
            self.addItem(said(self._empty), None)
        for code, text in self._entries.items():
            self.addItem(said(text), code)
        self.setCurrentIndex(self.findData(chosen) if chosen is not None or self._empty is not None else 0)
        self.blockSignals(False)
        self.updateGeometry()

    def rescale(self) -> None:
        """Ask for the size of now."""
        self.updateGeometry()
        self._place_line()

    def sizeHint(self) -> QSize:
        """As wide as its widest entry, within reason."""
        now = look()
        widest = max((now.advance(self.itemText(at)) for at in range(min(self.count(), 100))), default=0)
        room = widest + now.px(2 * _PAD + _ARROW + 8)
        return QSize(min(max(room, now.px(_NARROWEST)), now.px(_WIDEST)), now.size("control"))

    def minimumSizeHint(self) -> QSize:
        """The entry that is chosen is never cut."""
        now = look()
        room = now.advance(self.currentText()) + now.px(2 * _PAD + _ARROW + 8)
        return QSize(max(room, now.px(_NARROWEST)), now.size("control"))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the line that is typed in inside the box."""
        super().resizeEvent(event)
        self._place_line()

    def changeEvent(self, event: QEvent) -> None:
        """Another style or font makes Qt put the line elsewhere."""
        super().changeEvent(event)
        self._place_line()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Box, words, arrow, ring."""
        now, painter = look(), QPainter(self)
        fill = "surface" if self.isEnabled() else "sunken"
        wrong = bool(self.property("wrong"))
        edge = "danger" if wrong else "control" if self.isEnabled() else "line"
        width = 2 if wrong else now.hair
        box(painter, self.rect(), now.radius("control"), now.colour(fill), now.colour(edge), width)
        pad, arrow = now.px(_PAD), now.px(_ARROW)
        spot = QRect(self.width() - pad - arrow, 0, arrow, self.height())
        icon_in(painter, now, now.mirrored(self.rect(), spot), "chevron-down", "muted")
        if not self.isEditable():
            place = QRect(pad, 0, self.width() - 2 * pad - arrow, self.height())
            colour = "text" if self.isEnabled() else "muted"
            words_in(painter, now, now.mirrored(self.rect(), place), self.currentText(), colour=colour)
        if self._focused():
            focus_ring(painter, now, self.rect())
        painter.end()

    def _focused(self) -> bool:
        line = self.lineEdit()
        return self.hasFocus() or (line is not None and line.hasFocus())

    def _make_searchable(self) -> None:
        self.setEditable(True)
        line = QLineEdit(self)
        line.setInputMethodHints(SEALED)
        line.setObjectName("bare")
        self.setLineEdit(line)
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        completer.activated.connect(self._on_activated)
        self.setCompleter(completer)

    def _place_line(self) -> None:
        line = self.lineEdit()
        if line is not None:
            now = look()
            side = Qt.AlignmentFlag.AlignRight if now.right_to_left else Qt.AlignmentFlag.AlignLeft
            line.setAlignment(side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter)
            inside = QRect(px(_PAD) - 2, 2, self.width() - px(2 * _PAD + _ARROW), self.height() - 4)
            line.setGeometry(now.mirrored(self.rect(), inside))
            if not line.hasFocus():
                line.setCursorPosition(0)

    def _on_activated(self, _: object) -> None:
        self._place_line()
        self.picked.emit()
        self.updateGeometry()
