"""Which editor answers which kind of question."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.questions import Field, Kind
from reintegration_desktop.ui.editors.days import DayEditor, MomentEditor
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.editors.fixed import Shown, UnderFiles
from reintegration_desktop.ui.editors.picks import (
    FlagEditor,
    TicksEditor,
    choice_editor,
    location_editor,
    people_editor,
    reference_editor,
)
from reintegration_desktop.ui.editors.scores import ScoresEditor
from reintegration_desktop.ui.editors.spans import SpanEditor
from reintegration_desktop.ui.editors.words import NarrativeEditor, NumberEditor, TextEditor

Maker = Callable[[Field, Setting], Editor]

EDITORS: Mapping[Kind, Maker] = MappingProxyType(
    {
        Kind.TEXT: TextEditor,
        Kind.NARRATIVE: NarrativeEditor,
        Kind.CHOICE: choice_editor,
        Kind.CHOICES: TicksEditor,
        Kind.DATE: DayEditor,
        Kind.UNCERTAIN_DATE: SpanEditor,
        Kind.TIMESTAMP: MomentEditor,
        Kind.INTEGER: NumberEditor,
        Kind.NUMBER: NumberEditor,
        Kind.LOCATION: location_editor,
        Kind.DOMAIN_SCORES: ScoresEditor,
        Kind.REFERENCE: reference_editor,
        Kind.USER: people_editor,
        Kind.USERS: people_editor,
        Kind.YES_NO_FLAG: FlagEditor,
    }
)

SHOWN: Mapping[Kind, type[Shown]] = MappingProxyType(
    {Kind.DERIVED: Shown, Kind.STAMP: Shown, Kind.CODE: Shown, Kind.LIST: Shown, Kind.ATTACHMENT: UnderFiles}
)
"""Kinds that nobody types, each with what shows it."""


def editor_for(question: Field, setting: Setting, words: ValueWords) -> Editor:
    """The editor of a question; what is never typed is shown in words."""
    if question.kind in SHOWN or question.by_program:
        return SHOWN.get(question.kind, Shown)(question, words)
    return EDITORS[question.kind](question, setting)
