"""Removing a person: what it does and what it can't undo, the remover's passphrase, progress."""

from collections.abc import Callable
from datetime import date
from functools import partial

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Progress, Stoppable
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.editors.days import DayLine
from reintegration_desktop.ui.first.root import RootCard
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.inputs.tick_line import TickLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.picking import Pick, pick_file
from reintegration_desktop.ui.settings.behind import BehindCard
from reintegration_desktop.ui.settings.verbs import PeopleVerbs, PersonLine
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.working import WorkPlace
from reintegration_desktop.vault.roles import Duty


class Misused(Card):
    """Whether somebody else may have their keys, and since when."""

    def __init__(self, today: date) -> None:
        self._today = today
        self.tick = TickLine(
            lambda: say("Somebody else may have their passphrase or their computer"),
            lambda: say("Then every pair of keys of the office is renewed at once, and what was written in their name "
                        "since that day is put aside until a supervisor has looked at it."),
            ticked=False,
        )  # fmt: skip
        self.day = DayLine(today)
        self.day.show_day(today)
        self.field = Field(lambda: say("Since which day?"), self.day, help=lambda: say("Rather a day too early."))
        super().__init__(self.tick, self.field, gap=10)
        self.field.hide()
        self.tick.toggled.connect(self.field.setVisible)

    @property
    def since(self) -> date | None:
        """The day; None where nobody else had the keys."""
        return (self.day.day() or self._today) if self.tick.tick.isChecked() else None

    def is_fit(self) -> bool:
        """Whether what stands there is a day that has come; says so otherwise."""
        day = self.day.day()
        fit = self.since is None or (day is not None and day <= self._today)
        self.field.set_error("" if fit else say("Type a day up to today, for instance 3 March 2026."))
        return fit


class RemovePage(OverPage):
    """One passphrase is enough: the remover's. Until new keys are made it can be stopped."""

    def __init__(self, tasks: Tasks, verbs: PeopleVerbs, person: PersonLine, pick: Pick = pick_file) -> None:
        super().__init__(
            tasks,
            lambda: say("Remove {name}", name=person.name),
            lambda: say("Their keys count no longer, and the office's keys are made anew."),
        )
        self._verbs, self._person = verbs, person
        self.passphrase = PassphraseLine()
        self.misused = Misused(verbs.today)
        self.root = RootCard(pick, _why_root)
        self._root = Wide(self.root, 860)
        self._brings_root = Duty.CUSTODIAN in person.duties and not verbs.keeps_root()
        self._working, self.behind = WorkPlace(), BehindCard()
        self._again = Button(lambda: say("Lock now"), Kind.FIRST, icon="lock")
        self._again.clicked.connect(verbs.lock)
        self.done = Banner("ok", lambda: say("{name} is removed.", name=person.name), _lock_now, buttons=(self._again,))
        self.done.hide()
        self.stopped = Banner("info", lambda: say("Stopped: nobody was removed."), _nothing)
        self.stopped.hide()
        field = Field(lambda: say("Your own passphrase"), self.passphrase, help=lambda: say("Nobody else's is needed."))
        self._question = Card(field, gap=12)
        warning = Banner("warn", lambda: say("This can't take back what they have seen"), _beyond)
        self.lay_out(
            self.done, self.stopped, Wide(self.behind, 760), Wide(self._what(), 760), Wide(warning, 760),
            Wide(self.misused, 760), self._root, Wide(self._question, 620), self._working,
            does=(lambda: say("Remove"), self._on_remove), kind=Kind.DANGER,
        )  # fmt: skip
        self._connect()
        self._enable()

    def _connect(self) -> None:
        self._root.setVisible(self._brings_root)
        self.passphrase.textChanged.connect(self._enable)
        self.root.changed.connect(self._enable)
        self.setFocusProxy(self.passphrase)

    def _what(self) -> Card:
        return Card(
            caption(isolate(self._person.name)),
            note(lambda: say("Their slot goes: their passphrase opens nothing here any more.")),
            note(lambda: say("Everybody else keeps their passphrase and gets the new keys by themselves.")),
            note(lambda: say("What they wrote up to now stays. What comes from them later is put aside until a "
                             "supervisor decides.")),
            gap=8,
        )  # fmt: skip

    def _enable(self, _: str = "") -> None:
        lacks_root = self._brings_root and self.root.brought is None
        self.deed.setEnabled(bool(self.passphrase.text()) and not lacks_root)

    def _on_remove(self) -> None:
        self.passphrase.hide_words()
        self.stopped.hide()
        if self._person.id is None or not self.passphrase.text() or not self.misused.is_fit():
            return
        progress = self._working.begin(lambda: say("Looking at the passphrase and the free space…"))
        self.begin_deed(say("Removing…"))
        self.root.hide_words()
        words, since = self.passphrase.text(), self.misused.since
        root = self.root.brought if self._brings_root else None
        work = partial(self._verbs.ready_to_remove, self._person.id, words, since, root, progress)
        self.run(work, partial(self._on_ready, progress), Lane.WRITER)

    def _on_ready(self, progress: Stoppable, deed: Callable[[Progress], None]) -> None:
        """The last moment at which it can be stopped."""
        if progress.is_stopped:
            self.fail(Cancelled())
            return
        going = self._working.begin(lambda: say("Making new keys. This is finished even if the power goes."),
                                    can_stop=False)  # fmt: skip
        self.run(partial(deed, going), self._on_removed, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it; the passphrase can be typed again."""
        self._working.end()
        if isinstance(error, Cancelled):
            self.end_deed()
            self.stopped.show()
            self.stopped.announce()
        else:
            super().fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _on_removed(self, _: object) -> None:
        self._working.end()
        self.end_deed()
        self.passphrase.clear()
        self.root.forget()
        self._root.hide()
        self._question.hide()
        self.misused.hide()
        self.deed.setEnabled(False)
        self.done.show()
        self.done.announce()
        self._again.setFocus()
        self.changed.emit()
        if self._verbs.behind is not None:
            self.run(self._verbs.behind, lambda found: self.behind.show_behind(*found))


def _why_root() -> str:
    return say("A custodian is removed by the programme's root alone. Its two holders bring their files and type their "
               "passphrases here; nothing of it is kept.")  # fmt: skip


def _nothing() -> str:
    return say("Every key is as it was.")


def _beyond() -> str:
    return say(
        "Who held a key keeps what they had opened, copied or printed. Other offices hear of it with the next bundle; "
        "backups made before stay open to them if they have one."
    )


def _lock_now() -> str:
    return say("Lock and open the vault: its file of cases is then written anew under the new key.")
