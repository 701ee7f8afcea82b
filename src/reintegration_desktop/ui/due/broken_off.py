"""After a crash: an explicit question with the date, never a silent restoration."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.search.left import broken_off
from reintegration_desktop.casework.value_words import moment_in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.workplace import Workplace


class BrokenOff(QWidget):
    """Asked once after each unlock. Whatever is answered, the draft stays until it is saved or thrown away."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self._asked = False
        self.go_on = Button(lambda: say("Go on with it"), small=True)
        self.later = Button(lambda: say("Not now"), small=True)
        self.banner = Banner("warn", "", buttons=(self.go_on, self.later), icon="draft")
        self.setLayout(Column(self.banner))
        self.later.clicked.connect(self.hide)
        self.go_on.clicked.connect(self._on_go_on)
        self._drafts: tuple[Draft, ...] = ()
        self.hide()

    def ask(self) -> None:
        """Look for drafts that were broken off, the first time only."""
        if not self._asked:
            self._asked = True
            self._place.read(partial(broken_off, self._place.desk), self, self.show_drafts, lambda _: None)

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Ask about the newest; the others wait beneath *Waiting for me*."""
        self._drafts = tuple(drafts)
        if not drafts:
            return
        self.banner.tell("warn", self._question, self._second, icon="draft")
        self.show()
        self.banner.announce()

    def _question(self) -> str:
        draft, dictionary = self._drafts[0], self._place.desk.dictionary
        form = say(dictionary[draft.form].title) if draft.form in dictionary else say("New case")
        return say("The program ended while “{form}” was open. Go on with what was kept on {moment}?",
                   form=form, moment=moment_in_words(draft.kept_at))  # fmt: skip

    def _second(self) -> str:
        more = len(self._drafts) - 1
        safe = say("Nothing is filled in unless you say so, and nothing that was saved is lost.")
        others = say_many("{n} more draft waits below.", "{n} more drafts wait below.", more) if more else ""
        return f"{safe} {others}".strip()

    def _on_go_on(self) -> None:
        self.hide()
        self._place.go("draft", self._drafts[0])
