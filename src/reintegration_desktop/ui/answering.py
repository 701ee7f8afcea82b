"""A colleague asks with a file: who they are, and an answer in another file that is carried to them."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.first.beginning import PathLine
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import pick_file, pick_new_file
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import Words, caption, note

Picks = tuple[Callable[..., str], Callable[..., str]]
PICKS: Picks = (pick_file, pick_new_file)


@dataclass(frozen=True, slots=True)
class AnswerWords:
    """What the page says: its title and who asks, what to ask them first, what an answer does; its button, while it is
    written, where it goes, that it is written, what to do with it."""

    title: Text
    told: Text
    first: Text
    means: Text
    deed: Text
    busy: Text
    where: Text
    done: Text
    carry: Text


@dataclass(frozen=True, slots=True)
class AnswerVerbs:
    """``who(request)`` is who signed it, raises refusals; ``answer(request, file)`` writes the answer."""

    who: Callable[[Path], str]
    answer: Callable[[Path, Path], object]


class AnswerPage(OverPage):
    """``picks`` ask for the request's file and for where the answer goes; ``name`` is what the answer would be called.

    Nothing can be answered before it is told who asks.
    """

    def __init__(
        self, tasks: Tasks, words: AnswerWords, verbs: AnswerVerbs, picks: Picks = PICKS, name: str = ""
    ) -> None:
        super().__init__(tasks, words.title, words.told)
        self._said, self._verbs, self._pick_new, self._name = words, verbs, picks[1], name
        self.file = PathLine(lambda: say("Their request"), picks[0])
        self.who, self._asks = Words(bold=True, wraps=True), ""
        self.done = Banner("ok", words.done, words.carry)
        self.done.hide()
        warning = Banner("warn", lambda: say("Speak to them first"), words.first)
        request = Card(
            caption(lambda: say("Who asks")), Field(lambda: say("Their request"), self.file), self.who,
            note(words.means), gap=12,
        )  # fmt: skip
        self.lay_out(self.done, Wide(warning, 760), Wide(request, 760), does=(words.deed, self._on_answer))
        self.file.changed.connect(self._on_file)
        self.setFocusProxy(self.file)
        self.deed.setEnabled(False)

    def _on_file(self) -> None:
        self.done.hide()
        self.failure.hide()
        self._show_who("")
        if file := self.file.line.text().strip():
            self.run(partial(self._verbs.who, Path(file)), self._show_who)

    def _show_who(self, who: str) -> None:
        self._asks = who
        self.who.set_text(isolate(who) if who else "")
        self.deed.setEnabled(bool(who))

    def _on_answer(self) -> None:
        if chosen := self._pick_new(self, said(self._said.where), self._name):
            self.begin_deed(said(self._said.busy))
            work = partial(self._verbs.answer, Path(self.file.line.text().strip()), Path(chosen))
            self.run(work, self._on_answered, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it; nothing can be answered that could not be read."""
        super().fail(error)
        self.deed.setEnabled(bool(self._asks))

    def _on_answered(self, _: object) -> None:
        self.end_deed()
        self.deed.setEnabled(False)
        self.done.show()
        self.done.announce()
