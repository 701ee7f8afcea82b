"""Ages in bands, and the benefit of the doubt."""

from datetime import date

from reintegration_desktop.kernel.dates import UncertainDate

ADULT = 18
_BANDS = ((5, "under_5"), (12, "from_5_to_11"), (15, "from_12_to_14"), (18, "from_15_to_17"), (25, "from_18_to_24"))


def band(age: int) -> str:
    """The code of the band (list ``age_band``) that an age in whole years lies in."""
    return next((code for limit, code in _BANDS if age < limit), "from_25")


def age_now_in_bands(born: UncertainDate, today: date) -> str:
    """The band of the whole span of possible ages: the younger one, over the line of eighteen always the child's."""
    lowest, _ = born.ages_on(today)
    return band(lowest)


def is_child(born: UncertainDate | None, today: date) -> bool:
    """Doubt counts for the child: true unless even the lowest possible age is eighteen or more."""
    return born is None or born.ages_on(today)[0] < ADULT
