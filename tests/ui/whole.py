"""Whether everything that is shown is whole: nothing cut, nothing without a name, no target too small."""

from collections.abc import Iterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QStackedWidget,
    QWidget,
)

from reintegration_desktop.kernel.words import LEFT_TO_RIGHT_ISOLATE
from reintegration_desktop.ui.theme import look

SMALLEST_TARGET = 24


def shown(page: QWidget) -> Iterator[QWidget]:
    """Everything in sight on a page, the page included."""
    return (widget for widget in (page, *page.findChildren(QWidget)) if widget.isVisibleTo(page))


def words_cut(page: QWidget) -> list[str]:
    """Labels and buttons that have less room than their words need."""
    return [
        f"{type(widget).__name__} {_told(widget)!r} has {widget.width()}x{widget.height()}, needs {needed}"
        for widget in shown(page)
        if (needed := _missing(widget))
    ]


def _missing(widget: QWidget) -> str:
    """The size that it lacks, or nothing."""
    if not isinstance(widget, QLabel | QAbstractButton | QComboBox) or not _told(widget):
        return ""
    least = (
        widget.minimumSizeHint() if widget.hasHeightForWidth() or isinstance(widget, QComboBox) else widget.sizeHint()
    )
    wide = 0 if _breaks(widget) else least.width()
    high = widget.heightForWidth(widget.width()) if widget.hasHeightForWidth() else least.height()
    return f"{wide}x{high}" if widget.width() < wide or widget.height() < high else ""


def _breaks(widget: QWidget) -> bool:
    """Words that wrap and hold one that is longer than any of a language, which breaks anywhere."""
    return isinstance(widget, QLabel) and widget.wordWrap() and any(len(word) > 24 for word in widget.text().split())


def outside(page: QWidget) -> list[str]:
    """Widgets that reach out of the one they stand in, what scrolls left aside."""
    found = []
    for widget in shown(page):
        parent = widget.parentWidget()
        if widget is page or parent is None or _scrolls(parent) or isinstance(widget, QScrollBar):
            continue
        inside = QRect(0, 0, parent.width(), parent.height())
        if not inside.contains(widget.geometry()) and not widget.geometry().isEmpty():
            found.append(f"{type(widget).__name__} {_told(widget)!r} at {widget.geometry()} in {inside}")
    return found


def _scrolls(parent: QWidget) -> bool:
    area = parent.parentWidget()
    return isinstance(parent, QStackedWidget) or (isinstance(area, QAbstractScrollArea) and area.viewport() is parent)


def nameless(page: QWidget) -> list[str]:
    """What takes the focus and has no name for who cannot see it."""
    return [
        f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        for widget in shown(page)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not _name(widget)
    ]


def _name(widget: QWidget) -> str:
    if isinstance(widget.parentWidget(), QComboBox):
        widget = widget.parentWidget()
    told = QAccessible.queryAccessibleInterface(widget)
    return told.text(QAccessible.Text.Name) if told is not None else ""


def too_small(page: QWidget) -> list[str]:
    """Buttons that a finger or a tired hand misses."""
    least = look().px(SMALLEST_TARGET)
    return [
        f"{type(widget).__name__} {_told(widget)!r} {widget.width()}x{widget.height()}"
        for widget in shown(page)
        if isinstance(widget, QAbstractButton) and min(widget.width(), widget.height()) < least
    ]


def texts(page: QWidget) -> list[str]:
    """Every word that is shown or read out; a sentence without the isolates that keep it from turning round."""
    found = []
    for widget in shown(page):
        found += [widget.accessibleName(), widget.accessibleDescription(), widget.toolTip()]
        if isinstance(widget, QLabel | QAbstractButton):
            found.append(widget.text())
        if isinstance(widget, QLineEdit):
            found.append(widget.placeholderText())
        if isinstance(widget, QComboBox):
            found += [widget.itemText(at) for at in range(widget.count())]
    return [text[1:-1] if text.startswith(LEFT_TO_RIGHT_ISOLATE) else text for text in found if text]


def _told(widget: QWidget) -> str:
    return getattr(widget, "text", widget.accessibleName)() or widget.accessibleName()


def assert_whole(page: QWidget) -> None:
    """Everything at once, with what was found, when what came last has been laid out."""
    for _ in range(3):
        QApplication.processEvents()
    for judge in (words_cut, outside, nameless, too_small):
        found = judge(page)
        assert not found, f"{judge.__name__}:\n" + "\n".join(found)
