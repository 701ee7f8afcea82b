"""What a process that reads a stranger's file gives up before it takes the first byte of one."""

import ctypes
import os
import sys
from contextlib import suppress
from typing import BinaryIO

from reintegration_desktop.rules.limits.files import MEGABYTE
from reintegration_desktop.vault.files.memory import keep_memory_to_itself

MEMORY = 1536 * MEGABYTE
SECONDS = 900
"""Of processor time, for all that is asked of one process."""

_SET_PARENTS_DEATH, _NO_NEW_PRIVILEGES, _KILL = 1, 38, 9
_NEW_USER, _NEW_NET = 0x1000_0000, 0x4000_0000


def alone(*, sounds: bool) -> BinaryIO:
    """Shut this process off; what comes back is the only place where it speaks.

    No core dump, no file that could be written, so much memory and time; on Linux no new rights, no end later than its
    parent's, and no network where the system lets a user give it up. One that ``sounds`` keeps what leads to the
    loudspeaker: a sound server may be reached by a socket, and shares memory by files that lie in memory.
    """
    keep_memory_to_itself()
    speaks = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for number in (1, 2):
        os.dup2(nothing, number)  # a library's complaints quote what they complain of
    if sys.platform.startswith("linux"):
        _on_linux(sounds=sounds)
    if sys.platform != "win32":
        _limits(sounds=sounds)
    return speaks


def _on_linux(*, sounds: bool) -> None:
    with suppress(OSError, AttributeError):
        own = ctypes.CDLL(None, use_errno=True)
        own.prctl(_SET_PARENTS_DEATH, _KILL, 0, 0, 0)
        own.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
        if not sounds:
            own.unshare(_NEW_USER | _NEW_NET)


if sys.platform != "win32":
    import resource

    def _limits(*, sounds: bool) -> None:
        limits = {resource.RLIMIT_AS: MEMORY, resource.RLIMIT_CPU: SECONDS}
        if not sounds:
            limits[resource.RLIMIT_FSIZE] = 0
        for limit, most in limits.items():
            with suppress(OSError, ValueError):
                resource.setrlimit(limit, (most, most))
