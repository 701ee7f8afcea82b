"""What was honestly written of whose cases are, and whose they come to be by what somebody heard: told a second time.

Written from SYNC.md and ADR 0107 alone, beside the program's own fold, which it is held against.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from uuid import UUID

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Answer, Decision, Entry, Offer, Step, read_entry
from reintegration_desktop.rules.custody.standing import IN_TRANSIT

LOOKS = frozenset({Kind.VIEW, Kind.EXPORT})


class Holding(NamedTuple):
    """Whose a case is: the holder, since which epoch, to whom it is on offer, whether headquarters has to decide."""

    holder: UUID | None
    epoch: int
    offered: frozenset[UUID]
    disputed: bool


@dataclass
class Whose:
    """A case's way from office to office. ``left`` says of each that held it when the next one had it (ticks)."""

    holder: UUID | None
    epoch: int = 0
    left: dict[UUID, int] = field(default_factory=dict)
    open: dict[VersionId, Entry] = field(default_factory=dict)

    @property
    def holding(self) -> Holding:
        waiting = frozenset(offer_in(one).target for one in self.open.values())
        return Holding(self.holder, self.epoch, waiting, len(self.open) > 1)

    def may_write(self, office: UUID, clock: int) -> bool:
        return office == self.holder or (office in self.left and clock <= self.left[office] + IN_TRANSIT)


def offer_in(entry: Entry) -> Offer:
    """What an entry offers."""
    assert isinstance(entry.said, Offer)
    return entry.said


def whose(founder: UUID | None, entries: Iterable[Entry]) -> Whose:
    """Whose a case is by honest entries, in whatever order they were heard."""
    said, now = sorted(entries, key=lambda one: (one.clock, one.id)), Whose(founder)
    while _goes_on(now, said):
        now.epoch += 1
    return now


def _goes_on(now: Whose, said: list[Entry]) -> bool:
    """Look at the next epoch; whether it is over, and with whom the case is then."""
    made = {one.id: one for one in said if _is_next(now, one)}
    deciding = next((one for one in said if _decides(one, now.epoch + 1)), None)
    decided = None if deciding is None else deciding.said
    accepted = {one: entry for one in made if (entry := _answer(said, one, Step.ACCEPT, offer_in(made[one]).target))}
    refused = {one for one in made if _answer(said, one, Step.REFUSE, offer_in(made[one]).target)}
    back = {one for one in made if _answer(said, one, Step.WITHDRAW, offer_in(made[one]).source)}
    if isinstance(decided, Decision):
        made = {one: entry for one, entry in made.items() if one == decided.offer}
        back = {one for one in made if _knowingly_back(said, one, deciding.id)}
        if (decided.offer is None or set(made) & (refused | back) - set(accepted)) and _has_offers(now, said):
            now.open = {}
            return True
    now.open = {one: entry for one, entry in made.items() if one in accepted or one not in refused | back}
    if len(now.open) != 1 or not (gone := set(now.open) & set(accepted)):
        return False
    (by,) = gone
    if now.holder is not None:
        now.left[now.holder] = max(made[by].clock, accepted[by].clock)
    now.holder = offer_in(made[by]).target
    now.left.pop(now.holder, None)
    now.open = {}
    return True


def _knowingly_back(said: Iterable[Entry], offer: VersionId, decision: VersionId) -> bool:
    """Whether an offer for which headquarters decided was taken back by who knew of that."""
    answers = (one.said for one in said if isinstance(one.said, Answer) and one.said.offer == offer)
    return any(one.step is Step.WITHDRAW and one.decided == decision for one in answers)


def _has_offers(now: Whose, said: list[Entry]) -> bool:
    return any(_is_next(now, one) for one in said)


def _is_next(now: Whose, entry: Entry) -> bool:
    said = entry.said
    return isinstance(said, Offer) and (said.epoch, said.source) == (now.epoch + 1, now.holder)


def _decides(entry: Entry, epoch: int) -> bool:
    return isinstance(entry.said, Decision) and entry.said.epoch == epoch


