"""Sending and receiving bundles: an office and headquarters alike, without opening what is carried."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from reintegration_desktop.casework.travel.carrying import clear_unsent, fetched, forget_parts, put
from reintegration_desktop.casework.travel.hearing import Hearing
from reintegration_desktop.casework.travel.parcels import of_cases
from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.forms.sealed_file import MARK
from reintegration_desktop.history.arrivals import FileName, KeptBack, Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.errors import Cancelled, Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.sync.acknowledge import Settled, acknowledgement
from reintegration_desktop.sync.bundle import ENDING, Address, BundleInfo, Letter, write_bundles, write_files
from reintegration_desktop.sync.delta import Delta, delta
from reintegration_desktop.sync.errors import BundleForeign, BundleTooLarge, TargetMissing, TargetUnreachable
from reintegration_desktop.sync.files import lines_of
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.ports import Item
from reintegration_desktop.sync.receive import Letterbox, Outcome, drain
from reintegration_desktop.sync.receive import receive as take_in
from reintegration_desktop.sync.target import Entry, Target, is_bundle
from reintegration_desktop.sync.trust import Papers, Pinned
from reintegration_desktop.sync.wire import MOST_WANTED
from reintegration_desktop.vault.files.disk import told
from reintegration_desktop.vault.identity import fingerprint, seal_key_of
from reintegration_desktop.vault.office.cards import current_pairs
from reintegration_desktop.vault.roles import KeyName, Role, Room

MOST_KNOWN = 4_000
"""So many certificates go along at most, the own office's first of all."""

_KEPT = frozenset({Kind.DELTA, Kind.CHECKPOINT, Kind.TRANSFER, Kind.DOWNSTREAM})
"""Bundles that stay in the outbox until they arrived."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What was put on its way; it says nothing of its arrival. ``files`` are sealed files of cases."""

    bundles: tuple[str, ...]
    size: int
    changes: int
    files: int = 0


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a target: bundles taken in, refused with their reasons, meant for others, taken in before.

    ``heard`` is what came of acknowledgements: what arrived there, what is missing, whether both come to the same.
    ``owed`` were taken in before, and their senders were not told.
    """

    taken: tuple[Outcome, ...] = ()
    refused: Mapping[str, Refusal] = field(default_factory=dict)
    others: int = 0
    heard: tuple[Settled, ...] = ()
    again: int = 0
    owed: tuple[Outcome, ...] = ()

    @property
    def unanswered(self) -> Mapping[UUID, tuple[Outcome, ...]]:
        """What each office sent and is to be told of; an acknowledgement is not answered with another."""
        found: dict[UUID, tuple[Outcome, ...]] = {}
        for outcome in (*self.taken, *self.owed):
            if outcome.manifest.kind != Kind.ACKNOWLEDGEMENT:
                found[outcome.sender.office] = (*found.get(outcome.sender.office, ()), outcome)
        return found

    @property
    def changes(self) -> int:
        """How many changes are new here."""
        return sum(outcome.applied for outcome in self.taken)

    @property
    def figures(self) -> int:
        """How many files of counts came."""
        return sum(len(outcome.figures) for outcome in self.taken)

    @property
    def files(self) -> int:
        """How many sealed files of cases came to their places."""
        return sum(outcome.files.put for outcome in self.taken)

    @property
    def damaged(self) -> int:
        """How many sealed files of cases came otherwise than their records say, and were not kept."""
        return sum(outcome.files.damaged for outcome in self.taken)

    @property
    def quarantined(self) -> Mapping[Reason, int]:
        """What was put aside until a supervisor decides, by reason."""
        return sum((Counter(outcome.quarantined) for outcome in self.taken), Counter[Reason]())

    @property
    def parked(self) -> Mapping[Reason, int]:
        """What waits for something that has not come, by reason."""
        return sum((Counter(outcome.parked) for outcome in self.taken), Counter[Reason]())

    @property
    def is_whole(self) -> bool:
        """Whether nothing was refused or put aside."""
        return not self.refused and not self.quarantined


def send(
    post: Post, to: Address, target: Target, progress: Progress, figures: Mapping[str, bytes],
    without: frozenset[UUID] | None = None,
) -> Sent:  # fmt: skip
    """Everything since a peer's last word, sealed to it and put at the target, written, read back and named.

    Cases in ``without`` are kept back from now on, those kept back until now go late; None leaves that as it is.
    Raises what the disk and the target refuse; then nothing is noted as sent.
    """
    kept = post.peers.kept_back(to.office)
    if without is not None and without != kept.cases:
        kept = kept.without(without)
        post.peers.keep_back(to.office, kept)
    goes = delta(post.source, post.peers, to.office, kept)
    letter = replace(_letter(post, _direction(post, to), to, goes), figures=figures)
    naming: list[Change] = []
    sent = _post(post, letter, target, progress, _noting(goes.items(post.source), naming))
    if kept.late and len(sent.bundles) == 1:
        post.peers.record_late(to.office, *sent.bundles)
    return _and_files(post, to, target, progress, sent, naming, kept)


def _direction(post: Post, to: Address) -> Kind:
    """What a peer lacks goes down from headquarters, or is a delta as any other.

    Another computer of this office never says what it has: it is brought everything, as one that has nothing yet needs.
    """
    if to.office == post.keyring.office:
        return Kind.CHECKPOINT
    return Kind.DOWNSTREAM if post.keyring.role is Role.HEADQUARTERS else Kind.DELTA


def _letter(post: Post, kind: Kind, to: Address, goes: Delta) -> Letter:
    """What stands beside changes: all that is held, and who vouches for their authors, other offices' too."""
    file, (certificates, revocations) = post.keyring.file, post.receiver.papers()
    known = {(one.id, one.serial): one for one in (*certificates, *file.certificates)}
    others = {one.fingerprint: one for one in (*revocations, *file.revocations)}
    told = post.receiver.vector().items()
    has = {device: mark.seq for device, mark in told if kind != Kind.TRANSFER or device in goes.upto}
    return Letter(
        kind=kind, sender=post.sender, to=to, made_at=post.now(), since=goes.since, has=has,
        certificates=tuple(known.values())[-MOST_KNOWN:], revocations=tuple(others.values()),
        statements=current_pairs(post.keyring),
    )  # fmt: skip


