"""A line between a program and a server that can be cut or stall, at a byte that a test chooses."""

import socket
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from threading import Event, Thread


@dataclass(frozen=True)
class Fault:
    """What befalls one connection after so many bytes towards the server (``up``) or from it (``down``)."""

    up: int | None = None
    down: int | None = None
    stalls: bool = False


class Proxy:
    """Passes on what it hears; each new connection takes the next of ``faults``, and none once they are used up."""

    def __init__(self, to: int) -> None:
        self._to, self._ended = to, Event()
        self.faults: deque[Fault] = deque()
        self.connections = self.carried_down = self.struck = 0
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listening.getsockname()[1])
        self._threads: list[Thread] = []
        self._open: list[socket.socket] = []
        self._begin(self._accept)

    def close(self) -> None:
        """Hang up everywhere, and wait until that is done."""
        self._ended.set()
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        for one in self._open:
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join()

    def _begin(self, work: Callable[..., None], *given: object) -> Thread:
        thread = Thread(target=work, args=given, daemon=True)
        self._threads.append(thread)
        thread.start()
        return thread

    def _accept(self) -> None:
        while not self._ended.is_set():
            try:
                near, _ = self._listening.accept()
            except OSError:
                return
            self.connections += 1
            self._begin(self._connect, near, self.faults.popleft() if self.faults else Fault())

    def _connect(self, near: socket.socket, fault: Fault) -> None:
        with near, socket.create_connection(("127.0.0.1", self._to)) as far:
            self._open += [near, far]
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            down = self._begin(self._carry, far, near, fault.down, fault.stalls, False)
            self._carry(near, far, fault.up, fault.stalls, True)
            down.join()

    def _carry(self, source: socket.socket, into: socket.socket, most: int | None, stalls: bool, up: bool) -> None:
        """Carry until one end hangs up, or until the fault; then both hear of it."""
        with suppress(OSError):
            while most != 0 and (block := source.recv(65536)):
                block = block[:most]
                most = None if most is None else most - len(block)
                into.sendall(block)
                self.carried_down += 0 if up else len(block)
            if most == 0:
                self.struck += 1
                if stalls:
                    self._ended.wait()
        for one in (source, into):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)


@contextmanager
def a_line_to(port: int) -> Iterator[Proxy]:
    proxy = Proxy(port)
    try:
        yield proxy
    finally:
        proxy.close()
