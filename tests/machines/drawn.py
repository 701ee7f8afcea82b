"""Whatever is random in a life, drawn from a number: keys, ids, codes, nonces; so that it can be lived again.

Only what HPKE and age draw by themselves for sealing to a public key stays the system's: nothing is decided by that.
"""

from random import Random
from uuid import UUID

from hypothesis import strategies as st

from reintegration_desktop.kernel.clock import Clock
from reintegration_desktop.vault.means import Means
from tests.unit.vault.made import CHEAP

CHANCE = st.integers(0, 2**32).filter(bool)
"""Nobody lives the life of 0, the simplest that Hypothesis draws first: one rule, again and again."""


def drawn(clock: Clock, chance: Random) -> Means:
    """What making keys needs, from a chance that goes on; for invented people alone."""
    return Means(clock, chance.randbytes, lambda: an_id(chance), chance.choice, CHEAP, CHEAP)


def an_id(chance: Random) -> UUID:
    """A random UUID (version 4)."""
    return UUID(bytes=chance.randbytes(16), version=4)
