"""Pictures of pages, drawn off-screen: for the tour, and to look at what a test has drawn."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel import words
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.theme import application, change_language, restyle

_ROUNDS = 4


@dataclass(frozen=True, slots=True)
class Shot:
    """How a page is drawn. ``width`` and ``height`` in px of the window."""

    theme: Theme = Theme.LIGHT
    factor: float = 1.0
    language: str = "en"
    width: int = 1366
    height: int = 768

    def name(self, page: str) -> str:
        """A file's name that says what is in the picture."""
        size = f"{self.width}x{self.height}-{round(self.factor * 100)}"
        return f"{page}-{self.theme}-{self.language}-{size}.png"


def dress_for(shot: Shot) -> None:
    """Put the look of a shot on the application; needs the first look on it."""
    if words.language() != shot.language:
        change_language(shot.language)
    restyle(shot.theme, shot.factor)


def draw(page: QWidget, shot: Shot) -> QImage:
    """A page in the look of a shot, whole; work that it asks for must be done before, or by its own tasks."""
    dress_for(shot)
    page.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    page.resize(shot.width, shot.height)
    page.show()
    settle()
    return page.grab().toImage()


def save(page: QWidget, shot: Shot, folder: Path, name: str) -> Path:
    """The picture as a PNG in a folder; OSError where it cannot be written."""
    file = folder / shot.name(name)
    folder.mkdir(parents=True, exist_ok=True)
    if not draw(page, shot).save(str(file)):
        raise OSError("the picture could not be written")
    return file


def settle() -> None:
    """Let layouts, languages and deletions take their course."""
    for _ in range(_ROUNDS):
        application().sendPostedEvents()
        application().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
