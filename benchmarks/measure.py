"""How a benchmark measures: figures beside a yardstick, percentiles, turns taken one after the other."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Figure:
    """One thing measured; ``beside`` is what the yardstick took, ``promised`` the most the ratio (or we) may be.

    Where there is a yardstick the promise is about the ratio, else about the figure itself.
    """

    what: str
    ours: float
    unit: str
    beside: float | None = None
    yardstick: str = ""
    promised: float | None = None

    @property
    def ratio(self) -> float | None:
        """Ours by the yardstick's."""
        return None if not self.beside else self.ours / self.beside

    @property
    def kept(self) -> bool | None:
        """Whether the promise holds in this run; None where nothing was promised."""
        measured = self.ours if self.ratio is None else self.ratio
        return None if self.promised is None else measured <= self.promised


def percentile(values: Iterable[float], share: float) -> float:
    """The value below which this share of all lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def seconds(work: Callable[[], object]) -> float:
    """How long work takes on the clock."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def processor_seconds(work: Callable[[], object]) -> float:
    """How long work keeps the processor busy in this process."""
    began = time.process_time()
    work()
    return time.process_time() - began


def in_turns(works: Sequence[Callable[[], float]], rounds: int) -> list[float]:
    """The median of each work's own measure; they take turns, so that a slow minute slows them all."""
    measured: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for own, work in zip(measured, works, strict=True):
            own.append(work())
    return [median(own) for own in measured]


def fixed_work() -> float:
    """Seconds that a fixed piece of plain Python takes: how fast this machine was in this run."""
    return seconds(lambda: sum(number * number for number in range(2_000_000)))
