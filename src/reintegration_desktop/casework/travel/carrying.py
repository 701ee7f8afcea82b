"""Carrying one sealed file to a target and from it: watched, stopped, and gone on with where it broke off."""

import io
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.sync.errors import BundleTooLarge, TargetMissing, TargetUnreachable
from reintegration_desktop.sync.target import Target, part_of
from reintegration_desktop.vault.files.disk import owner_only, told

_KIB = 1024
_UNSENT = ".unsent"


def put(target: Target, file: Path, progress: Progress) -> None:
    """Put a sealed file at a target; if that fails, the file goes and its name is kept for ``clear_unsent``.

    Raises what the target refuses, the vault's own disk's refusals, and Cancelled.
    """
    try:
        with _Watched(file, "rb", progress, file.stat().st_size) as content:
            target.put_new(file.name, content)
    except BaseException:
        file.replace(file.with_name(file.name + _UNSENT))
        _emptied(file.with_name(file.name + _UNSENT))
        raise


def clear_unsent(target: Target, outbox: Path) -> None:
    """Take away what earlier attempts left at a target when the line broke: it was never noted as sent."""
    for marker in sorted(outbox.glob("*" + _UNSENT)):
        with suppress(Refusal):
            target.delete_own(marker.name.removesuffix(_UNSENT))
            marker.unlink()


@contextmanager
def fetched(target: Target, name: str, size: int, inbox: Path, most: int, progress: Progress) -> Iterator[Path]:
    """A bundle out of a target, for as long as it is read; it goes on with the part that an earlier break left.

    Sealed as it lies there. Raises what the target refuses, BundleTooLarge for more than ``most`` bytes, the vault's
    own disk's refusals, and Cancelled.
    """
    part = inbox / part_of(name)
    if part.exists() and part.stat().st_size > size:
        part.unlink()
    try:
        with _Watched(part, "ab", progress, size, most) as into:
            target.get(name, into)
    except (TargetUnreachable, TargetMissing, Cancelled):
        raise
    except Refusal:
        part.unlink(missing_ok=True)
        raise
    try:
        yield part
    finally:
        part.unlink(missing_ok=True)


def forget_parts(inbox: Path, listed: Collection[str]) -> None:
    """Parts of bundles that nobody lists any more are of no use; at worst they are fetched once more."""
    wanted = {part_of(name) for name in listed}
    for part in inbox.glob(part_of("*")):
        if part.name not in wanted:
            part.unlink(missing_ok=True)


def _emptied(marker: Path) -> None:
    """Only the name is needed."""
    with told():
        marker.write_bytes(b"")


class _Watched(io.FileIO):
    """A sealed file of the vault whose reading or writing is told, in KiB; the disk's troubles are the vault's own."""

    def __init__(self, path: Path, mode: str, progress: Progress, total: int, most: int | None = None) -> None:
        with told():
            super().__init__(path, mode, opener=owner_only)
        self._progress, self._total, self._most = progress, total, most

    def read(self, size: int | None = -1, /) -> bytes:
        """The next piece; raises Cancelled."""
        with told():
            block = super().read(-1 if size is None else size)
        self._tell()
        return block or b""

    def write(self, block: Any, /) -> int:
        """Write all of it; raises Cancelled and BundleTooLarge."""
        left = memoryview(block)
        if self._most is not None and self.tell() + len(left) > self._most:
            raise BundleTooLarge(megabytes=self._most >> 20)
        with told():
            while left:
                left = left[super().write(left) :]
        self._tell()
        return len(block)

    def _tell(self) -> None:
        self._progress.report(self.tell() // _KIB, self._total // _KIB)
