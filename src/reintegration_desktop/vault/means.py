"""What making keys needs from outside: the time, ids, randomness, and what a passphrase shall cost."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from reintegration_desktop.kernel.clock import Clock
from reintegration_desktop.kernel.ids import new_id
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.passphrases.passphrase import FLOOR, KdfParameters


@dataclass(frozen=True, slots=True)
class Means:
    """Handed to everything that makes keys or slots. ``floor`` is lowered by tests and tours alone."""

    clock: Clock
    random: Random = token_bytes
    new_id: Callable[[], UUID] = new_id
    kdf: KdfParameters = FLOOR
    floor: KdfParameters = FLOOR

    def now(self) -> datetime:
        """The moment, in UTC."""
        return self.clock.now()
