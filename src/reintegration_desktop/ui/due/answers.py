"""The answers to one question side by side, each with who wrote it, when, and the key that keeps it."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QSizePolicy, QWidget

from reintegration_desktop.casework.differing.questions import Answered, Question
from reintegration_desktop.casework.value_words import moment_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.actions import Act
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Sunk
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note

_SHOWN = State("ok", "check-circle", lambda: say("Shown for now"))
_NOT_SHOWN = State("neutral", "eye-off", lambda: say("Not shown"))


class AnswerCards(QWidget):
    """One card for each answer and its action; there are as many answers as computers wrote one."""

    def __init__(self, question: Question, me: UUID, keeps: Sequence[Act]) -> None:
        super().__init__()
        row = Row(gap=16)
        for answer, keep in zip(question.answers, keeps, strict=False):
            kind = Kind.FIRST if question.careful and answer.shown else Kind.OTHER
            card = _card(answer, Button.of(keep, kind), yours=answer.author == me, had=not question.entry)
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            row.addWidget(card, 1)
        self.setLayout(Column(_banner(question), row, gap=12))


def _banner(question: Question) -> Banner:
    if question.entry:
        told = partial(say, "One took the entry out, another changed it without having seen that. Neither is lost.")
        return Banner("info", told, partial(say, "It is shown everywhere until you choose."))
    first = partial(say, "Both wrote without having seen the other. Neither is lost.")
    if question.careful:
        careful = partial(say, "This question touches safety: the more careful answer is shown everywhere until then.")
        return Banner("info", first, careful)
    if any(answer.ahead for answer in question.answers):
        ahead = partial(say, "A computer's date runs ahead: what was written there is shown after the others.")
        return Banner("info", first, ahead)
    return Banner("info", first, partial(say, "The newer one is shown everywhere until you choose."))


def _card(answer: Answered, keep: Button, *, yours: bool, had: bool) -> Card:
    who = partial(say, "{who}, you", who=answer.who) if yours else answer.who
    told = Column(Words(who, bold=True, wraps=True), note(lambda: _when(answer)), gap=0)
    head = Row(Sign("person", "accent", 20), told, gap=10)
    head.setStretch(1, 1)
    state = Row(Chip(_SHOWN if answer.shown else _NOT_SHOWN))
    state.addStretch(1)
    value = Words(_as_written(answer.words), place="section", bold=True, wraps=True)
    card = Card(head, state, Sunk(value, margins=(16, 14, 16, 14)), gap=12)
    if had:
        card.add(_had(answer))
    card.inside.addStretch(1)
    card.add(keep)
    return card


def _when(answer: Answered) -> str:
    moment = moment_in_words(answer.at)
    return say("{moment}, by a date that runs ahead", moment=moment) if answer.ahead else moment


def _had(answer: Answered) -> Box:
    """What its author had on the screen before."""
    before = partial(say, "Had on the screen: {answer}", answer=answer.before)
    line = Row(Sign("eye"), note(before if answer.before else partial(say, "Had no answer on the screen")))
    line.setStretch(1, 1)
    return Box(line)


def _as_written(words: str) -> str:
    """An answer without a letter, such as a telephone number, reads from the left in every language."""
    return words if any(sign.isalpha() for sign in words) else isolate(words)


def how_this_comes_about() -> Card:
    """Why there are two answers."""
    return Card(
        caption(lambda: say("How this comes about")),
        note(
            lambda: say(
                "Two people changed one answer on two computers before either had heard from the other. "
                "The program keeps both and never lets the clock choose."
            )
        ),
    )
