"""What the next bundle to a peer would hold, told before any is written; nothing is opened."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol
from uuid import UUID

from reintegration_desktop.history.arrivals import KeptBack
from reintegration_desktop.history.change import Change
from reintegration_desktop.sync.delta import Delta, delta
from reintegration_desktop.sync.ports import Item, Peers, Source

ENVELOPE = 330
"""Bytes of a change beside its document, measured."""


class Exchange(Protocol):
    """An office's post, as far as it tells what would go."""

    @property
    def source(self) -> Source:
        """Where bundles are filled from."""

    @property
    def peers(self) -> Peers:
        """What is known of the other side."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """What is about to go: how many files of counts and their bytes, of each case how many changes and bytes.

    ``kept`` are the cases that are kept back from this peer.
    """

    figures: int
    figures_size: int
    cases: Mapping[UUID, int]
    sizes: Mapping[UUID, int]
    kept: frozenset[UUID] = frozenset()

    @property
    def changes(self) -> int:
        """How many changes of all cases."""
        return sum(self.cases.values())


def parcel(post: Exchange, office: UUID, figures: Mapping[str, bytes], *, whole: bool = False) -> Parcel:
    """What the next bundle to a peer would hold, without writing any; nothing is opened.

    ``whole``: as if nothing were kept back, so that a person can choose.
    """
    kept = post.peers.kept_back(office)
    goes = delta(post.source, post.peers, office, kept.without(frozenset()) if whole else kept)
    return _counted(goes.items(post.source), figures, kept.cases)


def _counted(items: Iterable[Item], figures: Mapping[str, bytes], kept: frozenset[UUID]) -> Parcel:
    changes, size = Counter[UUID](), Counter[UUID]()
    for item in items:
        if isinstance(item, Change):
            changes[item.case] += 1
            size[item.case] += len(item.document) + ENVELOPE
    return Parcel(len(figures), sum(map(len, figures.values())), changes, size, kept)


def of_cases(post: Exchange, office: UUID, cases: frozenset[UUID], others: frozenset[UUID]) -> tuple[Delta, KeptBack]:
    """What another office lacks of some cases, and what is kept back from it or goes late."""
    kept = post.peers.kept_back(office).without(others)
    late = replace(kept, late=kept.late & cases)
    devices = frozenset(post.source.begins(cases)) | {one.device for one in kept.besides}
    return delta(post.source, post.peers, office, late, devices), late


def parcel_of_cases(post: Exchange, office: UUID, cases: frozenset[UUID], others: frozenset[UUID]) -> Parcel:
    """What the next bundle of some cases to another office would hold, without writing any."""
    goes, late = of_cases(post, office, cases, others)
    return _counted(goes.items(post.source), {}, late.cases & cases)
