"""Verifying a bundle as a whole, line by line, before anything of it is applied."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from reintegration_desktop.history.arrivals import IN_PLACE, Acknowledgement, Mark, Vector
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.sync.chaining import Chain, Chains
from reintegration_desktop.sync.errors import BundleDamaged
from reintegration_desktop.sync.manifest import Stretch
from reintegration_desktop.sync.opening import OpenedBundle
from reintegration_desktop.sync.ports import Receiver
from reintegration_desktop.sync.trust import Papers, Pinned, Trust, check_sender, trust_of
from reintegration_desktop.sync.wire import (
    CERTIFICATE,
    KEY,
    AcknowledgementLine,
    ChangeLine,
    FiguresLine,
    HoleLine,
    Line,
    PaperLine,
    SaveLine,
    acknowledgement_of,
    certificate_of,
    key_of,
    read_line,
    revocation_of,
)
from reintegration_desktop.vault.certificates import Certificate
from reintegration_desktop.vault.chain import verify_save
from reintegration_desktop.vault.papers.office_keys import KeyStatement
from reintegration_desktop.vault.revocations import Revocation

MOST_PAPERS = 5_000


@dataclass(frozen=True, slots=True)
class Verified:
    """What is known of a bundle that holds together.

    ``papers`` are those of the bundle that are believed. ``hashes`` are the chain's, 32 bytes for each change and hole
    in the order of lines; ``gaps`` devices whose changes don't follow what is here, ``forks`` devices whose chain went
    another way; ``unsigned`` by device, ascending, the numbers of saves that their author didn't sign. ``own`` are the
    devices on which somebody of the sender's office saved.
    """

    trust: Trust
    papers: Papers
    figures: frozenset[str]
    said: Acknowledgement | None
    hashes: bytes
    ends: Mapping[str, Mark]
    gaps: frozenset[str]
    forks: frozenset[str]
    unsigned: Mapping[str, Sequence[range]] = field(default_factory=dict)
    own: frozenset[str] = frozenset()


def verify(opened: OpenedBundle, pinned: Pinned, known: Papers, receiver: Receiver) -> Verified:
    """Check every line against the manifest, the chains, the signatures and what is here.

    ``known`` are the papers of this vault. Raises BundleDamaged, BundleBomb, SenderUnknown, OtherProgramme,
    SenderRevoked, SenderNotEntitled.
    """
    manifest, held = opened.manifest, receiver.vector()
    certificates, revocations = receiver.papers()
    known = known.and_new(Papers(tuple(certificates), tuple(revocations)))
    known = known.and_new(Papers((opened.sender, *(paper.certificate() for paper in manifest.chain))))
    check_sender(manifest, opened.sender, trust_of(pinned, known))
    forks = {one.device for one in manifest.stretches if begins_elsewhere(one, receiver, held)}
    verification = _Verification(opened, held, _shorter(manifest.stretches, receiver, held), forks, pinned, known)
    for content in opened.lines():
        verification.take(content[:1], read_line(content))
    verified = verification.end()
    check_sender(manifest, opened.sender, verified.trust)
    return replace(verified, unsigned=_looked_at(opened, verified)) if verification.has_doubts else verified


@dataclass(slots=True)
class _Run:
    """Saves of one author that follow each other on one device: the last signature stands for all."""

    author: UUID
    first: int
    save: SaveLine
    head: bytes


class _Verification:
    """Takes line after line, remembering no more than hashes, papers and names."""

    def __init__(
        self,
        opened: OpenedBundle,
        held: Vector,
        shorter: Mapping[str, Mark],
        forks: set[str],
        pinned: Pinned,
        known: Papers,
    ) -> None:
        self._stretches, self._office = opened.manifest.stretches, opened.sender.office
        self._held, self._forks, self._pinned, self._known = held, forks, pinned, known
        self._chains = Chains(self._stretches)
        self._certificates, self._revocations = list[Certificate](), list[Revocation]()
        self._statements = list[KeyStatement]()
        self._trust: Trust | None = None
        self._figures, self._said = set[str](), list[Acknowledgement]()
        self._hashes = bytearray()
        self._runs: dict[str, _Run] = {}
        self._unsigned: dict[str, list[range]] = {}
        self._own: set[str] = set()
        self.has_doubts = False
        self._expected = {device: {mark.seq: mark.hash} for device, mark in {**held, **shorter}.items()}

    def take(self, kind: bytes, line: Line | None) -> None:
        """One line more; a type that this version doesn't know is passed over."""
        if isinstance(line, ChangeLine | HoleLine):
            if self._trust is None:
                self._settled()
            chain = self._chains.follow(line)
            self._hashes += chain.hash
            self._compare(chain)
        elif isinstance(line, SaveLine):
            self._save(line)
        elif isinstance(line, PaperLine):
            self._paper(kind, line)
        elif isinstance(line, FiguresLine):
            self._only(line.name not in self._figures)
            self._figures.add(line.name)
        elif isinstance(line, AcknowledgementLine):
            self._only(not self._said)
            self._said.append(acknowledgement_of(line, self._office))

    def end(self) -> Verified:
        """All lines were taken."""
        ends, trust = self._chains.end(), self._settled()
        for device in self._runs:
            self._close(device)
        believed = Papers(
            tuple(one for one in self._certificates if one in trust.certificates(one.id)),
            tuple(one for one in self._revocations if one == trust.revocation(one.person)),
            tuple(one for one in self._statements if one.office == self._office and trust.states(one)),
        )
        return Verified(
            trust, believed, frozenset(self._figures), self._said[0] if self._said else None, bytes(self._hashes), ends,
            frozenset(one.device for one in self._stretches if _is_gap(one, self._held)), frozenset(self._forks),
            self._unsigned, frozenset(self._own),
        )  # fmt: skip

    def _paper(self, kind: bytes, line: PaperLine) -> None:
        """Papers stand before all changes, so that these can be judged by them."""
        papers = len(self._certificates) + len(self._revocations) + len(self._statements)
        self._only(self._trust is None and papers < MOST_PAPERS)
        if kind == CERTIFICATE:
            self._certificates.append(certificate_of(line))
        elif kind == KEY:
            self._statements.append(key_of(line))
        else:
            self._revocations.append(revocation_of(line))

    def _settled(self) -> Trust:
        """Who is believed, once all papers are in, and what revocations name of chains."""
        if self._trust is None:
            papers = self._known.and_new(Papers(tuple(self._certificates), tuple(self._revocations)))
            self._trust = trust_of(self._pinned, papers)
            for revocation in papers.revocations:
                if self._trust.revocation(revocation.person) == revocation:
                    for device, (seq, chained) in revocation.last.items():
                        self._expected.setdefault(device, {})[seq] = chained
        return self._trust

    def _compare(self, chain: Chain) -> None:
        """Where a chain passes the end of what is here, or what a revocation names, it must be the same."""
        expected = self._expected.get(chain.stretch.device)
        if expected is not None and expected.get(chain.seq, chain.hash) != chain.hash:
            self._forks.add(chain.stretch.device)

    def _save(self, line: SaveLine) -> None:
        saved = self._chains.save(line)
        self.has_doubts = self.has_doubts or not saved.is_of_one
        run = self._runs.get(saved.device)
        if run is None or run.author != line.author:
            self._close(saved.device)
            run = self._runs[saved.device] = _Run(line.author, saved.numbers.start, line, saved.head)
            if any(paper.office == self._office for paper in self._settled().certificates(line.author)):
                self._own.add(saved.device)
        run.save, run.head = line, saved.head

    def _close(self, device: str) -> None:
        """One signature for a run; where it fails, each save of it is looked at afterwards."""
        run = self._runs.get(device)
        if run is not None and is_falsely_signed(self._settled(), run.save, run.head):
            self._unsigned.setdefault(device, []).append(range(run.first, run.save.last + 1))
            self.has_doubts = True

    @staticmethod
    def _only(allowed: bool) -> None:
        if not allowed:
            raise BundleDamaged


