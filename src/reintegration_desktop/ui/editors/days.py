"""Editors of days and moments: typed as people write them, or picked from a calendar."""

from datetime import date, datetime, time

from PySide6.QtCore import QDate, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QDialog, QVBoxLayout, QWidget

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.forms.questions import Field
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.words import language, say
from reintegration_desktop.ui.editors.editor import Editor, Setting
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Box, Row
from reintegration_desktop.ui.widgets.buttons import IconButton

_FORMS = ("d MMMM yyyy", "d MMM yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-M-d", "d/M/yy", "d.M.yy")


def read_day(typed: str) -> date | None:
    """A day as people write it, day before month; None where it is none."""
    text = typed.strip().translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
    for locale in (QLocale(language()), QLocale(QLocale.Language.English)):
        for form in _FORMS:
            found = locale.toDate(text, form)
            if found.isValid():
                year = found.year() + 100 if found.year() < 1950 else found.year()
                return date(year, found.month(), found.day())
    return None


class Calendar(QDialog):
    """A month to pick a day from, hanging under its field; Escape leaves the answer alone."""

    def __init__(self, day: date, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.month = QCalendarWidget()
        self.month.setSelectedDate(QDate(day.year, day.month, day.day))
        self.month.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.month.setAccessibleName(say("Calendar"))
        self.month.activated.connect(self.accept)
        self.month.clicked.connect(self.accept)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.month)

    def day(self) -> date:
        """The day that was picked."""
        chosen = self.month.selectedDate()
        return date(chosen.year(), chosen.month(), chosen.day())


class DayLine(TextLine):
    """A day in words; T is today, the arrows go a day on or back."""

    def __init__(self, today: date) -> None:
        super().__init__(placeholder=lambda: say("day month year"))
        self._today = today
        self.editingFinished.connect(self._tidy)

    def day(self) -> date | None:
        """The day that stands there."""
        return read_day(self.text())

    def show_day(self, day: date | None) -> None:
        """Show a day in words."""
        self.setText("" if day is None else _plain(day_in_words(day)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows up and down move by a day; T in an empty field is today."""
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if step is not None:
            self._move(step)
        elif event.text().lower() == "t" and not self.text():
            self._put(self._today)
        else:
            super().keyPressEvent(event)

    def _move(self, days: int) -> None:
        self._put(date.fromordinal((self.day() or self._today).toordinal() + days))

    def _put(self, day: date) -> None:
        self.show_day(day)
        self.textEdited.emit(self.text())

    def _tidy(self) -> None:
        if (day := self.day()) is not None:
            self.show_day(day)


class DayEditor(Editor):
    """One day."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._today = setting.today
        self._line = DayLine(setting.today)
        self._open = IconButton(lambda: say("Open the calendar"), "calendar")
        row = Row(self._line, self._open, gap=4)
        row.setStretch(0, 1)
        super().__init__(question, Box(row))
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self.changed)
        self._open.clicked.connect(self._pick)
        self.rescale()

    def rescale(self) -> None:
        """A day needs no more room than its words."""
        self.inside.setMaximumWidth(px(260))

    def value(self) -> date | str | None:
        """The day; what is no day stays as it was typed, so that the form can say what it expected."""
        text = self._line.text().strip()
        return self._line.day() or text or None

    def set_value(self, value: Value | None) -> None:
        """Show a day."""
        if value == self.value():
            return
        if isinstance(value, str):
            self._line.setText(value)
        else:
            self._line.show_day(value if isinstance(value, date) else None)

    def setAccessibleName(self, name: str) -> None:
        """The line takes the question's name."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def _pick(self) -> None:
        calendar = Calendar(self._line.day() or self._today, self)
        calendar.move(self.mapToGlobal(QPoint(0, self.height())))
        if calendar.exec() == QDialog.DialogCode.Accepted:
            self._line.show_day(calendar.day())
            self.changed.emit()


class MomentEditor(Editor):
    """A day and an hour on this computer's clock; kept in UTC by the form."""

    def __init__(self, question: Field, setting: Setting) -> None:
        self._line = DayLine(setting.today)
        self._hour = TextLine(placeholder="09:30", left_to_right=True)
        row = Row(self._line, self._hour, gap=8)
        row.setStretch(0, 1)
        super().__init__(question, Box(row))
        self.setFocusProxy(self._line)
        self._line.textEdited.connect(self.changed)
        self._hour.textEdited.connect(self.changed)
        self.rescale()

    def rescale(self) -> None:
        """No wider than a day and an hour."""
        self.inside.setMaximumWidth(px(320))
        self._hour.setMaximumWidth(px(80))

    def value(self) -> datetime | str | None:
        """The moment; at nine where no hour was given."""
        day = self._line.day()
        if day is None:
            return self._line.text().strip() or None
        return datetime.combine(day, _hour(self._hour.text())).astimezone()

    def set_value(self, value: Value | None) -> None:
        """Show a moment on this computer's clock."""
        if value == self.value():
            return
        local = value.astimezone() if isinstance(value, datetime) else None
        self._line.show_day(local.date() if local else None)
        self._hour.setText(f"{local:%H:%M}" if local else "")

    def setAccessibleName(self, name: str) -> None:
        """Day and hour take the question's name."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)
        self._hour.setAccessibleName(say("{question}, hour", question=name))


def _hour(typed: str) -> time:
    try:
        return time.fromisoformat(typed.strip().zfill(5))
    except ValueError:
        return time(9)


def _plain(text: str) -> str:
    """Without isolates: they are for sentences, and a person would stumble over them with the arrow keys."""
    return text.replace("\u2068", "").replace("\u2069", "")
