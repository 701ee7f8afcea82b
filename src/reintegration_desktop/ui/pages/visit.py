"""A visit: sixty seconds when little has changed."""

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import visits
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.visits import Visit
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.visiting.form import SCORES
from reintegration_desktop.ui.visiting.panel import VisitPanel
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Foot
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, note, title
from reintegration_desktop.ui.workplace import Workplace


class VisitPage(Page):
    """One visit to one young person, begun now or from a draft. ``closed`` carries the case to return to."""

    closed = Signal(object)

    def __init__(self, workplace: Workplace, case: UUID, draft: Draft | None = None) -> None:
        super().__init__()
        self._place, self._case, self._draft = workplace, case, draft
        self._panel: VisitPanel | None = None
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._column = Column(self._failure, gap=0)
        self.setLayout(self._column)
        self._state, self._wanted = (Words(place="note", tone="muted", wraps=True) for _ in range(2))
        self.save_action = self.act(lambda: say("Save and return"), "Ctrl+Return", self._save)
        self.close_action = self.act(lambda: say("Close"), "Esc", self._close)
        self.same_action = self.act(lambda: say("Same as last time"), "Ctrl+E", self._same)
        for action in (self.save_action, self.same_action):
            action.setEnabled(False)

    def ask_again(self) -> None:
        """Read the case, once: a visit that is being typed is left alone."""
        if self._panel is None:
            work = partial(visits.open_visit, self._place.desk, self._case, self._draft)
            self._place.read(work, self, self._show, self._on_failed)

    def keep(self) -> None:
        """Seal what was typed and not saved, at once."""
        if self._panel is not None and self._panel.dirty:
            self._panel.keep()

    def other_keys(self) -> tuple[tuple[Text, Text], ...]:
        """The keys of the scores."""
        return (
            ("1 … 5", lambda: say("Score an area")),
            ("Enter", lambda: say("Go to the next area")),
            ("R", lambda: say("Say why an area stands where it does")),
            ("Delete", lambda: say("Take a score back")),
        )

    @property
    def panel(self) -> VisitPanel | None:
        """The visit, once the case was read."""
        return self._panel

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))

    def _show(self, visit: Visit) -> None:
        self._panel = panel = VisitPanel(self._place, visit, resumed=self._draft is not None)
        panel.changed.connect(self._tell)
        panel.kept.connect(lambda _: self._tell())
        panel.saved.connect(self._leave)
        scroll = Scroll(panel)
        top = Column(self._head(visit), scroll, gap=10, margins=(24, 10, 10, 0))
        top.setStretch(1, 1)
        self._column.addWidget(Box(top), 1)
        self._column.addWidget(
            Foot([self._state, self._wanted], [Button.of(self.close_action), Button.of(self.save_action, Kind.FIRST)])
        )
        self.same_action.setEnabled(bool(visit.last_scores))
        panel.scores.setFocus(Qt.FocusReason.OtherFocusReason)
        self._tell()

    def _head(self, visit: Visit) -> QWidget:
        opened, number = visit.opened, visit.number
        name = shown_name(opened.row, opened.file.one("identification"))
        first = title(lambda: say("Visit to {name}", name=name if self._place.names_shown else opened.row.code))
        self._place.names_toggled.connect(first.resay)
        told = Column(
            first,
            note(lambda: say("{code} · visit {n} · digits 1–5 score, Enter goes to the next row, R says why",
                             code=opened.row.code, n=str(number))),
            gap=0,
        )  # fmt: skip
        head = Row(Box(told), Button.of(self.same_action, icon="undo"), margins=(0, 0, 14, 0))
        head.setStretch(0, 1)
        return Box(head)

    def _tell(self) -> None:
        panel = self._panel
        assert panel is not None
        self.save_action.setEnabled(panel.dirty)
        self._state.set_text(partial(_state, panel))
        self._wanted.set_text(partial(_wanted, panel))

    def _same(self) -> None:
        if self._panel is not None:
            self._panel.same_as_last()

    def _save(self) -> None:
        if self._panel is not None and self._panel.dirty:
            self._panel.save()

    def _leave(self) -> None:
        self.closed.emit(self._case)

    def _close(self) -> None:
        if self._panel is not None and self._panel.dirty:
            self._panel.keep()
            self._place.toast(say("Kept as a draft. It waits under Today."))
        self.closed.emit(self._case)


def _state(panel: VisitPanel) -> str:
    """What is kept, and what is scored; gaps are no reason to stay."""
    scored, total = len(panel.scores.scores.value() or {}), len(panel.scores.question.choices)
    told = say("{n} of {total} scored. You may save with gaps.", n=str(scored), total=str(total))
    if panel.scores.isHidden():
        told = say("Not seen: nothing to score. You may save with gaps.")
    return f"{say('Draft kept')} · {told}" if panel.kept_at else told


def _wanted(panel: VisitPanel) -> str:
    """How many answers the visit still lacks, the scores apart."""
    wanted = [key for key in panel.sheet.filling.missing if key != SCORES]
    return say_many("{n} answer still wanted", "{n} answers still wanted", len(wanted)) if wanted else ""
