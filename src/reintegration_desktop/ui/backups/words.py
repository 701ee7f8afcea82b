"""Moments and sizes of backups in words."""

from datetime import datetime

from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.kernel.words import marked, say

_UNITS = ((1 << 30, marked("{size} GB")), (1 << 20, marked("{size} MB")), (1 << 10, marked("{size} KB")))


def moment_in_words(moment: datetime) -> str:
    """The day and the minute, here."""
    here = moment.astimezone()
    return say("{day}, {time}", day=day_in_words(here.date()), time=f"{here:%H:%M}")


def size_in_words(size: int) -> str:
    """Bytes in the unit that suits."""
    unit, words = next((one for one in _UNITS if size >= one[0]), _UNITS[-1])
    return say(words, size=f"{size / unit:.{0 if size >= 10 * unit else 1}f}")
