"""The process that reads one file of a stranger: it comes by a pipe, and what is to be seen of it goes back by one."""

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO

from reintegration_desktop.casework.strangers.alone import alone
from reintegration_desktop.casework.strangers.errors import FileUnfolds, FileUnreadable
from reintegration_desktop.casework.strangers.reader import Reader
from reintegration_desktop.casework.strangers.reading import open_strange
from reintegration_desktop.casework.strangers.wire import Message, Pieces, packed
from reintegration_desktop.kernel.errors import Refusal

SOUNDS = "--sounds"
_PIECE = 1 << 20
_TICK = 0.1


def listen(asked: "queue.SimpleQueue[Message]") -> None:
    """Take what comes; the end of the pipe, or anything that is no message, ends the process whatever it is doing."""
    pieces = Pieces()
    try:
        while piece := os.read(0, _PIECE):
            for message in pieces.take(piece):
                asked.put(message)
    except (OSError, ValueError, MemoryError):
        pass
    os._exit(0)


class Conversation:
    """What is asked, one after another, and what is said to it."""

    def __init__(self, asked: "queue.SimpleQueue[Message]", out: BinaryIO) -> None:
        self._asked, self._out = asked, out
        self._writing = threading.Lock()
        self._reader: Reader | None = None

    def hold(self) -> None:
        """Open the file that comes first, then answer until the pipe ends."""
        self._say(self._begin)
        while (reader := self._reader) is not None:
            try:
                head = self._asked.get(timeout=_TICK if reader.goes_on else None).head
            except queue.Empty:
                self._say(reader.meanwhile)
            else:
                self._say(partial(reader.answer, head))

    def _begin(self) -> Iterator[Message]:
        first = self._asked.get()
        reader = self._reader = open_strange(str(first.head["media"]), first.body, str(first.head.get("device", "")))
        if reader.slow:
            threading.Thread(target=self._say, args=(reader.first,), daemon=True).start()
        else:
            yield from reader.first()

    def _say(self, said: Callable[[], Iterator[Message]]) -> None:
        try:
            for message in said():
                self._write(message.head, message.body)
        except Refusal as refusal:
            self._write({"say": "refused", "code": refusal.code})
        except (MemoryError, RecursionError):
            self._write({"say": "refused", "code": FileUnfolds.code})
        except Exception:  # noqa: BLE001 - its words may quote the file, and are heard by nobody
            self._write({"say": "refused", "code": FileUnreadable.code})

    def _write(self, head: dict[str, object], body: bytes = b"") -> None:
        with self._writing:
            self._out.write(packed(head, body))
            self._out.flush()


def main() -> None:
    """Shut off, then read what comes."""
    out = alone(sounds=SOUNDS in sys.argv[1:])
    asked: queue.SimpleQueue[Message] = queue.SimpleQueue()
    threading.Thread(target=listen, args=(asked,), daemon=True).start()
    Conversation(asked, out).hold()


if __name__ == "__main__":
    main()
