"""A table as it leaves: what is shown, and that something is hidden."""

from collections.abc import Mapping
from dataclasses import dataclass

from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.table import TOTAL, Dimension, Key

HIDDEN = ".."


@dataclass(frozen=True, slots=True)
class Published:
    """One table of a report: each cell with its count, or None where it is hidden. No true count lies behind it.

    ``kind``: what a line of it tells beside its counts, worked out of these.
    """

    name: str
    title: str
    measure: str
    dimensions: tuple[Dimension, ...]
    cells: Mapping[Key, int | None]
    kind: Kind = Kind.COUNT

    @property
    def hidden(self) -> tuple[Key, ...]:
        """The hidden cells, in order."""
        return tuple(key for key, count in self.cells.items() if count is None)

    @property
    def grand_total(self) -> int | None:
        """The count of everything, None where it is hidden."""
        return self.cells[(TOTAL,) * len(self.dimensions)]
