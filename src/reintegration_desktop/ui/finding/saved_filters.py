"""The list of saved filters: use one, forget one, save the one of now under a name."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.search.filters import SavedFilter, drop_filter, keep_filter, saved_filters
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, IconButton, Kind
from reintegration_desktop.ui.widgets.words import note
from reintegration_desktop.ui.workplace import Workplace


class SavedFilters(QWidget):
    """``used`` brings the one that was chosen, ``kept`` the name under which the one of now shall be saved.

    ``drawn`` tells that it takes another room.
    """

    used = Signal(object)
    kept = Signal(str)
    drawn = Signal()

    def __init__(self, workplace: Workplace) -> None:
        super().__init__()
        self._place = workplace
        self.filters: tuple[SavedFilter, ...] = ()
        self._rows = QWidget()
        self._failure = Banner("danger", "")
        self._failure.hide()
        self.name = TextLine()
        self.save = Button(lambda: say("Save"), Kind.FIRST, icon="check")
        field = Field(
            lambda: say("Save what is sought now as"),
            self.name,
            help=lambda: say("Sealed in the vault; only you see it."),
        )
        self.name.textChanged.connect(lambda text: self.save.setEnabled(bool(text.strip())))
        self.name.returnPressed.connect(self._on_save)
        self.save.clicked.connect(self._on_save)
        self.save.setEnabled(False)
        foot = Row(self.save)
        foot.addStretch(1)
        self._column = Column(self._rows, self._failure, field, foot, gap=8)
        self.setLayout(self._column)
        self.setFocusProxy(self.name)
        self._draw()

    def ask(self) -> None:
        """Ask for the filters of who is signed in."""
        self._place.read(partial(saved_filters, self._place.desk), self, self._show, self._fail)

    def keep(self, kept: SavedFilter) -> None:
        """Save one."""
        self._write(partial(keep_filter, self._place.desk, kept))

    def _on_save(self) -> None:
        if name := self.name.text().strip():
            self.name.clear()
            self.kept.emit(name)

    def _forget(self, name: str) -> None:
        self._write(partial(drop_filter, self._place.desk, name))

    def _write(self, work: Callable[[], tuple[SavedFilter, ...]]) -> None:
        self._place.tasks.run(work, owner=self, done=self._show, failed=self._fail, lane=Lane.WRITER)

    def _show(self, filters: tuple[SavedFilter, ...]) -> None:
        self._failure.hide()
        self.filters = filters
        self._draw()

    def _fail(self, error: Exception) -> None:
        self._failure.tell_failure(in_plain_words(error))

    def _draw(self) -> None:
        rows = [self._row(one) for one in self.filters] or [note(lambda: say("None is saved yet."))]
        old, self._rows = self._rows, Box(Column(*rows, gap=2))
        self._column.replaceWidget(old, self._rows)
        old.hide()
        old.deleteLater()
        self.updateGeometry()
        self.drawn.emit()

    def _row(self, one: SavedFilter) -> QWidget:
        use = Button(one.name, Kind.QUIET)
        use.clicked.connect(partial(self.used.emit, one))
        forget = IconButton(lambda: say("Forget “{name}”", name=one.name), "bin", Kind.QUIET)
        forget.clicked.connect(partial(self._forget, one.name))
        row = Row(use, forget)
        row.insertStretch(1, 1)
        return Box(row)
