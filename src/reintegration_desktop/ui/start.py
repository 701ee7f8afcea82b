"""The start of the window: asks for a passphrase at once, and has everything heavy imported while it is typed."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from reintegration_desktop.kernel.locations import application_folder
from reintegration_desktop.kernel.portable import remembered
from reintegration_desktop.kernel.progress import Progress, Stoppable
from reintegration_desktop.kernel.words import isolate, say, speak
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.pages.unlock import KnownVault, UnlockPage
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.tasks import Lane, Tasks
from reintegration_desktop.ui.text import Text
from reintegration_desktop.ui.theme import begin, dress_first

if TYPE_CHECKING:  # the unlock window is painted before the first run is imported
    from reintegration_desktop.ui.backups.after_lock import AfterLock, Told
    from reintegration_desktop.ui.failures import Failure
    from reintegration_desktop.ui.first.beginning import Wish
    from reintegration_desktop.ui.pages.first_run import FirstRunPage
    from reintegration_desktop.ui.picking import Pick

REMEMBERED = "start.json"
_OLDER = frozenset({"vault_file_older", "database_older", "pages_older", "database_log_missing"})
"""Refusals about which a person may decide."""
Shown = QWidget
"""What the program above shows: any widget."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What this computer remembers of its last start: no name of a person, no case."""

    vault: str = ""
    opened_on: str = ""
    language: str = "en"
    theme: str = Theme.LIGHT.value
    factor: float = 1.0
    lock_minutes: int = 5
    lock_minimised: bool = False

    @classmethod
    def read(cls) -> "Remembered":
        """What was remembered; defaults where nothing readable is."""
        try:
            raw = json.loads((application_folder() / REMEMBERED).read_text(encoding="utf-8"))
            return cls(**{name: raw[name] for name in cls.__slots__ if name in raw})
        except (OSError, ValueError, TypeError):
            return cls()

    def keep(self) -> None:
        """Write it down in the user's own folder."""
        folder = application_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        values = {name: getattr(self, name) for name in self.__slots__}
        (folder / REMEMBERED).write_text(json.dumps(values), encoding="utf-8")


class Keeper:
    """Keeps what somebody settles for this computer, for the next start."""

    @property
    def minutes(self) -> int:
        """After so many minutes without a key the vault locks itself."""
        return Remembered.read().lock_minutes

    def keep_look(self, theme: str, factor: float) -> None:
        """Keep theme and text size."""
        replace(Remembered.read(), theme=theme, factor=factor).keep()

    def keep_language(self, language: str) -> None:
        """Keep the language."""
        replace(Remembered.read(), language=language).keep()

    @property
    def when_minimised(self) -> bool:
        """Whether it locks itself when its window is minimised."""
        return Remembered.read().lock_minimised

    def keep_lock(self, minutes: int, when_minimised: bool) -> None:
        """Keep the minutes until the lock, and whether a minimised window locks."""
        replace(Remembered.read(), lock_minutes=minutes, lock_minimised=when_minimised).keep()


Begin = Callable[["FirstRunPage", "Wish", str], Callable[[], None]]


class Opener(Protocol):
    """What the program above the window does with a vault; imported while the passphrase is typed."""

    def prepare(self) -> None:
        """Import what is heavy."""

    def finish_backup(self, vault: Path, progress: Progress) -> "Told | None":
        """Make the backup that was ordered at the lock, in the writer's lane; None where none was. Raises refusals."""

    def labels(self, vault: Path) -> tuple[str, ...]:
        """Who can open a vault, by label."""

    def told_words(self, vault: Path) -> str:
        """The passphrase of a vault for training; nothing of any other."""

    def open(self, vault: Path, label: str, passphrase: str, progress: Stoppable) -> Any:
        """Unlock it, in the writer's lane; raises refusals. What is long reports its progress."""

    def lost(self, vault: Path, tasks: Tasks, opened: Callable[[Any], None]) -> Any:
        """The page for who lost the passphrase; it has a ``closed`` of its own."""

    def older(self, vault: Path, label: str, tasks: Tasks, again: Callable[[], None], *, file_too: bool) -> Any:
        """The page for who goes on with an older vault; ``again`` asks for the passphrase. It has a ``closed``, too.

        ``file_too``: the vault's own file is older as well.
        """

    def show(self, opened: Any, tasks: Tasks) -> QWidget:
        """The window over an open vault."""

    def first_run(self, opened: Callable[[Any], None]) -> "tuple[FirstRunPage, Begin]":
        """The first-run page, and what does its wish beside the window."""


