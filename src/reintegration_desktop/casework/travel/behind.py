"""Who may still go by keys that were renewed: computers and offices of which nothing came since, with the next step."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum, auto

from reintegration_desktop.casework.erasing.copies import Copy
from reintegration_desktop.casework.travel.standing import Step
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say


class Whose(StrEnum):
    """Whom it belongs to."""

    OURS = auto()
    LEFT = auto()
    """A computer of this office on which somebody wrote last who was removed since."""
    OFFICE = auto()


@dataclass(frozen=True, slots=True)
class Behind:
    """A computer or an office by its ``name``, ``heard`` of last on a day, None for never.

    ``copy`` is the computer that who is signed in may give up. ``until`` the day of an office's earlier halves' end.
    """

    name: str
    whose: Whose
    heard: date | None
    until: date
    copy: Copy | None = None


def step_of(behind: Behind, today: date) -> Step:
    """What is known of it, and what is to be done."""
    return Step("warn", _heard(behind), _DO[behind.whose]() if behind.whose in _DO else _send(behind.until, today))


def sentence_of(behind: Behind, today: date) -> str:
    """The same in one line."""
    step = step_of(behind, today)
    return f"{step.what} {step.do}"


def _heard(behind: Behind) -> str:
    if behind.heard is None:
        return say("{name}: never heard of.", name=behind.name)
    return say("{name}: last heard of on {day}.", name=behind.name, day=day_in_words(behind.heard))


def _send(until: date, today: date) -> str:
    day = day_in_words(until)
    if today >= until:
        return say("Send them a bundle, and call them: since {day} nobody opens what they seal to the earlier pair.",
                   day=day)  # fmt: skip
    return say("Send them a bundle and take in their answer. What they seal to the earlier pair opens until {day}.",
               day=day)  # fmt: skip


_DO = {
    Whose.OURS: lambda: say("Take in what was written there, then put a copy of this vault’s folder in place of the "
                            "one there. Until then it opens with the earlier keys."),
    Whose.LEFT: lambda: say("Ask for it back: it opens with the earlier keys, to who was removed as well. Give it up "
                            "if it never comes."),
}  # fmt: skip
