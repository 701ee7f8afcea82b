"""The editor of dates that are not known to the day: day, month, year, or a stated age."""

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QStackedWidget, QWidget

from reintegration_desktop.casework.value_words import MONTHS, ages_in_words, day_in_words
from reintegration_desktop.forms.questions import Field
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.dates import Precision, UncertainDate
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.editors.days import DayLine
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.inputs.choices import ChoiceRow
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.words import Words, small

BIRTH = "date_of_birth"
_MONTHS = 12


class _Part(QWidget):
    """What is typed for one precision."""

    def __init__(self, *things: QWidget) -> None:
        super().__init__()
        row = Row(*things, gap=8)
        row.addStretch(1)
        self.setLayout(row)


class _Digits(TextLine):
    """A line for a year or an age, as wide as that needs at the text size of now."""

    def __init__(self, width: int, name: Callable[[], str]) -> None:
        self._wide = width
        super().__init__(left_to_right=True)
        self.setMaxLength(4)
        self.setAccessibleName(name())

    def rescale(self) -> None:
        """Take the width of now."""
        super().rescale()
        self.setFixedWidth(px(self._wide))


class SpanEditor(Editor):
    """Asks how exactly a date is known, and then for no more than that. A stated age never becomes a birthday."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._today = setting.today
        self._stated_on: date | None = None
        self._precision = ChoiceRow(_precisions(birth=question.key == BIRTH))
        self._day = DayLine(setting.today)
        self._month = Dropdown({str(number): _month_name(number) for number in range(1, 13)}, empty="")
        self._month.setAccessibleName(say("Month"))
        self._year_of_month = _Digits(80, lambda: say("Year"))
        self._year = _Digits(80, lambda: say("Year"))
        self._youngest = _Digits(64, lambda: say("Youngest age"))
        self._oldest = _Digits(64, lambda: say("Oldest age"))
        self._first, self._last = DayLine(setting.today), DayLine(setting.today)
        self._parts = QStackedWidget()
        self._said = small()
        for part in self._made():
            self._parts.addWidget(part)
        super().__init__(question, Box(Column(self._precision, self._parts, self._said, gap=8)))
        self.setFocusProxy(self._precision)
        self._listen()
        self._show_part()

    def _made(self) -> tuple[QWidget, ...]:
        return (
            QWidget(),
            _Part(self._day),
            _Part(self._month, self._year_of_month),
            _Part(self._year),
            _Part(self._youngest, Words(lambda: say("to"), tone="muted"), self._oldest),
            _Part(self._first, Words(lambda: say("to"), tone="muted"), self._last),
        )

    def _listen(self) -> None:
        for line in (self._day, self._year_of_month, self._year, self._youngest, self._oldest, self._first, self._last):
            line.textEdited.connect(self._on_typed)
        self._month.picked.connect(self._on_typed)
        self._precision.changed.connect(self._on_precision)

    def value(self) -> UncertainDate | None:
        """The span that was said, None until it is whole."""
        readers: dict[str | None, Callable[[], UncertainDate | None]] = {
            Precision.DAY: self._read_day,
            Precision.MONTH: self._read_month,
            Precision.YEAR: self._read_year,
            Precision.AGE_ESTIMATE: self._read_age,
            Precision.UNKNOWN: self._read_between,
        }
        reader = readers.get(self._precision.value())
        try:
            return reader() if reader else None
        except ValueError:
            return None

    def set_value(self, value: Value | None) -> None:
        """Show a span as it was said."""
        if value == self.value():
            self._tell()
            return
        span = value if isinstance(value, UncertainDate) else None
        self._stated_on = span.stated_on if span else None
        self._precision.set_value(span.precision.value if span else None)
        if span is not None:
            self._fill(span)
        self._show_part()

    def setAccessibleName(self, name: str) -> None:
        """The precision takes the question's name, and the day its own."""
        super().setAccessibleName(name)
        self._precision.setAccessibleName(name)
        for line in (self._day, self._first, self._last):
            line.setAccessibleName(name)

    def _fill(self, span: UncertainDate) -> None:
        self._day.show_day(span.earliest)
        self._month.set_value(str(span.earliest.month))
        self._year_of_month.setText(str(span.earliest.year))
        self._year.setText(str(span.earliest.year))
        youngest, oldest = span.ages_on(span.stated_on or self._today)
        self._youngest.setText(str(youngest))
        self._oldest.setText(str(oldest))
        self._first.show_day(span.earliest)
        self._last.show_day(span.latest)

    def _read_day(self) -> UncertainDate | None:
        day = self._day.day()
        return UncertainDate.day(day, self._said_on()) if day else None

    def _read_month(self) -> UncertainDate | None:
        month, year = self._month.value(), _number(self._year_of_month)
        return UncertainDate.month(year, int(month), self._said_on()) if month and _is_year(year) else None

    def _read_year(self) -> UncertainDate | None:
        year = _number(self._year)
        return UncertainDate.year(year, self._said_on()) if _is_year(year) else None

    def _read_age(self) -> UncertainDate | None:
        typed = _number(self._youngest), _number(self._oldest)
        ages = sorted(age for age in typed if 0 <= age < 100)
        return UncertainDate.of_age(ages[0], ages[-1], self._said_on()) if ages else None

    def _read_between(self) -> UncertainDate | None:
        first, last = self._first.day(), self._last.day()
        if first is None or last is None:
            return None
        return UncertainDate(min(first, last), max(first, last), Precision.UNKNOWN, self._said_on())

    def _said_on(self) -> date:
        return self._stated_on or self._today

    def _on_precision(self) -> None:
        self._show_part()
        self.changed.emit()

    def _on_typed(self) -> None:
        self._stated_on = None
        self._tell()
        self.changed.emit()

    def _show_part(self) -> None:
        order = [None, Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.AGE_ESTIMATE, Precision.UNKNOWN]
        chosen = self._precision.value()
        self._parts.setCurrentIndex(order.index(Precision(chosen)) if chosen else 0)
        self._parts.setVisible(chosen is not None)
        self._tell()

    def _tell(self) -> None:
        """Say what the program understood."""
        span = self.value()
        self._said.setVisible(span is not None)
        if span is None:
            return
        if self.question.key == BIRTH:
            ages = ages_in_words(*span.ages_on(self._today))
            self._said.set_text(lambda: say("Age today: {ages}. A stated age never becomes a birthday.", ages=ages))
        elif span.precision is Precision.AGE_ESTIMATE:
            first, last = day_in_words(span.earliest), day_in_words(span.latest)
            self._said.set_text(lambda: say("Between {first} and {last}.", first=first, last=last))
        else:
            self._said.setVisible(False)


def _precisions(*, birth: bool) -> dict[str, Callable[[], str]]:
    """How a date can be known; an age is only asked of a birth."""
    exact: dict[str, Callable[[], str]] = {
        Precision.DAY.value: lambda: say("Day"),
        Precision.MONTH.value: lambda: say("Month"),
        Precision.YEAR.value: lambda: say("Year"),
    }
    if birth:
        return {**exact, Precision.AGE_ESTIMATE.value: lambda: say("Age stated")}
    return {**exact, Precision.UNKNOWN.value: lambda: say("Between two days")}


def _month_name(number: int) -> Callable[[], str]:
    return lambda: say(MONTHS[number - 1])


def _number(line: TextLine) -> int:
    text = line.text().strip().translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    return int(text) if text.isdecimal() else -1


def _is_year(year: int) -> bool:
    return 1900 < year < 2200
