"""What records must meet before they leave: how many alike, how different what is kept secret, how few withheld."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """How different values are counted: each once, or by how evenly they are spread."""

    DISTINCT = "distinct"
    ENTROPY = "entropy"


class Distance(StrEnum):
    """How far two spreads lie apart: all values alike, or as far as they lie in order."""

    EQUAL = "equal"
    ORDERED = "ordered"


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A column that nobody is to learn of a person: every class has ``l`` values of it, spread within ``t`` of all."""

    name: str
    l: float | None = None  # noqa: E741 - as the field writes it
    kind: Kind = Kind.DISTINCT
    t: float | None = None
    distance: Distance = Distance.EQUAL


@dataclass(frozen=True, slots=True)
class Rule:
    """At least ``k`` records alike, at most ``withheld`` left out (never all), and what sensitive columns ask for."""

    k: int
    withheld: int
    sensitive: tuple[Sensitive, ...] = ()

    @property
    def grows(self) -> bool:
        """Whether what meets it still does after classes are put together, whatever is withheld.

        k and distinct values grow with a class. Evenness and likeness to all only do while nothing is withheld.
        """
        return self.withheld == 0 or not any(one.t is not None or one.kind is Kind.ENTROPY for one in self.sensitive)
