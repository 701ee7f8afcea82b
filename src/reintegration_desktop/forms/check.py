"""Which questions are asked, what is wrong with the answers, what is missing."""

from collections.abc import Mapping
from datetime import date

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.constraints import Constraint
from reintegration_desktop.forms.problems import Problem
from reintegration_desktop.forms.questions import NEVER_MISSING, Field, Form, Kind
from reintegration_desktop.forms.values import Value

__all__ = ["Problem", "asked", "check", "counting", "missing"]


def asked(form: Form, answers: Answers) -> tuple[Field, ...]:
    """The questions that these answers leave to be asked, in the order of the screen; derived ones among them."""
    return _walk(form, answers)[0]


def counting(form: Form, answers: Answers) -> Answers:
    """The answers that count: a question that is not asked has none."""
    return Answers(_walk(form, answers)[1], answers.unknown)


def check(form: Form, answers: Answers, today: date) -> tuple[Problem, ...]:
    """Every constraint that an answer breaks; an answer that does not count breaks none."""
    questions, values = _walk(form, answers)
    return tuple(
        Problem(question.key, constraint.name, _facts(form, constraint, values, values[question.key], today))
        for question in questions
        if question.key in values
        for constraint in question.constraints
        if not constraint.holds(values[question.key], values.get(constraint.other), today)
    )


def missing(form: Form, answers: Answers) -> tuple[str, ...]:
    """The keys of what is still needed to complete the step; a reason for absence is an answer. Never stops a save."""
    questions, values = _walk(form, answers)
    return tuple(question.key for question in questions if _is_needed(question) and not _complete(question, values))


def _walk(form: Form, answers: Answers) -> tuple[tuple[Field, ...], dict[str, Value]]:
    """Questions asked and answers that count, from top to bottom: a condition only looks at what stands above."""
    questions: list[Field] = []
    values: dict[str, Value] = {}
    for key, question in form.fields.items():
        if question.in_use and (question.only_if is None or question.only_if.holds(values)):
            questions.append(question)
            if key in answers:
                values[key] = answers[key]
    return tuple(questions), values


def _is_needed(question: Field) -> bool:
    return question.required and question.rule != NEVER_MISSING and question.kind is not Kind.YES_NO_FLAG


def _complete(question: Field, values: Mapping[str, Value]) -> bool:
    """Whether it is answered; scores are when every area has one."""
    value = values.get(question.key)
    if isinstance(value, Mapping):
        return value.keys() >= question.choices.keys()
    return value is not None


def _facts(
    form: Form, constraint: Constraint, values: Mapping[str, Value], value: Value, today: date
) -> dict[str, object]:
    """What a problem's sentence needs."""
    facts: dict[str, object] = {"value": value, "today": today}
    if constraint.other:
        facts |= {"other": values[constraint.other], "question": form.fields[constraint.other].label}
    if isinstance(value, tuple):
        facts |= {"count": len(value)}
    return facts | dict(zip(("low", "high"), constraint.bounds, strict=False))
