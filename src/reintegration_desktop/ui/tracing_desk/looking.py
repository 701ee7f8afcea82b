"""What is open to who sits at the tracing desk: child by child, with the day on which it ends."""

from collections.abc import Sequence

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.overpage import emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.tracing_desk.verbs import DeskVerbs, SeenLine
from reintegration_desktop.ui.widgets.arrange import Box, Column, Wide
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.facts import Facts
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import caption, note, small, title
from reintegration_desktop.ui.workpage import AskingPage


class DeskPage(AskingPage):
    """A card for each child."""

    def __init__(self, tasks: Tasks, verbs: DeskVerbs) -> None:
        super().__init__(tasks)
        self._verbs = verbs
        self._column = Column(gap=12)
        self._none = EmptyState("eye", lambda: say("Nobody is open to you."), _who_opens)
        self._none.hide()
        head = Box(Column(title(lambda: say("Tracing desk")), note(_about), gap=4, margins=(24, 14, 24, 8)))
        inside = Column(self.failure, Wide(Box(self._column), 760), self._none, gap=14, margins=(24, 4, 24, 16))
        inside.addStretch(1)
        whole = Column(head, Scroll(Box(inside)), gap=0)
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def ask_again(self) -> None:
        """Open what is open."""
        self.run(self._verbs.seen, self._show, Lane.WRITER)

    def _show(self, lines: Sequence[SeenLine]) -> None:
        self.failure.hide()
        emptied(self._column)
        for line in lines:
            self._column.addWidget(_card(line))
        self._none.setVisible(not lines)


def _card(line: SeenLine) -> Card:
    return Card(
        caption(line.name),
        small(lambda: say("{code}, {office}, until {day}", code=isolate(line.code), office=line.office,
                          day=day_in_words(line.until))),
        Facts(list(line.told), label_width=150), gap=6,
    )  # fmt: skip


def _about() -> str:
    return say(
        "Young people whom an office opened to you, each until a day. That you look stands in their history; at the "
        "end this program forgets the keys."
    )


def _who_opens() -> str:
    return say("A supervisor opens a single young person who agreed to being traced.")
