"""Answers drawn at random, of every kind that a question can have."""

from datetime import UTC, date, datetime
from functools import cache

from hypothesis import strategies as st

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.questions import Field, Form, Kind
from reintegration_desktop.forms.values import Absence, Absent, Score, Stamp, Value
from reintegration_desktop.kernel.dates import Precision, UncertainDate

TODAY = date(2026, 6, 15)
words = st.sampled_from(["Amina", "أمينة", "Ngozi née O'Brien", "x", "line\nline", "ከበደ", "0811 234 567", '"{}"'])
codes = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
days = st.dates(date(1990, 1, 1), date(2030, 12, 31))
moments = st.datetimes(datetime(1990, 1, 1), datetime(2030, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
absences = st.sampled_from(Absence).map(Absent)


@st.composite
def spans(draw: st.DrawFn) -> UncertainDate:
    kind = draw(st.sampled_from(["day", "month", "year", "age", "between"]))
    day = draw(days)
    said = draw(st.none() | st.just(day))
    if kind == "age":
        youngest = draw(st.integers(0, 20))
        return UncertainDate.of_age(youngest, youngest + draw(st.integers(0, 5)), day)
    if kind == "between":
        earliest, latest = sorted((day, draw(days)))
        return UncertainDate(earliest, latest, Precision.UNKNOWN, said)
    made = {
        "day": lambda: UncertainDate.day(day, said),
        "month": lambda: UncertainDate.month(day.year, day.month, said),
        "year": lambda: UncertainDate.year(day.year, said),
    }
    return made[kind]()


def _of_kind(question: Field) -> st.SearchStrategy[Value]:
    one = st.sampled_from(sorted(question.choices)) if question.choices else codes
    scores = st.builds(Score, st.integers(1, 5), st.just("") | words)
    return {
        Kind.CHOICE: one,
        Kind.CHOICES: st.lists(one, min_size=1, unique=True).map(tuple),
        Kind.USERS: st.lists(codes, min_size=1, unique=True).map(tuple),
        Kind.LIST: st.lists(codes, min_size=1, unique=True).map(tuple),
        Kind.DATE: days,
        Kind.UNCERTAIN_DATE: spans(),
        Kind.TIMESTAMP: moments,
        Kind.INTEGER: st.integers(-5, 120),
        Kind.NUMBER: st.integers(-5, 120) | st.floats(-5, 120),
        Kind.DOMAIN_SCORES: st.dictionaries(one, scores, min_size=1),
        Kind.STAMP: st.builds(Stamp, codes, moments),
        Kind.YES_NO_FLAG: st.booleans(),
    }.get(question.answered_as, words)


@cache
def values(question: Field) -> st.SearchStrategy[Value]:
    """An answer to a question, or a reason for absence."""
    return _of_kind(question) | absences


def typed(form: Form) -> list[Field]:
    """The questions that somebody answers."""
    return [question for question in form.fields.values() if question.typed]


@cache
def answers(form: Form) -> st.SearchStrategy[Answers]:
    """Answers to some questions of a form."""
    return st.lists(st.sampled_from(list(form.fields.values())).flatmap(_answered), max_size=8).map(dict).map(Answers)


@cache
def _answered(question: Field) -> st.SearchStrategy[tuple[str, Value]]:
    return st.tuples(st.just(question.key), values(question))


@cache
def steps(form: Form, least: int = 0, most: int = 5) -> st.SearchStrategy[list[tuple[str, Value | None]]]:
    """Answers given one after the other; None takes one away."""
    one = st.sampled_from(typed(form)).flatmap(lambda question: st.just((question.key, None)) | _answered(question))
    return st.lists(one, min_size=least, max_size=most)
