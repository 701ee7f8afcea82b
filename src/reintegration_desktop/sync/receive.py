"""Receiving a bundle: verified as a whole, then taken in by batches, the receipt last."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import BinaryIO
from uuid import UUID

from reintegration_desktop.history.arrivals import Acknowledgement, Batch, Reason, Receipt
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.sync.draining import drained, let_in_later
from reintegration_desktop.sync.errors import BundleIdReused, BundleReaddressed, BundleWrongKind
from reintegration_desktop.sync.files import FilesCame, take_files
from reintegration_desktop.sync.judging import Judge
from reintegration_desktop.sync.manifest import Kind, Manifest
from reintegration_desktop.sync.opening import OpenedBundle, open_bundle
from reintegration_desktop.sync.packing import Limits
from reintegration_desktop.sync.ports import Receiver, SealedFiles
from reintegration_desktop.sync.sorting import MOST_CHANGES, Sorter
from reintegration_desktop.sync.trust import Papers, Pinned, trust_of
from reintegration_desktop.sync.verifying import Verified, verify
from reintegration_desktop.sync.wire import FiguresLine, read_line
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.spool import Spool

KINDS = frozenset(Kind) - {Kind.RELEASE}
"""What is taken in; the last one is reserved."""
KeepFigures = Callable[[UUID, str, bytes], None]
Holding = Callable[[Collection[str]], AbstractContextManager[None]]


def _nobody_else(_devices: Collection[str]) -> AbstractContextManager[None]:
    return nullcontext()


@dataclass(frozen=True, slots=True)
class Letterbox:
    """Who receives: an office, the private halves and the fingerprints of its transport pair, and whom it believes.

    ``folder`` is the vault's own, for what passes through; ``papers`` are those of this vault's file; ``keep_figures``
    puts a sealed file of counts away (office, name, content), or is None where none are received; ``most`` changes are
    taken in by one transaction; ``files`` puts sealed files of cases in their places, or is None where none are
    received; ``asker_may_approve`` is the programme's own choice, and never holds for closing.

    Where several take bundles in at a time, ``holding`` keeps others of the same devices waiting, and what waited for
    something is let in by ``drain`` afterwards, not by each of them (``drains``). ``hear`` is told what came of a
    bundle before its receipt is written: afterwards nobody looks at it again.
    """

    office: UUID
    identities: tuple[str, ...]
    keys: frozenset[str]
    pinned: Pinned
    papers: Papers
    receiver: Receiver
    folder: Path
    now: Callable[[], datetime]
    random: Random
    limits: Limits = field(default_factory=Limits)
    keep_figures: KeepFigures | None = None
    most: int = MOST_CHANGES
    asker_may_approve: bool = False
    files: SealedFiles | None = None
    holding: Holding = _nobody_else
    drains: bool = True
    hear: "Hear" = lambda _outcome: None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a bundle.

    ``already``: it was taken in before, and nothing was done. ``known`` changes were here before; ``ahead`` have a
    clock more than a day ahead of ours; ``released`` had waited and are folded now; ``said`` is what the peer holds.
    ``files`` of cases came; where some were early, the bundle may be read again. ``own`` are the devices that came
    along on which somebody of the sender's office saved.
    """

    manifest: Manifest
    sender: Certificate
    already: bool = False
    applied: int = 0
    known: int = 0
    ahead: int = 0
    released: int = 0
    quarantined: Mapping[Reason, int] = field(default_factory=dict)
    parked: Mapping[Reason, int] = field(default_factory=dict)
    figures: frozenset[str] = frozenset()
    said: Acknowledgement | None = None
    files: FilesCame = field(default_factory=FilesCame)
    own: frozenset[str] = frozenset()


Hear = Callable[[Outcome], None]


def receive(file: BinaryIO, box: Letterbox, progress: Progress | None = None) -> Outcome:
    """Take a bundle in, or refuse it with a reason of its own; then nothing was changed.

    Raises the refusals of ``sync.errors`` about bundles, and the disk's and the database's own; interrupted, what was
    taken in stays, and the same bundle goes on from there.
    """
    with Spool(box.folder, box.random) as spool:
        opened = open_bundle(file, box.identities, spool, box.limits)
        _check_address(opened, box)
        with box.holding([stretch.device for stretch in opened.manifest.stretches]):
            return _once(opened, box, progress or NoProgress())


def drain(box: Letterbox) -> int:
    """Let in what waited and waits no more, and what lay aside until then; returns how many changes that were."""
    certificates, revocations = box.receiver.papers()
    papers = box.papers.and_new(Papers(tuple(certificates), tuple(revocations)))
    judge = Judge(trust_of(box.pinned, papers), box.now(), asker_may_approve=box.asker_may_approve)
    released = 0
    with box.holding(sorted({version.device for version in box.receiver.parked()})):
        for batch in drained(box.receiver, judge, box.most):
            box.receiver.apply(batch)
            released += len(batch.applied)
        return released + let_in_later(box.receiver, judge)


