"""Several who take bundles in at a time: those of one device in their order, by one of them, the others beside."""

from collections.abc import Callable, Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Lock

from reintegration_desktop.casework.travel.carrying import fetched
from reintegration_desktop.casework.travel.travelling import refuse_size
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.sync.errors import BundleForeign, TargetMissing, TargetUnreachable
from reintegration_desktop.sync.opening import peeked
from reintegration_desktop.sync.ports import Receiver
from reintegration_desktop.sync.receive import Letterbox, Outcome, drain
from reintegration_desktop.sync.receive import receive as take_in
from reintegration_desktop.sync.target import Entry, Target

MOST_AT_A_TIME = 64
"""So many bundles are fetched, sealed as they are, before their order is settled."""
Came = Outcome | Refusal
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Fetched:
    """A bundle out of a target, still sealed, with the devices and the day that it says of itself."""

    entry: Entry
    part: Path
    devices: frozenset[str] = frozenset()
    made_at: datetime = _EARLIEST


@dataclass(frozen=True, slots=True)
class Crew:
    """``receivers`` are ways into the tables, one for each who takes in; ``holding`` keeps other programs waiting."""

    receivers: Sequence[Receiver]
    holding: Callable[[Collection[str]], AbstractContextManager[None]]

    def take_each(
        self, box: Letterbox, target: Target, entries: Sequence[Entry], progress: Progress
    ) -> Iterator[tuple[Entry, Came]]:
        """What came of each bundle at a target (``casework.travel.travelling.Each``); what waited is let in last."""
        watched = _Shared(progress)
        boxes = [replace(box, receiver=own, holding=self.holding, drains=False) for own in self.receivers]
        for start in range(0, len(entries), MOST_AT_A_TIME):
            with ExitStack() as stack:
                here, gone = list[Fetched](), False
                for entry in entries[start : start + MOST_AT_A_TIME]:
                    came = _fetched(stack, box, target, entry, watched)
                    if isinstance(came, Fetched):
                        here.append(came)
                        continue
                    yield entry, came
                    if gone := isinstance(came, TargetUnreachable | TargetMissing):
                        break
                yield from _taken(boxes, here, watched)
            if gone:
                break
        drain(boxes[0])


def in_order(bundles: Sequence[Fetched]) -> list[list[Fetched]]:
    """Bundles apart that share no device, directly or by others; those that do, the oldest first."""
    leader: dict[str, str] = {}

    def first_of(device: str) -> str:
        while (above := leader.setdefault(device, device)) != device:
            device = above
        return device

    for one in bundles:
        for device in one.devices:
            leader[first_of(device)] = first_of(next(iter(one.devices)))
    groups: dict[str, list[Fetched]] = {}
    for one in sorted(bundles, key=lambda one: (one.made_at, one.entry.name)):
        group = first_of(next(iter(one.devices))) if one.devices else one.entry.name
        groups.setdefault(group, []).append(one)
    return list(groups.values())


def _fetched(stack: ExitStack, box: Letterbox, target: Target, entry: Entry, progress: Progress) -> Fetched | Refusal:
    """A bundle brought here until the stack is left, or why not."""
    try:
        refuse_size(entry, box)
        part = stack.enter_context(fetched(target, entry.name, entry.size, box.folder, box.limits.file, progress))
        return _looked_at(entry, part, box)
    except Cancelled:
        raise
    except Refusal as refusal:
        return refusal


def _looked_at(entry: Entry, part: Path, box: Letterbox) -> Fetched:
    """With what it says of itself; what is damaged is told by who takes it in. Raises BundleForeign."""
    try:
        with part.open("rb") as file:
            said = peeked(file, box.identities)
    except BundleForeign:
        raise
    except Refusal:
        return Fetched(entry, part)
    return Fetched(entry, part, frozenset(stretch.device for stretch in said.stretches), said.made_at)


def _taken(boxes: Sequence[Letterbox], bundles: Sequence[Fetched], progress: "_Shared") -> Iterator[tuple[Entry, Came]]:
    """What came of bundles, each group by whoever is free."""
    free: SimpleQueue[Letterbox] = SimpleQueue()
    for box in boxes:
        free.put(box)

    def work(group: Sequence[Fetched]) -> list[tuple[Entry, Came]]:
        box = free.get()
        try:
            return [(one.entry, _one(box, one, progress)) for one in group]
        finally:
            free.put(box)

    with ThreadPoolExecutor(len(boxes)) as pool:
        for done in as_completed([pool.submit(work, group) for group in in_order(bundles)]):
            yield from done.result()


def _one(box: Letterbox, bundle: Fetched, progress: "_Shared") -> Came:
    try:
        with bundle.part.open("rb") as file:
            return take_in(file, box, progress)
    except Cancelled:
        raise
    except Refusal as refusal:
        return refusal


class _Shared:
    """One bar for several; once somebody stopped it, all stop at their next report."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._lock, self._stopped = progress, Lock(), False

    def report(self, done: int, total: int = 0) -> None:
        """One at a time; raises Cancelled."""
        with self._lock:
            if self._stopped:
                raise Cancelled
            try:
                self._progress.report(done, total)
            except Cancelled:
                self._stopped = True
                raise
