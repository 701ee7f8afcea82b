"""From a passphrase to a key: Argon2id between a floor and a cap, and how long to wait after misses."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from reintegration_desktop.vault.errors import KdfParametersRefused, MemoryShort
from reintegration_desktop.vault.seals.framing import framed, number

WORDS = 5
SALT_BYTES = 16
TARGET_SECONDS = (0.8, 1.0)
FREE_MISSES, LONGEST_WAIT = 2, 300


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """Argon2id's cost: ``memory`` in KiB, ``passes`` over it, ``lanes``."""

    memory: int
    passes: int
    lanes: int

    def to_bytes(self) -> bytes:
        """The parameters as they are bound to a slot."""
        return framed(b"argon2id", number(self.memory), number(self.passes), number(self.lanes))


FLOOR = KdfParameters(memory=64 * 1024, passes=3, lanes=4)
CAP = KdfParameters(memory=512 * 1024, passes=24, lanes=8)
CAP_WORK = 4 * 1024 * 1024
"""The most memory times passes, in KiB: some five seconds on an old laptop."""


def refuse_below(parameters: KdfParameters, floor: KdfParameters = FLOOR) -> None:
    """Raise KdfParametersRefused for a slot that would be written weaker than the floor, or beyond the cap."""
    if parameters.memory < floor.memory or parameters.passes < floor.passes:
        raise KdfParametersRefused
    refuse_beyond(parameters)


def refuse_beyond(parameters: KdfParameters) -> None:
    """Raise KdfParametersRefused for what no honest slot asks for; called before anything is derived."""
    memory, passes, lanes = parameters.memory, parameters.passes, parameters.lanes
    within = 1 <= lanes <= CAP.lanes and 8 * lanes <= memory <= CAP.memory and 1 <= passes <= CAP.passes
    if not within or memory * passes > CAP_WORK:
        raise KdfParametersRefused


def tidied(passphrase: str) -> bytes:
    """A passphrase as it is used: NFC, so that every keyboard types the same, and without blanks around it."""
    return unicodedata.normalize("NFC", passphrase.strip()).encode()


def derive(passphrase: str, salt: bytes, parameters: KdfParameters) -> bytes:
    """A key of 32 bytes; raises KdfParametersRefused before any work, and MemoryShort.

    The interpreter's lock is released meanwhile.
    """
    refuse_beyond(parameters)
    function = Argon2id(
        salt=salt, length=32, iterations=parameters.passes, lanes=parameters.lanes, memory_cost=parameters.memory
    )
    try:
        return function.derive(tidied(passphrase))
    except MemoryError:
        raise MemoryShort(megabytes=parameters.memory >> 10) from None


def calibrate(seconds: Callable[[KdfParameters], float]) -> KdfParameters:
    """Parameters that take 0.8 to 1.0 s here, never below the floor; ``seconds`` measures one derivation.

    Memory grows first, to 256 MiB; then passes. A guess from the first measure saves most of the others.
    """
    chosen, took = FLOOR, seconds(FLOOR)
    guess = _guessed(took)
    if guess != FLOOR and (guessed := seconds(guess)) <= TARGET_SECONDS[1]:
        chosen, took = guess, guessed
    while took < TARGET_SECONDS[0]:
        stronger = _stronger(chosen)
        if stronger.memory * stronger.passes > CAP_WORK:
            return chosen
        took = seconds(stronger)
        if took > TARGET_SECONDS[1]:
            return chosen
        chosen = stronger
    return chosen


def _guessed(took: float) -> KdfParameters:
    """What should take 0.8 s where the floor took so long, time growing with memory and with passes."""
    chosen, wanted = FLOOR, FLOOR.memory * FLOOR.passes * TARGET_SECONDS[0] / max(took, 1e-9)
    while (stronger := _stronger(chosen)).memory * stronger.passes <= min(wanted, CAP_WORK):
        chosen = stronger
    return chosen


def _stronger(parameters: KdfParameters) -> KdfParameters:
    if parameters.memory < 256 * 1024:
        return replace(parameters, memory=parameters.memory + 32 * 1024)
    return replace(parameters, passes=parameters.passes + 1)


def generate(words: Sequence[str], choose: Callable[[Sequence[str]], str]) -> str:
    """Five words of a list, 64 bits with 7,776 of them; ``choose`` picks one, for instance ``secrets.choice``."""
    return " ".join(choose(words) for _ in range(WORDS))


def wait_after(misses: int) -> int:
    """Seconds to wait after so many wrong passphrases in a row: none after two, then 2, 4, 8 ... 300."""
    return 0 if misses <= FREE_MISSES else min(LONGEST_WAIT, 2 ** min(misses - FREE_MISSES, 9))
