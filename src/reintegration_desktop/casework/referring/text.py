"""A packet as whoever opens it reads it: plain text, question by question, and how to answer."""

from collections.abc import Iterable
from typing import Protocol

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import say

ANSWERS = ("accepted", "rejected", "in_progress", "done")
_MARKS = str.maketrans("", "", "\u2066\u2067\u2068\u2069")


class Told(Protocol):
    """An answer that goes."""

    @property
    def form(self) -> str:
        """The form's title."""

    @property
    def question(self) -> str:
        """The question."""

    @property
    def answer(self) -> str:
        """The answer in words."""


def packet_text(desk: Desk, ticks: Iterable[Told], *, service: str, reference: str, answers_to: str) -> str:
    """The text of a packet, without marks that only a screen needs. ``answers_to`` is an age key (``age1...``)."""
    head = [
        say("Referral: {service}", service=service),
        say("From {office}, {day}", office=desk.me.office_name, day=day_in_words(desk.today)),
        f"reference: {reference}",
    ]
    lines = [*head, "", *_answers(ticks), "", *_how_to_answer(desk, reference, answers_to)]
    return "\n".join(lines).translate(_MARKS) + "\n"


def _answers(ticks: Iterable[Told]) -> list[str]:
    """Answers under the titles of their forms."""
    lines, form = list[str](), ""
    for tick in ticks:
        if tick.form != form:
            lines += ["", f"== {tick.form} =="]
            form = tick.form
        lines.append(f"{tick.question} {tick.answer}")
    return lines


def _how_to_answer(desk: Desk, reference: str, answers_to: str) -> list[str]:
    """What a provider types, and how it comes back sealed."""
    reasons = ", ".join(desk.dictionary.choices("rejection_reason"))
    return [
        say("Keep this no longer than you need it, and tell nobody else. Your access ends when the service is done."),
        say("To answer, save the lines below as answer.txt, strike out what does not fit, and seal it:"),
        f"    age -r {answers_to} -o answer.age answer.txt",
        "",
        f"reference: {reference}",
        f"answer: {' | '.join(ANSWERS)}",
        f"reason: {reasons}",
        f"on: {desk.today.isoformat()}",
    ]
