"""Doubts in a form: under the question they belong to, or at the head of its section where that isn't in sight."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from reintegration_desktop.casework.doubts import Doubts
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.forms.questions import Field as Question
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.words import warning_words
from reintegration_desktop.ui.editors.answer import AnswerField
from reintegration_desktop.ui.editors.section import SectionCard

Doubting = Callable[[Filling], Doubts]
"""What a form asks after each answer."""


def no_doubts(_: Filling) -> Doubts:
    """A form about which nothing is ever doubted."""
    return {}


def show_doubts(
    doubts: Doubts,
    fields: Mapping[str, AnswerField],
    cards: Mapping[str, SectionCard],
    questions: Mapping[str, Sequence[Question]],
    *,
    aloud: bool,
) -> None:
    """Tell each doubt once, and take back those that are settled; ``aloud`` has new ones said to who cannot see them.

    A doubt about a question that isn't drawn here is left out: whoever isn't shown a question isn't told about it.
    """
    section_of = {one.key: section for section, own in questions.items() for one in own}
    folded = {section for section, card in cards.items() if not card.is_open}
    under = {key for key, field in fields.items() if not field.isHidden() and section_of.get(key) not in folded}
    for key, field in fields.items():
        field.set_doubt(_words(doubts.get(key, ()) if key in under else ()), aloud=aloud)
    for section, card in cards.items():
        apart = [code for key, codes in doubts.items() if section_of.get(key) == section and key not in under
                 for code in codes]  # fmt: skip
        card.set_doubt(_words(apart), aloud=aloud)


def _words(codes: Iterable[str]) -> Callable[[], str] | None:
    """A way to say some doubts one after the other; None where there is none."""
    told = tuple(codes)
    return partial(_said, told) if told else None


def _said(codes: tuple[str, ...]) -> str:
    first, *others = (warning_words(code) for code in codes)
    for other in others:
        first = say("{first} {second}", first=first, second=other)
    return first
