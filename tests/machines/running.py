"""Letting a state machine of Hypothesis take very many steps, life after life, and counting what came of it."""

import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
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


APART = 1_000_000
"""Between the seeds of two pieces."""


def in_pieces(machine: type[RuleBasedStateMachine], steps: int, number: int, pieces: int) -> Walked:
    """The same steps, shared out to so many processes, each with seeds of its own."""
    spawning = get_context("spawn")
    with ProcessPoolExecutor(pieces, mp_context=spawning) as pool:
        each = -(-steps // pieces)
        walking = [pool.submit(_whole, machine, each, number + APART * piece) for piece in range(pieces)]
        return sum((one.result() for one in walking), Walked())


def _whole(machine: type[RuleBasedStateMachine], steps: int, number: int) -> Walked:
    found = Walked()
    for found in walk(machine, steps, number):
        sys.stderr.write(f"{found.steps:,} steps, {found.divergences} divergences, {found.seconds:,.0f} s\n")
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
