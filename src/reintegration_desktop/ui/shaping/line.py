"""One thing that a template counts: the measure, by what, and whether today's figures hold it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.own.shaping import Offer
from reintegration_desktop.reports.own.wish import Line
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.buttons import IconButton, Kind
from reintegration_desktop.ui.widgets.cards import Sunk
from reintegration_desktop.ui.widgets.flow import Flowing
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words


class LineCard(Sunk):
    """``changed`` tells that a person picked, ``removed`` that they take the line out."""

    changed = Signal()
    removed = Signal()

    def __init__(self, line: Line) -> None:
        self.measure = Dropdown({}, searchable=True)
        self.first, self.second = Dropdown({}), Dropdown({}, empty=lambda: say("nothing else"))
        self._measure = Field(lambda: say("What is counted"), self.measure)
        self._first = Field(lambda: say("By"), self.first)
        self._second = Field(lambda: say("And by"), self.second)
        self._sign, self._state = Sign("check", "ok"), Words(place="note", wraps=True)
        self.out = IconButton(lambda: say("Take this count out"), "bin", Kind.QUIET)
        told = Row(self._sign, self._state, self.out, gap=6)
        told.setStretch(1, 1)
        self._told = Box(told)
        super().__init__(
            Column(Flowing(self._measure, self._first, self._second, gap=12, on_top=True), self._told, gap=6)
        )
        self._value = line
        self.out.clicked.connect(self.removed.emit)
        self.measure.picked.connect(self._on_measure)
        self.first.picked.connect(self._on_cut)
        self.second.picked.connect(self._on_cut)
        self._tell("")

    def value(self) -> Line:
        """The line as it stands; without cuts until one was picked."""
        return self._value

    def show_offer(self, offer: Offer) -> None:
        """Offer what may be chosen now; what was chosen and can't stand any more is marked."""
        measure, cuts = self._value.measure, self._value.cuts
        first, second = (*cuts, None, None)[:2]
        for box, offered, code in (
            (self.measure, offer.measures, measure or None), (self.first, offer.first, first),
            (self.second, offer.second, second),
        ):  # fmt: skip
            named = {code: offer.words.get(code, code)} if code and code not in offered else {}
            box.set_entries({**offered, **named})
            box.set_value(code)
        self._second.setVisible(bool(offer.second) or second is not None)
        wrong = (_measure_trouble(offer, measure), _cut_trouble(offer, measure, first),
                 "" if second is None or second in offer.second else _elsewhere())  # fmt: skip
        for field, sentence in zip((self._measure, self._first, self._second), wrong, strict=True):
            field.set_error(sentence)
        self._tell("" if not cuts or any(wrong) else "held" if offer.held else "coming")

    def ask_for_cut(self) -> None:
        """Mark what is lacking."""
        if not self._value.measure:
            self._measure.set_error(say("Choose what is counted."))
        elif not self._value.cuts:
            self._first.set_error(say("Choose by what."))

    def _tell(self, state: str) -> None:
        """Whether today's figures hold it: a sign and words."""
        told = {
            "": ("", "muted", ""),
            "held": ("check", "ok", say("Today's figures hold this.")),
            "coming": ("clock", "warn", say("With the next figures: today's don't hold this.")),
        }
        icon, tone, words = told[state]
        self._sign.setVisible(bool(icon))
        if icon:
            self._sign.set_icon(icon, tone)
        self._state.set_tone(tone if tone != "ok" else "muted")
        self._state.set_text(words)

    def _on_measure(self) -> None:
        self._measure.set_error("")
        measure = self.measure.value() or ""
        self._value = Line(measure, self._value.cuts if measure == self._value.measure else ())
        self.changed.emit()

    def _on_cut(self) -> None:
        self._first.set_error("")
        first, second = self.first.value(), self.second.value()
        more = (second,) if second and second != first else ()
        self._value = Line(self._value.measure, (first, *more) if first else ())
        self.changed.emit()


def _measure_trouble(offer: Offer, measure: str) -> str:
    return say("This isn't counted for such a period: choose another.") if measure not in ("", *offer.measures) else ""


def _cut_trouble(offer: Offer, measure: str, first: str | None) -> str:
    if measure not in offer.measures or first in offer.first:
        return ""
    if not offer.first:
        return say("Other reports tell nearly the same by every cut: take another count.")
    return "" if first is None else _elsewhere()


def _elsewhere() -> str:
    return say("Beside the other reports, or to these readers, this isn't safe: choose another.")


class LineList(QWidget):
    """The lines of a template; ``changed`` tells that a person changed, added or took out one."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.cards: list[LineCard] = []
        self._column = Column(gap=10)
        self.setLayout(self._column)

    def begin(self, lines: tuple[Line, ...]) -> None:
        """Show these lines; an empty one where there is none."""
        for card in self.cards:
            self._forget(card)
        self.cards = []
        for line in lines or (Line("", ()),):
            self._append(line)

    def add_line(self) -> None:
        """One more, with the focus in it."""
        card = self._append(Line("", ()))
        self.changed.emit()
        card.measure.setFocus(Qt.FocusReason.OtherFocusReason)

    def value(self) -> tuple[Line, ...]:
        """The lines as they stand."""
        return tuple(card.value() for card in self.cards)

    def show_offers(self, offers: tuple[Offer, ...]) -> None:
        """Offer to each line what it may choose among now."""
        for card, offer in zip(self.cards, offers, strict=False):
            card.show_offer(offer)
            card.out.setEnabled(len(self.cards) > 1)

    def _append(self, line: Line) -> LineCard:
        card = LineCard(line)
        card.changed.connect(self.changed.emit)
        card.removed.connect(lambda: self._take_out(card))
        self.cards.append(card)
        self._column.addWidget(card)
        return card

    def _take_out(self, card: LineCard) -> None:
        at = self.cards.index(card)
        self.cards.remove(card)
        self._forget(card)
        self.cards[max(0, at - 1)].measure.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _forget(self, card: LineCard) -> None:
        self._column.removeWidget(card)
        card.hide()
        card.deleteLater()
