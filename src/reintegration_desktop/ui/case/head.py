"""The head of a case: who, then state as chips."""

from functools import partial

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.value_words import ages_in_words
from reintegration_desktop.casework.visits import may_visit
from reintegration_desktop.kernel.words import marked, say, say_many
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.facts import CaseRow, OpenCase
from reintegration_desktop.ui.due.words import next_cell
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.chips import Chip, State, consent_state, late_state, risk_state
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.words import Words, title
from reintegration_desktop.ui.workplace import Workplace


def consent_chip(row: CaseRow) -> State:
    """Consent in one chip: what was agreed, or that it was taken back."""
    if row.consent.get("event_kind") == "withdrawn":
        return consent_state(lambda: say("Consent taken back"), given=False, withdrawn=True)
    if row.consent.get("agrees_to_case_management") != "yes":
        return consent_state(lambda: say("No consent yet"), given=False)
    if row.consent.get("agrees_to_tracing") == "yes":
        return consent_state(lambda: say("Consent: services, tracing"), given=True)
    return consent_state(lambda: say("Consent: services"), given=True)


def custody_state(workplace: Workplace, held: Custody) -> State | None:
    """Where a case is on its way to, or whose it is if not this office's."""
    offices, own = workplace.desk.programme.offices, workplace.desk.me.office
    if held.disputed:
        return State("warn", "conflict", lambda: say("Offered twice: headquarters decides"))
    if (waiting := held.waiting) is not None and waiting.offer.source == own:
        office = offices.get(str(waiting.offer.target), "") or say("another office")
        return State("info", "send-receive", lambda: say("On its way to {office}", office=office))
    if held.holder is not None and held.holder != own:
        holder = offices.get(str(held.holder), "") or say("another office")
        return State("neutral", "lock", lambda: say("With {office}: only to be read", office=holder))
    return None


class CaseHead(QWidget):
    """``back`` and ``visit_asked`` are the two ways on; ``print_asked`` and ``more_asked`` want a menu at a button."""

    back = Signal()
    visit_asked = Signal()
    print_asked = Signal(object)
    more_asked = Signal(object)

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        back = IconButton(lambda: say("Back to the list"), "chevron-left", Kind.QUIET)
        back.clicked.connect(self.back)
        visit = self._visit = Button(lambda: say("Record visit"), icon="visits")
        visit.clicked.connect(self.visit_asked)
        if not may_visit(workplace.desk.me):
            visit.hide()
        self._name, self._code, self._age = title(""), Words(tone="muted"), Words(tone="muted")
        first = Flowing(self._name, self._code, self._age, gap=10, row_gap=0)
        self._chips = QWidget()
        self._told = Column(first, self._chips, gap=4)
        whole = Row(back, Box(self._told), self._menu_button(marked("Print…"), "print", self.print_asked),
                    self._menu_button(marked("More…"), "more", self.more_asked), visit, gap=8)  # fmt: skip
        whole.setStretch(1, 1)
        self.setLayout(whole)

    def _menu_button(self, text: str, icon: str, asked: SignalInstance) -> IconButton:
        button = IconButton(lambda: say(text), icon)
        button.clicked.connect(lambda: asked.emit(button))
        return button

    def show_case(self, opened: OpenCase) -> None:
        """Say who, and how things are."""
        row, answers = opened.row, opened.file.one("identification")
        self._visit.setEnabled(row.custody is None or not row.custody.elsewhere)
        name = shown_name(row, answers) if self._place.names_shown else row.code
        self._name.set_text(name)
        self._code.set_text("" if name == row.code else row.code)
        born = answers.span("date_of_birth")
        self._age.set_text("" if born is None else ages_in_words(*born.ages_on(self._place.desk.today)))
        old, self._chips = self._chips, self._made_chips(opened)
        self._told.replaceWidget(old, self._chips)
        old.deleteLater()

    def _made_chips(self, opened: OpenCase) -> QWidget:
        workplace, row = self._place, opened.row
        chips: list[QWidget] = [Chip(risk_state(row.risk)), Chip(consent_chip(row))]
        if row.name_is_hidden:
            chips.append(Chip(State("warn", "lock", lambda: say("Name hidden"))))
        if opened.custody is not None and (state := custody_state(workplace, opened.custody)) is not None:
            chips.append(Chip(state))
        if (others := opened.unknown_conflicts) > 0:
            told = partial(say_many, "{n} answer waits for others", "{n} answers wait for others", others)
            chips.append(Chip(State("warn", "conflict", told)))
        if row.next_kind and row.next_due and row.next_due <= workplace.desk.today:
            due = next_cell(row.next_kind, row.next_due, workplace.desk.today)
            chips.append(Chip(late_state(due.text)))
        chips += [self._alias(one) for one in opened.aliases]
        if row.worker is not None:
            worker = workplace.words.person(str(row.worker))
            chips.append(Words(lambda: say("With {worker}", worker=worker), place="note", tone="muted"))
        return Flowing(*chips, gap=8)

    def _alias(self, other: CaseRow) -> QWidget:
        """The way to another file of the same young person."""
        way = Button(lambda: say("The same: {code}", code=other.code), Kind.QUIET, icon="equal", small=True)
        way.setAccessibleDescription(say("Open the other file of this young person"))
        way.clicked.connect(lambda: self._place.open_case(other.id))
        return way
