"""Giving one's keys back before a journey: what opens no more, what still does, words typed; then the vault locks."""

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.journeys.verbs import GiveBackVerbs
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note


class GiveBackPage(OverPage):
    """Done, the vault locks by itself: the keys are still in memory until then."""

    def __init__(self, tasks: Tasks, verbs: GiveBackVerbs) -> None:
        super().__init__(
            tasks,
            lambda: say("Give my keys back"),
            lambda: say("For a journey. A custodian gives them again once you have arrived."),
        )
        self._verbs = verbs
        self.words = TextLine(sealed=False)
        asked = Field(lambda: say("Type: {words}", words=_wanted()), self.words,
                      help=lambda: say("So that nobody does it by a slip of the hand."))  # fmt: skip
        warning = Banner("warn", lambda: say("What this can't do"), _limits)
        self.lay_out(
            Wide(self._what(), 760), Wide(warning, 760), Wide(Card(asked, gap=12), 620),
            does=(lambda: say("Give back and lock"), self._on_give), kind=Kind.DANGER,
        )  # fmt: skip
        self.words.textChanged.connect(self._enable)
        self.setFocusProxy(self.words)
        self._enable()

    def _what(self) -> Card:
        lines = [
            note(lambda: say("Your passphrase opens your own slot, and nothing else: no case, no name, no figure.")),
            note(lambda: say("What you typed and did not save is kept, closed as well.")),
            note(lambda: say("You can't write, send or receive here until your keys are given again.")),
            note(lambda: say("Colleagues on this computer keep theirs.")),
        ]
        told = (
            (self._verbs.going, lambda: say("These backups open to you as a custodian, and are deleted:")),
            (
                self._verbs.staying,
                lambda: say("These open to you, too, and stay: leave them behind, or lock them away:"),
            ),
        )
        for places, sentence in told:
            lines += [note(sentence), *map(_place, places)] if places else []
        return Card(caption(lambda: say("On the way")), *lines, gap=8)

    def _enable(self, _: str = "") -> None:
        self.deed.setEnabled(self.words.text().strip().casefold() == _wanted().casefold())

    def _on_give(self) -> None:
        self.begin_deed(say("Giving back…"))
        self.run(self._verbs.give_back, lambda _: self._verbs.lock(), Lane.WRITER)


def _place(line: str) -> Words:
    return Words(line, bold=True, wraps=True)


def _wanted() -> str:
    return say("give back")


def _limits() -> str:
    return say(
        "Other copies of this vault, and backups that you can reach, still open as before. A disk may keep what was "
        "overwritten: who examines it and has your passphrase may find your earlier keys. Encrypt the whole disk."
    )
