"""The window: painted first, everything heavy imported while the passphrase is typed."""

import logging
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reintegration_desktop import __version__
from reintegration_desktop.app import training
from reintegration_desktop.kernel.clock import SystemClock
from reintegration_desktop.kernel.locations import application_folder
from reintegration_desktop.kernel.logs import LOG, open_log
from reintegration_desktop.kernel.portable import VARIABLE, begin_portable, first_place, found_again, remembered
from reintegration_desktop.kernel.progress import NoProgress, Stoppable
from reintegration_desktop.ui.failures import catch_unexpected
from reintegration_desktop.ui.start import Remembered, Shown, Start, begin_application
from reintegration_desktop.ui.theme import application
from reintegration_desktop.vault.files.labels import slot_labels

if TYPE_CHECKING:
    from reintegration_desktop.app.program import Program
    from reintegration_desktop.kernel.progress import Progress
    from reintegration_desktop.ui.backups.after_lock import Told
    from reintegration_desktop.ui.backups.leaving import LeavingPage
    from reintegration_desktop.ui.first.lost import LostPage
    from reintegration_desktop.ui.locking.older import OlderPage
    from reintegration_desktop.ui.pages.first_run import FirstRunPage
    from reintegration_desktop.ui.start import Begin
    from reintegration_desktop.ui.tasks import Tasks

KEPT_IN_ENVIRONMENT = (
    "PATH", "HOME", "LANG", "DISPLAY", "WAYLAND_DISPLAY", "XDG_RUNTIME_DIR", "XAUTHORITY", "DBUS_SESSION_BUS_ADDRESS",
    "QT_QPA_PLATFORM", "REINTEGRATION_HOME", VARIABLE, "XDG_DATA_HOME", "XDG_CONFIG_HOME", "SYSTEMROOT", "LOCALAPPDATA",
    "APPDATA", "USERPROFILE", "QT_IM_MODULE", "XMODIFIERS", "LANGUAGE", "LC_ALL", "LC_ADDRESS", "LC_COLLATE",
    "LC_CTYPE", "LC_IDENTIFICATION", "LC_MEASUREMENT", "LC_MESSAGES", "LC_MONETARY", "LC_NAME", "LC_NUMERIC",
    "LC_PAPER", "LC_TELEPHONE", "LC_TIME",
)  # fmt: skip

LAST_BACKUP = "--last-backup"
"""Said to the process that makes the backup after the window was closed, and ends."""

AT_LOCK = 2.0
"""Seconds that counting anew may take, the window out of sight, before the vault is locked."""


