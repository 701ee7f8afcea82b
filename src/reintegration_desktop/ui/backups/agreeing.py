"""The second person who agrees that a backup comes back: beside who asks, or on a computer of their own."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.answering import PICKS, AnswerPage, AnswerVerbs, AnswerWords, Picks
from reintegration_desktop.ui.inputs.second_person import SecondWords
from reintegration_desktop.ui.tasks import Tasks

REQUEST, ANSWER = "bring-back.request", "bring-back.signed"


class SignRestorePage(AnswerPage):
    """A colleague asks to bring a backup back: who, and one's own signature, in a file that is carried to them."""

    def __init__(self, tasks: Tasks, verbs: AnswerVerbs, picks: Picks = PICKS) -> None:
        words = AnswerWords(
            title=lambda: say("Agree that a backup comes back"),
            told=lambda: say("A custodian of your office asks for it, with a file."),
            first=_speak,
            means=lambda: say("What was saved since that backup leaves their vault, and is kept beside it."),
            deed=lambda: say("Sign…"),
            busy=lambda: say("Signing…"),
            where=lambda: say("Where shall the signed file go?"),
            done=lambda: say("Signed."),
            carry=lambda: say("Carry the file back to them."),
        )
        super().__init__(tasks, words, verbs, picks, ANSWER)


def _why() -> str:
    return say(
        "Nobody brings a backup back alone where somebody else decides as well: what was saved since would leave the "
        "vault on one person's word. Both names stand in the log."
    )


def _speak() -> str:
    return say("By telephone or face to face: do both see the same number, why this backup, what was saved since?")


def _asked(number: str) -> str:
    return say("The request is written, for the backup with the number {number}: tell them so. It counts for "
               "seven days, and for this backup alone.", number=number)  # fmt: skip


RESTORE_WORDS = SecondWords(
    why=_why,
    elsewhere=lambda: say("Somebody who is not here signs a request on their own computer: Settings, Backup."),
    ask=lambda: say("Write a request…"),
    where=lambda: say("Where shall the request go?"),
    name=REQUEST,
    asked=_asked,
)