def _answer(said: Iterable[Entry], offer: VersionId, step: Step, office: UUID) -> Entry | None:
    """The first such answer of an office to an offer."""
    for one in said:
        if isinstance(one.said, Answer) and (one.said.offer, one.said.step, one.said.office) == (offer, step, office):
            return one
    return None


@dataclass
class Ledger:
    """Everything that was ever written, whoever wrote it; what a changed program wrote stands in ``forged``.

    ``by`` is where each was written, ``how`` a forgery was made, ``aside`` those forgeries that everybody else puts
    aside, ``ordered`` the cases that are to be erased, ``lost`` up to which number a backup brought a device back,
    ``planned`` the records of honest visits, ``visits`` what was written of them, ``revoked`` up to which number of
    each device a revoked person's work counts, ``thefts`` how far everything was held when somebody's keys were stolen,
    ``stolen`` what was written with them.
    """

    began: dict[UUID, str] = field(default_factory=dict)
    entries: dict[VersionId, Entry] = field(default_factory=dict)
    changes: dict[VersionId, Change] = field(default_factory=dict)
    by: dict[VersionId, str] = field(default_factory=dict)
    forged: set[VersionId] = field(default_factory=set)
    how: dict[VersionId, str] = field(default_factory=dict)
    aside: set[VersionId] = field(default_factory=set)
    ordered: dict[UUID, str] = field(default_factory=dict)
    lost: dict[str, int] = field(default_factory=dict)
    planned: set[UUID] = field(default_factory=set)
    visits: dict[UUID, list[VersionId]] = field(default_factory=dict)
    revoked: dict[UUID, Mapping[str, int]] = field(default_factory=dict)
    thefts: dict[UUID, Mapping[str, tuple[int, bytes]]] = field(default_factory=dict)
    stolen: set[VersionId] = field(default_factory=set)

    def note(self, name: str, changes: Iterable[Change], *, forged: bool = False) -> None:
        """Somebody of an office wrote these."""
        for one in changes:
            self.changes[one.id], self.by[one.id] = one, name
            if forged:
                self.forged.add(one.id)
            elif (entry := read_entry(one)) is not None:
                self.entries[one.id] = entry
            if one.record in self.planned:
                self.visits.setdefault(one.record, []).append(one.id)

    def of(self, case: UUID, heard: Mapping[VersionId, Change] | None = None) -> list[Entry]:
        """The honest entries of a case, all or those that somebody heard."""
        return [one for one in self.entries.values() if one.case == case and (heard is None or one.id in heard)]

    def counting(self, case: UUID) -> list[Entry]:
        """The honest entries of a case that count once everybody heard of everything."""
        return [one for one in self.of(case) if not self.is_late(one.id)]

    def is_late(self, version: VersionId) -> bool:
        """Whether it was written by somebody whose keys counted no longer; that they looked is told all the same."""
        change = self.changes[version]
        last = self.revoked.get(change.author)
        return last is not None and change.kind not in LOOKS and version.seq > last.get(version.device, 0)

    def forget_lost(self, lying: Collection[VersionId]) -> None:
        """What was written after a backup that was brought back, or by a thief, and lies nowhere, nobody knows of."""
        gone = {one for one in self.changes if one.device in self.lost and one.seq > self.lost[one.device]}
        gone = (gone | self.stolen) - set(lying)
        self.entries = {one: entry for one, entry in self.entries.items() if one not in gone}
        self.visits = {record: [one for one in some if one not in gone] for record, some in self.visits.items()}
        known = {change.case for one, change in self.changes.items() if one not in gone}
        self.began = {case: name for case, name in self.began.items() if case in known}

    def offered_to(self, office: UUID) -> set[UUID]:
        """The cases that were ever honestly offered to an office."""
        said = self.entries.values()
        return {one.case for one in said if isinstance(one.said, Offer) and one.said.target == office}

    def strange(self, name: str) -> set[UUID]:
        """The cases in which an office's changed program wrote as if they were its own: it believes itself."""
        own = (one for one in self.forged if self.by[one] == name and self.changes[one].kind is Kind.SAVE)
        return {self.changes[one].case for one in own}
