"""The office's log for an auditor: who looked, sent, decided and changed, by day, newest first."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from functools import partial
from itertools import groupby
from pathlib import Path

from PySide6.QtWidgets import QStackedWidget

from reintegration_desktop.casework.inquiries.answering import LOOKED
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.words import isolate, marked, say, say_many
from reintegration_desktop.rules.erasing.entries import Step
from reintegration_desktop.rules.inquiries.entries import Step as Asked
from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.lists.entries import EntriesModel, Entry
from reintegration_desktop.ui.lists.timeline import Timeline
from reintegration_desktop.ui.oversight.evidence import show_evidence
from reintegration_desktop.ui.oversight.log_export import LogExportCard
from reintegration_desktop.ui.oversight.verbs import Evidence, LogLine, LogVerbs
from reintegration_desktop.ui.picking import Pick, pick_folder
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.buttons import Kind as BKind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import EmptyState
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import note, title
from reintegration_desktop.ui.workpage import AskingPage

DAYS = (7, 31, 92)
_SENTENCES: Mapping[Kind, str] = {
    Kind.SAVE: marked("{who} changed {form} in {code}"),
    Kind.DELETE: marked("{who} took out an entry of {form} in {code}"),
    Kind.UNDELETE: marked("{who} brought back an entry of {form} in {code}"),
    Kind.OFFER: marked("{who} offered {code} to another office"),
    Kind.ACCEPT: marked("{who} accepted {code}"),
    Kind.APPROVE: marked("{who} decided on {form} in {code}"),
    Kind.RESOLVE: marked("{who} decided between two answers in {code}"),
    Kind.ALIAS: marked("{who} marked {code} as a double"),
    Kind.ERASE: marked("{who} ordered {code} to be erased"),
    Kind.VIEW: marked("{who} opened the restricted answers of {code}"),
    Kind.EXPORT: marked("{who} sent, printed or copied {form} of {code}"),
}
FROM_THE_DESK = "desk"
"""A look of headquarters' tracing desk, which can seal no words for oversight."""
_STEPS: Mapping[str, str] = {
    Step.SIGN: marked("{who} signed an order to erase"),
    Step.REVOKE: marked("{who} took an order to erase back"),
    Step.RECEIPT: marked("{who} had the vault open when files were destroyed, as ordered"),
    Step.GIVE_UP: marked("{who} said whether a computer is still waited for"),
    Asked.ASK: marked("{who} asked whether a young person is known: {code}"),
    Asked.ANSWER: marked("{who} answered whether a young person is known: {code}"),
    LOOKED: marked("{who} compared another office’s question with the files here"),
    FROM_THE_DESK: marked("{who} looked at {code} from the tracing desk"),
    Asked.CLOSE: marked("{who} is done with a question, or took it back: {code}"),
    Asked.WANT: marked("{who} asked for the file that an answer told of: {code}"),
    Asked.WITHDRAW: marked("{who} asked for that file no longer: {code}"),
    Asked.DECLINE: marked("{who} did not give the file that was asked for: {code}"),
    Asked.GIVE: marked("{who} prepared the handover of the file that was asked for: {code}"),
    Step.EMPTY_BIN: marked("{who} emptied the bin of {code} for good"),
}
GROUPS: Mapping[str, frozenset[Kind]] = {
    "looks": frozenset({Kind.VIEW}),
    "exports": frozenset({Kind.EXPORT}),
    "decisions": frozenset({Kind.OFFER, Kind.ACCEPT, Kind.APPROVE, Kind.RESOLVE, Kind.ALIAS, Kind.ERASE}),
    "saves": frozenset({Kind.SAVE, Kind.DELETE, Kind.UNDELETE}),
}
_SIGNS: Mapping[Kind, tuple[str, str]] = {
    Kind.VIEW: ("eye", "warn"),
    Kind.EXPORT: ("upload", "warn"),
    Kind.ERASE: ("bin", "danger"),
    Kind.APPROVE: ("check", "ok"),
    Kind.RESOLVE: ("merge", "info"),
}


