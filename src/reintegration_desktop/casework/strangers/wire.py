"""What the window and the reader of a stranger's file say to each other through two pipes.

A message is two lengths of four bytes, big-endian, then a head in JSON and a body of bytes. Neither side believes a
length beyond the caps below, nor a head that is no object.
"""

import json
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reintegration_desktop.rules.limits.files import MEGABYTE

LONGEST_HEAD, LONGEST_BODY = 32 * MEGABYTE, 80 * MEGABYTE
_LENGTHS = struct.Struct(">II")


class MessageError(ValueError):
    """What came through a pipe is no message, or one beyond the caps."""


@dataclass(frozen=True, slots=True)
class Message:
    """``head`` says what it is, ``body`` is a file, or the points of a page."""

    head: dict[str, Any]
    body: bytes = b""


def packed(head: dict[str, Any], body: bytes = b"") -> bytes:
    """A message as it goes through a pipe."""
    said = json.dumps(head, separators=(",", ":")).encode()
    return _LENGTHS.pack(len(said), len(body)) + said + body


@dataclass(slots=True)
class Pieces:
    """Bytes as they come out of a pipe, until they are messages."""

    _held: bytearray = field(default_factory=bytearray)

    def take(self, piece: bytes) -> Iterator[Message]:
        """The messages that are whole now; raises MessageError for what is none."""
        self._held += piece
        while len(self._held) >= _LENGTHS.size:
            head, body = _LENGTHS.unpack_from(self._held)
            if head > LONGEST_HEAD or body > LONGEST_BODY:
                raise MessageError
            start = _LENGTHS.size + head
            if len(self._held) < start + body:
                return
            said = _object(bytes(self._held[_LENGTHS.size : start]))
            content = bytes(memoryview(self._held)[start : start + body])
            del self._held[: start + body]
            yield Message(said, content)


def _object(said: bytes) -> dict[str, Any]:
    """Raises MessageError for what is no object of JSON, or one that is nested beyond reason."""
    try:
        found = json.loads(said)
    except (ValueError, RecursionError):
        raise MessageError from None
    if not isinstance(found, dict):
        raise MessageError
    return found
