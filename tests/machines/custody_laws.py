"""Laws of whose a case is, looked at in one office's tables, or in all of them once everybody has met."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.history.arrivals import Digests
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.custody.entries import Answer, Offer, Step, is_about_custody
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.custody.whose import cases_of
from reintegration_desktop.store.errors import CaseNotHere
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.store import Store
from reintegration_desktop.store.travel.digests import digests_of
from tests.machines.country import FIELD, HQ, NAMES, Country
from tests.machines.whose import Holding, Ledger, Whose, whose
from tests.store.custody.handing import PROGRESS, name_in
from tests.store.office import Laptop

FORGED_RISK = "high"
"""Nobody honest says it in these lives."""


@dataclass
class Laws:
    """What must hold, by all that was ever written and by what came where."""

    all: Country
    ledger: Ledger

    def look(self, name: str) -> None:
        """What must hold in an office's tables at every moment."""
        lying, aside = self.all.lying(name), self.all.aside(name)
        self._share(name, lying)
        for case in self._honest_at(name) & {one.case for one in lying.values()} - set(self.ledger.ordered):
            now = self._custody(name, case, {one: lying[one] for one in set(lying) - aside})
            self._name(name, case, now)
        self._forged(name, set(lying), aside)

    def _share(self, name: str, lying: Mapping[VersionId, Change]) -> None:
        """An office holds nothing of a case that it never began, held or was offered."""
        if name == HQ:
            return
        office = self.all.office(name)
        own = {case for case, by in self.ledger.began.items() if by == name} | self.ledger.offered_to(office)
        for one in lying.values():
            known = one.case in own or one.case not in self.ledger.began or self.ledger.by[one.id] == name
            assert known, f"{name} has what is none of its business: {one}"

    def heard(self, case: UUID, counting: Mapping[VersionId, Change]) -> Whose:
        """Whose a case is by what somebody heard of it."""
        founder = self.all.office(self.ledger.began[case]) if self._begun(case) & set(counting) else None
        return whose(founder, self.ledger.of(case, counting))

    def _custody(self, name: str, case: UUID, counting: Mapping[VersionId, Change]) -> Whose:
        """The program comes to what is honestly said, and nobody holds what was not offered to them and taken."""
        now, seen = self.heard(case, counting), custody_at(self.all.laptops[name], case)
        assert holding(seen) == now.holding, f"{name}: {case} is whose? {holding(seen)}, not {now.holding}"
        if seen.holder not in (None, self.all.office(self.ledger.began[case])):
            assert self._was_taken(case, seen.holder), f"{name}: a case that nobody gave"
        return now

    def _was_taken(self, case: UUID, office: UUID) -> bool:
        """Whether an office was really offered a case and really took it."""
        said = self.ledger.of(case)
        offers = {one.id for one in said if isinstance(one.said, Offer) and one.said.target == office}
        taken = [one.said for one in said if isinstance(one.said, Answer) and one.said.step is Step.ACCEPT]
        return any(one.offer in offers and one.office == office for one in taken)

    def _name(self, name: str, case: UUID, now: Whose) -> None:
        """Who knows that another office holds a case, and is offered nothing, reads no name; nor does headquarters."""
        if name_at(self.all.laptops[name], case) is None:
            return
        office, held = self.all.office(name), now.holding
        assert name != HQ, "headquarters reads a name"
        assert held.holder in (office, None) or held.disputed or office in held.offered, (
            f"{name} reads a name of {case}"
        )

    def _wrapped_late(self, case: UUID) -> bool:
        """Whether an office wrapped a child's keys after it had offered the case: what it sealed by them opens there.

        Known, and not looked for again here.
        """
        first: dict[UUID, int] = {}
        for one in self.ledger.of(case):
            if isinstance(one.said, Offer):
                first[one.said.source] = min(one.clock, first.get(one.said.source, one.clock))
        wrote = [one for one in self.ledger.changes.values() if one.record == keys_record(case)]
        return any(first.get(self.all.office(self.ledger.by[one.id]), one.clock) < one.clock for one in wrote)

    def _forged(self, name: str, lying: set[VersionId], aside: set[VersionId]) -> None:
        """What a changed program wrote lies aside with everybody else, and nobody sees anything of it."""
        wrote = {one for one in self.ledger.forged if self.ledger.by[one] == name}
        believed = {one for one in self.ledger.aside & lying - wrote - aside if self._is_known(one, lying)}
        assert not believed, f"{name} believes what is forged: {[self.ledger.how.get(one) for one in believed]}"
        for case, row in facts_at(self.all.laptops[name], self._honest_at(name)).items():
            known = self._begun(case) & lying
            assert row.risk != FORGED_RISK or not known, f"{name} sees what is forged"
            assert set(visits_at(self.all.laptops[name], case)) <= set(self.ledger.visits)

    def _is_known(self, forged: VersionId, lying: set[VersionId]) -> bool:
        """Whether it can be told there that it is forged: what is written in a case that didn't come yet can't."""
        change = self.ledger.changes[forged]
        return change.kind is not Kind.SAVE or bool(self._begun(change.case) & lying)

    def _begun(self, case: UUID) -> set[VersionId]:
        """The honest first version of a case's own facts."""
        own = self.ledger.changes.items()
        return {
            version
            for version, one in own
            if one.case == one.record == case and not one.parents and version not in self.ledger.forged
        }

    def _honest_at(self, name: str) -> set[UUID]:
        """The cases of which nothing was forged there: a changed program believes itself."""
        mine = {self.ledger.changes[one].case for one in self.ledger.forged if self.ledger.by[one] == name}
        return set(self.ledger.began) - mine

    def late(self, name: str) -> None:
        """What somebody wrote whose keys counted no longer lies aside where that was heard and followed.

        Versions of a child's keys may stand, since others' work may be sealed under them.
        """
        known, lying = self.all.laptops[name].store.people(), self.all.lying(name)
        late = [
            one
            for one in lying.values()
            if one.id in self.ledger.changes and self.ledger.is_late(one.id)
            and one.record != keys_record(one.case) and known.revocation(one.author) is not None
        ]  # fmt: skip
        believed = {one.id for one in late} - self.all.aside(name)
        assert not believed, f"{name} believes what came too late: {believed}"

    # In the end

    def meet_the_end(self) -> None:
        """Everybody has met by right clocks: all see the same, nothing is lost, nothing goes any more."""
        self.ledger.forget_lost({one for name in NAMES for one in self.all.lying(name)})
        for name in NAMES:
            self.look(name)
            self.late(name)
            found = self.all.laptops[name].store.checker.check((), PROGRESS)
            unsound = [one for one in found.listed if one.case is None or not self._wrapped_late(one.case)]
            assert found.is_sound or not unsound, f"{name}: {unsound}"
        for case in set(self.ledger.began) - set(self.ledger.ordered):
            self._same_everywhere(case)
            if not self._wrapped_late(case):
                self._nothing_lost(case)
        for name in FIELD:
            self._at_rest(name)
        for name in NAMES:
            self._with_cause(name)

    def _with_cause(self, name: str) -> None:
        """Nothing honest lies aside of who may write, and was not gone."""
        for version in self.all.aside(name) & self.ledger.changes.keys() - self.ledger.forged:
            case = self.ledger.changes[version].case
            if case in self._honest_at(name) - self.ledger.ordered.keys():
                counts = self._counts(self.in_the_end(case), case, version)
                assert not counts, f"{name} puts aside what counts: {self.ledger.changes[version]}"

    def _same_everywhere(self, case: UUID) -> None:
        """Headquarters, the holder and everybody ever named in an offer see the same holder."""
        seen = holding(custody_at(self.all.laptops[HQ], case))
        assert seen == self.in_the_end(case).holding
        for name in self._concerned(case):
            here = holding(custody_at(self.all.laptops[name], case))
            knows = bool({one.case for one in self.all.lying(name).values()} & {case})
            assert here == seen or (here.holder is None and not self._began_at(name, case)), f"{name}: {here}, {seen}"
            assert knows or name != self.ledger.began[case] or self.in_the_end(case).holder is None

    def in_the_end(self, case: UUID) -> Whose:
        """Whose a case is by all that counts."""
        begun = any(not self.ledger.is_late(one) for one in self._begun(case))
        return whose(self.all.office(self.ledger.began[case]) if begun else None, self.ledger.counting(case))

    def _began_at(self, name: str, case: UUID) -> bool:
        """Whether it is known there who began a case."""
        return any(one.case == one.record == case and not one.parents for one in self.all.lying(name).values())

    def _concerned(self, case: UUID) -> set[str]:
        offers = [one.said for one in self.ledger.of(case) if isinstance(one.said, Offer)]
        offices = {office for one in offers for office in (one.source, one.target)}
        return {name for name in FIELD if self.all.office(name) in offices} | {self.ledger.began[case]}

    def _nothing_lost(self, case: UUID) -> None:
        """The holder reads every visit that who held the case saved, once."""
        now = self.in_the_end(case)
        for name in [one for one in FIELD if self.all.office(one) == now.holder]:
            read = visits_at(self.all.laptops[name], case)
            assert len(read) == len(set(read)), "a visit twice"
            for record, versions in self.ledger.visits.items():
                wrote = [one for one in versions if self._counts(now, case, one)]
                assert not wrote or record in read, f"a visit of {self.ledger.by[wrote[0]]} is lost at {name}"

    def _counts(self, now: Whose, case: UUID, version: VersionId) -> bool:
        """Whether what somebody wrote of a case counts in the end."""
        change, office = self.ledger.changes[version], self.all.office(self.ledger.by[version])
        return change.case == case and not self.ledger.is_late(version) and now.may_write(office, change.clock)

    def _at_rest(self, name: str) -> None:
        """Headquarters has nothing more for an office, and both come to the same in its cases."""
        waits = self.all.waits_for(name)
        assert waits == {}, f"headquarters still has something for {name}: {waits}"
        here, hq = self.all.laptops[name].store, self.all.laptops[HQ].store
        office, devices = self.all.office(name), sorted(here.incoming.vector())
        told = self._told_aside(name) | self._told_aside(HQ)
        mine, theirs = (self._held(one, office) - told for one in (name, HQ))
        same = digests_at(here, devices, mine) == digests_at(hq, devices, theirs)
        assert same or self.ledger.strange(name), f"{name} differs"

    def _told_aside(self, name: str) -> set[UUID]:
        """The cases of which something lies aside that was said of whose they are."""
        aside = self.all.aside(name)
        return {one.case for one in self.all.lying(name).values() if one.id in aside and is_about_custody(one)}

    def _held(self, name: str, office: UUID) -> frozenset[UUID]:
        """An office's cases by what lies somewhere."""
        store = self.all.laptops[name].store
        with store._database.read() as connection:
            custodies = Custodies(store._settling(connection).certified)
            return cases_of(connection, Register(connection), custodies, office)


