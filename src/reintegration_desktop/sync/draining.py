"""Letting in what waited, once what it waited for has come."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from uuid import UUID

from reintegration_desktop.history.arrivals import IN_PLACE, Batch, Hole, Reason, Waiting
from reintegration_desktop.history.change import Change
from reintegration_desktop.sync.chaining import digests_of
from reintegration_desktop.sync.clocks import Clocks
from reintegration_desktop.sync.holding import custodies, says_whose
from reintegration_desktop.sync.judging import Held, Judge
from reintegration_desktop.sync.ports import Receiver
from reintegration_desktop.sync.sorting import MOST_CHANGES, Here, Shelf, here
from reintegration_desktop.sync.wire import ChangeLine, HoleLine, Line, change_of, read_line
from reintegration_desktop.vault.chain import link_digests

_WAITS = IN_PLACE | {Reason.GAP}


def drained(receiver: Receiver, judge: Judge, most: int = MOST_CHANGES) -> Iterator[Batch]:
    """Batches of what waits no more, the caller applies each before the next; none where nothing moves.

    Goes round the devices until a whole round lets nothing in: what one lets in may be what another waited for.
    """
    place, clocks = here(receiver), Clocks(receiver)
    moved = bool(place.parked)
    while moved:
        moved = False
        for device in sorted({version.device for version in place.parked}):
            for batch in _of_device(receiver, judge, place, clocks, device, most):
                moved = True
                yield batch


def _of_device(
    receiver: Receiver, judge: Judge, place: Here, clocks: Clocks, device: str, most: int
) -> Iterator[Batch]:
    """One device's waiting changes, by number."""
    after = 0
    while rows := receiver.waiting(device, after, most):
        after = rows[-1].seq
        lines = [read_line(row.line) for row in rows]
        slice_ = _Slice(judge, place, _held_by(receiver, judge, place, rows, lines), clocks, receiver, rows)
        for row, line in zip(rows, lines, strict=True):
            if isinstance(line, ChangeLine | HoleLine):
                slice_.look_at(row, line)
        if slice_.shelf.released:
            yield slice_.shelf.batch()


def _held_by(
    receiver: Receiver, judge: Judge, place: Here, rows: Sequence[Waiting], lines: Sequence[Line | None]
) -> Held:
    """Whose the cases are of what waits; what goes on waiting says nothing of it."""
    past, clocks, reach = Shelf().past(receiver), Clocks(receiver), place.reach(rows[0].device)
    cases, new = set[UUID](), list[Change]()
    for row, line in zip(rows, lines, strict=True):
        joins = row.seq == reach + 1
        reach += joins
        behind = joins and isinstance(line, ChangeLine) and clocks.is_behind(row.device, row.seq, line.clock)
        change = change_of(line, row.hash) if isinstance(line, ChangeLine) else None
        if change is None:
            continue
        cases.add(change.case)
        comes = row.seq <= reach and row.reason in _WAITS and not behind and all(map(place.has, change.parents))
        if comes and says_whose(change) and judge.lets_stand(change, past):
            new.append(change)
    return Held(
        receiver.holders(cases), custodies(receiver.holdings, judge.certified, receiver.holdings.said(cases), new)
    )


def let_in_later(receiver: Receiver, judge: Judge) -> int:
    """Let in what lay aside since another office held its case, where it turns out now that its author's did.

    Returns how many changes that were.
    """
    waiting = receiver.holdings.waiting()
    if not waiting:
        return 0
    cases = {change.case for change in waiting}
    held = Held({}, custodies(receiver.holdings, judge.certified, receiver.holdings.said(cases), ()))
    place, shelf, found = here(receiver), Shelf(), list[Change]()
    past = shelf.past(receiver)
    for change in waiting:
        stands = judge.fault(change, held) is None and all(map(place.has, change.parents))
        if stands and judge.oversteps(change, past) is None:
            found.append(change)
            shelf.apply(change)
    if found:
        receiver.holdings.let_in(found)
    return len(found)


