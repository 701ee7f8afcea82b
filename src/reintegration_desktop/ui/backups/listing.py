"""The backups there are: age, size, what has happened since; trying them out, and the way to bring one back."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.backups.verbs import BackupLine, BackupVerbs, DrillLine
from reintegration_desktop.ui.backups.words import moment_in_words, size_in_words
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.overpage import emptied
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Box, Column, Row, Rule
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, note
from reintegration_desktop.ui.working import WorkPlace


class BackupsCard(Card):
    """One line for each; a custodian can try them out and bring one back."""

    def __init__(self, tasks: Tasks, verbs: BackupVerbs) -> None:
        self._tasks, self._verbs = tasks, verbs
        self._lines = Column(gap=8)
        self.failed, self._working = Banner("warn", ""), WorkPlace()
        self.failed.hide()
        self.none = note(lambda: say("There is none within reach: put the stick in, or back up now."))
        self.tried = Box(Column(gap=6))
        self.tried.hide()
        self.try_out = Button(lambda: say("Try the newest ones out"), icon="shield-check")
        self.try_out.clicked.connect(self._on_try)
        row = Row(self.try_out)
        row.addStretch(1)
        super().__init__(
            caption(lambda: say("Backups within reach")), self.none, Box(self._lines), self.failed, self._working,
            self.tried, row, gap=10,
        )  # fmt: skip
        self.try_out.setVisible(verbs.drill is not None)

    def show_lines(self, lines: Sequence[BackupLine]) -> None:
        """Show what there is."""
        emptied(self._lines)
        for number, line in enumerate(lines):
            if number:
                self._lines.addWidget(Rule())
            self._lines.addWidget(self._line(line))
        self.none.setVisible(not lines)
        self.try_out.setEnabled(bool(lines))

    def _line(self, line: BackupLine) -> QWidget:
        where = _where(line)
        size = size_in_words(line.size)
        words = Column(
            Words(partial(moment_in_words, line.made_at), bold=True),
            note(lambda: say("{size}, {where}", size=size, where=where)),
            *(_remark(remark) for remark in line.remarks), gap=2,
        )  # fmt: skip
        row = Row(words, gap=12)
        row.setStretch(0, 1)
        if self._verbs.restore is not None:
            back = Button(lambda: say("Bring back…"), small=True)
            back.setAccessibleName(say("Bring back the backup of {moment}", moment=moment_in_words(line.made_at)))
            back.clicked.connect(partial(self._verbs.restore, line))
            row.addWidget(back)
        return Box(row)

    def _on_try(self) -> None:
        if self._verbs.drill is not None:
            self.failed.hide()
            self.try_out.set_busy(say("Trying…"))
            progress = self._working.begin(lambda: say("Bringing the newest backups back aside, and comparing…"))
            work = partial(self._verbs.drill, progress)
            self._tasks.run(work, owner=self, done=self._on_tried, failed=self._on_failed, lane=Lane.WRITER)

    def _on_tried(self, lines: Sequence[DrillLine]) -> None:
        self._end()
        layout = self.tried.layout()
        assert layout is not None
        emptied(layout)
        layout.addWidget(Words(lambda: say("How they came back just now"), place="note", bold=True))
        for line in lines:
            layout.addWidget(_outcome(line))
        self.tried.show()

    def _on_failed(self, error: Exception) -> None:
        self._end()
        self.failed.tell_failure(in_plain_words(error))
        self.failed.show()

    def _end(self) -> None:
        self.try_out.set_busy()
        self._working.end()


def _where(line: BackupLine) -> str:
    if line.elsewhere and line.here:
        return say("on this computer and in the chosen folder")
    return say("in the chosen folder") if line.elsewhere else say("on this computer")


def _remark(remark: str) -> QWidget:
    row = Row(Sign("warning", "warn", 14), note(remark, "warn"), gap=6)
    row.setStretch(1, 1)
    return Box(row)


def _outcome(line: DrillLine) -> QWidget:
    """A sign, when it was made, and how it came back."""
    sign = Sign("check-circle", "ok", 16) if line.good else Sign("warning", "warn", 16)
    told = note(lambda: f"{moment_in_words(line.made_at)}: {line.sentence}")
    row = Row(sign, told, gap=8)
    row.setStretch(1, 1)
    return Box(row)
