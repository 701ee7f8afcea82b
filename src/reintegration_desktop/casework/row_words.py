"""A row of a case in one line: its day first, then the answers that tell it from the others."""

from collections.abc import Iterable, Iterator

from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.questions import Field, Form, Kind
from reintegration_desktop.forms.values import Absent
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.rules.limits.showing import Use, is_never_missing, restricted_answers, told_at_a_glance

_DAYS = frozenset({Kind.DATE, Kind.UNCERTAIN_DATE, Kind.TIMESTAMP})
_TELLING = frozenset({Kind.CHOICE, Kind.CHOICES, Kind.TEXT, Kind.REFERENCE, Kind.LOCATION})
_YES_NO = "yes_no"
_PAST = "not_in_future"
_MOST, _LONGEST = 2, 90


def row_title(form: Form, row: Record, words: ValueWords) -> str:
    """Its day and the first telling answers; never a restricted one, nor one that is only received.

    A yes or no tells nothing without its question, and is said with it where nothing else is known; before that,
    the first words of what somebody wrote.
    """
    day = _day(form, row, words)
    told = list(_told(_telling(form), row, words))[:_MOST]
    told = told or list(_written(form, row, words))[:1] or list(_asked(form, row, words))[:1]
    return " · ".join(isolate(part) for part in (day, *told) if part)


def row_second(form: Form, row: Record, words: ValueWords) -> str:
    """What somebody wrote at length, shortened; empty where nobody did, or where it is the row's title."""
    is_title = next(_told(_telling(form), row, words), None) is None
    return "" if is_title else next(_written(form, row, words), "")


def _written(form: Form, row: Record, words: ValueWords) -> Iterator[str]:
    narratives = (question for question in _shown(form) if question.kind is Kind.NARRATIVE)
    return map(_shortened, _told(narratives, row, words))


def _day(form: Form, row: Record, words: ValueWords) -> str:
    """The first day of what happened, else the first day of what shall."""
    days = [question for question in _shown(form) if question.kind in _DAYS]
    days.sort(key=lambda question: all(one.name != _PAST for one in question.constraints))
    return next(_told(days, row, words), "")


def _told(questions: Iterable[Field], row: Record, words: ValueWords) -> Iterator[str]:
    for question in questions:
        value = row.answers.get(question.key)
        told = None if value is None or isinstance(value, Absent) else told_at_a_glance(question, value)
        if told is not None and (text := words.of(question, told)):
            yield text


def _asked(form: Form, row: Record, words: ValueWords) -> Iterator[str]:
    """Answers with their question."""
    for question in _shown(form):
        if _is_yes_or_no(question):
            for answer in _told([question], row, words):
                yield say("{question} {answer}", question=say(question.label), answer=answer)


def _telling(form: Form) -> Iterator[Field]:
    """Choices and texts; a number or a yes says nothing alone, and what the program writes stands elsewhere."""
    return (
        question for question in _shown(form)
        if question.answered_as in _TELLING and not question.by_program and not _is_yes_or_no(question)
    )  # fmt: skip


def _is_yes_or_no(question: Field) -> bool:
    return question.kind is Kind.YES_NO_FLAG or (question.choices_from or "").startswith(_YES_NO)


def _shown(form: Form) -> Iterator[Field]:
    """Its questions, less those of which a line never tells anything."""
    return (one for one in form.fields.values() if restricted_answers(one, Use.LIST) and not is_never_missing(one))


def _shortened(text: str) -> str:
    """The first words of a long text, in one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST].rsplit(' ', 1)[0]}…"
