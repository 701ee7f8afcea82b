"""Lengths and numbers in bands: figures hold how many lie in each, never a value."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.kernel.words import marked

Band = tuple[str, str, int]
"""A band: its code, its words, the least that lies in it."""

BANDS: Mapping[str, tuple[Band, ...]] = MappingProxyType(
    {
        "since_exit": (
            ("under_6", marked("Under 6 months"), 0),
            ("from_6", marked("6 to 11 months"), 6),
            ("from_12", marked("12 to 23 months"), 12),
            ("from_24", marked("24 to 35 months"), 24),
            ("from_36", marked("36 months or more"), 36),
        ),
        "age_at_start": (
            ("under_12", marked("Under 12"), 0),
            ("from_12", marked("12 to 14"), 12),
            ("from_15", marked("15 to 17"), 15),
        ),
        "days_detained": (
            ("under_2", marked("Up to 1 day"), 0),
            ("from_2", marked("2 to 6 days"), 2),
            ("from_7", marked("1 to 4 weeks"), 7),
            ("from_28", marked("4 weeks to 3 months"), 28),
            ("from_91", marked("More than 3 months"), 91),
        ),
        "days_in_care": (
            ("under_7", marked("Under 1 week"), 0),
            ("from_7", marked("1 to 4 weeks"), 7),
            ("from_28", marked("4 to 8 weeks"), 28),
            ("from_57", marked("8 weeks to 6 months"), 57),
            ("from_183", marked("More than 6 months"), 183),
        ),
        "months_open": (
            ("under_6", marked("Under 6 months"), 0),
            ("from_6", marked("6 to 11 months"), 6),
            ("from_12", marked("12 to 17 months"), 12),
            ("from_18", marked("18 to 23 months"), 18),
            ("from_24", marked("24 months or more"), 24),
        ),
        "caseload": (
            ("under_11", marked("1 to 10 cases"), 0),
            ("from_11", marked("11 to 25 cases"), 11),
            ("from_26", marked("26 to 40 cases"), 26),
            ("from_41", marked("More than 40 cases"), 41),
        ),
        "overdue_since": (
            ("under_3", marked("Under 3 months"), 0),
            ("from_3", marked("3 to 11 months"), 3),
            ("from_12", marked("12 months or more"), 12),
        ),
    }
)


def band_of(dimension: str, number: float) -> str:
    """The band that a number lies in; one below the first lies in the first."""
    first, *others = BANDS[dimension]
    return next((code for code, _, least in reversed(others) if number >= least), first[0])
