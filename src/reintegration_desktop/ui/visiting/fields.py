"""The fields of a visit that stand in the strip, among the scores and at the side, with their short names."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from PySide6.QtWidgets import QBoxLayout

from reintegration_desktop.forms.questions import Field as Question
from reintegration_desktop.forms.questions import Form
from reintegration_desktop.kernel.words import marked
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.compact import TicksDropEditor
from reintegration_desktop.ui.editors.days import DayEditor
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.editors.picks import ChoiceEditor, PickEditor, TicksEditor
from reintegration_desktop.ui.editors.scores import ScoresEditor
from reintegration_desktop.ui.editors.words import NarrativeEditor
from reintegration_desktop.ui.visiting.form import SCORES, WHY_NOT

Maker = Callable[[Question, Setting], Editor]


def _two_lines(question: Question, setting: Setting) -> Editor:
    return NarrativeEditor(question, setting, lines=2)


SHORT: Mapping[str, tuple[str, Maker]] = MappingProxyType(
    {
        "visited_on": (marked("Date"), DayEditor),
        "contact_kind": (marked("Where"), PickEditor),
        "child_seen": (marked("Seen"), ChoiceEditor),
        "met_with": (marked("Who was there"), TicksDropEditor),
        WHY_NOT: ("", TicksEditor),
        "next_step": (marked("Next step"), _two_lines),
        "next_visit_on": (marked("Next visit"), DayEditor),
        "risk_level": (marked("Risk now"), PickEditor),
    }
)
STRIP = ("visited_on", "contact_kind", "child_seen", "met_with")


class ScoresField(AnswerField):
    """The nine areas: the line above their columns stands for the question's label."""

    def __init__(self, question: Question, editor: ScoresEditor) -> None:
        super().__init__(replace(question, hint=""), editor)
        self.scores = editor
        self.label.setVisible(False)
        if self.question.absences:
            editor.head.leading.insertWidget(1, self._more)
        layout = self.layout()
        assert isinstance(layout, QBoxLayout)
        layout.setSpacing(0)


def apart(form: Form, setting: Setting, hidden: frozenset[str]) -> dict[str, AnswerField]:
    """The fields that stand apart, by question; those whose question is in use and shown to this role."""
    made: dict[str, AnswerField] = {}
    for key, (label, maker) in SHORT.items():
        question = form.fields[key]
        if question.in_use and key not in hidden:
            short = replace(question, label=label or question.label, hint="")
            made[key] = AnswerField(short, maker(short, setting))
    scores = form.fields[SCORES]
    made[SCORES] = ScoresField(scores, ScoresEditor(scores, setting))
    return made
