"""The only file that knows threads: two lanes, a writer in order and a reader whose long work steps aside."""

from collections import deque
from collections.abc import Callable, Generator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, partial
from itertools import count
from threading import Condition, Thread
from time import monotonic
from typing import Any
from weakref import ReferenceType, ref

from PySide6.QtCore import QObject, Qt, Signal, Slot
from shiboken6 import isValid

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.ui.collecting import Collector

Work = Callable[[], Any]


class Lane(StrEnum):
    """Where work runs."""

    WRITER = "writer"
    READER = "reader"


@dataclass(slots=True)
class _Job:
    """Work in a lane; ``slices`` once it has turned out to be long."""

    number: int
    work: Work
    slices: "Generator[None, None, Any] | None" = None


@dataclass(frozen=True, slots=True)
class _Waiting:
    """Who waits for a job: lives on the main thread only, and keeps the work alive until it is told."""

    job: _Job
    owner: "ReferenceType[QObject]"
    done: Callable[[Any], None] | None
    failed: Callable[[Exception], None] | None


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How a job ended."""

    number: int
    result: Any = None
    error: Exception | None = None


class _Thread:
    """One lane: a thread, from its first work on, that takes it in order; long work goes back behind what came since.

    It lets go of a job before it tells: a closure may hold a widget, and a widget must die on the main thread.
    """

    def __init__(self, name: str, tell: Callable[[], None]) -> None:
        self.outcomes = deque[_Outcome]()
        self._tell, self._jobs, self._turn = tell, deque[_Job](), Condition()
        self._busy = self._closed = False
        self._name = name
        self._thread: Thread | None = None

    def put(self, job: _Job) -> None:
        if self._thread is None:
            self._thread = Thread(target=self._run, name=self._name, daemon=True)
            self._thread.start()
        with self._turn:
            self._jobs.append(job)
            self._turn.notify_all()

    def wait_idle(self, until: float) -> bool:
        with self._turn:
            return self._turn.wait_for(lambda: not self._busy and not self._jobs, max(0.0, until - monotonic()))

    def close(self) -> None:
        with self._turn:
            self._closed = True
            self._turn.notify_all()

    def _run(self) -> None:
        while self._wait():
            if self._work():
                self._tell()
            with self._turn:
                self._busy = False
                self._turn.notify_all()

    def _wait(self) -> bool:
        with self._turn:
            self._turn.wait_for(lambda: self._jobs or self._closed)
            self._busy = not self._closed
            return self._busy

    def _work(self) -> bool:
        """Do the first job, or one slice of it; whether it has ended."""
        with self._turn:
            job = self._jobs.popleft()
        try:
            finished, result = _advance(job)
        except Exception as error:  # noqa: BLE001 - told to who waits, in words
            self.outcomes.append(_Outcome(job.number, error=error))
            return True
        if finished:
            self.outcomes.append(_Outcome(job.number, result))
        else:
            self.put(job)
        return finished


def _advance(job: _Job) -> tuple[bool, Any]:
    """Whether the job is finished, and with what; a generator runs one slice at a time."""
    if job.slices is None:
        result = job.work()
        if not isinstance(result, Generator):
            return True, result
        job.slices = result
    try:
        next(job.slices)
    except StopIteration as stop:
        return True, stop.value
    return False, None


class _Post(QObject):
    """Carries a lane's word to the main thread. It outlives every page: a lane that ends late still finds it."""

    told = Signal(object, str)

    def __init__(self) -> None:
        super().__init__()
        self.told.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    @Slot(object, str)
    def _hand_over(self, tasks: "Tasks", lane: str) -> None:
        if isValid(tasks):
            tasks.on_told(Lane(lane))


@cache
def _post() -> _Post:
    return _Post()


class Tasks(QObject):
    """Runs work beside the main thread and tells who asked, on the main thread, if they are still there.

    Must be made on the main thread and outlive every job. Work must not touch a widget.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        Collector(self)
        self._numbers = count(1)
        self._waiting: dict[int, _Waiting] = {}
        tell = _post().told.emit
        self._lanes = {lane: _Thread(lane.value, partial(tell, self, lane.value)) for lane in Lane}
        self._open = True

    def run(
        self, work: Work, *, owner: QObject, done: Callable[[Any], None] | None = None,
        failed: Callable[[Exception], None] | None = None, lane: Lane = Lane.READER,
    ) -> None:  # fmt: skip
        """Run ``work()`` in a lane, then ``done(result)`` or ``failed(error)``, not at all once ``owner`` is gone.

        Without ``failed`` an error is raised on the main thread, where the window shows it; so is one of the writer's
        whose owner is gone: what was to be kept and wasn't is told.

        Work that returns a generator is long: each ``yield`` is the end of a slice, and whatever came meanwhile goes
        first; its ``return`` value is the result. Where a person may stop it, bind a ``kernel.progress.Stoppable``
        into the work and keep it. After ``join`` nothing is taken any more.
        """
        if not self._open:
            return
        job = _Job(next(self._numbers), work)
        self._waiting[job.number] = _Waiting(job, ref(owner), done, failed)
        self._lanes[lane].put(job)

    @property
    def busy(self) -> bool:
        """Whether anything was asked and not yet told."""
        return bool(self._waiting)

    def join(self, timeout: float) -> bool:
        """Take nothing more and wait at most so many seconds; False leaves behind what is not done. For the lock."""
        self._open = False
        until = monotonic() + timeout
        idle = [lane.wait_idle(until) for lane in self._lanes.values()]
        for lane in self._lanes.values():
            lane.close()
        return all(idle)

    def on_told(self, lane: Lane) -> None:
        """The oldest outcome of a lane that wasn't told yet: tell it."""
        outcome = self._lanes[lane].outcomes.popleft()
        waiting = self._waiting.pop(outcome.number)
        owner = waiting.owner()
        there = owner is not None and isValid(owner)
        if outcome.error is None:
            if there and waiting.done:
                waiting.done(outcome.result)
        elif there and waiting.failed:
            waiting.failed(outcome.error)
        elif there or (self._open and lane is Lane.WRITER and not isinstance(outcome.error, Cancelled)):
            raise outcome.error
