"""A record being filled in: its form, its draft every two seconds, what stands against saving it."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import doubts, records
from reintegration_desktop.casework.errors import FormHasProblems
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.editors.form import FormView
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.tasks import Lane
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.workplace import Workplace

DRAFT_EVERY = 2000


class SheetPanel(QWidget):
    """One record. ``changed`` tells that an answer changed, ``saved`` that it lies in the vault."""

    changed = Signal()
    saved = Signal()
    kept = Signal(object)

    def __init__(
        self, workplace: Workplace, sheet: Sheet, *, hidden: frozenset[str] = frozenset(),
        with_restricted: bool = False, folds: bool = True,
    ) -> None:  # fmt: skip
        super().__init__()
        self._place = workplace
        self.sheet = sheet
        self.kept_at: datetime | None = None
        self._unkept = False
        self.form = FormView(
            sheet.filling,
            workplace.setting,
            workplace.words,
            hidden=hidden,
            with_restricted=with_restricted,
            folds=folds,
            doubting=self._doubts,
            seeing=self._seen,
        )
        self._failure = Banner("danger", "")
        self._failure.setVisible(False)
        self.setLayout(Column(self._failure, self.form, gap=12))
        self.form.answered.connect(self._on_answered)
        self.form.show_names(workplace.names_shown)
        workplace.names_toggled.connect(self.form.show_names)
        self._timer = QTimer(self, interval=DRAFT_EVERY)
        self._timer.timeout.connect(self.keep)
        self._timer.start()

    @property
    def saving(self) -> bool:
        """Whether it was saved and is about to be shown as it is now."""
        return not self._timer.isActive()

    @property
    def dirty(self) -> bool:
        """Whether there is anything to save."""
        return self.sheet.filling.changed

    def show_sheet(self, sheet: Sheet) -> None:
        """Show another record of the same form, as it was saved."""
        self.sheet, self.kept_at, self._unkept = sheet, None, False
        self._failure.setVisible(False)
        self.form.begin(sheet.filling)
        self._timer.start()

    def keep(self) -> None:
        """Seal what was typed since the last draft."""
        if not self._unkept:
            return
        self._unkept = False
        now = self._place.desk.clock.now()
        work = partial(records.keep, self._place.desk, self.sheet, now)
        self._place.tasks.run(
            work, owner=self, done=lambda _: self._on_kept(now), failed=self._on_not_kept, lane=Lane.WRITER
        )

    def save(self) -> None:
        """Save, or show what stands against it."""
        if self.form.show_problems() is not None:
            return
        work = partial(records.save_sheet, self._place.desk, self.sheet)
        self._place.write(work, self, self._on_saved, self._on_refused)

    def forget(self) -> None:
        """Leave without saving, and forget the draft."""
        self._timer.stop()
        work = partial(self._place.desk.drafts.drop, self.sheet.draft)
        self._place.tasks.run(work, owner=self._place, lane=Lane.WRITER)

    def _seen(self, filling: Filling) -> Filling:
        return records.seen_anew(self._place.desk, self.sheet.file, self.sheet.begun, filling)

    def _doubts(self, filling: Filling) -> doubts.Doubts:
        return doubts.doubts_of(self._place.desk, self.sheet, filling)

    def _on_answered(self, filling: Filling) -> None:
        self.sheet = self.sheet.filled(filling)
        self._unkept = True
        self.changed.emit()

    def _on_kept(self, at: datetime) -> None:
        self.kept_at = at
        self.kept.emit(at)

    def _on_not_kept(self, error: Exception) -> None:
        """Try again in a moment, and say so meanwhile."""
        self._unkept = True
        self._failure.tell_failure(in_plain_words(error))

    def _on_saved(self, changes: Changes) -> None:
        self._timer.stop()
        self._unkept = False
        before = self.sheet
        self._place.toast(
            say("{form} saved", form=say(before.filling.form.title)),
            None if before.new else partial(self._take_back, records.reverse(before, changes)),
        )
        self.saved.emit()

    def _take_back(self, edit: Edit) -> None:
        self._place.write(partial(save, self._place.desk, self.sheet.case, edit), self._place)

    def _on_refused(self, error: Exception) -> None:
        if isinstance(error, FormHasProblems):
            self.form.show_problems()
        self._failure.tell_failure(in_plain_words(error))
