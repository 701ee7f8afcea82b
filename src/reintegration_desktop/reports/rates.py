"""Shares, worked out of published counts alone, or not told."""

_LEAST_WHOLE = 10
_LEAST_REST = 5


def percent(part: int | None, whole: int | None) -> int | None:
    """A share in whole per cent; None where a count is hidden, the whole is under 10, or the part or the rest few."""
    if part is None or whole is None or whole < _LEAST_WHOLE:
        return None
    rest = whole - part
    few = 0 < part < _LEAST_REST or 0 < rest < _LEAST_REST
    return None if few or rest < 0 else round(100 * part / whole)