def custody_at(laptop: Laptop, case: UUID) -> Custody:
    with laptop.store.read() as cases:
        return cases.custody(case)


def holding(seen: Custody) -> Holding:
    """The same in the words of the machine."""
    live = frozenset(one.offer.target for one in seen.offers if one.is_live)
    return Holding(seen.holder, seen.epoch, live, seen.disputed)


def facts_at(laptop: Laptop, cases: set[UUID]):
    with laptop.store.read() as here:
        return {row.id: row for row in here.facts(sorted(cases))}


def name_at(laptop: Laptop, case: UUID) -> str | None:
    """What a person is called, as far as it can be read; of a case of which one only hears whose it is nothing can."""
    try:
        return name_in(laptop, case)
    except CaseNotHere:
        return None


def visits_at(laptop: Laptop, case: UUID) -> list[UUID]:
    """The visits that can be read of a case, by their records."""
    with laptop.store.read() as cases:
        if not cases.facts([case]):
            return []
        return [row.id for row in cases.open(case).file.rows("follow_up")]


def digests_at(store: Store, devices: Sequence[str], cases: frozenset[UUID]) -> Digests:
    """What some cases come to by what lies somewhere, whether that could be compared or not."""
    with store._database.read() as connection:
        return digests_of(connection, devices, cases)
