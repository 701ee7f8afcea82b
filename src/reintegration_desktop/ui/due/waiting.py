"""What waits for this person: each thing with the verb that brings it on."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.today import Verb, Waiting
from reintegration_desktop.casework.value_words import moment_in_words
from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.ui.text import Text, said
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.empty import SunkenSign
from reintegration_desktop.ui.widgets.words import Words, caption, note, small
from reintegration_desktop.ui.workplace import Workplace

AT_FIRST, SLICE = 8, 12
_SIGNS = {
    Verb.SIGN: "bin", Verb.RENEW: "key", Verb.DECIDE: "plan", Verb.REVISE: "undo", Verb.CHOOSE: "conflict",
    Verb.CONTINUE: "draft", Verb.TAKE: "send-receive", Verb.GO_ON: "undo", Verb.ANSWER: "merge", Verb.HEAR: "merge",
    Verb.GIVE: "send-receive", Verb.COUNTERSIGN: "shield", Verb.CONFIRM: "calendar", Verb.SETTLE: "shield",
    Verb.LOOK: "warning", Verb.ERASE_AGAIN: "bin",
}  # fmt: skip
_LOOKS = {
    Verb.SIGN: marked("An order to erase waits for your signature"),
    Verb.TAKE: marked("Another office hands a case over"),
    Verb.GO_ON: marked("Another office did not take a case"),
    Verb.ANSWER: marked("Another office asks whether you know somebody"),
    Verb.HEAR: marked("Another office answered your question"),
    Verb.GIVE: marked("Another office asks for a file"),
    Verb.CONFIRM: marked("Is this computer's date right?"),
    Verb.COUNTERSIGN: marked("Rules for all offices wait for a second signature"),
    Verb.SETTLE: marked("Deadlines and numbers wait for a second signature"),
    Verb.ERASE_AGAIN: marked("Destroyed here, and known to nobody else"),
    Verb.LOOK: marked("Entries of others were replaced by what came"),
}
_PAGES = {
    Verb.SIGN: "erasures", Verb.CONFIRM: "erasures", Verb.RENEW: "pairs", Verb.COUNTERSIGN: "rules",
    Verb.SETTLE: "policy", Verb.LOOK: "replaced", Verb.ERASE_AGAIN: "erasures",
}  # fmt: skip


class WaitingCard(Card):
    """Approvals, two answers to one question, drafts."""

    def __init__(self, workplace: Workplace) -> None:
        super().__init__(gap=6)
        self._place, self._all = workplace, False
        self._waiting: tuple[Waiting, ...] = ()
        self._count = note()
        words = caption(lambda: say("Waiting for me"))
        words.setWordWrap(False)
        head = Row(words, self._count)
        head.setStretch(1, 1)
        self.add(head)
        self._rows, self._column, self._drawn = QWidget(), Column(), 0
        self._next = QTimer(self, singleShot=True, interval=0)
        self._next.timeout.connect(lambda: self._draw_more(SLICE))
        self.add(self._rows)

    def show_waiting(self, waiting: tuple[Waiting, ...]) -> None:
        """Show these."""
        self._waiting = waiting
        self.draw()

    def draw(self) -> None:
        """Draw the rows again, in the language of now."""
        self._count.set_text(str(len(self._waiting)) if self._waiting else "")
        self._column, self._drawn = Column(gap=6), 0
        if not self._waiting:
            self._column.addWidget(note(lambda: say("Nothing waits for you.")))
        old, self._rows = self._rows, Box(self._column)
        self.inside.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self._draw_more(AT_FIRST)

    def _draw_more(self, number: int) -> None:
        """The next rows; when all are wanted the rest comes in slices, so that the window stays alive."""
        self._next.stop()
        for one in self._waiting[self._drawn : self._drawn + number]:
            if self._drawn:
                self._column.addWidget(Rule())
            self._column.addWidget(self._row(one))
            self._drawn += 1
        if left := len(self._waiting) - self._drawn:
            if self._all:
                self._next.start()
            else:
                self._column.addWidget(self._more(left))

    def _more(self, number: int) -> Button:
        more = Button(lambda: say_many("{n} more: show all", "{n} more: show all", number), Kind.QUIET, small=True)
        more.clicked.connect(partial(self._show_all, more))
        return more

    def _show_all(self, more: Button) -> None:
        """All of them; the focus goes on to the first that was hidden."""
        self._all = True
        first = self._drawn
        more.hide()
        more.deleteLater()
        self._draw_more(SLICE)
        self._rows.findChildren(Button)[first + 1].setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, one: Waiting) -> QWidget:
        first, second, verb = self._told(one)
        button = Button(verb, small=True)
        button.setAccessibleDescription(f"{said(first)}. {said(second)}")
        button.clicked.connect(self._way(one))
        words = Column(Words(first, bold=True, wraps=True), small(second), gap=0)
        row = Row(SunkenSign(_SIGNS[one.verb], "info", 36), words, button, gap=10)
        row.setStretch(1, 1)
        row.setAlignment(button, Qt.AlignmentFlag.AlignVCenter)
        return Box(row)

    def _told(self, one: Waiting) -> tuple[Text, Text, Text]:
        """What it is, about whom, and the verb."""
        about = one.line.name if one.line is not None else ""
        if one.draft is not None:
            return _draft_words(self._place.desk.dictionary, one.draft)
        if one.verb in _LOOKS:
            does = marked("Go on here") if one.verb is Verb.GO_ON else marked("Look")
            return partial(say, _LOOKS[one.verb]), one.about, partial(say, does)
        if one.verb is Verb.RENEW:
            return lambda: say("The office's pairs of keys are half a year old"), _why_renew, lambda: say("Renew")
        if one.verb is Verb.CHOOSE:
            return *_differing_words(one, about), lambda: say("Choose")
        if one.verb is Verb.REVISE:
            return lambda: say("Sent back to you"), about, lambda: say("Read")
        return lambda: say("Approval is asked for"), about, lambda: say("Decide")

    def _way(self, one: Waiting) -> Callable[[], None]:
        """Where the button leads."""
        if one.draft is not None:
            return lambda: self._place.go("draft", one.draft)
        if one.verb in _PAGES:
            return lambda: self._place.go(_PAGES[one.verb])
        if one.inquiry is not None:
            return lambda: self._place.go(str(one.verb), one.inquiry)
        case = one.line.row.id if one.line is not None else None
        if one.verb in (Verb.TAKE, Verb.GO_ON):
            return lambda: self._place.go(str(one.verb), case)
        if one.verb is Verb.CHOOSE:
            about = None if case is None else (case, one.record, one.room)
            return lambda: self._place.go("conflict", about)
        return lambda: self._place.go("case", case)


def _why_renew() -> str:
    return say("So that a stick that was lost long ago opens for nobody.")


def _draft_words(dictionary: Dictionary, draft: Draft) -> tuple[Text, Text, Text]:
    """A draft by its form and the moment it was kept."""

    def form() -> str:
        return say(dictionary[draft.form].title) if draft.form in dictionary else say("New case")

    return (
        lambda: say("Draft: {form}", form=form()),
        lambda: say("kept on {moment}", moment=moment_in_words(draft.kept_at)),
        lambda: say("Go on"),
    )


def _differing_words(one: Waiting, about: str) -> tuple[Text, Text]:
    """One question by whom it is about; several by their number."""
    if one.line is not None:
        return lambda: say("Two answers to one question"), about
    return (
        lambda: say_many("Answers differ in {n} place", "Answers differ in {n} places", one.number),
        lambda: say("Every answer is kept until you choose."),
    )
