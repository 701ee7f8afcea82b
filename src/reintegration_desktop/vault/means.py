"""What making keys needs from outside: the time, ids, randomness, and what a passphrase shall cost."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from secrets import choice, token_bytes
from time import perf_counter
from uuid import UUID

from reintegration_desktop.kernel.clock import Clock, SystemClock
from reintegration_desktop.kernel.ids import new_id
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.passphrases.passphrase import FLOOR, SALT_BYTES, KdfParameters, calibrate, derive

COST_VARIABLE = "REINTEGRATION_SLOT_COST"
"""``floor`` makes slots at the lowest cost allowed, without measuring: for scripts with invented people."""


@dataclass(frozen=True, slots=True)
class Means:
    """Handed to everything that makes keys or slots. ``floor`` is lowered by tests and tours alone.

    ``measured`` is asked when a slot is made, in place of ``kdf``.
    """

    clock: Clock
    random: Random = token_bytes
    new_id: Callable[[], UUID] = new_id
    choose: Callable[[str], str] = choice
    kdf: KdfParameters = FLOOR
    floor: KdfParameters = FLOOR
    measured: Callable[[], KdfParameters] | None = None

    @property
    def slot_cost(self) -> KdfParameters:
        """What deriving a slot's key costs; measuring takes some two seconds, once."""
        return self.kdf if self.measured is None else self.measured()

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock.now()


def means_here() -> Means:
    """Of this computer: slots cost what takes just under a second here."""
    cheap = os.environ.get(COST_VARIABLE) == "floor"
    return Means(SystemClock(), measured=None if cheap else cost_here)


@cache
def cost_here() -> KdfParameters:
    """Measured once while the program runs."""
    return calibrate(_seconds)


def _seconds(parameters: KdfParameters) -> float:
    began = perf_counter()
    derive("a passphrase that opens nothing", bytes(SALT_BYTES), parameters)
    return perf_counter() - began
