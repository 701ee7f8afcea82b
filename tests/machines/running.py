"""Letting a state machine of Hypothesis take very many steps, life after life, and counting what came of it."""

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass, field
from multiprocessing import get_context

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test

STEPS_A_LIFE, LIVES_AT_A_TIME = 200, 10
_SETTINGS = settings(
    deadline=None, database=None, print_blob=False, phases=[Phase.generate], report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@dataclass
class Walked:
    """What came of a machine's steps; ``divergences`` must be 0. ``happened`` is what its rules brought about."""

    steps: int = 0
    lives: int = 0
    divergences: int = 0
    seconds: float = 0.0
    happened: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Walked") -> "Walked":
        return Walked(
            self.steps + other.steps, self.lives + other.lives, self.divergences + other.divergences,
            self.seconds + other.seconds, self.happened + other.happened,
        )  # fmt: skip


BETWEEN = 100
"""Between the seeds of two shares: one goes on by a few where its lives were short."""


def in_shares(machine: type[RuleBasedStateMachine], steps: int, number: int, processes: int) -> Iterator[Walked]:
    """The same in shares of some lives, each by a seed of its own, in so many processes; tells how far that is."""
    share, found = LIVES_AT_A_TIME * STEPS_A_LIFE, Walked()
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        shares = [min(share, steps - begun) for begun in range(0, steps, share)]
        walking = [pool.submit(_whole, machine, each, number + BETWEEN * at) for at, each in enumerate(shares)]
        for one in as_completed(walking):
            found = found + one.result()
            yield found


def _whole(machine: type[RuleBasedStateMachine], steps: int, number: int) -> Walked:
    *_, found = walk(machine, steps, number)
    return found


def walk(machine: type[RuleBasedStateMachine], steps: int, number: int) -> Iterator[Walked]:
    """Take at least so many steps from a seed, and tell every some lives how far that is.

    A life that breaks a law is told of with its steps, and the walk goes on with the next ones.
    """
    found, began = Walked(), time.process_time()
    counting = _counting(machine, found)
    while found.steps < steps:
        left = steps - found.steps
        lives = min(LIVES_AT_A_TIME, -(-left // STEPS_A_LIFE))
        long = min(STEPS_A_LIFE, -(-left // lives))
        try:
            run_state_machine_as_test(
                seed(number)(counting), settings=settings(_SETTINGS, max_examples=lives, stateful_step_count=long)
            )
        except Exception:  # noqa: BLE001 - whatever breaks a life is counted, and the next one begins
            found.divergences += 1
            found.steps += 1
            sys.stderr.write(
                f"seed {number}, lived again by {LIVES_AT_A_TIME * STEPS_A_LIFE} steps:\n{traceback.format_exc()}\n"
            )
        number += 1
        found.seconds = time.process_time() - began
        yield found


def _counting(machine: type[RuleBasedStateMachine], found: Walked) -> type[RuleBasedStateMachine]:
    """The same machine, which counts its lives, its steps and what they brought about."""

    class Counting(machine):  # type: ignore[misc, valid-type]
        def __init__(self) -> None:
            super().__init__()
            self.steps = -1  # the laws are looked at once before the first step

        def check_invariants(self, *more: object) -> None:
            super().check_invariants(*more)
            self.steps += 1

        def teardown(self) -> None:
            found.steps += self.steps
            found.lives += self.steps > 0
            found.happened.update(getattr(self, "happened", {}))
            super().teardown()

    Counting.__name__ = Counting.__qualname__ = machine.__name__
    return Counting