def show(file: BinaryIO, identities: tuple[str, ...], folder: Path, random: Random) -> Manifest:
    """What a bundle says of itself, the sender unjudged; raises the refusals of ``open_bundle``."""
    with Spool(folder, random) as spool:
        return open_bundle(file, identities, spool, Limits()).manifest


def _once(opened: OpenedBundle, box: Letterbox, progress: Progress) -> Outcome:
    """Take an opened bundle in, unless that was done before."""
    before = box.receiver.bundle_digest(opened.manifest.bundle)
    if before == opened.digest:
        return Outcome(opened.manifest, opened.sender, already=True)
    verified = verify(opened, box.pinned, box.papers, box.receiver)
    if before is not None:
        raise BundleIdReused
    if opened.manifest.kind == Kind.FILES:
        return _files_taken(opened, verified, box, progress)
    return _taken(opened, verified, box, progress)


def _check_address(opened: OpenedBundle, box: Letterbox) -> None:
    recipient = opened.manifest.recipient
    if recipient.office != box.office or recipient.key not in box.keys:
        raise BundleReaddressed
    kind = opened.manifest.kind
    unkept = (kind == Kind.FIGURES and box.keep_figures is None) or (kind == Kind.FILES and box.files is None)
    if kind not in KINDS or unkept:
        raise BundleWrongKind(kind=kind)


def _taken(opened: OpenedBundle, verified: Verified, box: Letterbox, progress: Progress) -> Outcome:
    """Apply every batch, let in what waited, write the receipt."""
    tally = _Tally()
    now = box.now()
    judge = Judge(verified.trust, now, asker_may_approve=box.asker_may_approve)
    sorter = Sorter(opened, verified, box.receiver, judge)
    total = opened.manifest.counts.get("c", 0)
    if verified.papers != Papers():
        papers = verified.papers
        batch = Batch(certificates=papers.certificates, revocations=papers.revocations, statements=papers.statements)
        box.receiver.apply(batch)
    for batch in sorter.batches(box.most):
        box.receiver.apply(batch)
        tally.add(batch)
        progress.report(tally.changes + sorter.known, total)
    for batch in drained(box.receiver, judge, box.most) if box.drains else ():
        box.receiver.apply(batch)
        tally.drain(batch)
    let_in_later(box.receiver, judge)
    _put_figures_away(opened, verified, box)
    outcome = Outcome(
        opened.manifest, opened.sender, False, tally.applied, sorter.known, sorter.ahead, tally.released,
        tally.quarantined, +tally.parked, verified.figures, verified.said, own=verified.own,
    )  # fmt: skip
    box.hear(outcome)
    box.receiver.record_bundle(_receipt(opened, outcome, box.now()))
    return outcome


def _files_taken(opened: OpenedBundle, verified: Verified, box: Letterbox, progress: Progress) -> Outcome:
    """Put sealed files in their places; where one came before its record, the bundle is to be read again."""
    assert box.files is not None
    came = take_files(opened.lines(), box.files, progress, opened.manifest.lines)
    outcome = Outcome(opened.manifest, opened.sender, said=verified.said, files=came)
    if not came.early:
        box.hear(outcome)
        box.receiver.record_bundle(_receipt(opened, outcome, box.now()))
    return outcome


@dataclass(slots=True)
class _Tally:
    """Counts of what was done."""

    applied: int = 0
    released: int = 0
    quarantined: Counter[Reason] = field(default_factory=Counter)
    parked: Counter[Reason] = field(default_factory=Counter)

    @property
    def changes(self) -> int:
        """All that were looked at."""
        return self.applied + self.quarantined.total() + self.parked.total()

    def add(self, batch: Batch) -> None:
        self.applied += len(batch.applied)
        self.quarantined.update(one.reason for one in batch.quarantined)
        self.parked.update(one.reason for one in batch.waiting)

    def drain(self, batch: Batch) -> None:
        self.released += len(batch.applied)
        self.quarantined.update(one.reason for one in batch.quarantined)
        self.parked.update(one.reason for one in batch.waiting)
        self.parked.subtract(one.reason for one in batch.released)


def _put_figures_away(opened: OpenedBundle, verified: Verified, box: Letterbox) -> None:
    if not verified.figures or box.keep_figures is None:
        return
    for content in opened.lines():
        line = read_line(content)
        if isinstance(line, FiguresLine):
            box.keep_figures(opened.sender.office, line.name, line.content)


def _receipt(opened: OpenedBundle, outcome: Outcome, now: datetime) -> Receipt:
    manifest = opened.manifest
    return Receipt(
        manifest.bundle, opened.digest, manifest.kind, opened.sender.office, opened.sender.id, manifest.made_at, now,
        outcome.applied, sum(outcome.quarantined.values()), sum(outcome.parked.values()),
    )  # fmt: skip
