"""Saving a copy of a file out of the vault: with a reason, written down before it leaves, and written whole."""

from pathlib import Path

from reintegration_desktop.casework.attachments.looking import FileLine
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted, PurposeMissing, RecordUnknown
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.envelope import Writable
from reintegration_desktop.vault.files.disk import written_whole
from reintegration_desktop.vault.roles import Room


def may_leave(desk: Desk, line: FileLine) -> bool:
    """Whether a copy of a file may be saved out by who is signed in: of one that is kept apart never."""
    return line.room is not Room.RESTRICTED and desk.me.may(Act.EXPORT, line.room, line.form)


def note_copy(desk: Desk, line: FileLine, reason: str) -> Changes:
    """Write down that a copy leaves, and why, before ``write_copy``; raises PurposeMissing, NotPermitted."""
    if not reason.strip():
        raise PurposeMissing
    if not may_leave(desk, line):
        raise NotPermitted
    with desk.begin() as work:
        work.note(Act.EXPORT, line.case, {"form": line.form, "reason": reason.strip(), "record": str(line.record)})
        return work.commit()


def write_copy(desk: Desk, line: FileLine, target: Path, progress: Progress | None = None) -> None:
    """Write a copy to a file that is there whole or not at all, readable to its owner alone.

    Raises NotPermitted, SealedFileMissing, SealedFileDamaged, NoKey, DiskFull, FolderReadOnly, FolderTrouble,
    Cancelled.
    """
    if not may_leave(desk, line):
        raise NotPermitted
    if line.sealed is None:
        raise RecordUnknown
    with written_whole(target) as file:
        desk.files.open(line.case, line.room, line.record, line.sealed, _Watched(file, line.size, progress))


class _Watched:
    """Writes, and tells how far it is."""

    def __init__(self, target: Writable, total: int, progress: Progress | None) -> None:
        self._target, self._total, self._progress, self._done = target, total, progress or NoProgress(), 0

    def write(self, content: bytes, /) -> int:
        """Take all of these bytes; raises Cancelled where somebody stopped it."""
        self._done += len(content)
        self._progress.report(self._done, self._total)
        return self._target.write(content)
