"""Taking a peer's word for what it holds."""

from contextlib import suppress

from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.acknowledge import Settled, settle
from reintegration_desktop.sync.bundle import ENDING
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.receive import Outcome
from reintegration_desktop.sync.target import Target
from reintegration_desktop.vault.files.disk import told

_WHOLE = frozenset({Kind.DELTA, Kind.CHECKPOINT, Kind.DOWNSTREAM})
"""Bundles that say all that their sender holds."""


def heard_from(post: Post, target: Target, outcome: Outcome) -> Settled | None:
    """Take a peer's word; what it holds leaves the outbox, and the target where that can be written.

    A bundle that holds less than was said before comes from a backup: what is lacking there goes again.
    """
    manifest = outcome.manifest
    if manifest.kind in _WHOLE and manifest.has:
        wrote = [stretch.device for stretch in manifest.stretches]
        post.peers.record_lacking(outcome.sender.office, dict(manifest.has), wrote)
    if outcome.said is None:
        return None
    settled = settle(outcome.said, post.receiver, post.peers, post.device)
    if post.device in settled.apart:
        post.note_apart()
    if post.files is not None:
        post.files.record_asked(outcome.said.office, outcome.said.wants)
    for bundle in settled.arrived:
        name = bundle + ENDING
        with told():
            (post.folder.part("outbox") / name).unlink(missing_ok=True)
        with suppress(Refusal):
            target.delete_own(name)
    return settled