class LogPage(AskingPage):
    """Codes and what was done, never a name of a young person nor an answer."""

    def __init__(self, tasks: Tasks, verbs: LogVerbs, pick: Pick = pick_folder) -> None:
        super().__init__(tasks, "cases", "log")
        self._verbs = verbs
        self._lines: tuple[LogLine, ...] = ()
        self._make_evidence(verbs, pick)
        self.kinds = TickGroup(
            {
                "looks": lambda: say("Looks"), "exports": lambda: say("Sent and printed"),
                "decisions": lambda: say("Decisions"), "saves": lambda: say("Changes"),
            }
        )  # fmt: skip
        self.kinds.set_value(("looks", "exports", "decisions"))
        self.kinds.changed.connect(self.resay)
        self.days = ChoiceRow({str(days): _days_words(days) for days in DAYS})
        self.days.set_value(str(DAYS[1]))
        self.days.changed.connect(self.ask_again)
        self._model = EntriesModel()
        self.timeline = Timeline(lambda: say("Log"), self._model)
        self._make_layers()
        told = Row(self._chain, self.more, gap=10)
        told.setStretch(0, 1)
        head = Column(title(lambda: say("Log")), told, gap=4)
        self._filters = Flowing(self.kinds, self.days, gap=24, row_gap=8)
        whole = Column(
            Box(head), self._filters, self.failure, self._layers, self._beside, gap=10, margins=(24, 14, 24, 16)
        )
        whole.setStretch(3, 1)
        whole.setStretch(4, 1)
        self.setLayout(whole)
        self._name_filters()

    def _make_layers(self) -> None:
        """The entries, or that there are none."""
        self._layers = QStackedWidget()
        self._layers.addWidget(Card(self.timeline, margins=(8, 8, 8, 8)))
        self._layers.addWidget(
            Scroll(EmptyState("history", lambda: say("Nothing of this kind happened."),
                              lambda: say("Tick another kind above, or look further back.")))
        )  # fmt: skip

    def _make_evidence(self, verbs: LogVerbs, pick: Pick) -> None:
        """What was verified, and how the log leaves: a press away."""
        self._chain, self._evidence = note(), Column(gap=12)
        self.more = Button(lambda: say("What was verified"), BKind.QUIET, icon="shield-check", small=True)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._on_more)
        self.export = LogExportCard(pick)
        self.export.wanted.connect(self._on_export)
        inside = Column(Card(self._evidence, gap=2), self.export, gap=10)
        inside.addStretch(1)
        self._beside = Scroll(Box(inside))
        self._beside.hide()
        self.export.setVisible(verbs.export is not None)

    def ask_again(self) -> None:
        """Ask for the lines since the day that was chosen."""
        verbs, days = self._verbs, int(self.days.value() or DAYS[1])
        self.run(lambda: (verbs.lines(verbs.today() - timedelta(days=days)), verbs.evidence()), self._show)

    def resay(self) -> None:
        """Entries in the language of now."""
        self._name_filters()
        wanted = frozenset[Kind]().union(*(GROUPS[group] for group in self.kinds.value()))
        shown = [line for line in self._lines if line.kind in wanted]
        self._model.show_entries(list(_entries(shown)))
        self._layers.setCurrentIndex(0 if shown else 1)

    def _show(self, answer: tuple[Sequence[LogLine], Evidence]) -> None:
        self.failure.hide()
        self._lines = tuple(answer[0])
        self._chain.set_text(answer[1].sentence)
        show_evidence(self._evidence, answer[1])
        self.resay()

    def _on_more(self, shown: bool) -> None:
        """In the place of the entries, so that all of it has room."""
        self._filters.setVisible(not shown)
        self._layers.setVisible(not shown)
        self._beside.setVisible(shown)

    def _on_export(self, reason: str, forms: Sequence[str], folder: Path) -> None:
        write = self._verbs.export
        if write is not None:
            since = self._verbs.today() - timedelta(days=int(self.days.value() or DAYS[1]))
            self.run(partial(write, since, reason, forms, folder), self._on_written, Lane.WRITER)

    def _on_written(self, files: Sequence[Path]) -> None:
        self.export.tell_written(files)
        self.ask_again()

    def _name_filters(self) -> None:
        self.kinds.setAccessibleName(say("What is shown"))
        self.days.setAccessibleName(say("How far back"))


def log_sentence(line: LogLine) -> str:
    """What somebody did, in a sentence."""
    sentence = _STEPS.get(line.step, _SENTENCES[line.kind])
    return say(sentence, who=line.who, form=line.form or say("the file"), code=line.code or say("the office"))


def _entries(lines: Sequence[LogLine]) -> Iterator[Entry]:
    """Entries under the headings of their days."""
    for day, ofday in groupby(lines, key=lambda line: line.at.astimezone().date()):
        yield Entry(day=day_in_words(day))
        for line in ofday:
            icon, tone = _SIGNS.get(line.kind, ("history", "neutral"))
            why = say("Reason: {reason}", reason=line.reason) if line.reason else ""
            time = f"{line.at.astimezone():%H:%M}"
            yield Entry(icon=icon, tone=tone, who=isolate(line.who), sentence=log_sentence(line), second=why, time=time)


def _days_words(days: int) -> Text:
    return lambda: say_many("{n} day", "{n} days", days)
