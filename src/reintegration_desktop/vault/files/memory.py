"""What the system writes of a program's memory when it dies: nothing, once keys are in it."""

import sys
from contextlib import suppress

if sys.platform == "win32":  # pragma: no cover - Windows writes none unless its owner asked for them

    def keep_memory_off_the_disk() -> None:
        """Nothing is to be switched off."""

else:
    import resource

    def keep_memory_off_the_disk() -> None:
        """Switch core dumps off for the rest of this process."""
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
