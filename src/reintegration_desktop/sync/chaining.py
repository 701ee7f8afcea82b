"""The chains of a bundle's devices, link by link from where the sender says they begin."""

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from struct import Struct
from uuid import UUID

from reintegration_desktop.history.arrivals import Mark
from reintegration_desktop.sync.errors import BundleDamaged
from reintegration_desktop.sync.manifest import Stretch
from reintegration_desktop.sync.wire import ChangeLine, HoleLine, SaveLine
from reintegration_desktop.vault.chain import FIRST, link_digests

_PARENT = Struct(">I16sQ")


def envelope_of(line: ChangeLine) -> bytes:
    """The bytes that are hashed of a line: those of ``vault.chain.envelope_bytes``, a newer room or kind as it came.

    Spelt out in one packing: it runs once for each change that arrives. A test compares the two.
    """
    room, kind = line.room.encode(), line.kind.encode()
    clear = _clear(len(room), len(kind)).pack(
        1, 16, line.case.bytes, 16, line.record.bytes, len(room), room, 16, line.device, 8, line.seq, 8, line.clock, 16,
        line.author.bytes, len(kind), kind, 8, line.generation,
    )  # fmt: skip
    if not line.parents:
        return clear
    return clear + b"".join([_PARENT.pack(24, device, seq) for device, seq in line.parents])


@cache
def _clear(room: int, kind: int) -> Struct:
    """The clear fields without parents, each behind its length, for a room and a kind of so many bytes."""
    return Struct(f">BI16sI16sI{room}sI16sIQIQI16sI{kind}sIQ")


def digests_of(line: ChangeLine | HoleLine) -> tuple[bytes, bytes]:
    """The two digests with which a line stands in its chain."""
    if isinstance(line, HoleLine):
        return line.envelope_digest, line.document_digest
    return sha256(line.salt + envelope_of(line)).digest(), sha256(line.salt + line.document).digest()


@dataclass(slots=True)
class Chain:
    """How far one device's chain has been followed.

    ``signed`` is the last number that a save covers, ``authors`` those of the changes after it.
    """

    stretch: Stretch
    seq: int
    hash: bytes
    signed: int
    authors: set[UUID] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Saved:
    """A save in its place: the numbers it adds, the chain's head after it, and whether all of it is its signer's."""

    device: str
    numbers: range
    head: bytes
    is_of_one: bool


class Chains:
    """Follows every line of a bundle; whatever is out of order raises BundleDamaged."""

    def __init__(self, stretches: tuple[Stretch, ...]) -> None:
        self._chains = {bytes.fromhex(one.device): Chain(one, one.after, one.hash, one.after) for one in stretches}
        if len(self._chains) != len(stretches):
            raise BundleDamaged
        if any(one.after == 0 and one.hash != FIRST for one in stretches):
            raise BundleDamaged

    def follow(self, line: ChangeLine | HoleLine) -> Chain:
        """The chain with one link more."""
        chain = self._of(line.device)
        chain.seq += 1
        if line.seq != chain.seq:
            raise BundleDamaged
        chain.hash = link_digests(chain.hash, *digests_of(line))
        if isinstance(line, ChangeLine):
            chain.authors.add(line.author)
        return chain

    def save(self, line: SaveLine) -> Saved:
        """A save after the last of its changes."""
        chain = self._of(line.device)
        begins = chain.signed + 1
        if not line.first <= begins <= line.last == chain.seq:
            raise BundleDamaged
        saved = Saved(chain.stretch.device, range(begins, line.last + 1), chain.hash, chain.authors <= {line.author})
        chain.signed = line.last
        chain.authors.clear()
        return saved

    def end(self) -> dict[str, Mark]:
        """Where every chain ends, once all lines were followed."""
        if any(chain.seq != chain.stretch.upto or chain.signed != chain.seq for chain in self._chains.values()):
            raise BundleDamaged
        return {chain.stretch.device: Mark(chain.seq, chain.hash) for chain in self._chains.values()}

    def _of(self, device: bytes) -> Chain:
        chain = self._chains.get(device)
        if chain is None:
            raise BundleDamaged
        return chain
