"""A table as somebody outside sees it: what the file shows, and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Cell = tuple[str, tuple[tuple[str, str], ...]]
"""A cell whatever the table: the measure, then axis and category, totals left out, in the order of the names."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One direction of a table; ``parents`` tell what is publicly known of it: which category lies in which."""

    name: str
    parents: Mapping[str, str] = field(default_factory=dict)
    total: str = "total"

    def group_of(self, category: str) -> str | None:
        """What a category adds up into; None for the total itself."""
        return None if category == self.total else self.parents.get(category, self.total)


@dataclass(frozen=True, slots=True)
class Seen:
    """One table; a cell that is hidden holds None."""

    name: str
    measure: str
    axes: tuple[Axis, ...]
    cells: Mapping[tuple[str, ...], int | None]

    def categories(self, axis: int) -> tuple[str, ...]:
        """The categories of an axis that the file names, in its order."""
        return tuple(dict.fromkeys(key[axis] for key in self.cells))

    def cell(self, key: tuple[str, ...]) -> Cell:
        """The cell's name beyond this table."""
        pairs = ((axis.name, word) for axis, word in zip(self.axes, key, strict=True) if word != axis.total)
        return self.measure, tuple(sorted(pairs))
