"""Emptying what waits or is kept aside of bundles: lines of cases that were destroyed, holes in their places."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from reintegration_desktop.history.arrivals import IN_PLACE, Hole, Reason, Waiting
from reintegration_desktop.sync.chaining import digests_of
from reintegration_desktop.sync.wire import ChangeLine, hole_line, read_line


@dataclass(frozen=True, slots=True)
class Emptied:
    """``gone`` leave the waiting room, for ``holes`` where they stood in their chain already; ``lines`` wait on."""

    gone: tuple[Waiting, ...] = ()
    holes: tuple[Hole, ...] = ()
    lines: tuple[Waiting, ...] = ()


def emptied(waiting: Iterable[Waiting], cases: Collection[UUID]) -> Emptied:
    """What becomes of lines of destroyed cases: of what waits for a number before it, only the hole goes on waiting."""
    gone, holes, lines = list[Waiting](), list[Hole](), list[Waiting]()
    for one in waiting:
        line = read_line(one.line)
        if not isinstance(line, ChangeLine) or line.case not in cases:
            continue
        hole = Hole(one.device, one.seq, *digests_of(line), one.hash)
        if one.reason in IN_PLACE:
            holes.append(hole)
        if one.reason in IN_PLACE or one.reason is Reason.FORK:
            gone.append(one)
        else:
            lines.append(replace(one, line=hole_line(hole)))
    return Emptied(tuple(gone), tuple(holes), tuple(lines))
