"""The history of a case in sentences, newest first, by day; narrowed by ticks and by words."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from uuid import UUID

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import restoring
from reintegration_desktop.casework.history_words import AnswerChanged, HistoryLine, history
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.words import isolate, say, say_many
from reintegration_desktop.rules.folding import fold
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.inputs.choices import TickGroup
from reintegration_desktop.ui.inputs.search import SearchBox
from reintegration_desktop.ui.lists.entries import EntriesModel, Entry
from reintegration_desktop.ui.lists.timeline import Timeline
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import note
from reintegration_desktop.ui.workplace import Workplace

AT_FIRST, _BESIDE = 4, 36
GROUPS: Mapping[str, frozenset[Kind]] = {
    "changes": frozenset({Kind.SAVE, Kind.DELETE, Kind.UNDELETE, Kind.RESOLVE}),
    "decisions": frozenset({Kind.APPROVE, Kind.OFFER, Kind.ACCEPT, Kind.ALIAS, Kind.ERASE}),
    "looks": frozenset({Kind.VIEW}),
    "exports": frozenset({Kind.EXPORT}),
}
_SIGNS: Mapping[Kind, tuple[str, str]] = {
    Kind.VIEW: ("eye", "warn"), Kind.EXPORT: ("upload", "warn"), Kind.RESOLVE: ("merge", "info"),
    Kind.APPROVE: ("check", "ok"), Kind.DELETE: ("bin", "neutral"), Kind.UNDELETE: ("undo", "neutral"),
    Kind.ERASE: ("bin", "danger"),
}  # fmt: skip
_FORM_SIGNS: Mapping[str, tuple[str, str]] = {
    "follow_up": ("visits", "accent"), "consent": ("shield-check", "ok"), "case_plan": ("plan", "accent"),
    "plan_action": ("plan", "accent"), "incident": ("warning", "danger"), "care_stay": ("family", "accent"),
}  # fmt: skip
_NO_ANSWERS = frozenset({Kind.VIEW, Kind.EXPORT, Kind.APPROVE})


class HistoryView(QWidget):
    """Reads the history and shows it; what one has no key for is told without its content."""

    def __init__(self, workplace: Workplace, case: UUID) -> None:
        super().__init__()
        self._me = workplace.desk.me.name
        self._lines: tuple[HistoryLine, ...] = ()
        self._told = note(lambda: say("Reading the history…"))
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self.search = SearchBox(lambda: say("Find in the history"), lambda: say("Find in the history"))
        self.search.textChanged.connect(lambda _: self._draw())
        self.kinds = self._ticks()
        self._model = EntriesModel()
        self.timeline = Timeline(lambda: say("History"), self._model)
        self.timeline.selectionModel().currentChanged.connect(lambda *_: self._tell_choice())
        self.back = Button(lambda: say("Put back what was there before"), icon="undo", small=True)
        self.back.clicked.connect(self._put_back)
        self.back.setEnabled(False)
        foot = Row(self._told, self.back)
        foot.setStretch(0, 1)
        column = Column(self.kinds, self.search, self._failure, Card(self.timeline, margins=(8, 8, 8, 8)), foot, gap=10)
        column.setStretch(3, 1)
        self.setLayout(column)
        self.rescale()
        self._place, self._case = workplace, case
        self._read()

    def _ticks(self) -> TickGroup:
        """What is shown of it; all of it at first."""
        kinds = TickGroup(
            {
                "changes": lambda: say("Answers changed"), "decisions": lambda: say("Decisions"),
                "looks": lambda: say("Who looked"), "exports": lambda: say("Sent and printed"),
            }
        )  # fmt: skip
        kinds.set_value(tuple(GROUPS))
        kinds.setAccessibleName(say("What is shown"))
        kinds.changed.connect(self._draw)
        return kinds

    def _read(self) -> None:
        work = partial(history, self._place.desk, self._case, names=self._place.names_shown)
        self._place.read(work, self, self._show, self._on_failed)

    def rescale(self) -> None:
        """Some entries are always in sight."""
        self.timeline.setMinimumHeight(px(260))

    def _show(self, lines: tuple[HistoryLine, ...]) -> None:
        self._lines = lines
        self._draw()

    def _chosen(self) -> HistoryLine | None:
        index = self.timeline.currentIndex()
        about = self._model.entry(index.row()).about if index.isValid() else None
        return about if isinstance(about, HistoryLine) else None

    def _tell_choice(self) -> None:
        line = self._chosen()
        self.back.setEnabled(line is not None and line.replaced_something)

    def _put_back(self) -> None:
        """As a new change: the one that is put back from stays in the history, too."""
        line = self._chosen()
        if line is None:
            return
        work = partial(restoring.put_back, self._place.desk, self._case, line.version)
        self._place.write(work, self, lambda _: self._place.toast(say("Put back, as a new change")), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))

    def _draw(self) -> None:
        wanted = frozenset[Kind]().union(*(GROUPS[group] for group in self.kinds.value()))
        sought = fold(self.search.text())
        shown = [line for line in self._lines if line.kind in wanted and sought in _all_words(line)]
        self._model.show_entries(list(_entries(shown, self._me)))
        people, number = len({line.who for line in shown}), len(shown)
        entries = say_many("{n} entry", "{n} entries", number)
        self._told.set_text(lambda: f"{entries} · {say_many('{n} person', '{n} people', people)}")


def _all_words(line: HistoryLine) -> str:
    changes = (f"{change.label} {change.before} {change.after}" for change in line.changes)
    return fold(" ".join((line.sentence, line.reason, *changes)))


def _entries(lines: Iterable[HistoryLine], me: str) -> Iterator[Entry]:
    """Entries under the headings of their days."""
    for day, ofday in groupby(lines, key=lambda line: line.at.astimezone().date()):
        yield Entry(day=day_in_words(day))
        for line in ofday:
            yield _entry(line, me)


def _entry(line: HistoryLine, me: str) -> Entry:
    """One change: its sentence, from what to what where it is one answer, else its answers, and why."""
    icon, tone = _SIGNS.get(line.kind) or _FORM_SIGNS.get(line.form, ("draft", "neutral"))
    who = say("You") if line.who == me else isolate(line.who)
    sentence = line.sentence.replace(isolate(line.who), who, 1)
    alone = line.changes[0] if len(line.changes) == 1 and _is_short(line.changes[0]) else None
    return Entry(
        icon=icon,
        tone=tone,
        who=who,
        sentence=f"{sentence}: {_asked(alone.label)}" if alone else sentence,
        second=_second(line, told=alone is None),
        before=alone.before if alone else "",
        after=(alone.after or "–") if alone else "",
        time=f"{line.at.astimezone():%H:%M}",
        about=line,
    )


def _is_short(change: AnswerChanged) -> bool:
    """Whether both answers stand beside each other in a line."""
    return bool(change.before) and max(len(change.before), len(change.after)) <= _BESIDE


def _second(line: HistoryLine, *, told: bool) -> str:
    """The first answers of several, how many more there are, and the reason that was typed."""
    parts = [_in_a_line(change.label, change.before, change.after) for change in line.changes[:AT_FIRST] if told]
    rest = len(line.changes) - AT_FIRST
    if told and rest > 0:
        parts.append(say_many("and {n} more answer", "and {n} more answers", rest))
    if line.reason:
        parts.append(say("Reason: {reason}", reason=line.reason))
    if line.sealed and line.kind not in _NO_ANSWERS:
        parts.append(say("Your role has no key for what was written here."))
    return "\n".join(parts)


def _in_a_line(label: str, before: str, after: str) -> str:
    change = f"{isolate(before)} → {isolate(after or '–')}" if before else isolate(after or "–")
    return f"{isolate(_asked(label))}: {change}"


def _asked(label: str) -> str:
    """A question as the name of its answer."""
    return label.rstrip("?؟ ")
