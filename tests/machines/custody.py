"""Laws of whose a case is: whatever is offered, taken, decided, carried, lost, repeated, turned, restored and forged.

Three field offices and headquarters over real vaults, each with a clock of its own.
"""

from collections import Counter
from itertools import permutations
from random import Random
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from reintegration_desktop.casework import saving
from reintegration_desktop.kernel.errors import Refusal
from tests.machines.country import FIELD, HQ, NAMES, Country
from tests.machines.custody_copies import Copying, each_computer_meets
from tests.machines.custody_erasing import Erasing, erased_in_the_end
from tests.machines.custody_forging import FORGERIES, Forging
from tests.machines.custody_handing import Handing
from tests.machines.custody_laws import Laws
from tests.machines.custody_people import People
from tests.machines.drawn import CHANCE
from tests.machines.whose import Ledger
from tests.store.custody.handing import PROGRESS
from tests.store.office import Laptop, a_person, an_edit, consent, open_a_case

PAIR, OFFICES = st.sampled_from(tuple(permutations(NAMES, 2))), st.sampled_from(tuple(permutations(FIELD, 2)))
OFFICE, ANYBODY, CASE = st.sampled_from(FIELD), st.sampled_from(NAMES), st.integers(0, 9)
PICKS = st.lists(st.integers(0, 39), min_size=1, max_size=4)
MOST_CASES, FEW = 10, 8


