"""What an answer can be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from reintegration_desktop.kernel.dates import UncertainDate


class Absence(StrEnum):
    """Why there is no answer; the reason is a value."""

    NOT_ASKED = "not_asked"
    DECLINED = "declined"
    NOT_KNOWN = "not_known"


@dataclass(frozen=True, slots=True)
class Absent:
    """A question left out for a reason."""

    reason: Absence


@dataclass(frozen=True, slots=True)
class Score:
    """One area's score, 1 (critical) to 5 (thriving), and why if somebody said."""

    score: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Stamp:
    """Who (a person's certificate id) and when (UTC)."""

    by: str
    at: datetime


Value = (
    str | int | float | bool | date | datetime | UncertainDate | Stamp | tuple[str, ...] | Mapping[str, Score] | Absent
)
