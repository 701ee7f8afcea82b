"""A visit: sixty seconds when little has changed."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import reading, visits
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.visits import Visit
from reintegration_desktop.forms.values import Score
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.editors.scores import ScoresEditor
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pages.sheet import SheetPanel
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card, Foot
from reintegration_desktop.ui.widgets.scroll import Scroll
from reintegration_desktop.ui.widgets.words import Words, caption, note, small, title
from reintegration_desktop.ui.workplace import Workplace

SCORES = "domain_scores"


class VisitPage(Page):
    """One visit to one young person. ``closed`` carries the case to return to."""

    closed = Signal(object)

    def __init__(self, workplace: Workplace, case: UUID) -> None:
        super().__init__()
        self._place, self._case = workplace, case
        self._panel: SheetPanel | None = None
        self._last: Mapping[str, Score] = {}
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self._column = Column(self._failure, gap=0)
        self.setLayout(self._column)
        self._fell = Banner("danger", "")
        self._fell.setVisible(False)
        self._state = Words(place="note", tone="muted", wraps=True)
        self.save_action = self.act(lambda: say("Save and return"), "Ctrl+Return", self._save)
        self.close_action = self.act(lambda: say("Close"), "Esc", self._close)
        self.same_action = self.act(lambda: say("Same as last time"), "Ctrl+E", self._same)

    def ask_again(self) -> None:
        """Read the case, once: a visit that is being typed is left alone."""
        if self._panel is None:
            work = partial(reading.open_case, self._place.desk, self._case)
            self._place.read(work, self, self._show, self._on_failed)

    @property
    def panel(self) -> SheetPanel | None:
        """The form, once the case was read."""
        return self._panel

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))

    def _show(self, opened: OpenCase) -> None:
        visit = visits.begin(self._place.desk, opened)
        self._last = visit.last_scores
        self._panel = SheetPanel(self._place, visit.sheet, folds=False)
        self._panel.changed.connect(self._tell)
        self._panel.kept.connect(lambda _: self._tell())
        self._panel.saved.connect(self._leave)
        scores = self._panel.form.field(SCORES).editor
        assert isinstance(scores, ScoresEditor)
        scores.set_last(self._last)
        self._scores = scores
        body = Row(Scroll(Box(_padded(self._panel))), self._aside(visit), gap=16)
        body.setStretch(0, 1)
        top = Column(self._head(opened, visit), body, gap=10, margins=(24, 12, 24, 0))
        top.setStretch(1, 1)
        self._column.addWidget(Box(top), 1)
        self._column.addWidget(
            Foot([self._state], [Button.of(self.close_action), Button.of(self.save_action, Kind.FIRST)])
        )
        self._tell()

    def _head(self, opened: OpenCase, visit: Visit) -> QWidget:
        name = shown_name(opened.row, opened.file.one("identification")) if self._place.names_shown else opened.row.code
        number = visit.number
        told = Column(
            title(lambda: say("Visit to {name}", name=name)),
            note(lambda: say("{code} · visit {n} · digits 1–5 score, Enter goes to the next row",
                             code=opened.row.code, n=str(number))),
            gap=2,
        )  # fmt: skip
        head = Row(Box(told), Button.of(self.same_action, icon="undo"))
        head.setStretch(0, 1)
        return Box(head)

    def _aside(self, visit: Visit) -> QWidget:
        """What last time's visit and the plan say."""
        column = Column(self._fell, gap=12)
        if visit.actions:
            card = Card(caption(lambda: say("Plan actions")))
            for action in visit.actions:
                card.add(Words(action.words, bold=True, wraps=True), small(action.state))
            column.addWidget(card)
        limit = visit.days_until_next
        if limit is not None:
            column.addWidget(
                Card(
                    caption(lambda: say("Next visit")),
                    note(
                        lambda: say_many("By the risk now, within {n} day.", "By the risk now, within {n} days.", limit)
                    ),
                )
            )
        column.addStretch(1)
        return Wide(Box(column), 380, 260)

    def _tell(self) -> None:
        panel = self._panel
        assert panel is not None
        scored = len(self._scores.value() or {})
        total = len(panel.form.filling.form.fields[SCORES].choices)
        kept = say(" · Draft kept") if panel.kept_at else ""
        self._state.set_text(
            lambda: say("{n} of {total} scored. You may save with gaps.", n=str(scored), total=str(total)) + kept
        )
        self.save_action.setEnabled(panel.dirty)
        fell = self._scores.fell
        self._fell.setVisible(bool(fell))
        if fell:
            area = self._place.words.choice("domain", fell[0])
            self._fell.tell(
                "danger",
                lambda: say("{area} is lower than last time", area=area),
                lambda: say("Two words why, please. R in its row takes you there."),
            )

    def _same(self) -> None:
        self._scores.same_as_last(self._last)

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


def _padded(panel: QWidget) -> Column:
    column = Column(panel, gap=0)
    column.addStretch(1)
    return column
