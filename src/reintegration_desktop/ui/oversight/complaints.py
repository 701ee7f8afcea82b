"""Complaints for an auditor: what was written down, by day, read only; a code and never a young person's name."""

from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget

from reintegration_desktop.casework.complaints import Complaint
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import isolate, marked, say, say_many
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.lists.entries import EntriesModel, Entry
from reintegration_desktop.ui.lists.timeline import Timeline
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import note, title
from reintegration_desktop.ui.workpage import AskingPage

DAYS = (31, 92, 366)
_SENTENCES: Mapping[str, tuple[str, str, str]] = {
    "feedback": (marked("{who} wrote down a complaint in {code}"), "voice", "warn"),
    "consent": (marked("{who} wrote down that something was shared without a yes, in {code}"), "warning", "warn"),
}


@dataclass(frozen=True, slots=True)
class ComplaintVerbs:
    """``complaints`` since a day, newest first, in slices; ``who`` names a colleague."""

    complaints: Callable[[date], Generator[None, None, list[Complaint]]]
    who: Callable[[UUID], str]
    today: Callable[[], date]


class ComplaintsPage(AskingPage):
    """What the keys of oversight open, and no more."""

    def __init__(self, tasks: Tasks, verbs: ComplaintVerbs) -> None:
        super().__init__(tasks, "cases")
        self._verbs = verbs
        self._found: tuple[Complaint, ...] = ()
        self.days = ChoiceRow({str(days): _days_words(days) for days in DAYS})
        self.days.set_value(str(DAYS[1]))
        self.days.changed.connect(self.ask_again)
        self._model = EntriesModel()
        self.timeline = Timeline(lambda: say("Complaints"), self._model)
        self._layers = QStackedWidget()
        self._layers.addWidget(Card(self.timeline, margins=(8, 8, 8, 8)))
        self._layers.addWidget(
            Scroll(EmptyState("voice", lambda: say("Nothing was written down in these days."),
                              lambda: say("Look further back.")))
        )  # fmt: skip
        about = note(lambda: say("Complaints, and what was shared without a yes. What was said stands in the file, for "
                                 "the supervisor: your keys open that it was said."))  # fmt: skip
        head = Box(Column(title(lambda: say("Complaints")), about, gap=2))
        whole = Column(head, self.days, self.failure, self._layers, gap=10, margins=(24, 14, 24, 16))
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.resay()

    def ask_again(self) -> None:
        """Ask for what was written down since the day that was chosen."""
        since = self._verbs.today() - timedelta(days=int(self.days.value() or DAYS[1]))
        self.run(partial(self._verbs.complaints, since), self._show)

    def resay(self) -> None:
        """Entries in the language of now."""
        self.days.setAccessibleName(say("How far back"))
        self._model.show_entries(list(self._entries()))
        self._layers.setCurrentIndex(0 if self._found else 1)

    def _show(self, found: Sequence[Complaint]) -> None:
        self.failure.hide()
        self._found = tuple(found)
        self.resay()

    def _entries(self) -> Iterator[Entry]:
        """Entries under the headings of their days."""
        for day, ofday in groupby(self._found, key=lambda one: one.at.astimezone().date()):
            yield Entry(day=day_in_words(day))
            for one in ofday:
                sentence, icon, tone = _SENTENCES[one.form]
                who = self._verbs.who(one.by)
                told = say(" · ").join(f"{question} {answer}" for question, answer in one.words)
                yield Entry(icon=icon, tone=tone, who=isolate(who), sentence=say(sentence, who=who, code=one.code),
                            second=told, time=f"{one.at.astimezone():%H:%M}")  # fmt: skip


def _days_words(days: int) -> Text:
    return lambda: say_many("{n} day", "{n} days", days)
