"""One program per vault: a lock held by the system, so that the end of the process releases it."""

import errno
import json
import os
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from reintegration_desktop.vault.errors import VaultInUse
from reintegration_desktop.vault.files.disk import told

if sys.platform == "win32":  # pragma: no cover - Windows only
    import msvcrt

    def _take(handle: int) -> None:
        os.lseek(handle, 1 << 20, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_NOTE_BYTES = 200
_KNOWS_NO_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOLCK})
"""A disk that knows no locks keeps nobody out; whoever opens a vault twice there is told by the chains."""


class VaultLock:
    """Held until released, or until the process ends or replaces itself (the handle is closed on exec)."""

    def __init__(self, handle: int) -> None:
        self._handle = handle

    @classmethod
    def of_nothing(cls) -> Self:
        """For a folder that takes no writing: nothing is held, and nothing to be released."""
        return cls(-1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Let the vault go; a second time does nothing."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1


def take_lock(path: Path, holder: str) -> VaultLock:
    """Hold a vault's lock file and note in it which program holds it; raises VaultInUse with what is noted there."""
    with told():
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        _take(handle)
    except OSError as error:
        if error.errno in _KNOWS_NO_LOCKS:
            return VaultLock(handle)
        noted = _noted(handle)
        os.close(handle)
        raise VaultInUse(holder=noted) from None
    note = json.dumps({"holder": holder, "process": os.getpid()}).encode()
    with told():
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, note.ljust(_NOTE_BYTES))
    return VaultLock(handle)


def _noted(handle: int) -> str:
    """Which program says that it holds the lock."""
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        note = json.loads(os.read(handle, _NOTE_BYTES))
        return f"{note['holder']} ({int(note['process'])})"
    except (OSError, ValueError, KeyError, TypeError):
        return "?"
