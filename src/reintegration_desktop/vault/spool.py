"""A passing file for what must not lie open on a disk: sealed under a key that dies with the object."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.identity import KEY_BYTES, Random

PIECE_BYTES = 256 * 1024
_TAG_BYTES = 16


class Spool:
    """Written once, then read as often as needed, in order; what is shorter than a piece never touches the disk.

    The file has no name and is gone when the program ends, however it ends. Raises DiskFull, FolderReadOnly,
    FolderTrouble, and SealBroken when the disk gives back something else.
    """

    def __init__(self, folder: Path, random: Random) -> None:
        self._cipher = AESGCM(random(KEY_BYTES))
        with told():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - lives as long as the spool
        self._pieces, self._rest = 0, bytearray()

    @property
    def size(self) -> int:
        """Bytes written."""
        return self._pieces * PIECE_BYTES + len(self._rest)

    def write(self, content: bytes) -> int:
        """Add to the end."""
        self._rest += content
        while len(self._rest) >= PIECE_BYTES:
            sealed = self._cipher.encrypt(_nonce(self._pieces), bytes(self._rest[:PIECE_BYTES]), None)
            with told():
                self._file.write(sealed)
            self._pieces += 1
            del self._rest[:PIECE_BYTES]
        return len(content)

    def flush(self) -> None:
        """Nothing waits that a reader would not see."""

    def pieces(self) -> Iterator[bytes]:
        """All that was written, from the beginning, in pieces."""
        for number in range(self._pieces):
            with told():
                self._file.seek(number * (PIECE_BYTES + _TAG_BYTES))
                sealed = self._file.read(PIECE_BYTES + _TAG_BYTES)
            try:
                yield self._cipher.decrypt(_nonce(number), sealed, None)
            except InvalidTag:
                raise SealBroken from None
        yield bytes(self._rest)

    def close(self) -> None:
        """Give the file back to the system."""
        self._file.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _nonce(number: int) -> bytes:
    return number.to_bytes(12)
