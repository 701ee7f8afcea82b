"""The process that reads a stranger's file, from the window's side: begun without keys or surroundings, and ended."""

import os
import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from reintegration_desktop.casework.strangers.errors import (
    REFUSALS,
    FileUnreadable,
    NoLoudspeaker,
    ReaderEnded,
)
from reintegration_desktop.casework.strangers.wire import Message, Pieces, packed
from reintegration_desktop.kernel.errors import Refusal

PROGRAM = ("-I", "-B", "-m", "reintegration_desktop.casework.strangers")
KEPT = ("SYSTEMROOT",)
KEPT_TO_SOUND = ("XDG_RUNTIME_DIR", "HOME", "PULSE_SERVER", "PULSE_COOKIE", "USERPROFILE", "APPDATA", "LOCALAPPDATA")
"""What leads to a sound server, for a recording alone."""

PATIENCE = 40_000
"""Milliseconds that a question may take, on an old computer too."""

_AT_MOST = 10_000


class Stranger(QObject):
    """One file, one process. ``heard`` is each message, ``failed`` a refusal; after ``end`` neither.

    The file goes in by a pipe, and nothing of it stands in the command line or in what surrounds the process.
    """

    heard = Signal(object)
    failed = Signal(object)

    def __init__(self, owner: QObject, media: str, content: bytes, device: str = "", patience: int = PATIENCE) -> None:
        super().__init__(owner)
        self._pieces, self._over = Pieces(), False
        self._first = packed({"media": media, "device": device}, content)
        self._watch = QTimer(self, singleShot=True, interval=patience)
        self._watch.timeout.connect(self._give_up)
        sounds = media.startswith("audio/")
        self._process = QProcess(self)
        self._process.setProcessEnvironment(surroundings(sounds=sounds))
        self._process.setStandardErrorFile(QProcess.nullDevice())
        self._process.started.connect(self._on_started)
        self._process.readyReadStandardOutput.connect(self._on_piece)
        self._process.errorOccurred.connect(self._give_up)
        self._process.finished.connect(self._give_up)
        self._watch.start()
        self._process.start(sys.executable, [*PROGRAM, *(["--sounds"] if sounds else [])])

    @property
    def number(self) -> int:
        """The process's number; 0 where none runs."""
        return int(self._process.processId())

    def ask(self, **asked: object) -> None:
        """Ask something about the open file."""
        if not self._over:
            self._watch.start()
            self._process.write(packed(asked))

    def end(self) -> None:
        """Have the process end now, whatever it does; nothing is told any more."""
        self._over, self._first, self._pieces = True, b"", Pieces()
        self._watch.stop()
        if self._process.state() is not QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_AT_MOST)

    def _on_started(self) -> None:
        self._process.write(self._first)
        self._first = b""

    def _on_piece(self) -> None:
        try:
            for message in self._pieces.take(bytes(self._process.readAllStandardOutput().data())):
                if not self._over:
                    self._tell(message)
        except ValueError:
            self._give_up()

    def _tell(self, message: Message) -> None:
        self._watch.stop()
        if message.head.get("say") == "refused":
            self._refuse(REFUSALS.get(str(message.head.get("code")), FileUnreadable)())
            return
        if message.head.get("whole") is False:
            self._watch.start()
        self.heard.emit(message)

    def _refuse(self, refusal: Refusal) -> None:
        if not isinstance(refusal, NoLoudspeaker):
            self.end()
        self.failed.emit(refusal)

    def _give_up(self, *_: object) -> None:
        """It ended, said what is no message, or takes too long."""
        if not self._over:
            self._refuse(ReaderEnded())


def surroundings(*, sounds: bool) -> QProcessEnvironment:
    """All that such a process is told of this computer."""
    made = QProcessEnvironment()
    made.insert("LC_ALL", "C.UTF-8")
    for name in (*KEPT, *(KEPT_TO_SOUND if sounds else ())):
        if name in os.environ:
            made.insert(name, os.environ[name])
    return made
