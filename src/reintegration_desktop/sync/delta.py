"""What the next bundle to a peer holds: all since its last word, without what is kept back, with what goes late."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.history.arrivals import KeptBack, Mark, Selection, Vector
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.ports import Item, Peers, Source


@dataclass(frozen=True, slots=True)
class Delta:
    """Of each device the numbers after ``since`` up to ``upto``; what ``selection`` hasn't stands as holes."""

    since: Vector
    upto: Mapping[str, int]
    selection: Selection

    def items(self, source: Source) -> Iterator[Item]:
        """All of it, in the order of ``Source.outgoing``."""
        return source.outgoing({device: mark.seq for device, mark in self.since.items()}, self.upto, self.selection)


def delta(source: Source, peers: Peers, office: UUID, kept: KeptBack, devices: Collection[str] | None = None) -> Delta:
    """Everything since a peer's last word, as far as that lies here; of some ``devices`` alone where they are named.

    Where a peer is sent a share of all, of those devices that wrote in it.

    What goes late reaches back to where it stands as a hole there; what the peer holds besides stands as holes, too.
    """
    held = source.vector().items()
    devices = kept.share.devices if devices is None and kept.share is not None else devices
    upto = {device: mark.seq for device, mark in held if devices is None or device in devices}
    said = peers.acknowledged(office)
    told = {device: min(seq, upto[device]) for device, seq in said.items() if device in upto}
    begins = source.begins(kept.late) if kept.late else {}
    since = {device: min(seq, begins.get(device, seq + 1) - 1) for device, seq in told.items()}
    marks = ((device, seq, source.hash_at(VersionId(device, seq))) for device, seq in since.items() if seq)
    known = {device: Mark(seq, hash_) for device, seq, hash_ in marks if hash_ is not None}
    return Delta(known, upto, Selection(kept, told if kept.late else {}))