class Custody(Handing, Erasing, Copying, People, RuleBasedStateMachine):
    """Each rule ends with a look at the office it touched; what is refused changes nothing there."""

    most_cases, rounds = MOST_CASES, (3, 2)

    all: Country | None = None

    @initialize(chance=CHANCE)
    def begin(self, chance):
        """Everybody begins, each office with a case; what is random in this life comes from a number."""
        self.all, self.ledger, self.happened = Country(Random(chance)), Ledger(), Counter[str]()
        self.laws = Laws(self.all, self.ledger)
        for name in FIELD:
            self.begin_a_case(office=name, shares=True)

    # Work in cases

    @rule(office=OFFICE, shares=st.booleans())
    def begin_a_case(self, office, shares):
        """Somebody is registered, who agrees that what is needed is shared, or doesn't."""
        if len(self.ledger.began) == MOST_CASES:
            return
        case, agrees = self.all.desk(office).new_case(), "yes" if shares else "no"
        said = consent(case, self.all.new_id(), agrees_to_sharing=agrees)
        code = f"CASE{len(self.ledger.began):02d}-X"
        self.ledger.began[case] = office
        self._done("case begun", office, lambda: open_a_case(self.all.laptops[office], a_person(case), said, case=case,
                                                             code=code))  # fmt: skip

    @rule(office=OFFICE, number=CASE)
    def visit(self, office, number):
        """A visit is written down, where the program lets that be."""
        case, record = self._case_of(office, number), self.all.new_id()
        self.ledger.planned.add(record)
        edit = an_edit(case, "follow_up", record, visit_purpose="routine", contact_kind="home_visit")
        self._done("visit", office, lambda: saving.save(self.all.desk(office), case, edit))

    @rule(office=OFFICE, number=CASE, risk=st.sampled_from(("low", "medium")))
    def change_risk(self, office, number, risk):
        """An open fact changes."""
        case = self._case_of(office, number)
        edit = an_edit(case, "concerns", risk_level=risk)
        self._done("risk changed", office, lambda: saving.save(self.all.desk(office), case, edit))

    @rule(office=OFFICE, number=CASE, how=st.sampled_from(("withdrawn", "no sharing", "given")))
    def change_their_mind(self, office, number, how):
        """Consent is taken back, or no longer covers what is shared, or is given anew."""
        case = self._case_at(office, number)
        kind, shares = ("withdrawn", "no") if how == "withdrawn" else ("given", "yes" if how == "given" else "no")
        at = self.all.clocks[office].now()
        edit = consent(case, self.all.new_id(), event_at=at, event_kind=kind, agrees_to_sharing=shares)
        self._done(f"consent {how}", office, lambda: saving.save(self.all.desk(office), case, edit))

    # Carrying

    @rule(way=PAIR)
    def seal(self, way):
        """What one lacks is sealed; it may never come."""
        self.all.seal(*way)
        self.happened["sealed"] += 1
        self.look(way[0])

    @rule(name=ANYBODY, picks=PICKS, broken=st.integers(0, 9))
    def arrive(self, name, picks, broken):
        """Any bundles that lie about arrive, late, again, out of order, one in ten with a wrong bit; answers too."""
        bundles = {self.all.pile[-1 - pick] for pick in picks if pick < len(self.all.pile)}
        self._arrive(name, sorted(bundles), broken=Random(picks[0]) if broken == 0 else None)
        self.happened["bundle with a wrong bit" if broken == 0 else "bundle arrived"] += len(bundles)

    @rule(way=PAIR, answered=st.booleans())
    def carry(self, way, answered):
        """A stick goes straight there, and perhaps the answer comes back."""
        giver, taker = way
        answers = self._arrive(taker, self.all.seal(giver, taker))
        if answered:
            self._arrive(giver, answers)
        self.happened["stick to headquarters" if taker == HQ else "stick to an office"] += 1

    @rule(way=OFFICES)
    def by_headquarters(self, way):
        """Up from one, down to another."""
        giver, taker = way
        self.carry(way=(giver, HQ), answered=True)
        self.carry(way=(HQ, taker), answered=True)

    @rule(name=ANYBODY, hours=st.integers(-60, 60))
    def turn_a_clock(self, name, hours):
        """Somewhere."""
        self._turn(name, hours)

    @rule(name=ANYBODY, days=st.sampled_from((-800, -70, 70, 400, 1500)))
    def turn_a_clock_far(self, name, days):
        """Months and years, and not put right."""
        self._turn(name, 24 * days)

    def _turn(self, name: str, hours: int) -> None:
        self.all.turn(name, hours)
        self.happened["clock turned"] += 1

    @rule(hours=st.integers(12, 24 * 40))
    def time_passes(self, hours):
        """Everywhere."""
        for name in NAMES:
            self.all.turn(name, hours)

    @rule(who=OFFICES, number=CASE, how=st.sampled_from(sorted(FORGERIES)))
    def forge(self, who, number, how):
        """An office's changed program writes what it may not say."""
        by, other = who
        at, before = Forging(self.all, self.ledger, by, other, self._case(number)), set(self.all.lying(by))
        lies_aside = FORGERIES[how](at)
        new = [change for one, change in self.all.lying(by).items() if one not in before]
        self.ledger.note(by, new, forged=True)
        self.ledger.how |= {one.id: how for one in new}
        self.ledger.aside |= {one.id for one in new} if lies_aside else set()
        self.happened["forgery"] += len(new)
        self.look(by)

    # What holds

    def look(self, name: str) -> None:
        """What an office wrote by itself is noted, and its laws are looked at."""
        self._note(name, self.all.laptops[name])
        self.laws.look(name)

    def _note(self, name: str, laptop: Laptop) -> None:
        new = [change for one, change in self.all.lying_at(laptop).items() if one not in self.ledger.changes]
        self.ledger.note(name, [one for one in new if one.device == laptop.device])

    def _done(self, what: str, name: str, act) -> bool:
        """Whether it was done; what the program refuses is none of the machine's errors."""
        done = self._tried(act)
        if done:
            self.happened[what] += 1
        self.look(name)
        return done

    def _tried(self, act) -> bool:
        try:
            act()
        except Refusal as refusal:
            self.happened["refused by the program"] += 1
            self.refusal = refusal
            return False
        return True

    def _arrive(self, name: str, bundles, **how):
        got, answers = self.all.arrive(name, bundles, **how)
        self.got = got
        self.look(name)
        self.carry_out(name)
        return answers

    def _case(self, number: int) -> UUID:
        """One of those that were begun."""
        return list(self.ledger.began)[number % len(self.ledger.began)]

    def _case_at(self, office: str, number: int) -> UUID:
        """One of those of which something lies at an office."""
        known = self._known_at(office)
        return known[number % len(known)]

    def _case_of(self, office: str, number: int) -> UUID:
        """One of those that an office holds, mostly; of those, where there are any, that are on their way to nobody."""
        with self.all.laptops[office].store.read() as cases:
            held = {case: cases.custody(case) for case in self._known_at(office)}
        own = [case for case, now in held.items() if now.holder == self.all.office(office)]
        free = [case for case in own if not held[case].in_transit and case not in self.ledger.ordered]
        found = (free or own or [*held]) if number < FEW else [*held]
        return found[number % len(found)]

    def _known_at(self, office: str) -> list[UUID]:
        lying = {change.case for change in self.all.lying(office).values()} - self.ledger.strange(office)
        return [case for case in self.ledger.began if case in lying]

    def teardown(self):
        if self.all is None:
            return
        try:
            self._in_the_end()
        finally:
            self.all.close()

    def _in_the_end(self) -> None:
        """Clocks are put right, and everybody meets, until no copy of a vault is waited for that is gone."""
        self.all.put_clocks_right()
        for rounds in self.rounds:
            for name in NAMES:
                self.all.turn(name, 24 * 100)
            for _ in range(rounds):
                self._meet()
        self.laws.meet_the_end()
        erased_in_the_end(self)

    def _meet(self) -> None:
        """Through headquarters and by stick; each vault is opened then, and what was destroyed is made known."""
        for name in FIELD:
            self.make_known_again(office=name)
        for way in [*((one, HQ) for one in FIELD), *((HQ, one) for one in FIELD), *permutations(FIELD, 2)]:
            self.carry(way=way, answered=True)
        each_computer_meets(self)
        for name in NAMES:
            self.all.open_again(name)


def is_sound(life: Custody, name: str) -> bool:
    """Whether an office's tables say what its log says."""
    return life.all.laptops[name].store.checker.check((), PROGRESS).is_sound
