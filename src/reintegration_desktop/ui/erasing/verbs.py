"""What the pages of erasing call, handed in by whoever puts the program together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.erasing.again import LostLine
from reintegration_desktop.casework.erasing.copies import ErasureLine, Kept
from reintegration_desktop.casework.erasing.words import Names
from reintegration_desktop.rules.facts import Changes


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file whose time is over: its code, and since when."""

    case: UUID
    code: str
    since: date


@dataclass(frozen=True, slots=True)
class ErasureVerbs:
    """``order(cases, reason, asked_by_child)`` is the first signature; None where this role orders nothing.

    ``sign`` and ``take_back`` take the number of an order's statement; all three belong in the writer's lane and raise
    refusals. ``kept`` are the files whose time is over; ``names`` say who is meant; a file waits hidden for
    so many ``days``. ``give_up(device, reason)`` waits no longer for a computer, ``wait_again(device)`` does after all;
    ``deleted`` believes somebody that a backup that was carried away is gone, ``not_deleted`` takes it back;
    ``confirm_date`` believes this computer's clock, and destroys what is due by it. All five are None for who doesn't
    decide about them. ``lost`` are the orders that were carried out here and lost; ``order_again(number)`` signs as the
    first of two that what one of them destroyed here goes elsewhere, None where this role orders nothing.
    """

    lines: Callable[[], Sequence[ErasureLine]]
    kept: Callable[[], Sequence[KeptFile]]
    sign: Callable[[bytes], Changes]
    take_back: Callable[[bytes], Changes]
    order: Callable[[Sequence[UUID], str, bool], Changes] | None
    names: Names
    days: int
    give_up: Callable[[str, str], Changes] | None = None
    wait_again: Callable[[str], Changes] | None = None
    deleted: Callable[[Kept], None] | None = None
    not_deleted: Callable[[Kept], None] | None = None
    confirm_date: Callable[[], Changes] | None = None
    lost: Callable[[], Sequence[LostLine]] = tuple
    order_again: Callable[[bytes], Changes] | None = None
