"""What somebody asks for on the page of reports: template, period, readers, table; it comes back as it was left."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.figures.chosen import Chosen
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.periods import period_before
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import Merge
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.oversight.published import table_words
from reintegration_desktop.ui.oversight.verbs import RECIPIENT_WORDS, Held, Wanted, usual_period
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.flow import Flowing


class Asked(QWidget):
    """``picked``: another report is asked for; ``table_picked``: another table of the same."""

    picked = Signal()
    table_picked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._held: tuple[Held, ...] = ()
        self.template, self.period = Dropdown({}), Dropdown({})
        self.recipient, self.which = Dropdown({}), Dropdown({})
        self.template.picked.connect(self._on_template)
        self.period.picked.connect(self.picked.emit)
        self.recipient.picked.connect(self.picked.emit)
        self.which.picked.connect(self.table_picked.emit)
        fields: tuple[tuple[Text, Dropdown], ...] = (
            (lambda: say("Report"), self.template), (lambda: say("Period"), self.period),
            (lambda: say("For"), self.recipient), (lambda: say("Table"), self.which),
        )  # fmt: skip
        self.setLayout(Column(Flowing(*(Field(words, box) for words, box in fields), gap=12)))

    def show_held(self, held: Sequence[Held], left: Chosen | None = None) -> None:
        """Offer what lies here. What is chosen stays; at first what was ``left`` chosen, as far as it is offered."""
        self._held = tuple(held)
        self.template.set_entries({one.template: one.title for one in held})
        if left is not None and left.template in {one.template for one in held}:
            self.template.set_value(left.template)
        elif self.template.value() is None and held:
            self.template.set_value(held[0].template)
        self._fill_periods(left.period if left is not None else "")
        self._fill_recipients(left.recipient if left is not None else "")

    def show_tables(self, tables: Sequence[Published]) -> None:
        """Offer the tables of a report."""
        self.which.set_entries({str(at): table_words(table) for at, table in enumerate(tables)})
        if self.which.value() is None and tables:
            self.which.set_value("0")

    def wanted(self, merges: tuple[Merge, ...] = (), *, rounded: bool = False) -> Wanted | None:
        """The report that is asked for; None where nothing lies here."""
        template, period, recipient = self.template.value(), self.period.value(), self.recipient.value()
        if template is None or period is None or recipient is None:
            return None
        return Wanted(template, period, Recipient(recipient), merges, rounded)

    def chosen(self) -> Chosen:
        """What is to come back; the period that is usual anyway moves on with time."""
        template, period = self.template.value() or "", self.period.value() or ""
        usual = period == usual_period(self._held, template)
        return Chosen(template, "" if usual else period, self.recipient.value() or "")

    def before(self) -> str:
        """The period before the one that is asked for; empty where there is none."""
        return period_before(self.period.value() or "now") or ""

    def has(self, period: str) -> bool:
        """Whether figures of the chosen template lie here for a period."""
        return any((one.template, one.period) == (self.template.value(), period) for one in self._held)

    def is_early(self) -> bool:
        """Whether the figures were counted before their period ended."""
        return any(not one.complete for one in self.here())

    def coming_words(self) -> str:
        """What comes with the next figures alone; nothing where today's hold all that the template asks for."""
        coming = list(dict.fromkeys(title for one in self.here() for title in one.coming))
        return say("With the next figures: {what}.", what=say(", ").join(coming)) if coming else ""

    def here(self) -> list[Held]:
        """The figures that are asked for, an office's each."""
        wanted = (self.template.value(), self.period.value())
        return [one for one in self._held if (one.template, one.period) == wanted]

    def _on_template(self) -> None:
        self._fill_periods()
        self._fill_recipients()
        self.picked.emit()

    def _fill_periods(self, left: str = "") -> None:
        """The template's periods; the one that was chosen stays, else the last one that is complete."""
        template, before = self.template.value() or "", left or self.period.value()
        own = {one.period: one.period_words for one in self._held if one.template == template}
        self.period.set_entries(dict(own))
        self.period.set_value(before if before in own else usual_period(self._held, template))

    def _fill_recipients(self, left: str = "") -> None:
        """Only readers whom the template may go to, the nearest first; who was chosen stays if they are among them."""
        template, before = self.template.value(), left or self.recipient.value()
        may = {reader for one in self._held if one.template == template for reader in one.recipients}
        offered: dict[str, Text] = {
            one: partial(say, words) for one, words in RECIPIENT_WORDS.items() if one in may
        }  # fmt: skip
        self.recipient.set_entries(offered)
        self.recipient.set_value(before if before in offered else next(iter(offered), None))
