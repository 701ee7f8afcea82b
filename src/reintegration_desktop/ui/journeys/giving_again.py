"""Giving a traveller their keys again, as a custodian: their request, who signed it, the answer."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.answering import PICKS, AnswerPage, AnswerVerbs, AnswerWords, Picks
from reintegration_desktop.ui.tasks import Tasks


class GiveAgainPage(AnswerPage):
    """What the answer gives them is what their role holds today."""

    def __init__(self, tasks: Tasks, verbs: AnswerVerbs, picks: Picks = PICKS) -> None:
        words = AnswerWords(
            title=lambda: say("Give keys again"),
            told=lambda: say("To somebody who gave theirs back for a journey, and has arrived."),
            first=_why,
            means=lambda: say("Nobody else can open the answer. It gives them what their role holds today."),
            deed=lambda: say("Write the answer…"),
            busy=lambda: say("Writing…"),
            where=lambda: say("Where shall the answer go?"),
            done=lambda: say("The answer is written."),
            carry=lambda: say("Carry it to them. They take it in at Settings, Security."),
        )
        super().__init__(tasks, words, verbs, picks)


def _why() -> str:
    return say(
        "By telephone or face to face: is it them, have they arrived, is nobody standing beside them? A file alone "
        "says none of that."
    )