class Opener:
    """What the start needs of the program; what is heavy is imported when it is asked for.

    ``again`` puts a fresh process in place of this one, ``leave`` ends it, ``last`` puts one in its place that makes
    the backup which was ordered, and ends.
    """

    def __init__(
        self, remembered: Remembered, again: Callable[[Path], None], leave: Callable[[], None],
        last: Callable[[Path], None],
    ) -> None:  # fmt: skip
        self._remembered, self._again, self._leave, self._last = remembered, again, leave, last

    def prepare(self) -> None:
        """Import the database, the pages and the rest, and read the questions, while the passphrase is typed."""
        import reintegration_desktop.app.window  # noqa: F401, PLC0415 - the unlock window is painted before
        from reintegration_desktop.app.program import shipped  # noqa: PLC0415 - as above

        shipped()

    def finish_backup(self, vault: Path, progress: "Progress") -> "Told | None":
        """The backup that was ordered at the lock; this process holds no key."""
        from reintegration_desktop.app.backups.telling import finish_and_tell  # noqa: PLC0415 - as above

        return finish_and_tell(vault, progress)

    def labels(self, vault: Path) -> tuple[str, ...]:
        """Who can open a vault."""
        return slot_labels(vault)

    def told_words(self, vault: Path) -> str:
        """The passphrase of a vault for training; nothing of any other."""
        return training.told_words(vault, application_folder())

    def open(self, vault: Path, label: str, passphrase: str, progress: Stoppable) -> "Program":
        """Unlock a vault."""
        from reintegration_desktop.app.program import open_program  # noqa: PLC0415 - as above

        return open_program(vault, label or None, passphrase, progress=progress)

    def first_run(self, opened: Callable[[Any], None]) -> "tuple[FirstRunPage, Begin]":
        """The first-run page, and what does its wish."""
        from reintegration_desktop.app.beginning import FirstRun  # noqa: PLC0415 - as above

        self._first = FirstRun(opened)
        page = self._first.page(first_place() / "Reintegration.vault")
        return page, self._first.begin

    def lost(self, vault: Path, tasks: "Tasks", opened: Callable[[Any], None]) -> "LostPage":
        """The page for who lost the passphrase."""
        from reintegration_desktop.app.beginning import lost_page  # noqa: PLC0415 - as above

        page = lost_page(vault, tasks)
        page.recovered.connect(opened)
        return page

    def older(
        self, vault: Path, label: str, tasks: "Tasks", again: Callable[[], None], *, file_too: bool
    ) -> "OlderPage":
        """The page for who goes on with an older vault."""
        from reintegration_desktop.app.backups.older_pages import older_page  # noqa: PLC0415 - as above

        return older_page(vault, label, (tasks, again), file_too=file_too)

    def show(self, opened: Any, tasks: "Tasks") -> Shown:
        """The window over it; locking replaces this process by a fresh one."""
        from reintegration_desktop.app.window import OpenWindow  # noqa: PLC0415 - as above

        program: Program = opened
        vault = program.folder.path.resolve()
        self._remember(program, vault)

        def lock() -> None:
            self._put_away(program, tasks, leaving=False)
            self._again(vault)

        def leave() -> None:
            ordered = self._put_away(program, tasks, leaving=True)
            if program.training:
                training.remove(vault, application_folder())
            if ordered:
                self._last(vault)
            else:
                self._leave()

        self._open = OpenWindow(program, tasks, lock, training=program.training, left=leave)
        catch_unexpected(self._open.window.fail)
        return self._open.window

    def _put_away(self, program: "Program", tasks: "Tasks", *, leaving: bool) -> bool:
        """Out of sight, kept, closed; whether a backup was ordered, which a process without a key makes after that."""
        from reintegration_desktop.app.backups.due import order_backup  # noqa: PLC0415 - as above
        from reintegration_desktop.app.overseeing import refresh_at_lock  # noqa: PLC0415 - as above

        ordered: list[bool] = []
        _each(
            self._open.window.keep, self._open.window.hide, self._open.clipboard.clear, lambda: tasks.join(2.0),
            lambda: refresh_at_lock(program, NoProgress(), seconds=AT_LOCK), program.note_left,
            lambda: ordered.append(order_backup(program, leaving=leaving)), program.close,
        )  # fmt: skip
        return any(ordered)

    def _remember(self, program: "Program", vault: Path) -> None:
        """Which vault is asked for next time; one for training is not."""
        if not program.training:
            today = SystemClock().today().isoformat()
            Remembered(**{**_values(self._remembered), "vault": remembered(vault), "opened_on": today}).keep()


def _each(*steps: Callable[[], object]) -> None:
    """Take every step; one that fails is written down, and keeps no other from being taken."""
    for step in steps:
        try:
            step()
        except Exception:
            logging.getLogger(__name__).exception("a step of putting the vault away")


def _values(remembered: Remembered) -> dict[str, Any]:
    return {name: getattr(remembered, name) for name in remembered.__slots__}


def begin_again(vault: Path, *more: str) -> None:
    """Put a fresh process in place of this one: no string of it stays in memory."""
    for name in set(os.environ) - set(KEPT_IN_ENVIRONMENT):
        del os.environ[name]
    arguments = [sys.executable, "-m", "reintegration_desktop", str(vault), *more]
    if sys.platform == "win32":
        os.spawnv(os.P_NOWAIT, sys.executable, arguments)  # noqa: S606 - our own program, without a shell
        os._exit(0)
    os.execv(sys.executable, arguments)  # noqa: S606 - our own program, without a shell


def main() -> None:
    """Show the unlock window, or the first run where no vault is known."""
    arguments = begin_portable(sys.argv[1:])
    last_time = Remembered.read()
    running = begin_application(sys.argv[:1], last_time)
    with suppress(OSError):  # a folder that takes no log is no reason not to open a vault
        open_log(application_folder() / LOG, logging.WARNING)
    named = [word for word in arguments if word != LAST_BACKUP]
    vault = Path(named[0]) if named else found_again(last_time.vault or "Reintegration.vault")
    opener = Opener(last_time, begin_again, running.quit, lambda left: begin_again(left, LAST_BACKUP))
    if LAST_BACKUP in arguments:
        page = _last_backup(vault, opener, running.quit)
        sys.exit(running.exec() if page else 1)
    start = Start(opener, last_time, vault, __version__)
    sys.exit(running.exec() if start else 1)


def _last_backup(vault: Path, opener: Opener, leave: Callable[[], None]) -> "LeavingPage":
    """A small window for as long as it takes."""
    from reintegration_desktop.ui.backups.leaving import LeavingPage  # noqa: PLC0415 - the usual start needs none of it
    from reintegration_desktop.ui.tasks import Tasks  # noqa: PLC0415 - as above

    page = LeavingPage(Tasks(application()), partial(opener.finish_backup, vault), leave)
    page.resize(680, 380)
    page.show()
    return page


if __name__ == "__main__":
    main()
