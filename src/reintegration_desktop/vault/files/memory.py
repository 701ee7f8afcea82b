"""What the system writes, or lets others read, of a program's memory: nothing, once keys are in it."""

import ctypes
import sys
from contextlib import suppress

if sys.platform == "win32":  # pragma: no cover - Windows only
    _NO_BOXES, _NO_HEAP = 0x0001 | 0x0002, 0x0001
    """SEM_FAILCRITICALERRORS and SEM_NOGPFAULTERRORBOX; WER_FAULT_REPORTING_FLAG_NOHEAP."""

    def keep_memory_to_itself() -> None:
        """Have a crash end the process without a report that holds what stands in its memory."""
        with suppress(OSError, AttributeError):
            ctypes.windll.kernel32.SetErrorMode(_NO_BOXES)
            ctypes.windll.kernel32.WerSetFlags(_NO_HEAP)

else:
    import resource

    _SET_DUMPABLE, _DENY_ATTACH = 4, 31

    def keep_memory_to_itself() -> None:
        """Switch core dumps off for the rest of this process, and keep other programs of its user out of its memory.

        A limit alone does not hold where the system hands dumps to a program (a ``core_pattern`` that begins with a
        pipe). A process that takes this one's place begins anew.
        """
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with suppress(OSError, AttributeError):
            own = ctypes.CDLL(None, use_errno=True)
            if sys.platform.startswith("linux"):
                own.prctl(_SET_DUMPABLE, 0, 0, 0, 0)
            elif sys.platform == "darwin":  # pragma: no cover - macOS only
                own.ptrace(_DENY_ATTACH, 0, None, 0)
