"""The system's spooler: asked for its printers, and handed pages through a pipe, so that no file lies here."""

import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment

_AT_MOST = 10_000
"""Milliseconds until a process that was told to end is no more waited for."""


@dataclass(frozen=True, slots=True)
class Printers:
    """The printers' names, and the one that is used where nobody chooses; both may be empty."""

    names: tuple[str, ...] = ()
    usual: str = ""


def spooler() -> str:
    """The program that takes pages through a pipe; empty where there is none (Windows has its own way)."""
    return "" if sys.platform == "win32" else shutil.which("lp") or ""


class Asked(QObject):
    """A program that runs beside the window; ``told`` hears its exit code, -1 where it never ran, and what it said.

    What is given to it goes through its standard input. Its owner's end ends it.
    """

    def __init__(
        self, program: str, arguments: list[str], told: Callable[[int, str], None], owner: QObject, given: bytes = b""
    ) -> None:
        super().__init__(owner)
        self._told, self._given = told, given
        self._process = QProcess(self)
        plain = QProcessEnvironment.systemEnvironment()
        plain.insert("LC_ALL", "C")  # what it says is read below
        self._process.setProcessEnvironment(plain)
        self._process.started.connect(self._on_started)
        self._process.errorOccurred.connect(self._on_error)
        self._process.finished.connect(self._on_finished)
        self._process.start(program, arguments)

    @property
    def is_running(self) -> bool:
        """Whether it still may take something."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def end(self) -> None:
        """Have it end now; nothing is told of it."""
        self._told, self._given = _nobody, b""
        if self.is_running:
            self._process.kill()
            self._process.waitForFinished(_AT_MOST)

    def _on_started(self) -> None:
        self._process.write(self._given)
        self._process.closeWriteChannel()
        self._given = b""

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._told(-1, "")

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        ended = status is QProcess.ExitStatus.NormalExit
        self._told(code if ended else -1, bytes(self._process.readAllStandardOutput().data()).decode(errors="replace"))


def ask_for_printers(told: Callable[[Printers], None], owner: QObject) -> list[Asked]:
    """Ask the spooler which printers there are; what asks, for ``Asked.end``."""
    asks: list[Asked] = []

    def named(_: int, said: str) -> None:
        names = tuple(line.strip() for line in said.splitlines() if line.strip())
        asks.append(Asked("lpstat", ["-d"], lambda _, usual: told(Printers(names, _usual(usual))), owner))

    asks.append(Asked("lpstat", ["-e"], named, owner))
    return asks


def hand_over(
    pages: bytes, printer: str, copies: int, told: Callable[[int, str], None], owner: QObject
) -> Asked:  # fmt: skip
    """Give the spooler a PDF. The job is called "pages": what stands on them is in no list of jobs."""
    to = ["-d", printer] if printer else []
    return Asked(spooler(), [*to, "-n", str(copies), "-t", "pages", "-s", "-"], told, owner, pages)


def _usual(said: str) -> str:
    """Out of "system default destination: NAME"; nothing where there is none."""
    before, colon, name = said.strip().partition(":")
    return name.strip() if colon and "default" in before else ""


def _nobody(_: int, __: str) -> None:
    """Nobody waits for it any more."""
