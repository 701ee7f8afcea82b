"""A screen of our own (Xvfb), and an eye on it that sees when a window has been painted."""

import ctypes
import os
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from ctypes import byref, c_int, c_uint, c_ulong, c_void_p
from pathlib import Path

WIDTH, HEIGHT = 1366, 768
_ALL_PLANES, _ZPIXMAP, _VIEWABLE = 0xFFFFFFFF, 2, 2
_SMALLEST_WINDOW = 100


@contextmanager
def screen() -> Iterator[str]:
    """A display that nobody else draws on; gives its name."""
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[writing], stderr=subprocess.DEVNULL)
    try:
        with os.fdopen(reading) as told:
            yield f":{told.readline().strip()}"
    finally:
        os.close(writing)
        server.terminate()
        server.wait()


class _Attributes(ctypes.Structure):
    """XWindowAttributes, as far as it is read; the rest is room."""

    _fields_ = (
        ("x", c_int), ("y", c_int), ("width", c_int), ("height", c_int), ("border", c_int), ("depth", c_int),
        ("visual", c_void_p), ("root", c_ulong), ("klass", c_int), ("gravity", c_int), ("window_gravity", c_int),
        ("backing", c_int), ("planes", c_ulong), ("pixel", c_ulong), ("under", c_int), ("colormap", c_ulong),
        ("installed", c_int), ("map_state", c_int), ("rest", c_ulong * 16),
    )  # fmt: skip


class Eye:
    """Looks at a display's windows."""

    def __init__(self, display: str) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = c_void_p
        self._x.XDefaultRootWindow.restype = c_ulong
        self._x.XGetImage.restype = c_void_p
        self._x.XGetPixel.restype = c_ulong
        self._display = c_void_p(self._x.XOpenDisplay(display.encode()))
        self._root = c_ulong(self._x.XDefaultRootWindow(self._display))
        self._ground = self._pixel(WIDTH - 1, HEIGHT - 1)

    def painted(self) -> bool:
        """Whether some window stands there, and something else than the bare ground shows in its middle."""
        return any(
            self._pixel(a.x + a.width // 2, a.y + a.height // 2) != self._ground for a in self._windows()
        )  # fmt: skip

    def close(self) -> None:
        self._x.XCloseDisplay(self._display)

    def _windows(self) -> Iterator[_Attributes]:
        root, parent, children, count = c_ulong(), c_ulong(), ctypes.POINTER(c_ulong)(), c_uint()
        self._x.XQueryTree(
            self._display, self._root, byref(root), byref(parent), byref(children), byref(count)
        )  # fmt: skip
        for at in range(count.value):
            found = _Attributes()
            alive = self._x.XGetWindowAttributes(self._display, c_ulong(children[at]), byref(found))
            if alive and found.map_state == _VIEWABLE and min(found.width, found.height) > _SMALLEST_WINDOW:
                yield found

    def _pixel(self, x: int, y: int) -> int:
        x, y = max(0, min(x, WIDTH - 1)), max(0, min(y, HEIGHT - 1))
        image = self._x.XGetImage(self._display, self._root, x, y, 1, 1, c_ulong(_ALL_PLANES), _ZPIXMAP)
        pixel: int = self._x.XGetPixel(c_void_p(image), 0, 0)
        self._x.XDestroyImage(c_void_p(image))
        return pixel


def seconds_to_paint(display: str, command: Sequence[str], home: Path, patience: float = 30.0) -> float:
    """From the start of a program to the moment its first window has been painted; the program is ended then."""
    eye = Eye(display)
    began = time.perf_counter()
    with running(display, command, home):
        while not eye.painted():
            if time.perf_counter() - began > patience:
                raise TimeoutError(command[0])
            time.sleep(0.001)
        took = time.perf_counter() - began
    while eye.painted():
        time.sleep(0.005)
    eye.close()
    return took


@contextmanager
def running(display: str, command: Sequence[str], home: Path, typed: str = "") -> Iterator[int]:
    """A program on a display, with a home of its own; ``typed`` goes to its standard input. Gives its process id.

    A program that has something to wait for says so by a file called ``ready`` in its home.
    """
    given = {"DISPLAY": display, "HOME": str(home), "QT_QPA_PLATFORM": "xcb", "REINTEGRATION_HOME": str(home)}
    silent = subprocess.DEVNULL
    program = subprocess.Popen(
        command, env={**os.environ, **given}, stdin=subprocess.PIPE, stdout=silent, stderr=silent, text=True
    )
    try:
        assert program.stdin
        program.stdin.write(typed)
        program.stdin.close()
        yield program.pid
    finally:
        program.terminate()
        program.wait()


def megabytes_at_rest(pid: int) -> float:
    """The proportional set size of a process: what it alone holds, and its share of what it shares."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise ProcessLookupError(pid)
