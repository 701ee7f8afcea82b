"""Whether tables hang together in a circle, so that the finer table beneath them gives more away than each pair."""

from collections.abc import Iterable

from reintegration_desktop.reports.table import Table


def in_a_circle(tables: Iterable[Table]) -> bool:
    """Whether tables of one measure that agree where they overlap need not fit one finer table.

    Ears are cut off until nothing is left: a dimension that only one table has, and a table that lies in another.
    Source: Graham; Yu and Ozsoyoglu, 1979.
    """
    rest = [{dimension.name for dimension in table.dimensions} for table in tables]
    while True:
        before = [set(names) for names in rest]
        for names in rest:
            names -= {name for name in names if sum(name in other for other in rest) == 1}
        rest = _outermost(rest)
        if rest == before:
            return len(rest) > 1


def _outermost(sets: list[set[str]]) -> list[set[str]]:
    """The sets that lie in no other; of equal ones the first."""
    return [
        names
        for at, names in enumerate(sets)
        if not any(names < other or (names == other and nth < at) for nth, other in enumerate(sets))
    ]