def send_cases(
    post: Post, to: Address, target: Target, progress: Progress, cases: frozenset[UUID], others: frozenset[UUID]
) -> Sent:
    """What another office lacks of some cases, and nothing else: a bundle of the kind *transfer*.

    ``others`` is everything else that lies here: it stands in the chains as holes, and is kept back from then on. Only
    devices that wrote in these cases are told of. Raises as ``send``.
    """
    goes, late = of_cases(post, to.office, cases, others)
    if not any(isinstance(item, Change) for item in goes.items(post.source)):
        return Sent((), 0, 0)
    post.peers.keep_back(to.office, late)
    letter = _letter(post, Kind.TRANSFER, to, goes)
    naming: list[Change] = []
    sent = _post(post, letter, target, progress, _noting(goes.items(post.source), naming))
    if late.late and len(sent.bundles) == 1:
        post.peers.record_late(to.office, *sent.bundles)
    return _and_files(post, to, target, progress, sent, naming, late)


def _noting(items: Iterable[Item], naming: list[Change]) -> Iterator[Item]:
    """All of them, those noted that name a sealed file."""
    for item in items:
        if isinstance(item, Change) and item.room is Room.OPEN and MARK in item.document:
            naming.append(item)
        yield item


def _and_files(
    post: Post, to: Address, target: Target, progress: Progress, sent: Sent, naming: list[Change],
    kept: KeptBack,
) -> Sent:  # fmt: skip
    """What was sent, and after it the sealed files that it names or that the peer asked for, in their own bundles."""
    going = [] if post.files is None else post.files.going(to.office, naming, kept)
    if post.files is None or not going:
        return sent
    letter = Letter(
        kind=Kind.FILES, sender=post.sender, to=to, made_at=post.now(), certificates=post.keyring.file.certificates,
        revocations=post.keyring.file.revocations, statements=current_pairs(post.keyring),
    )  # fmt: skip
    lines = (_watched(lines_of(post.files, file), progress) for file in going)
    made = _put_all(post, letter, target, progress, write_files(letter, lines, post.folder.part("outbox"), post.random))
    post.files.record_sent(to.office, going)
    size = sent.size + sum(info.size for info in made)
    return Sent((*sent.bundles, *(info.bundle for info in made)), size, sent.changes, len(going))


