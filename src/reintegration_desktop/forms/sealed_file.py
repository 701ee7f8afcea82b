"""What a record says of its sealed file: enough to find it, prove it whole and derive its key, and no word of it."""

from dataclasses import dataclass
from typing import Self

VERSION = "1"
MARK = b'"sealed_file"'
"""What a document holds, as JSON, that names a sealed file."""

SALT_BYTES, DIGEST_BYTES = 16, 32


@dataclass(frozen=True, slots=True)
class SealedFile:
    """``salt`` tells it from the record's other files, ``generation`` is that of the child's key of the room.

    ``digest`` is SHA-256 of the sealed file as it lies on the disk.
    """

    salt: bytes
    generation: int
    digest: bytes

    def __str__(self) -> str:
        return f"{VERSION}.{self.generation}.{self.salt.hex()}.{self.digest.hex()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """What stands in an answer; raises ValueError for anything but what a record of this version says."""
        version, generation, salt, digest = text.split(".")
        found = cls(bytes.fromhex(salt), int(generation), bytes.fromhex(digest))
        if version != VERSION or (len(found.salt), len(found.digest)) != (SALT_BYTES, DIGEST_BYTES):
            raise ValueError("not a sealed file")
        return found
