"""Puts a look on the whole application, at start and while it runs."""

from dataclasses import replace
from typing import Protocol, cast, runtime_checkable

from PySide6.QtCore import QEvent, QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication, QLayout, QWidget

from reintegration_desktop.kernel import words
from reintegration_desktop.ui.fonts import load_fonts
from reintegration_desktop.ui.style.look import Look
from reintegration_desktop.ui.style.palette import palette
from reintegration_desktop.ui.style.sheet import sheet
from reintegration_desktop.ui.style.tokens import Theme, read_tokens

STYLE = "Fusion"
"""Qt's style under the sheet. As an option of the application it costs nothing; as an object, 8 ms of its enums."""

_LOOK, _STYLED = "look", "styled"


def begin(arguments: list[str]) -> QApplication:
    """The application in our style; it has no look yet."""
    app = QApplication([*arguments, "-style", STYLE])
    app.setProperty(_STYLED, True)
    return app


def application() -> QApplication:
    """The application; RuntimeError before there is one."""
    found = QApplication.instance()
    if not isinstance(found, QApplication):
        raise RuntimeError("no application yet")
    return found


def look() -> Look:
    """The look that is on the application now; drawing code asks at each paint."""
    return cast("Look", application().property(_LOOK))


def px(base: float) -> int:
    """A size of 100 % in px at the text size of now."""
    return look().px(base)


@runtime_checkable
class Rescaled(Protocol):
    """What holds sizes or fonts of its own, and takes them again when the text size changes."""

    def rescale(self) -> None:
        """Take sizes and fonts from the look of now."""


@runtime_checkable
class Resaid(Protocol):
    """What shows words, and says them again when the language changes."""

    def resay(self) -> None:
        """Show the words in the language of now."""


def dress(wanted: Look) -> None:
    """Put a look on the application: palette, sheet, font, direction, and the sizes of everything that stands."""
    app = application()
    if app.property(_LOOK) is None:
        if not app.property(_STYLED):
            app.setStyle(STYLE)
        load_fonts()
    app.setProperty(_LOOK, wanted)
    app.setFont(wanted.font())
    app.setPalette(palette(wanted))
    if app.styleSheet() != (styled := sheet(wanted)):  # setting it polishes every widget anew, a second or more
        app.setStyleSheet(styled)
    app.setLayoutDirection(wanted.direction)
    for item in _everything(app):
        if isinstance(item, Rescaled):
            if isinstance(item, QWidget):
                item.ensurePolished()  # a sheet of styles gives who is polished later the font of before
            item.rescale()


def dress_first(theme: Theme = Theme.LIGHT, factor: float = 1.0) -> Look:
    """The first look of a program that has none yet, in the direction of the language that is spoken."""
    first = Look(read_tokens(), theme, factor, words.right_to_left())
    dress(first)
    return first


def restyle(theme: Theme | None = None, factor: float | None = None) -> None:
    """Change theme or text size while everything stands."""
    now = look()
    wanted = replace(now, theme=theme or now.theme, factor=factor or now.factor)
    if (wanted.theme, wanted.factor) != (now.theme, now.factor):
        dress(wanted)


def change_language(language: str) -> None:
    """Speak another language: its direction, Qt's own words, and every word that stands."""
    app = application()
    words.speak(language)
    _translate_qt(app, language)
    if look().right_to_left != words.right_to_left():
        dress(replace(look(), right_to_left=words.right_to_left()))
    for item in _everything(app):
        if isinstance(item, Resaid):
            item.resay()


def _everything(app: QApplication) -> list[QObject]:
    """All widgets, their layouts and their actions."""
    widgets: list[QObject] = [*app.allWidgets()]
    layouts = [part for widget in app.topLevelWidgets() for part in widget.findChildren(QLayout)]
    actions = {id(action): action for widget in app.allWidgets() for action in widget.actions()}
    return [*widgets, *layouts, *actions.values()]


def _translate_qt(app: QApplication, language: str) -> None:
    """Qt's own buttons and menus from Qt's own catalogue, where it has the language."""
    for old in app.findChildren(QTranslator):
        app.removeTranslator(old)
        old.deleteLater()
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(f"qtbase_{language}", folder):
        app.installTranslator(translator)
    app.postEvent(app, QEvent(QEvent.Type.LanguageChange))
