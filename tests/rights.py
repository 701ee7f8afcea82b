"""A user without rights, also where the tests run as one who has them all."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

_VERSION = 0x20080522
_DAC = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH (capabilities(7))."""


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Held(ctypes.Structure):
    _fields_ = (("effective", ctypes.c_uint32), ("permitted", ctypes.c_uint32), ("inheritable", ctypes.c_uint32))


@contextmanager
def an_open_folder() -> Iterator[Path]:
    """A folder that every user can reach, unlike those of the tests."""
    folder = Path(mkdtemp(prefix="rights-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        folder.chmod(0o755)
        rmtree(folder)


@contextmanager
def an_ordinary_user() -> Iterator[None]:
    """Within it this thread may do with a file what its mode allows its owner, also as root."""
    if os.geteuid() != 0:
        yield
        return
    libc, header, held = ctypes.CDLL(None, use_errno=True), _Header(_VERSION, 0), (_Held * 2)()
    if libc.capget(ctypes.byref(header), held):
        raise OSError(ctypes.get_errno(), "capget")
    before = held[0].effective
    try:
        _set(libc, header, held, before & ~_DAC)
        yield
    finally:
        _set(libc, header, held, before)


def _set(libc: ctypes.CDLL, header: _Header, held: "ctypes.Array[_Held]", effective: int) -> None:
    held[0].effective = effective
    if libc.capset(ctypes.byref(header), held):
        raise OSError(ctypes.get_errno(), "capset")
