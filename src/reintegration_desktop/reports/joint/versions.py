"""What readers were told of one measure, release by release, as long as no count of it changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reintegration_desktop.reports.auditor.puzzle import in_a_circle
from reintegration_desktop.reports.ledger import Entry, Released
from reintegration_desktop.reports.table import TOGETHER, CellId

Place = tuple[tuple[str, str], ...]
"""A cell whatever the measure."""

Numbered = tuple[int, Entry]
"""An entry with its place among all that left, which is the same for every reader."""


@dataclass(frozen=True, slots=True)
class Version:
    """What some releases told of a measure without contradicting each other; its counts have a name of their own.

    ``tables`` bear that name; ``cells`` hold None where nobody was told.
    """

    name: str
    tables: tuple[Released, ...]
    cells: Mapping[Place, int | None]

    def agrees_with(self, counts: Mapping[Place, int]) -> bool:
        """Whether all that was told is true of these counts."""
        return all(counts.get(place, told) == told for place, told in self.cells.items() if told is not None)

    def holds(self, place: Place) -> bool:
        """Whether it has such a cell, told, hidden, or of the finer table that hangs beneath tables in a circle."""
        if place in self.cells:
            return True
        sets = [frozenset(table.dimensions) for table in self.tables]
        return in_a_circle(sets) and {name for name, _ in place} <= frozenset().union(*sets)

    def tells_cut(self, place: Place) -> bool:
        """Whether some table would hold this place: its lines are all there are, and none are put together."""
        names = {name for name, _ in place}
        return any(
            names <= set(table.dimensions) and not any(TOGETHER in code for key in table.cells for code in key)
            for table in self.tables
        )


def versions_of(entries: Iterable[Numbered], measure: str) -> tuple[Version, ...]:
    """The versions of one measure, oldest first; the entries are of one period and scope."""
    found: list[Version] = []
    for number, entry in entries:
        tables = tuple(table for table in entry.tables if table.measure == measure)
        if not tables:
            continue
        cells = _cells(tables)
        if found and not _contradict(found[-1].cells, cells):
            last = found[-1]
            own = (replace(table, measure=last.name) for table in tables)
            found[-1] = Version(last.name, (*last.tables, *own), _together(last.cells, cells))
        else:
            name = f"{measure}@{number}"
            found.append(Version(name, tuple(replace(table, measure=name) for table in tables), cells))
    return tuple(found)


def measure_of(cell: CellId) -> str:
    """The measure that a cell speaks of, in whichever version."""
    return cell[0].partition("@")[0]


def _cells(tables: Sequence[Released]) -> dict[Place, int | None]:
    found: dict[Place, int | None] = {}
    for table in tables:
        found = _together(found, {cell[1]: count for cell, count in table.by_cell().items()})
    return found


def _together(one: Mapping[Place, int | None], other: Mapping[Place, int | None]) -> dict[Place, int | None]:
    """Both; what one hides and the other tells is told."""
    return {**one, **{place: one.get(place) if told is None else told for place, told in other.items()}}


def _contradict(one: Mapping[Place, int | None], other: Mapping[Place, int | None]) -> bool:
    return any(
        told is not None and (before := one.get(place)) is not None and before != told for place, told in other.items()
    )
