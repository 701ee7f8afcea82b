"""The level of risk: which there are, which is higher."""

from reintegration_desktop.forms.casefile import CaseFile

LEVELS = ("none_identified", "low", "medium", "high")


def risk_of(file: CaseFile) -> str | None:
    """The case's level of risk, which follows the latest visit's; None while it isn't rated."""
    return file.one("concerns").choice("risk_level")


def is_raised(was: str | None, now: str | None) -> bool:
    """Whether the risk was raised; from no rating at all it isn't."""
    return was in LEVELS and now in LEVELS and LEVELS.index(now) > LEVELS.index(was)
