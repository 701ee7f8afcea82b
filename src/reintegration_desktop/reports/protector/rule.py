"""What must not be known of a table, as its recipient asks."""

from dataclasses import dataclass
from enum import StrEnum


class Zeros(StrEnum):
    """Whether noughts are always shown; if they are, a reader knows that a hidden cell holds at least one."""

    SHOWN = "shown"
    MAY_HIDE = "may_hide"


@dataclass(frozen=True, slots=True)
class Rule:
    """A count from one to below the ``threshold`` is hidden, and nobody may exclude ``low`` to ``high`` for it."""

    threshold: int
    zeros: Zeros = Zeros.MAY_HIDE
    low: int = 0
    high: int = 0

    @classmethod
    def of(cls, threshold: int, zeros: Zeros = Zeros.MAY_HIDE) -> "Rule":
        """The usual rule: nobody may exclude anything from nought to the threshold."""
        return cls(threshold, zeros, 0, threshold)
