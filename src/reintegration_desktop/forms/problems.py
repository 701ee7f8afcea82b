"""What is wrong with an answer, in words that say what was expected."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.words import marked, say


@dataclass(frozen=True, slots=True)
class Problem:
    """An answer that does not fit its question.

    ``code`` is a constraint's name or a shape's; ``facts`` hold what was expected and what was typed, for the person
    who typed it and for nobody else: they stay out of texts that could be logged. ``where`` names the row in a file
    that was read, such as ``association 2``.
    """

    key: str
    code: str
    facts: Mapping[str, object] = field(default_factory=dict, repr=False, hash=False)
    where: str = ""

    def words(self) -> str:
        """What was expected, and what this is instead, in the reader's language."""
        said = {name: say(str(fact)) if name == "question" else _shown(fact) for name, fact in self.facts.items()}
        return say(SENTENCES[self.code], **said)


def _shown(fact: object) -> str:
    """A fact as text: days as 2026-05-31, several things with commas."""
    if isinstance(fact, UncertainDate):
        days = (fact.earliest.isoformat(), fact.latest.isoformat())
        return days[0] if days[0] == days[1] else say(marked("{first} to {last}"), first=days[0], last=days[1])
    if isinstance(fact, datetime):
        return f"{fact.astimezone():%Y-%m-%d %H:%M}"
    if isinstance(fact, float):
        return f"{fact:g}"
    return ", ".join(fact) if isinstance(fact, tuple) else str(fact)


SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "not_in_future": marked("Expected a day not after today, {today}; this is {value}."),
        "not_before": marked("Expected not before {other} (“{question}”); this is {value}."),
        "not_after": marked("Expected not after {other} (“{question}”); this is {value}."),
        "not_below": marked("Expected {other} or more (“{question}”); this is {value}."),
        "within_years": marked("Expected no more than {low} years ago, counted from {today}; this is {value}."),
        "between": marked("Expected from {low} to {high}; this is {value}."),
        "at_least": marked("Expected {low} or more; this is {value}."),
        "at_most_items": marked("Expected at most {low} answers; these are {count}."),
        "pattern": marked("Expected 6 to 20 digits, spaces, + - ( or ); this is {value}."),
        "text": marked("Expected words in quotation marks; this is {value}."),
        "code": marked("Expected one code in quotation marks; this is {value}."),
        "codes": marked("Expected a list of codes; this is {value}."),
        "day": marked("Expected a day such as 2026-05-31; this is {value}."),
        "span": marked("Expected a year, month or day such as 2009, 2009-05 or 2009-05-31, or earliest, latest and "
                       "precision; this is {value}."),
        "moment": marked("Expected a moment such as 2026-05-31T10:00Z; this is {value}."),
        "whole": marked("Expected a whole number; this is {value}."),
        "number": marked("Expected a number; this is {value}."),
        "scores": marked("Expected for each area a score from 1 to 5, and a reason if you like; this is {value}."),
        "stamp": marked("Expected who (by) and when (at); this is {value}."),
        "flag": marked("Expected true or false; this is {value}."),
        "by_program": marked("Leave this out: a step of the work writes it, and no file does."),
        "no_consent": marked("Leave it a draft: they did not agree that this service is told, or not of so much."),
        "not_in_list": marked("{value} is not among its answers. {cure}"),
        "no_such_question": marked("There is no question {value} here. {cure}"),
        "no_such_form": marked("There is no form {value} here. {cure}"),
        "rows": marked("Expected a list of entries here."),
        "table": marked("Expected questions and their answers here."),
        "id": marked("Expected the id of an entry, as the program wrote it; this is {value}."),
    }
)  # fmt: skip
