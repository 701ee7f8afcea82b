"""Pages without a screen: drawn, typed into, and kept as pictures, for the tour, the manual and the tests."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from reintegration_desktop.kernel import words
from reintegration_desktop.ui.editors.editor import Editor
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.scores import ScoreRow
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.theme import application, change_language, dress_first, restyle
from reintegration_desktop.ui.widgets.arrange import come_to_rest

WIDTH, HEIGHT = 1366, 690
PATIENCE = 20.0
_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Shot:
    """How a page is drawn. ``width`` and ``height`` in px of the window."""

    theme: Theme = Theme.LIGHT
    factor: float = 1.0
    language: str = "en"
    width: int = WIDTH
    height: int = HEIGHT


def draw(page: QWidget, shot: Shot) -> QImage:
    """A page in the look of a shot, whole; work that it asks for must be done before, or by its own tasks."""
    if words.language() != shot.language:
        change_language(shot.language)
    restyle(shot.theme, shot.factor)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(shot.width, shot.height)
    page.show()
    settle()
    return page.grab().toImage()


def settle() -> None:
    """Let layouts, languages and deletions take their course."""
    for _ in range(_ROUNDS):
        application().sendPostedEvents()
        application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)


def begin_drawing() -> QApplication:
    """An application to draw with: the one that runs, else one without a screen, dressed."""
    running = QApplication.instance()
    if isinstance(running, QApplication):
        return running
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    qInstallMessageHandler(_without_hints)
    made = QApplication(["reintegration"])
    dress_first()
    return made


def _light() -> None:
    restyle(theme=Theme.LIGHT)
    change_language("en")


def _dark() -> None:
    change_language("en")
    restyle(theme=Theme.DARK)


def _arabic() -> None:
    restyle(theme=Theme.LIGHT)
    change_language("ar")


LOOKS: Mapping[str, Callable[[], None]] = {"": _light, "dark": _dark, "arabic": _arabic}
"""The looks that every page is drawn in, by the ending of the picture's name."""


def _without_hints(_kind: QtMsgType, _context: QMessageLogContext, message: str | None) -> None:
    """Qt's messages on standard error, less those of the off-screen plug-in about windows nobody sees."""
    if message and "propagateSizeHints" not in message:
        print(message, file=sys.stderr)  # noqa: T201 - Qt's own channel


_QUICK = 70
"""How a picture is written: in half the time, for a twentieth more bytes."""


class Studio:
    """A Qt application without a screen."""

    def __init__(self) -> None:
        self.application = begin_drawing()

    def settle(self, tasks: Tasks | None = None, least: float = 0.01) -> None:
        """Let events run for a moment, until nothing is asked and not yet told, and that has taken its place."""
        begun = monotonic()
        _run(least)
        come_to_rest()
        while tasks is not None and tasks.busy and monotonic() - begun < PATIENCE:
            _run(0.01)
            if not tasks.busy:
                _run(least)
                come_to_rest()

    def show(self, window: QWidget, width: int = WIDTH, height: int = HEIGHT) -> None:
        """Give a window its size, and show it to nobody."""
        window.resize(width, height)
        window.show()

    def shoot(self, window: QWidget, path: Path, tasks: Tasks | None = None) -> Path:
        """Keep a picture of a window once it has settled."""
        self.settle(tasks)
        path.parent.mkdir(parents=True, exist_ok=True)
        window.grab().save(str(path), "PNG", _QUICK)
        return path

    def shoot_looks(self, page: QWidget, folder: Path, name: str) -> list[Path]:
        """A picture of a page that needs no work of others, in every look."""
        self.show(page)
        made = []
        for look, begin in LOOKS.items():
            begin()
            made.append(self.shoot(page, folder / f"{name}{look and f'_{look}'}.png"))
        _light()
        return made

    def type_into(self, editor: QWidget, text: str) -> None:
        """Type as a person does, key by key, into what takes the focus."""
        target = _typed_into(editor)
        target.setFocus(Qt.FocusReason.OtherFocusReason)
        QTest.keyClicks(target, text)

    def choose(self, editor: Editor, code: str) -> None:
        """Answer a closed question, as a press on its answer does."""
        row = editor.inside
        if isinstance(row, ChoiceRow):
            self.click(row.buttons[code])
        else:
            editor.set_value(code)
            editor.changed.emit()

    def type_scores(self, editor: QWidget, digits: str) -> None:
        """Digits into the areas one after the other, as on the keyboard."""
        for row, digit in zip(editor.findChildren(ScoreRow), digits, strict=False):
            row.setFocus(Qt.FocusReason.TabFocusReason)
            QTest.keyClicks(row, digit)

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        """Press a key."""
        QTest.keyClick(widget, key)

    def click(self, widget: QWidget) -> None:
        """Press a button."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def _run(seconds: float) -> None:
    pause = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), pause.quit)
    pause.exec()


def _typed_into(editor: QWidget) -> QWidget:
    """The line or box inside an editor."""
    if isinstance(editor, QLineEdit | QPlainTextEdit):
        return editor
    found = editor.findChild(QLineEdit) or editor.findChild(QPlainTextEdit)
    return found if isinstance(found, QWidget) else editor