def _watched(lines: Iterable[bytes], progress: Progress) -> Iterator[bytes]:
    """Lines of a file that can be stopped between them; raises Cancelled."""
    for number, line in enumerate(lines):
        progress.report(number)
        yield line


def acknowledge(post: Post, to: Address, outcomes: tuple[Outcome, ...], target: Target, progress: Progress) -> Sent:
    """Say to a peer what is held here: only this makes what it sent received.

    Where that can't be put at the target, the peer is told with the next look at what it sent.
    """
    devices = {device for outcome in outcomes for device, _ in outcome.manifest.has}
    bundles = [outcome.manifest.bundle for outcome in outcomes]
    wants: Sequence[FileName] = ()
    kept = post.peers.kept_back(to.office)
    if post.files is not None:
        post.files.look_once()
        wants = post.files.lacking(MOST_WANTED, kept)
    of = post.compares_with(to.office) if _knows_all(post, kept, devices) else None
    said = acknowledgement(post.receiver, post.keyring.office, bundles, devices, post.device, wants, of)
    letter = Letter(
        kind=Kind.ACKNOWLEDGEMENT, sender=post.sender, to=to, made_at=post.now(), said=said,
        certificates=post.keyring.file.certificates, statements=current_pairs(post.keyring),
    )  # fmt: skip
    sent = _post(post, letter, target, progress, ())
    post.peers.record_answered(bundles)
    return sent


def _knows_all(post: Post, kept: KeptBack, devices: Collection[str]) -> bool:
    """Whether a peer who knows of these devices knows of all that it can be sent; what is kept back it can't know."""
    theirs = frozenset(post.receiver.vector()) if kept.share is None else kept.share.devices
    return theirs <= frozenset(devices) and not kept.cases and not kept.late


def receive(post: Post, target: Target, progress: Progress, each: "Each | None" = None) -> Received:
    """Take in every bundle that lies at a target and is meant for this office; each is taken whole or refused.

    A place that goes away meanwhile ends it: what came before is taken in, and the bundle on its way is gone on with.
    ``each`` goes through them otherwise than one after the other.
    """
    hearing = Hearing(post)
    box = replace(letterbox(post), hear=hearing.take)
    taken: list[Outcome] = []
    refused: dict[str, Refusal] = {}
    others = 0
    entries = sorted((one for one in target.list() if is_bundle(one.name)), key=lambda one: one.name)
    forget_parts(box.folder, [entry.name for entry in entries])
    for entry, came in (each or one_after_another)(box, target, entries, progress):
        if isinstance(came, Outcome):
            taken.append(came)
        elif isinstance(came, BundleForeign):
            others += 1
        else:
            refused[entry.name] = came
    early = [outcome for outcome in taken if outcome.files.early]
    taken = [outcome for outcome in taken if not outcome.files.early]
    taken += _read_again(box, target, entries, early, refused, progress)
    if each is None:
        let_in_newer(box)
    new, before = tuple(one for one in taken if not one.already), tuple(one for one in taken if one.already)
    heard = hearing.compared(new, target)
    unanswered = post.peers.unanswered([one.manifest.bundle for one in before])
    owed = tuple(one for one in before if one.manifest.bundle in unanswered)
    return Received(new, refused, others, heard, len(before), owed)


