"""Everybody who will see a new release, and what they were told before that it hangs together with."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, floor, inf

from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.earlier import besides_earlier, counts_of, told_by, told_to
from reintegration_desktop.reports.joint.fitting import Fitted, News, Span, fitted
from reintegration_desktop.reports.joint.ties import Here, Sum, Ties, ties_of
from reintegration_desktop.reports.joint.versions import Numbered, Version
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.protector.circle import in_a_circle
from reintegration_desktop.reports.protector.primary import Demand, Reason
from reintegration_desktop.reports.protector.protect import Besides
from reintegration_desktop.reports.protector.system import Around
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.table import TOTAL, CellId, Dimension, Table

_NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Coming:
    """The release that is to be: its tables with true counts and the finer ones beneath them, for whom, from where.

    ``same`` are earlier releases of the same period and scope, ``left`` all that left, whosever ledger it stands in.
    """

    tables: tuple[Table, ...]
    beneath: tuple[Table, ...]
    recipient: Recipient
    threshold: int
    here: Here
    same: tuple[Entry, ...]
    left: tuple[Numbered, ...]


@dataclass(frozen=True, slots=True)
class Audience:
    """Readers who will see the new release, with the earlier tables that they have seen too.

    ``sums`` tie them; ``demands`` are what these readers must not exclude of counts that no table of the new release
    holds.
    """

    recipient: Recipient
    threshold: int
    seen: tuple[Seen, ...]
    sums: tuple[Sum, ...]
    demands: Mapping[CellId, Demand]


def readers_of(coming: Coming, tick: Callable[[], object]) -> tuple[tuple[Audience, ...], Besides]:
    """Its own readers first, then those who see more and were told something; and what the protector has to keep to.

    ``tick`` is called often, and may stop the work.
    """
    besides = besides_earlier(coming.tables, coming.beneath, coming.same, coming.recipient, coming.threshold)
    news = News(besides.known, frozenset(besides.demands))
    own, fits, ties = _reader(coming, coming.recipient, news, tick)
    found = [own]
    for reader in sorted(Recipient, key=lambda reader: reader.nearness):
        if reader is not coming.recipient and reader.sees(coming.recipient):
            audience, _, _ = _reader(coming, reader, news, tick)
            found += [audience] if audience.seen else []
    told = told_to(coming.same, coming.recipient)
    softer = {cell: _softer(demand, fits, cell, told[cell]) for cell, demand in besides.demands.items()}
    demands = {**{cell: demand for cell, demand in softer.items() if demand.low < demand.high}, **own.demands}
    return tuple(found), replace(besides, demands=demands, around=_around(coming, fits, ties))


def _reader(
    coming: Coming, reader: Recipient, news: News, tick: Callable[[], object]
) -> tuple[Audience, tuple[Fitted, ...], tuple[Ties, ...]]:
    """What one class of readers knows, measure by measure."""
    seen = [one for one in coming.left if reader.sees(one[1].recipient)]
    told = [entry for entry in coming.same if reader.sees(entry.recipient)]
    threshold = min([coming.threshold, *(entry.threshold for entry in told if entry.recipient is reader)])
    counts, alike = counts_of((*coming.tables, *coming.beneath)), list[Seen]()
    fits, every = list[Fitted](), list[Ties]()
    for measure in dict.fromkeys(table.measure for table in coming.tables):
        own = [table for table in coming.tables if table.measure == measure]
        same = _unchanged(told, own)
        places = {cell[1]: count for cell, count in counts.items() if cell[0] == measure}
        ties = ties_of(measure, places, seen, coming.here)
        beneath = [table for table in coming.beneath if table.measure == measure]
        fits.append(fitted(ties, (own, beneath), same, news, threshold, tick))
        every.append(ties)
        alike += same
    demands = {cell: demand for one in fits for cell, demand in one.demands.items()}
    sums = tuple(one for own_fit in fits for one in own_fit.sums)
    earlier = (*alike, *(one for own_fit in fits for one in own_fit.seen))
    return Audience(reader, threshold, earlier, sums, demands), tuple(fits), tuple(every)


def _unchanged(told: Sequence[Entry], tables: Sequence[Table]) -> list[Seen]:
    """Earlier tables of one measure whose counts are still true: they stand for the same cells as the new ones."""
    counts = counts_of(tables)
    parents = {one.name: one.parents for table in tables for one in table.dimensions}
    found = []
    for entry in told:
        own = [table for table in entry.tables if table.measure == tables[0].measure]
        cells = told_by(own)
        if all(count is None or counts.get(cell, count) == count for cell, count in cells.items()):
            found += [
                Seen(table.name, table.measure, tuple(Axis(name, parents.get(name, {})) for name in table.dimensions),
                     table.cells)
                for table in own
            ]  # fmt: skip
    return found


def _softer(demand: Demand, fits: Iterable[Fitted], cell: CellId, told: Iterable[int]) -> Demand:
    """What can be kept open at all of a count that has changed a little.

    Where nothing ties it to what was told, half as much has to stay open at least, and all of these that was told.
    """
    fit = next((one for one in fits if cell in one.soft), Fitted())
    span: Span = fit.soft.get(cell, (-inf, inf))
    low = demand.low if span[0] == -inf else max(demand.low, ceil(span[0] - _NEAR))
    high = demand.high if span[1] == inf else min(demand.high, floor(span[1] + _NEAR))
    near = [count for count in told if demand.low <= count <= demand.high]
    enough = 2 * (high - low) >= demand.high - demand.low and low <= min(near) and max(near) <= high
    return Demand(low, high, Reason.CHANGE) if fit.sums or enough else demand


def _around(coming: Coming, fits: Sequence[Fitted], every: Sequence[Ties]) -> Around:
    """Earlier tables as the protector knows tables."""
    dimensions = {one.name: one for table in coming.tables for one in table.dimensions}
    tables, told = list[Table](), dict[CellId, float]()
    for fit, ties in zip(fits, every, strict=True):
        if fit.sums:
            named = {cell[0] for whole, parts in fit.sums for cell in (whole, *parts)}
            used = [version for version in ties.versions if version.name in named]
            tables += [table for version in used for table in _tables(version, dimensions)]
            told |= {
                (version.name, place): float(count)
                for version in used for place, count in version.cells.items() if count is not None
            }  # fmt: skip
    counts = {cell: count for fit in fits for cell, count in fit.counts.items()}
    return Around(tuple(tables), told, counts, tuple(one for fit in fits for one in fit.sums))


def _tables(version: Version, dimensions: Mapping[str, Dimension]) -> list[Table]:
    found = []
    for table in version.tables:
        own = tuple(
            _dimension(name, [key[at] for key in table.cells], dimensions.get(name))
            for at, name in enumerate(table.dimensions)
        )
        found.append(Table(table.name, "", version.name, own, {}))
    if in_a_circle(found):
        joint = {one.name: one for table in found for one in table.dimensions}
        found.append(Table("beneath", "", version.name, tuple(joint.values()), {}))
    return found


def _dimension(name: str, codes: Iterable[str], now: Dimension | None) -> Dimension:
    """A dimension as it was published; what lies in what is known from now."""
    labels = {code: code for code in dict.fromkeys(codes) if code != TOTAL}
    parents = now.parents if now else {}
    return Dimension(name, name, labels, {code: group for code, group in parents.items() if code in labels})
