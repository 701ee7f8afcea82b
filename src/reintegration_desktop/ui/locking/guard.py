"""Everything that locks a window by itself, or keeps an eye on what leaves it, put on at once."""

from collections.abc import Callable

from reintegration_desktop.ui.locking.capture import OutOfPictures
from reintegration_desktop.ui.locking.clipboard import ClipboardGuard
from reintegration_desktop.ui.locking.idle import IdleLock
from reintegration_desktop.ui.locking.session import MinimiseLock, SystemLock
from reintegration_desktop.ui.start import Keeper
from reintegration_desktop.ui.theme import application
from reintegration_desktop.ui.window import Window


def guard(window: Window, locked: Callable[[], None]) -> ClipboardGuard:
    """Lock whenever nobody, or somebody else, may be looking; keep an eye on what is copied."""
    IdleLock(application(), locked, Keeper().minutes, window)
    SystemLock(locked, window)
    OutOfPictures(window)
    MinimiseLock(locked, window, lambda: Keeper().when_minimised)
    return ClipboardGuard(application().clipboard(), window)
