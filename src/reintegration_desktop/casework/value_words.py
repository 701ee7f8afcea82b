"""Answers in words: labels instead of codes, places and people by name, days as people write them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from reintegration_desktop.forms.dictionary import Dictionary, Field
from reintegration_desktop.forms.values import Absence, Absent, Score, Stamp, Value
from reintegration_desktop.kernel.dates import Precision, UncertainDate
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.rules.limits.showing import names_somebody
from reintegration_desktop.rules.programme import Programme

MONTHS = (
    marked("January"), marked("February"), marked("March"), marked("April"), marked("May"), marked("June"),
    marked("July"), marked("August"), marked("September"), marked("October"), marked("November"), marked("December"),
)  # fmt: skip

DOTS = "••••••"
"""In place of a name that is out of sight, whatever its length."""

ABSENCES: Mapping[Absence, str] = {
    Absence.NOT_ASKED: marked("Not asked"),
    Absence.DECLINED: marked("Did not want to say"),
    Absence.NOT_KNOWN: marked("Not known"),
}


def day_in_words(day: date) -> str:
    """A day: "5 March 2026"."""
    return say("{day} {month} {year}", day=str(day.day), month=say(MONTHS[day.month - 1]), year=str(day.year))


def month_in_words(day: date) -> str:
    """A month: "March 2026"."""
    return say("{month} {year}", month=say(MONTHS[day.month - 1]), year=str(day.year))


def moment_in_words(moment: datetime) -> str:
    """A moment on this computer's clock: "5 March 2026, 14:05"."""
    local = moment.astimezone()
    return say("{day}, {time}", day=day_in_words(local.date()), time=f"{local:%H:%M}")


def span_in_words(span: UncertainDate) -> str:
    """A date that may not be known to the day, as exactly as it is known and no more."""
    if span.precision is Precision.DAY:
        return day_in_words(span.earliest)
    if span.precision is Precision.MONTH:
        return month_in_words(span.earliest)
    if span.precision is Precision.YEAR:
        return str(span.earliest.year)
    if span.precision is Precision.AGE_ESTIMATE and span.stated_on is not None:
        return age_said(span, span.stated_on)
    return say("between {first} and {last}", first=day_in_words(span.earliest), last=day_in_words(span.latest))


def age_said(span: UncertainDate, stated_on: date) -> str:
    """A stated age with the day it was said."""
    return say("{age}, said in {when}", age=ages_in_words(*span.ages_on(stated_on)), when=month_in_words(stated_on))


def ages_in_words(lowest: int, highest: int) -> str:
    """An age as a range: "14-15 years"."""
    if lowest == highest:
        return say_many("{n} year", "{n} years", lowest)
    return say("{lowest}–{highest} years", lowest=str(lowest), highest=str(highest))


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class ValueWords:
    """Says any answer in words; while names are not to be shown, dots for a name."""

    dictionary: Dictionary
    programme: Programme
    names_shown: Callable[[], bool] = _always

    def of(self, field: Field, value: Value | None) -> str:
        """One answer in words; empty where there is none."""
        if value is None:
            return ""
        if isinstance(value, Absent):
            return say(ABSENCES[value.reason])
        if names_somebody(field.key) and not self.names_shown():
            return DOTS
        if isinstance(value, tuple):
            return say(", ").join(self._code(field, code) for code in value)
        if isinstance(value, Mapping):
            return self._scores(value)
        return self._single(field, value)

    def _single(self, field: Field, value: Value) -> str:
        if isinstance(value, bool):
            return say("Yes") if value else say("No")
        if isinstance(value, str):
            return self._code(field, value)
        if isinstance(value, UncertainDate):
            return span_in_words(value)
        if isinstance(value, datetime):
            return moment_in_words(value)
        if isinstance(value, date):
            return day_in_words(value)
        if isinstance(value, Stamp):
            return say("{who}, {when}", who=self.person(value.by), when=moment_in_words(value.at))
        return f"{value:g}" if isinstance(value, float) else str(value)

    def person(self, id_: str) -> str:
        """A colleague's name."""
        return self.programme.people.get(id_, say("a colleague"))

    def choice(self, list_name: str, code: str) -> str:
        """A code's label."""
        return say(self.dictionary.choices(list_name).get(code, code))

    def _code(self, field: Field, code: str) -> str:
        if field.choices_from:
            return self.choice(field.choices_from, code)
        if field.kind == "attachment":
            return say("a sealed file")
        if field.kind == "location":
            return self.programme.places.name(code)
        if field.kind in ("user", "users"):
            return self.person(code)
        if field.kind == "reference":
            return self.programme.offices.get(code) or self.programme.providers.get(code, code)
        return code

    def _scores(self, scores: Mapping[str, Score]) -> str:
        parts = [f"{self.choice('domain', area)} {score.score}" for area, score in scores.items()]
        return say(", ").join(parts)
