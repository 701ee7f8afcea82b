"""Where an approval stands, and what one can do about it: ask, approve, send back with a comment."""

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import approving
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.chips import Chip, State
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.workplace import Workplace

_STATES = {
    approving.REQUESTED: State("warn", "wait", lambda: say("Waits for a supervisor")),
    approving.APPROVED: State("ok", "check-circle", lambda: say("Approved")),
    approving.SENT_BACK: State("info", "undo", lambda: say("Sent back")),
}
_NOT_ASKED = State("neutral", "minus", lambda: say("Not asked yet"))


class ApprovalCard(Card):
    """Stands beside an assessment, a plan or a closure; whoever shows the case draws it anew after a save."""

    def __init__(self, workplace: Workplace, case: UUID, row: Record) -> None:
        super().__init__(caption(lambda: say("Approval")), gap=10)
        self._place, self._case, self._row = workplace, case, row
        self._failure = Banner("danger", "")
        self._failure.hide()
        status = row.answers.choice(approving.STATUS) or ""
        self.add(Flowing(Chip(_STATES.get(status, _NOT_ASKED))))
        if (stamp := row.answers.get(approving.BY)) is not None:
            field = workplace.desk.dictionary[row.form].fields[approving.BY]
            self.add(note(workplace.words.of(field, stamp)))
        if status == approving.SENT_BACK:
            self.said = note(lambda: "")
            self.add(self.said)
            workplace.read(partial(approving.said_to, workplace.desk, case, row.id), self, self.said.set_text)
        self.add(self._failure)
        for part in self._parts(status):
            self.add(part)

    def _parts(self, status: str) -> list[QWidget]:
        desk, form = self._place.desk, self._row.form
        if status == approving.REQUESTED and approving.may_approve(desk, form):
            return [self._deciding()]
        if status not in (approving.REQUESTED, approving.APPROVED) and approving.may_ask(desk, form):
            return [self._asking()]
        return []

    def _asking(self) -> QWidget:
        ask = Button(lambda: say("Ask for approval"), icon="arrow-right")
        ask.clicked.connect(lambda: self._do(approving.ask, say("Asked. It waits under a supervisor's Today.")))
        return Flowing(ask)

    def _deciding(self) -> QWidget:
        self.comment = TextLine()
        field = Field(lambda: say("What should change"), self.comment, help=lambda: say("Only for sending back."))
        self.approve = Button(lambda: say("Approve"), Kind.FIRST, icon="check")
        self.send_back = Button(lambda: say("Send back"), icon="undo")
        self.approve.clicked.connect(lambda: self._do(approving.approve, self._approved()))
        self.send_back.clicked.connect(self._on_send_back)
        return Box(Column(Flowing(self.approve, self.send_back), Row(field), gap=10))

    def _approved(self) -> str:
        """What an approval brings about."""
        if self._row.form == approving.CLOSURE:
            return say("Approved. The case is closed.")
        return say("Approved. The case is open again.") if self._row.form == approving.REOPENING else say("Approved.")

    def _on_send_back(self) -> None:
        self._do(partial(approving.send_back, comment=self.comment.text()), say("Sent back."))

    def _do(self, verb: Callable[..., Changes], sentence: str) -> None:
        self._failure.hide()
        work = partial(verb, self._place.desk, self._case, self._row.id)
        self._place.write(work, self, lambda _: self._place.toast(sentence), self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))
