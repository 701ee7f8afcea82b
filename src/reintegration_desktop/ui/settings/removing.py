"""Removing a person: what it does and what it can't undo, the remover's passphrase, progress."""

from functools import partial

from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.passphrase import PassphraseLine
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.settings.verbs import PeopleVerbs, PersonLine
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.widgets.arrange import Wide
from reintegration_desktop.ui.widgets.banners import Banner
from reintegration_desktop.ui.widgets.buttons import Button, Kind
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.words import caption, note
from reintegration_desktop.ui.working import WorkPlace


class RemovePage(OverPage):
    """One passphrase is enough: the remover's."""

    def __init__(self, tasks: Tasks, verbs: PeopleVerbs, person: PersonLine) -> None:
        super().__init__(
            tasks,
            lambda: say("Remove {name}", name=person.name),
            lambda: say("Their keys count no longer, and the office's keys are made anew."),
        )
        self._verbs, self._person = verbs, person
        self.passphrase = PassphraseLine()
        self._working = WorkPlace()
        self._again = Button(lambda: say("Lock now"), Kind.FIRST, icon="lock")
        self._again.clicked.connect(verbs.lock)
        self.done = Banner("ok", lambda: say("{name} is removed.", name=person.name), _lock_now, buttons=(self._again,))
        self.done.hide()
        field = Field(lambda: say("Your own passphrase"), self.passphrase, help=lambda: say("Nobody else's is needed."))
        self._question = Card(field, gap=12)
        warning = Banner("warn", lambda: say("This can't take back what they have seen"), _beyond)
        self.lay_out(
            self.done, Wide(self._what(), 760), Wide(warning, 760), Wide(self._question, 620), self._working,
            does=(lambda: say("Remove"), self._on_remove), kind=Kind.DANGER,
        )  # fmt: skip
        self.passphrase.textChanged.connect(self._enable)
        self.setFocusProxy(self.passphrase)
        self._enable()

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
        self.deed.setEnabled(bool(self.passphrase.text()))

    def _on_remove(self) -> None:
        self.passphrase.hide_words()
        if self._person.id is None or not self.passphrase.text():
            return
        progress = self._working.begin(lambda: say("Making new keys…"), can_stop=False)
        self.begin_deed(say("Removing…"))
        work = partial(self._verbs.remove, self._person.id, self.passphrase.text(), progress)
        self.run(work, self._on_removed, Lane.WRITER)

    def fail(self, error: Exception) -> None:
        """Tell it; the passphrase can be typed again."""
        self._working.end()
        super().fail(error)
        self.passphrase.selectAll()
        self.passphrase.setFocus()

    def _on_removed(self, _: object) -> None:
        self._working.end()
        self.end_deed()
        self.passphrase.clear()
        self._question.hide()
        self.deed.setEnabled(False)
        self.done.show()
        self.done.announce()
        self._again.setFocus()
        self.changed.emit()


def _beyond() -> str:
    return say(
        "Who held a key keeps what they had opened, copied or printed. Other offices hear of it with the next bundle; "
        "backups made before stay open to them if they have one."
    )


def _lock_now() -> str:
    return say("Lock and open the vault: its file of cases is then written anew under the new key.")