Each = Callable[[Letterbox, Target, Sequence[Entry], Progress], Iterator[tuple[Entry, Outcome | Refusal]]]


def one_after_another(
    box: Letterbox, target: Target, entries: Sequence[Entry], progress: Progress
) -> Iterator[tuple[Entry, Outcome | Refusal]]:
    """What came of each bundle at a target, in its turn; nothing more once the place is gone."""
    for number, entry in enumerate(entries):
        progress.report(number, len(entries))
        try:
            refuse_size(entry, box)
            yield entry, _one(box, target, entry, progress)
        except Cancelled:
            raise
        except Refusal as refusal:
            yield entry, refusal
            if isinstance(refusal, TargetUnreachable | TargetMissing):
                return


def _read_again(
    box: Letterbox, target: Target, entries: Sequence[Entry], early: Sequence[Outcome], refused: dict[str, Refusal],
    progress: Progress,
) -> list[Outcome]:  # fmt: skip
    """Bundles of sealed files that were read before the records that name these, once more."""
    by_name = {outcome.manifest.bundle + ENDING: outcome for outcome in early}
    found: list[Outcome] = []
    for entry in (entry for entry in entries if entry.name in by_name):
        try:
            found.append(_one(box, target, entry, progress))
        except Cancelled:
            raise
        except Refusal as refusal:
            refused[entry.name] = refusal
    return found


def refuse_size(entry: Entry, box: Letterbox) -> None:
    """A file that no bundle can be is not even copied; raises BundleTooLarge."""
    if entry.size > box.limits.file:
        raise BundleTooLarge(megabytes=box.limits.file >> 20)


def _one(box: Letterbox, target: Target, entry: Entry, progress: Progress) -> Outcome:
    with (
        fetched(target, entry.name, entry.size, box.folder, box.limits.file, progress) as part,
        part.open("rb") as file,
    ):
        return take_in(file, box, progress)


def letterbox(post: Post) -> Letterbox:
    """How an office receives: its transport keys, its papers, its tables."""
    publics = [seal_key_of(secret) for secret in post.keyring.secrets(KeyName.TRANSPORT)]
    file = post.keyring.file
    return Letterbox(
        office=post.keyring.office,
        identities=post.keyring.identities(KeyName.TRANSPORT),
        keys=frozenset(map(fingerprint, publics)),
        pinned=Pinned(post.keyring.people.root),
        papers=Papers(file.certificates, file.revocations),
        receiver=post.receiver,
        folder=post.folder.part("inbox"),
        now=post.now,
        random=post.random,
        keep_figures=post.keep_figures,
        asker_may_approve=post.asker_may_approve,
        files=post.files,
    )


def let_in_newer(box: Letterbox) -> int:
    """Let in what waited for a newer program, where this one is; returns how many changes that were."""
    return drain(box) if box.receiver.waits_for_newer() else 0


def _post(post: Post, letter: Letter, target: Target, progress: Progress, items: Iterable[Item]) -> Sent:
    """Write a letter's bundles into the outbox, put each at the target, and note them as sent."""
    outbox = post.folder.part("outbox")
    clear_unsent(target, outbox)
    made = _put_all(post, letter, target, progress, write_bundles(letter, items, outbox, post.random))
    changes = sum(info.counts.get("c", 0) for info in made)
    return Sent(tuple(info.bundle for info in made), sum(info.size for info in made), changes)


def _put_all(
    post: Post, letter: Letter, target: Target, progress: Progress, written: Iterable[BundleInfo]
) -> list[BundleInfo]:
    """Put bundles at the target as they are written; a delta is noted as sent and kept until it arrived."""
    made: list[BundleInfo] = []
    for info in written:
        put(target, info.path, progress)
        if letter.kind in _KEPT:
            post.peers.record_sent(letter.to.office, info.bundle, info.upto)
        else:
            with told():
                info.path.unlink()
        made.append(info)
        progress.report(len(made))
    return made
