"""Editors of closed answers: a row of boxes where they are few, a list where they are many."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QCompleter

from reintegration_desktop.forms.questions import Field, Kind
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.text import Text

FEW = 5
SHORT = 64


def labels(choices: Mapping[str, str]) -> dict[str, Text]:
    """The answers of a list, each said in the language of now."""
    return {code: partial(say, label) for code, label in choices.items()}


class ChoiceEditor(Editor):
    """One of a few answers, all in sight."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._row = ChoiceRow(labels(question.choices))
        super().__init__(question, self._row)
        self._row.changed.connect(self.changed)

    def value(self) -> str | None:
        """The code that is chosen."""
        return self._row.value()

    def set_value(self, value: Value | None) -> None:
        """Choose a code, or none."""
        self._row.set_value(value if isinstance(value, str) else None)


class Pick(QComboBox):
    """A list to pick from or type into; the wheel scrolls the page and changes no answer."""

    def __init__(self, entries: Mapping[str, Text], *, searchable: bool = False) -> None:
        super().__init__()
        self._entries = entries
        self.setEditable(searchable)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        if searchable:
            self._search()
        self.resay()

    def _search(self) -> None:
        completer = QCompleter(self.model(), self)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setCompleter(completer)
        line = self.lineEdit()
        if line is not None:
            line.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)

    def resay(self) -> None:
        """The entries in the language of now; the same one stays chosen."""
        chosen = self.currentData()
        self.blockSignals(True)
        self.clear()
        self.addItem("", None)
        for code, text in self._entries.items():
            self.addItem(text if isinstance(text, str) else text(), code)
        self.setCurrentIndex(max(0, self.findData(chosen)))
        self.blockSignals(False)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()


class PickEditor(Editor):
    """One of many answers."""

    def __init__(self, question: Field, setting: Setting, entries: Mapping[str, Text] | None = None) -> None:
        found = labels(question.choices) if entries is None else entries
        self._pick = Pick(found, searchable=len(found) > 2 * FEW)
        super().__init__(question, self._pick)
        self._pick.currentIndexChanged.connect(self._on_changed)

    def value(self) -> str | None:
        """The code that is picked."""
        code = self._pick.currentData()
        return code if isinstance(code, str) else None

    def set_value(self, value: Value | None) -> None:
        """Pick a code; one that the list does not hold is shown as it is and kept."""
        self._pick.blockSignals(True)
        if isinstance(value, str) and self._pick.findData(value) < 0:
            self._pick.addItem(value, value)
        self._pick.setCurrentIndex(max(0, self._pick.findData(value)) if value else 0)
        self._pick.blockSignals(False)

    def _on_changed(self, index: int) -> None:
        self.changed.emit()


class TicksEditor(Editor):
    """Several answers, all in sight."""

    def __init__(self, question: Field, setting: Setting, entries: Mapping[str, Text] | None = None) -> None:
        self._ticks = TickGroup(labels(question.choices) if entries is None else entries)
        super().__init__(question, self._ticks)
        self._ticks.changed.connect(self.changed)
        self._others: tuple[str, ...] = ()

    def value(self) -> tuple[str, ...] | None:
        """The codes that are ticked; codes that this list does not hold stay."""
        return (*self._ticks.value(), *self._others) or None

    def set_value(self, value: Value | None) -> None:
        """Tick these."""
        codes = value if isinstance(value, tuple) else ()
        self._others = tuple(code for code in codes if code not in self._ticks.ticks)
        self._ticks.set_value(codes)


class FlagEditor(Editor):
    """A flag: yes, or no until somebody sets it."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._row = ChoiceRow({"yes": lambda: say("Yes"), "no": lambda: say("No")})
        super().__init__(question, self._row)
        self._row.changed.connect(self.changed)

    def value(self) -> bool:
        """Whether it is set."""
        return self._row.value() == "yes"

    def set_value(self, value: Value | None) -> None:
        """Show it."""
        self._row.set_value("yes" if value is True else "no")


def choice_editor(question: Field, setting: Setting) -> Editor:
    """Boxes where the answers are few and short, else a list."""
    few = len(question.choices) <= FEW and sum(len(say(label)) for label in question.choices.values()) <= SHORT
    return ChoiceEditor(question, setting) if few else PickEditor(question, setting)


def reference_editor(question: Field, setting: Setting) -> Editor:
    """An office or a provider of the programme."""
    known = setting.programme.offices if "office" in question.key else setting.programme.providers
    return PickEditor(question, setting, dict(known))


def location_editor(question: Field, setting: Setting) -> Editor:
    """A place of the programme's list, with the districts it lies in; typed or picked."""
    places = setting.programme.places
    entries: dict[str, Text] = {
        place.code: ", ".join(step.name for step in places.line(place.code) if step.level > 0)
        for place in sorted(places, key=lambda place: (-place.level, place.name))
        if place.level > 0
    }
    return PickEditor(question, setting, entries)


def people_editor(question: Field, setting: Setting) -> Editor:
    """Colleagues: one, or several."""
    people: dict[str, Text] = dict(setting.programme.people)
    if question.kind is Kind.USER:
        return PickEditor(question, setting, people)
    return TicksEditor(question, setting, people)
