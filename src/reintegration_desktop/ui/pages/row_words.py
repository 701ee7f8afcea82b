"""A row of a case in one line: its day first, then the answers that tell it from the others."""

from collections.abc import Iterable

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.questions import Field, Form, Kind
from reintegration_desktop.vault.roles import Room

_DAYS = frozenset({Kind.DATE, Kind.UNCERTAIN_DATE, Kind.TIMESTAMP})
_TELLING = frozenset({Kind.CHOICE, Kind.TEXT, Kind.DERIVED, Kind.REFERENCE})
_MOST = 2


def row_title(form: Form, row: Record, words: ValueWords) -> str:
    """The first telling answers of a row; never a restricted one, nor one that is only received."""
    told = [words.of(question, row.answers[question.key]) for question in _telling(form) if question.key in row.answers]
    return " · ".join(text for text in told[:_MOST] if text)


def row_day(form: Form, row: Record, words: ValueWords) -> str:
    """The first day a row names."""
    days = (question for question in form.fields.values() if question.kind in _DAYS and question.key in row.answers)
    question = next(days, None)
    return "" if question is None else words.of(question, row.answers[question.key])


def _telling(form: Form) -> Iterable[Field]:
    for question in form.fields.values():
        shown = question.room is not Room.RESTRICTED and question.rule != "received_never_sought"
        if question.kind in _TELLING and shown:
            yield question
