"""Judging what was written here as others judge it on arrival: a changed program writes what its user may not."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import UUID

from reintegration_desktop.history.arrivals import Quarantined, Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.sync.judging import Held, Judge
from reintegration_desktop.sync.ports import Receiver
from reintegration_desktop.sync.sorting import MOST_CHANGES, Shelf

ALIKE = frozenset(
    {Reason.NOT_PERMITTED, Reason.CUSTODY, Reason.NUMBERS, Reason.RULES, Reason.DESK, Reason.INQUIRY}
)  # fmt: skip
"""What follows from a change, its author's papers and what was said before: the same whenever it is asked."""


class OwnWork(Protocol):
    """What was written on this computer, as far as nobody judged it yet."""

    def new(self, most: int) -> Sequence[Change]:
        """The oldest so many of those that count, by number."""

    def ever_said(self, case: UUID) -> Iterable[bytes]:
        """What the open room of a case ever said here."""

    def judged(self, changes: Sequence[Change], aside: Sequence[Quarantined]) -> None:
        """They were judged, and these of them are put aside, in one transaction."""


def judge_own(work: OwnWork, receiver: Receiver, judge: Callable[[], Judge], most: int = MOST_CHANGES) -> int:
    """Put aside what its author may not have written; returns how many changes that were.

    Whose a case is, who is revoked and what an order comes to is worked out elsewhere, from what stands now.
    """
    put, asked = 0, None
    while changes := work.new(most):
        asked = asked or judge()
        shelf = Shelf()
        past = replace(shelf.past(receiver), room=work.ever_said)
        for change in changes:
            reason = asked.fault(change, Held({})) or asked.oversteps(change, past)
            if reason in ALIKE:
                shelf.set_aside(change, reason)
            else:
                shelf.apply(change)
        work.judged(changes, shelf.quarantined)
        put += len(shelf.quarantined)
    return put
