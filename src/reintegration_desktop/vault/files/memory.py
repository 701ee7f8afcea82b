"""What the system writes of a program's memory when it dies: nothing, once keys are in it."""

import sys
from contextlib import suppress


def keep_memory_off_the_disk() -> None:
    """Switch core dumps off for the rest of this process, where the system has them."""
    if sys.platform == "win32":  # pragma: no cover - Windows writes none unless its owner asked for them
        return
    import resource  # noqa: PLC0415 - there is none on Windows

    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
