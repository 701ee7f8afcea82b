"""Laptops that write, send and receive: the program's own bundles, with real keys and chains, over books in memory."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from uuid import UUID

from reintegration_desktop.history.arrivals import KeptBack, Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.sync.acknowledge import acknowledgement, settle
from reintegration_desktop.sync.bundle import Letter, write_bundles
from reintegration_desktop.sync.delta import delta
from reintegration_desktop.sync.manifest import Kind
from reintegration_desktop.sync.ports import Item
from reintegration_desktop.sync.receive import Outcome, receive
from reintegration_desktop.sync.trust import Papers
from reintegration_desktop.vault.revocations import Revocation
from tests.nemesis.books import Books, Leaving
from tests.unit.sync.made import Device, Entry, Office, Person
from tests.unit.sync.memory import Tables

GIGABYTE, _NAMED = 1 << 30, 20
LONG_AGO = datetime(2010, 1, 1, tzinfo=UTC)


@dataclass
class Peer:
    """What one laptop remembers of another: its word (``heard``), which bundles came, which devices it knows."""

    heard: Tables = field(default_factory=Tables)
    came: list[str] = field(default_factory=list)
    devices: set[str] = field(default_factory=set)


class Laptop:
    """One vault of an office. ``shares``: its office's work comes back to it. ``ahead`` is what its clock is off by."""

    def __init__(self, office: Office, author: Person, books: Books, *, shares: bool = False) -> None:
        self.office, self.author, self.tables, self.shares = office, author, books, shares
        self.device = self._new_device()
        self.ahead = timedelta()
        self.newer = False
        self.cases: list[UUID] = []
        self._peers: dict[int, Peer] = {}

    def _new_device(self) -> Device:
        device = Device(self)
        device.moment = LONG_AGO
        return device

    def write(self, now: datetime, entries: Sequence[Entry], signer: Person | None = None) -> list[Change]:
        """One save by its owner, by its own clock, which never runs back and is past all it was made from."""
        seen = (self.tables.change(parent) for entry in entries for parent in entry.parents)
        latest = max((one.clock for one in seen if one is not None), default=0)
        self.device.moment = max(self.device.moment, now + self.ahead, moment_of(latest))
        return self.device.save(self.author, *entries, signer=signer)

    def peer(self, other: "Laptop") -> Peer:
        """What is remembered of another."""
        return self._peers.setdefault(id(other), Peer())

    def send(
        self,
        to: "Laptop",
        now: datetime,
        outbox: Path,
        revoked: Sequence[Revocation] = (),
        *,
        only_answer: bool = False,
        whole: bool = False,
    ) -> list[Path]:
        """Everything since the other's last word, or nothing of it; with one's own word for what came.

        ``whole``: everything that lies here, for whoever of the other's office reads it.
        """
        peer, leaving = Peer() if whole else self.peer(to), Leaving(self.tables)
        said = acknowledgement(self.tables, self.office.id, peer.came[-_NAMED:], peer.devices)
        letter = Letter(
            Kind.ACKNOWLEDGEMENT if only_answer else Kind.DELTA, self.office.sender(), to.office.address, now,
            certificates=self.office.papers.certificates, revocations=tuple(revoked), said=said,
        )  # fmt: skip
        items: Iterable[Item] = ()
        if not only_answer:
            going = delta(leaving, peer.heard, to.office.id, KeptBack())
            has = {device: mark.seq for device, mark in self.tables.vector().items()}
            letter, items = replace(letter, since=going.since, has=has), going.items(leaving)
        return [info.path for info in write_bundles(letter, items, outbox, os.urandom, GIGABYTE)]

    def take(self, path: Path, sender: "Laptop", now: datetime, revoked: Sequence[Revocation] = ()) -> Outcome:
        """Receive what another sent; raises the program's refusals."""
        box = replace(
            self.office.box(path.parent / "passing"), receiver=self.tables, now=lambda: now,
            papers=Papers(self.office.papers.certificates, tuple(revoked)),
        )  # fmt: skip
        with path.open("rb") as file:
            outcome = receive(file, box)
        peer = self.peer(sender)
        if outcome.already:
            return outcome
        if outcome.manifest.has:
            peer.heard.record_lacking(sender.office.id, dict(outcome.manifest.has), outcome.own)
        peer.came.append(outcome.manifest.bundle)
        peer.devices |= {device for device, _ in outcome.manifest.has}
        if outcome.said is not None:
            settle(outcome.said, self.tables, peer.heard)
        return outcome

    def copied(self, *, with_token: bool) -> "Laptop":
        """The folder on another machine, which is another device; unless what tells machines apart came along."""
        other = Laptop(self.office, self.author, self.tables.copy(), shares=self.shares)
        other.cases, other.newer = list(self.cases), self.newer
        if with_token:
            mine = self.device
            other.device.id, other.device.seq, other.device.head = mine.id, mine.seq, mine.head
            other.device.moment = mine.moment
        return other

    def put_back(self, books: Books) -> None:
        """An older state of the folder is brought back, and noticed: from now on it is another device."""
        self.tables, self._peers = books, {}
        self.device = self._new_device()

    @property
    def is_copied(self) -> bool:
        """Whether it learnt that its own device went on elsewhere, in another way."""
        return any(row.reason is Reason.FORK and row.device == self.device.id for row in self.tables.rows.values())

    def begin_again(self) -> None:
        """An empty laptop, which is given everything anew."""
        self.put_back(Books(self.tables.known))
        self.cases = []


def forked(outcome: Outcome) -> bool:
    """Whether a bundle showed that a device went on in two ways."""
    return Reason.FORK in outcome.parked


def chosen(chance: Random, share: float) -> bool:
    """True in so many of all draws."""
    return chance.random() < share