class Start(QObject):
    """From the first paint to the open window: unlock where a vault is known, else the first run."""

    def __init__(
        self, opener: Opener, remembered: Remembered, vault: Path, version: str, pick: "Pick | None" = None
    ) -> None:
        super().__init__()
        self._pick = pick
        self._opener, self._remembered, self._vault = opener, remembered, vault
        self.tasks = Tasks(self)
        self._misses, self._label, self._file_older = 0, "", False
        self._after_lock: AfterLock | None = None
        self.window: QWidget | None = None
        self.page: QWidget = self._unlocking(version) if vault.exists() else self._first_run()
        self.page.resize(1200, 760)
        self.page.installEventFilter(self)
        self.page.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Begin with what is heavy when the page has been painted, and not beside its painting."""
        if event.type() is QEvent.Type.Paint:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._prepare)
        return False

    def _unlocking(self, version: str) -> UnlockPage:
        self._unlock_page = UnlockPage(self._known(), version)
        self._unlock_page.passphrase.setText(self._opener.told_words(self._vault))
        self._unlock_page.unlock_asked.connect(self._unlock)
        self._unlock_page.language_chosen.connect(Keeper().keep_language)
        self._unlock_page.lost_asked.connect(self._lost)
        self._unlock_page.decide_asked.connect(self._decide)
        self._unlock_page.other_asked.connect(self._choose_other)
        self._unlock_page.where_asked.connect(self._say_where)
        return self._unlock_page

    def _known(self) -> KnownVault:
        """What is told of the vault before it is open."""
        words = self._opener.told_words(self._vault)
        return KnownVault(self._vault.name, self._last_words(words), self._opener.labels(self._vault))

    def _choose_other(self) -> None:
        """Open another vault on this computer or on a stick."""
        from reintegration_desktop.ui.picking import pick_folder  # noqa: PLC0415 - not before the first paint

        chosen = (self._pick or pick_folder)(self._unlock_page, say("Which vault?"))
        if not chosen:
            return
        if self._opener.labels(Path(chosen)):
            self._vault = Path(chosen)
            self._unlock_page.show_vault(self._known())
            self._unlock_page.passphrase.setText(self._opener.told_words(self._vault))
        else:
            self._unlock_page.tell(
                say("There is no vault in this folder."),
                say("Nothing was changed. Choose the folder whose name ends in .vault."),
            )

    def _say_where(self) -> None:
        """Where everything lies, and how to copy it."""
        where = isolate(str(self._vault.resolve()))
        self._unlock_page.tell(
            say("Your data lies in this folder: {folder}", folder=where),
            say("It is sealed. Copy it only while the program is closed, or better, write a backup in Settings."),
        )

    def _last_words(self, told: str) -> Text:
        """Of a training vault the passphrase, of any other when it was last opened."""
        if told:
            return lambda: say("Training, with invented cases. Its passphrase is filled in: {words}", words=told)
        last = self._remembered.opened_on if remembered(self._vault) == self._remembered.vault else ""
        return (lambda: say("Last opened here on {day}", day=last)) if last else (lambda: say("On this computer"))

    def _lost(self) -> None:
        """Two recovery sheets instead of a passphrase; Close leads back."""
        self._let_go()
        self._show_beside(self._opener.lost(self._vault, self.tasks, self._show))

    def _decide(self) -> None:
        """Go on with an older vault, by who may decide so; then the passphrase is asked for as ever."""

        def again() -> None:
            page.closed.emit()
            self._unlock_page.tell(say("The vault goes on from here."), self._after_older(), "ok")

        page = self._opener.older(self._vault, self._label, self.tasks, again, file_too=self._file_older)
        self._show_beside(page)

    def _after_older(self) -> str:
        if self._file_older:
            return say("Open it, and renew the office's keys in Settings.")
        return say("Open it, and receive from the other offices soon: they may hold what is lost.")

    def _show_beside(self, page: Any) -> None:
        """A page in place of the one that asks for the passphrase; its ``closed`` leads back."""
        page.resize(self.page.size())
        unlocking, self.page = self.page, page

        def back() -> None:
            self.page = unlocking
            unlocking.show()
            page.close()
            page.deleteLater()

        page.closed.connect(back)
        page.show()
        unlocking.hide()

    def _first_run(self) -> "FirstRunPage":
        page, self._begin = self._opener.first_run(self._show)
        page.begin_asked.connect(partial(self._begin_vault, page))
        page.explore_asked.connect(lambda: self._begin_vault(page, page.wish, ""))
        return page

    def _begin_vault(self, page: "FirstRunPage", wish: "Wish", passphrase: str) -> None:
        page.set_busy(True)

        def refused(error: Exception) -> None:
            page.refused(in_plain_words(error))

        def begun(show: Callable[[], None]) -> None:
            page.set_busy(False)
            show()

        work = partial(self._begin, page, wish, passphrase)
        self.tasks.run(work, owner=self, done=begun, failed=refused, lane=Lane.WRITER)

    def _prepare(self) -> None:
        Thread(target=self._opener.prepare, daemon=True).start()
        if isinstance(self.page, UnlockPage):
            self._make_backup(self.page)

    def _make_backup(self, page: UnlockPage) -> None:
        """The one that was ordered at the lock, beside the page that asks for the passphrase."""
        from reintegration_desktop.ui.backups.after_lock import AfterLock  # noqa: PLC0415 - once it has been painted

        def told(one: "Told | None") -> None:
            if one is not None:
                page.tell(one.sentence, one.second, one.tone)

        def failed(failure: "Failure") -> None:
            page.banner.tell_failure(failure)

        finish = partial(self._opener.finish_backup, self._vault)
        self._after_lock = AfterLock(self.tasks, finish, page.show_work, told, failed, self)
        self._after_lock.begin()

    def _let_go(self) -> None:
        """Whoever opens the vault does not wait for its backup."""
        if self._after_lock is not None:
            self._after_lock.stop()

    def _unlock(self, label: str, passphrase: str) -> None:
        self._let_go()
        self._label = label
        self._unlock_page.set_busy(True)
        progress = Stoppable()
        self._unlock_page.watch(progress)
        work = partial(self._opener.open, self._vault, label, passphrase, progress)
        self.tasks.run(work, owner=self, done=self._show, failed=self._refused, lane=Lane.WRITER)

    def _show(self, opened: Any) -> None:
        self.window = self._opener.show(opened, self.tasks)
        self.window.resize(self.page.size())
        self.window.show()
        self.page.close()

    def _refused(self, error: Exception) -> None:
        failure = in_plain_words(error)
        facts = getattr(error, "facts", {})
        if failure.code in ("wrong_passphrase", "too_many_misses"):
            self._misses += failure.code == "wrong_passphrase"
            self._unlock_page.missed(self._misses, int(facts.get("seconds", 0)))
        else:
            self._file_older = failure.code == "vault_file_older"
            self._unlock_page.refused(failure, decides=failure.code in _OLDER)


def begin_application(arguments: list[str], remembered: Remembered) -> QApplication:
    """Qt, dressed as this computer remembers."""
    application = begin(arguments)
    application.setApplicationName("Reintegration")
    speak(remembered.language)
    dress_first(Theme(remembered.theme), remembered.factor)
    return application