def _looked_at(opened: OpenedBundle, verified: Verified) -> dict[str, list[range]]:
    """The saves that nobody signed as they are, one by one, within the runs whose last signature failed."""
    found: dict[str, list[range]] = {}
    chains = Chains(opened.manifest.stretches)
    for content in opened.lines():
        line = read_line(content)
        if isinstance(line, ChangeLine | HoleLine):
            chains.follow(line)
        elif isinstance(line, SaveLine):
            saved = chains.save(line)
            doubted = covers(verified.unsigned.get(saved.device, ()), line.last)
            if not saved.is_of_one or (doubted and is_falsely_signed(verified.trust, line, saved.head)):
                found.setdefault(saved.device, []).append(saved.numbers)
    return found


def covers(ranges: Sequence[range], number: int) -> bool:
    """Whether a number lies in one of some ranges that ascend and don't touch."""
    place = bisect_right(ranges, number, key=lambda one: one.start) - 1
    return place >= 0 and number in ranges[place]


def is_falsely_signed(trust: Trust, save: SaveLine, head: bytes) -> bool:
    """Whether no key of who is said to have made a save signed it; of a stranger nobody can tell."""
    certificates = trust.certificates(save.author)
    return bool(certificates) and not any(
        verify_save(certificate.sign_key, save.device, save.first, save.last, head, save.signature)
        for certificate in reversed(certificates)
    )


def _is_gap(stretch: Stretch, held: Vector) -> bool:
    mark = held.get(stretch.device)
    return (mark.seq if mark is not None else 0) < stretch.after


def _shorter(stretches: Iterable[Stretch], receiver: Receiver, held: Vector) -> dict[str, Mark]:
    """What is here where those stretches end that end earlier: a copy may have gone another way."""
    ends = (one for one in stretches if one.device in held and one.upto < held[one.device].seq)
    marks = ((one, _hash_here(receiver, VersionId(one.device, one.upto))) for one in ends)
    return {one.device: Mark(one.upto, here) for one, here in marks if here is not None}


def _hash_here(receiver: Receiver, version: VersionId) -> bytes | None:
    """The chain's hash at a number that lies here, or waits in its place."""
    waits = receiver.waiting(version.device, version.seq - 1, 2)
    in_place = (row.hash for row in waits if row.id == version and row.reason in IN_PLACE)
    return receiver.hash_at(version) or next(in_place, None)


def begins_elsewhere(stretch: Stretch, receiver: Receiver, held: Vector) -> bool:
    """Whether a stretch contradicts what is here where it begins."""
    mark = held.get(stretch.device)
    if mark is None or mark.seq < stretch.after:
        return False
    here = mark.hash if mark.seq == stretch.after else receiver.hash_at(VersionId(stretch.device, stretch.after))
    return stretch.after > 0 and here is not None and here != stretch.hash
