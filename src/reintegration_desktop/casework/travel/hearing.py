"""Taking a peer's word for what it holds."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from threading import Lock

from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.there import There
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.acknowledge import Settled, settle
from reintegration_desktop.sync.bundle import ENDING
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.receive import Outcome
from reintegration_desktop.sync.target import Target
from reintegration_desktop.vault.files.disk import told

_WHOLE = frozenset({Kind.DELTA, Kind.CHECKPOINT, Kind.DOWNSTREAM})
"""Bundles that say all that their sender holds."""


class Hearing:
    """The words that a look at a target brings: each is taken before its bundle's receipt is written, or it is lost.

    Once all bundles are taken in they are taken again, in the order in which they were said: the last word counts, and
    what both sides hold can be compared. Several may bring them at a time.
    """

    def __init__(self, post: Post) -> None:
        self._post = post
        self._lock, self._arrived = Lock(), dict[str, tuple[str, ...]]()

    def take(self, outcome: Outcome) -> None:
        """What came of one bundle."""
        with self._lock:
            settled = _heard(self._post, outcome)
            if settled is not None:
                self._arrived[outcome.manifest.bundle] = settled.arrived

    def compared(self, outcomes: Iterable[Outcome], target: Target) -> tuple[Settled, ...]:
        """What came of all words in the end; what arrived by them leaves the target where that can be written."""
        found = list[Settled]()
        for outcome in sorted(outcomes, key=lambda one: one.manifest.made_at):
            settled = _heard(self._post, outcome)
            if settled is not None:
                arrived = self._arrived.get(outcome.manifest.bundle, settled.arrived)
                found.append(replace(settled, arrived=arrived))
        for bundle in chain.from_iterable(settled.arrived for settled in found):
            with suppress(Refusal):
                target.delete_own(bundle + ENDING)
        return tuple(found)


def _heard(post: Post, outcome: Outcome) -> Settled | None:
    """Take a peer's word; what it holds leaves the outbox.

    A bundle that holds less than was said before comes from a backup: what is lacking there goes again.
    """
    manifest = outcome.manifest
    if manifest.kind in _WHOLE and manifest.has:
        post.peers.record_lacking(outcome.sender.office, dict(manifest.has), outcome.own)
    if outcome.said is None:
        return None
    settled = settle(outcome.said, post.receiver, post.peers, post.device, post.compares_with(outcome.said.office))
    if post.device in settled.apart:
        post.note_apart()
    if settled.agrees is not None:
        post.note_agrees(outcome.said.office, outcome.said.copy, settled.agrees)
    if outcome.said.vector:
        post.note_there(outcome.said.office, outcome.said.copy, _there(settled))
    if post.files is not None:
        post.files.record_asked(outcome.said.office, outcome.said.wants)
    for bundle in settled.arrived:
        with told():
            (post.folder.part("outbox") / (bundle + ENDING)).unlink(missing_ok=True)
    return settled


def _there(settled: Settled) -> There:
    missing = sum(one.last - one.first + 1 for one in settled.missing)
    return There(settled.quarantined, missing, settled.parked)
