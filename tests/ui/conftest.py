"""Windows off-screen, dressed like the program's, back in English and light after each test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from reintegration_desktop.kernel import words
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.theme import change_language, dress_first, restyle
from tests.ui.workplaces import Bench

Dress = Callable[..., None]


@pytest.fixture(scope="session")
def _first(qapp: QApplication) -> None:
    dress_first()


@pytest.fixture(autouse=True)
def plain_look(_first: None, qapp: QApplication) -> Iterator[None]:
    """Every test begins and ends in English, light, 100 %, and no window is left to be dressed in the next one."""
    yield
    for window in qapp.topLevelWidgets():
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    if words.language() != "en":
        change_language("en")
    restyle(Theme.LIGHT, 1.0)


@pytest.fixture
def dress() -> Dress:
    """Change theme, text size and language: ``dress("dark", 2.0, "ar")``."""

    def change(theme: str = "light", factor: float = 1.0, language: str = "en") -> None:
        change_language(language)
        restyle(Theme(theme), factor)

    return change


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    """A vault of its own with a workplace over it."""
    made = Bench(tmp_path)
    yield made
    made.close()


@pytest.fixture
def studio() -> Studio:
    """Pictures without a screen."""
    return Studio()