class _Slice:
    """Some of one device's waiting changes."""

    def __init__(
        self, judge: Judge, place: Here, held: Held, clocks: Clocks, receiver: Receiver, rows: Sequence[Waiting]
    ) -> None:
        self._judge, self._place, self._held, self._clocks = judge, place, held, clocks
        self._receiver = receiver
        self._in_place = {row.seq: row.hash for row in rows if row.reason in IN_PLACE}
        self.shelf = Shelf()
        self._past = self.shelf.past(receiver)

    def look_at(self, row: Waiting, line: ChangeLine | HoleLine) -> None:
        """Let a change in, move it on to what it waits for next, or leave it."""
        if row.seq == self._place.reach(row.device) + 1:
            self._joined(row, line)
        elif row.seq <= self._place.reach(row.device):
            look = self._again if row.reason in IN_PLACE else self._overtaken
            look(row, line)

    def _joined(self, row: Waiting, line: ChangeLine | HoleLine) -> None:
        """The gap before a change has closed: it must hang in the chain that is here."""
        digests = digests_of(line)
        if link_digests(self._place.mark(row.device).hash, *digests) != row.hash:
            self._move(row, Reason.FORK)
            return
        self._place.move(row.device, row.seq, row.hash)
        self.shelf.marks[row.device] = self._place.mark(row.device)
        if isinstance(line, HoleLine):
            self._release(row)
            self.shelf.holes.append(Hole(row.device, row.seq, *digests, row.hash))
            return
        behind = self._clocks.is_behind(row.device, row.seq, line.clock)
        self._sort(_timed(row, behind=behind), change_of(line, row.hash), Reason.NEWER)

    def _overtaken(self, row: Waiting, line: ChangeLine | HoleLine) -> None:
        """The gap before it was closed by a bundle that brought its number too: the same, or another machine's."""
        lies = self._receiver.hash_at(row.id)
        if (lies or self._waits_at(row)) not in (None, row.hash):
            self._move(row, Reason.FORK)
        elif isinstance(line, HoleLine):
            self._release(row)
            if lies is None:
                self.shelf.holes.append(Hole(row.device, row.seq, *digests_of(line), row.hash))
        elif lies is None or row.seq in self._receiver.holes(row.device, row.seq - 1, row.seq):
            behind = isinstance(line, ChangeLine) and line.clock <= self._receiver.clock_before(row.id)
            self._again(_timed(row, behind=behind), line)
        else:
            self._release(row)

    def _waits_at(self, row: Waiting) -> bytes | None:
        """The chain's hash at a number whose change waits in its place; the last number's is known in any case."""
        mark = self._place.mark(row.device)
        return mark.hash if row.seq == mark.seq else self._in_place.get(row.seq)

    def _again(self, row: Waiting, line: ChangeLine | HoleLine) -> None:
        """A change in its place, which waited for a version or for a newer program."""
        change = change_of(line, row.hash) if isinstance(line, ChangeLine) else None
        if change is not None and all(map(self._place.has, change.parents)):
            self._sort(row, change, row.reason)

    def _sort(self, row: Waiting, change: Change | None, otherwise: Reason) -> None:
        if change is None:
            self._move(row, otherwise if row.reason in _WAITS else row.reason)
            return
        reason = row.reason if row.reason not in _WAITS else self._judge.fault(change, self._held)
        if reason is not None:
            self._release(row)
            self.shelf.set_aside(change, reason)
        elif not all(map(self._place.has, change.parents)):
            self._move(row, Reason.PARENT)
        elif (overstep := self._judge.oversteps(change, self._past)) is not None:
            self._release(row)
            self.shelf.set_aside(change, overstep)
        else:
            self._release(row)
            self.shelf.apply(change)

    def _release(self, row: Waiting) -> None:
        self._place.parked.discard(row.id)
        self.shelf.released.append(row)

    def _move(self, row: Waiting, reason: Reason) -> None:
        """It goes on waiting, for something else."""
        self.shelf.released.append(row)
        self.shelf.waiting.append(Waiting(row.device, row.seq, row.hash, reason, row.line))
        if reason is not Reason.FORK:
            self._in_place[row.seq] = row.hash
        elif row.seq not in self._in_place:
            self._place.parked.discard(row.id)


def _timed(row: Waiting, *, behind: bool) -> Waiting:
    """The same; what waits is put aside for its clock where that runs back along the chain."""
    return replace(row, reason=Reason.CLOCK) if behind and row.reason in _WAITS else row
