"""What earlier releases of the same report mean for the next one."""

from collections.abc import Iterable, Sequence

from reintegration_desktop.reports.errors import CannotBeProtected, CutsDiffer
from reintegration_desktop.reports.ledger import Entry, Released
from reintegration_desktop.reports.protector.primary import Demand, Reason
from reintegration_desktop.reports.protector.protect import Besides
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.table import TOGETHER, CellId, Key, Table

_OTHERS = 3
"""A quarter has so many others in its year."""


def besides_earlier(
    tables: Sequence[Table], beneath: tuple[Table, ...], entries: Sequence[Entry], recipient: Recipient, threshold: int
) -> Besides:
    """What the protector has to keep to.

    What these readers know already can't be hidden from them; what was hidden from anybody who will see this too stays
    hidden; and a count that differs a little from what they were told is hidden, or the difference would tell of a few.
    """
    counts = counts_of(tables)
    told = told_to(entries, recipient)
    hidden = {
        cell
        for entry in entries if entry.recipient.sees(recipient)
        for cell, count in _cells(entry).items() if count is None
    }  # fmt: skip
    known = frozenset(cell for cell, before in told.items() if counts.get(cell) == before[-1])
    demands = {
        cell: Demand(max(0, counts[cell] - threshold), counts[cell] + threshold, Reason.CHANGE)
        for cell, before in told.items()
        if cell in counts and any(0 < abs(counts[cell] - count) < threshold for count in before)
    }
    return Besides(beneath, known, frozenset(cell for cell in hidden - known if cell in counts), demands)


def told_to(entries: Iterable[Entry], recipient: Recipient) -> dict[CellId, tuple[int, ...]]:
    """Each count that these readers were told of a cell, the last one last."""
    found: dict[CellId, tuple[int, ...]] = {}
    for entry in entries:
        if recipient.sees(entry.recipient):
            for cell, count in _cells(entry).items():
                if count is not None:
                    found[cell] = (*found.get(cell, ()), count)
    return found


def hidden_beside(
    tables: Sequence[Table], entries: Sequence[Entry], period: str, recipient: Recipient, threshold: int
) -> frozenset[CellId]:
    """Cells of these tables that releases of the same year make hidden: a year less three quarters is the fourth.

    What a quarter hides its year hides, and the other way round; a quarter that would be the third to be told of a
    year that is told, beside one that is hidden, is hidden too. Raises CannotBeProtected where a quarter that is too
    small to be told is the last one that isn't.
    """
    counts = counts_of(tables)
    seen = [one for one in entries if one.recipient.sees(recipient) or recipient.sees(one.recipient)]
    around = [one for one in seen if is_year(one.period) != is_year(period)]
    hidden = {cell for entry in around for cell, told in _cells(entry).items() if told is None and cell in counts}
    if not is_year(period):
        years = {cell for entry in around for cell, told in _cells(entry).items() if told is not None}
        for cell in years & counts.keys():
            told, untold = _told_of(cell, [one for one in seen if not is_year(one.period)])
            if 0 < counts[cell] < threshold and len(told) == _OTHERS:
                raise CannotBeProtected(count=1)
            if untold and len(told) == _OTHERS - 1:
                hidden.add(cell)
    return frozenset(hidden)


def is_year(period: str) -> bool:
    """Whether a period is a year, not one of its quarters."""
    return "-" not in period


def _told_of(cell: CellId, quarters: Sequence[Entry]) -> tuple[set[str], set[str]]:
    """The quarters that tell a cell, and those that hide it and tell it nowhere."""
    said = [(one.period, _cells(one).get(cell, -1)) for one in quarters]
    told = {period for period, count in said if count is not None and count >= 0}
    return told, {period for period, count in said if count is None} - told


def check_cuts(tables: Sequence[Table], entries: Sequence[Entry]) -> None:
    """Raises CutsDiffer where an earlier release of the same counts put other categories of a cut together.

    By whatever template it left: neither knows the other's sums.
    """
    now: dict[tuple[str, str], set[str]] = {}
    for table in tables:
        _put_together(now, table.measure, [one.name for one in table.dimensions], table.places())
    for entry in entries:
        earlier: dict[tuple[str, str], set[str]] = {}
        for released in entry.tables:
            _put_together(earlier, released.measure, released.dimensions, released.cells)
        if any(now.get(cut, codes) != codes for cut, codes in earlier.items()):
            raise CutsDiffer


def _put_together(
    found: dict[tuple[str, str], set[str]], measure: str, dimensions: Sequence[str], keys: Iterable[Key]
) -> None:
    """Note the categories that stand for several, by measure and dimension; none for a cut in which nothing does."""
    for name in dimensions:
        found.setdefault((measure, name), set())
    for key in keys:
        for name, code in zip(dimensions, key, strict=True):
            if TOGETHER in code:
                found[measure, name].add(code)


def _cells(entry: Entry) -> dict[CellId, int | None]:
    return told_by(entry.tables)


def told_by(tables: Iterable[Released]) -> dict[CellId, int | None]:
    """The cells of published tables; one that any of them shows is shown."""
    found: dict[CellId, int | None] = {}
    for table in tables:
        for cell, count in table.by_cell().items():
            if found.get(cell) is None:
                found[cell] = count
    return found


def counts_of(tables: Iterable[Table]) -> dict[CellId, int]:
    """The true counts of all cells."""
    return {
        table.cell(key): count
        for table in tables
        for key, count in zip(table.places(), table.full().ravel().tolist(), strict=True)
    }
