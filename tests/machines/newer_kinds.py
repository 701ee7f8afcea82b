"""Laws of what is said beside the cases: headquarters' rules, an office's numbers, questions, a tracing desk's grants.

Over real vaults, whose bundles are lost, late, repeated, broken and out of order, whose clocks are turned, and among
whom somebody forges.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import timedelta
from functools import partial
from random import Random
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from reintegration_desktop.app.custody.verbs import destination
from reintegration_desktop.app.erasing.due import carry_out_due
from reintegration_desktop.app.issuing.following import place_of as where_rules_are_made
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.settling import bring_numbers
from reintegration_desktop.app.tracing_desk.place import place_of as where_is_granted
from reintegration_desktop.casework.inquiries import answering, asking
from reintegration_desktop.casework.programme import issuing, numbers
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.inquiries.standing import KEPT_AFTER, Inquiry
from reintegration_desktop.rules.inquiries.standing import State as Asked
from reintegration_desktop.rules.issued import standing as rules_standing
from reintegration_desktop.rules.issued.snapshot import Snapshot
from reintegration_desktop.rules.numbers import standing as numbers_standing
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tracing_desk.standing import State as Given
from reintegration_desktop.store.log.numbers import numbers_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.vault.roles import Room
from tests.machines.drawn import CHANCE
from tests.machines.forging import FORGERIES
from tests.machines.programme import BUKAVU, CHILDREN, GOMA, HQ, NAMES, Programme, lies_at
from tests.store.erasing.signers import BEGAN
from tests.store.office import consent

WHY = "Decided in the steering group."
OFFICES, CHILD = st.sampled_from((GOMA, BUKAVU)), st.integers(0, CHILDREN - 1)
ANYBODY, DAYS = st.sampled_from(NAMES), st.integers(7, 60)


@dataclass
class Said:
    """What was honestly said, by who may say it."""

    rules: dict[bytes, Snapshot] = field(default_factory=dict)
    whole: set[bytes] = field(default_factory=set)
    numbers: dict[bytes, str] = field(default_factory=dict)
    signed: set[bytes] = field(default_factory=set)
    asked: dict[VersionId, str] = field(default_factory=dict)
    answered: set[VersionId] = field(default_factory=set)
    closed: set[VersionId] = field(default_factory=set)
    taken_back: set[VersionId] = field(default_factory=set)
    granted: set[VersionId] = field(default_factory=set)
    ended: set[VersionId] = field(default_factory=set)


class NewerKinds(RuleBasedStateMachine):
    """Each rule ends with a look at the office it touched; what is refused changes nothing there."""

    all: Programme | None = None

    @initialize(chance=CHANCE)
    def begin(self, chance):
        """Everybody begins; what is random in this life comes from a number."""
        self.all, self.said, self.happened = Programme(Random(chance)), Said(), Counter[str]()
        self.forged: dict[VersionId, str] = {}
        self.reached: dict[str, int] = defaultdict(int)
        for name, program in self.all.programs.items():
            self.said.numbers |= {one.digest: name for one in program.opened.numbers()}
        self.said.signed |= set(self.said.numbers)

    # Rules that go down

    @rule(days=DAYS)
    def issue(self, days):
        """Headquarters settles another list and brings it as rules for all."""
        hq = self.all.programs[HQ]
        hq = hq.settle(replace(hq.programme, lists={"trades": {f"trade_{days}": "Another trade"}}))
        self.all.programs[HQ] = hq
        if self._done("rules issued", lambda: issuing.issue(where_rules_are_made(hq))):
            new = next(one for one in reversed(hq.opened.issued()) if one.digest not in self.said.rules)
            self.said.rules[new.digest] = new.snapshot
        self.look(HQ)

    @rule(office=OFFICES)
    def sign_rules(self, office):
        """A supervisor signs what of it waits, as the second."""
        program = self.all.programs[office]
        for one in program.opened.issued():
            if self._done("rules signed", lambda one=one: issuing.sign(where_rules_are_made(program), one.digest)):
                self.said.rules[one.digest] = one.snapshot
                self.said.whole.add(one.digest)
        self.look(office)

    # An office's own numbers

    @rule(office=OFFICES, days=DAYS)
    def bring(self, office, days):
        """A custodian brings other numbers; who is alone decides."""
        program = self.all.programs[office]
        policy = replace(program.programme.policy, plan_days=days)
        if self._done("numbers brought", lambda: bring_numbers(program, policy, WHY)):
            new = next(one for one in reversed(program.opened.numbers()) if one.numbers.policy == policy)
            self.said.numbers[new.digest] = office
            if office == BUKAVU:
                self.said.signed.add(new.digest)
            self.all.programs[office] = program.going_by(program.programme)
        self.look(office)

    @rule()
    def sign_numbers(self):
        """Salma signs what numbers of Goma wait."""
        program = self.all.sign_in(GOMA, "Salma")
        for one in numbers.waiting(program.numbering()):
            if self._done("numbers signed", lambda one=one: numbers.sign(program.numbering(), one.digest)):
                self.said.signed.add(one.digest)
        self.all.sign_in(GOMA, "Esther")
        self.look(GOMA)

    # Questions

    @rule(office=OFFICES, child=CHILD)
    def ask(self, office, child):
        """One office asks the other about a child of its own."""
        program = self.all.programs[office]
        to = destination(program, BUKAVU if office == GOMA else GOMA)
        if self._done("question asked", lambda: asking.ask(program.desk, self.all.children[office][child], to)):
            (new,) = [one.id for one in known(program) if one.id not in self.said.asked and is_from(one, program)]
            self.said.asked[new] = office
        self.look(office)

    @rule(office=OFFICES)
    def answer(self, office):
        """It answers everything that waits for it."""
        program = self.all.programs[office]
        for one in known(program):
            if self._done("question answered", lambda one=one: answering.answer(program.desk, one.id, None)):
                self.said.answered.add(one.id)
        self.look(office)

    @rule(office=OFFICES, forget=st.booleans())
    def close(self, office, forget):
        """Who asked is done with a question, or takes it back."""
        program = self.all.programs[office]
        mine = [one.id for one in known(program) if is_from(one, program) and one.id not in self.said.closed]
        for one in mine[:1]:
            if self._done(
                "question closed", lambda one=one: (asking.take_back if forget else asking.done)(program.desk, one)
            ):
                self.said.closed.add(one)
                if forget:
                    self.said.taken_back.add(one)
        self.look(office)

    @rule(office=OFFICES)
    def say_of_a_file(self, office):
        """Who asked wants the file that an answer told of, or doesn't any more; who was asked doesn't give it."""
        program = self.all.programs[office]
        for one in known(program):
            if one.answer_id is not None and (one.file is None or one.file.waits):
                self._done("file spoken of", partial(say_of_a_file, program, one))
        self.look(office)

    # The tracing desk

    @rule(child=CHILD, days=st.integers(1, 90))
    def grant(self, child, days):
        """Goma opens a child to the tracing desk for some days; an earlier grant of it ends."""
        program, case = self.all.programs[GOMA], self.all.children[GOMA][child]
        before = {one.id for one in program.opened.tracing_desk.grants(case)}
        if self._done(
            "child opened to the desk", lambda: granting.grant(where_is_granted(program), case, self.all.dalia, days)
        ):
            self.said.granted |= {one.id for one in program.opened.tracing_desk.grants(case)} - before
            self.said.ended |= before
        self.look(GOMA)

    @rule(child=CHILD)
    def take_back(self, child):
        """Goma takes back what stands of a child's grants."""
        program, case = self.all.programs[GOMA], self.all.children[GOMA][child]
        for one in program.opened.tracing_desk.grants(case):
            if self._done(
                "grant taken back", lambda one=one: granting.take_back(where_is_granted(program), case, one.id)
            ):
                self.said.ended.add(one.id)
        self.look(GOMA)

    @rule(child=CHILD)
    def change_their_mind(self, child):
        """A child wants to be traced no longer."""
        program, case = self.all.programs[GOMA], self.all.children[GOMA][child]
        with program.desk.begin() as work:
            at = program.means.now()
            said = {"event_kind": "withdrawn", "event_at": at, "agrees_to_tracing": "no"}
            work.save(case, consent(case, program.means.new_id(), **said))
            work.commit()
        self.look(GOMA)

    # What goes wrong

    @rule(name=ANYBODY)
    def seal(self, name):
        """An office seals what is new."""
        self.all.seal(name)

    @rule(name=ANYBODY, picks=st.lists(st.integers(0, 59), min_size=1, max_size=4), broken=st.integers(0, 9))
    def arrive(self, name, picks, broken):
        """Any bundles that lie about arrive, old ones and known ones among them, one in ten with a wrong bit."""
        bundles = {self.all.pile[-1 - pick] for pick in picks if pick < len(self.all.pile)}
        self.all.arrive(name, sorted(bundles), broken=Random(picks[0]) if broken == 0 else None)
        self.happened["bundle with a wrong bit" if broken == 0 else "bundle arrived"] += len(bundles)
        self.look(name)

    @rule(giver=ANYBODY, taker=ANYBODY)
    def hand_over(self, giver, taker):
        """What one office has goes straight to another."""
        if giver != taker:
            self.all.arrive(taker, self.all.seal(giver))
            self.happened["bundle arrived"] += 1
            self.look(taker)

    @rule(days=st.integers(1, 20))
    def days_pass(self, days):
        """Everywhere."""
        for clock in self.all.clocks.values():
            clock.turn(days=days)

    @rule(name=ANYBODY, hours=st.integers(-60, 60))
    def turn_a_clock(self, name, hours):
        """Somewhere."""
        self.all.clocks[name].turn(hours=hours)

    @rule(how=st.sampled_from(sorted(FORGERIES)))
    def forge(self, how):
        """Somebody's changed program writes what they may not say."""
        by, new = FORGERIES[how](self.all)
        self.forged |= dict.fromkeys(new, by)
        self.happened["forgery"] += len(new)

    # Laws

    def look(self, name: str) -> None:
        """What must hold at every moment, whatever came so far."""
        program = self.all.programs[name]
        self._rules(name, program)
        self._numbers(name, program)
        for one in known(program):
            assert one.id in self.said.asked, "somebody's question that they never asked"
            assert one.answer is None or one.id in self.said.answered, "somebody's answer that they never gave"
            assert not one.is_done or one.id in self.said.closed
        lost = {one for one, office in self.said.asked.items() if office == name} - self.said.taken_back
        assert lost - {one.id for one in known(program)} <= self._long_past(program)
        for one in program.opened.tracing_desk.grants():
            assert one.id in self.said.granted, "a grant that nobody gave"
            assert one.state is not Given.TAKEN_BACK or one.id in self.said.ended

    def _rules(self, name: str, program: Program) -> None:
        now = rules_standing.in_force(program.opened.issued())
        number = 0 if now is None else now.number
        assert number >= self.reached[name], "older rules took the place of newer ones"
        self.reached[name] = number
        if now is not None:
            assert now.digest in self.said.whole
            assert now.snapshot == self.said.rules[now.digest]

    def _numbers(self, name: str, program: Program) -> None:
        now = numbers_standing.in_force(program.opened.numbers())
        if now is not None:
            assert self.said.numbers[now.digest] == name
            assert now.digest in self.said.signed
        own = Policy() if now is None else now.numbers.policy
        given = rules_standing.in_force(program.opened.issued()) is not None
        assert given or name == HQ or program.programme.policy == own

    def _long_past(self, program: Program) -> set[VersionId]:
        """Questions that may have been emptied: none lives longer than ninety days."""
        latest = max(clock.moment for clock in self.all.clocks.values())
        past = latest - BEGAN > timedelta(days=30) + KEPT_AFTER - timedelta(days=5)
        return set(self.said.asked) if past else set()

    def teardown(self):
        if self.all is None:
            return
        try:
            self._in_the_end()
        finally:
            self.all.close()

    def _in_the_end(self) -> None:
        """All meet by right clocks: nothing is lost, and all see the same."""
        latest = max(clock.moment for clock in self.all.clocks.values())
        for clock in self.all.clocks.values():
            clock.moment = latest
        self.all.all_meet(3)
        for name, program in self.all.programs.items():
            carry_out_due(program)
            self.look(name)
            assert check_vault(program, NoProgress()).sound, name
        highest = max((self.said.rules[one].number for one in self.said.whole), default=0)
        assert set(self.reached.values()) <= {highest, 0}
        assert all(self.reached[name] == highest for name in NAMES)
        self._same_questions()
        self._same_grants()
        self._forged_is_aside()
        assert len({numbers_seen(self.all, at, GOMA) for at in (GOMA, HQ)}) == 1
        assert len({numbers_seen(self.all, at, BUKAVU) for at in (BUKAVU, HQ)}) == 1

    def _forged_is_aside(self) -> None:
        """What may not be said lies aside with everybody to whom it comes but who said it, and nothing else does."""
        for name, program in self.all.programs.items():
            aside = {change.id for change, _ in program.opened.incoming.quarantined()}
            came = {one for one in self.forged if name == HQ or lies_at(program, one)}
            assert aside == {one for one in came if self.forged[one] != name}, name

    def _same_questions(self) -> None:
        """Both sides and headquarters hold the same, each answer was heard."""
        seen = {name: {one.id: one for one in known(program)} for name, program in self.all.programs.items()}
        everywhere = set.intersection(*(set(own) for own in seen.values()))
        emptied = self._long_past(self.all.programs[HQ])
        assert set(self.said.asked) - self.said.taken_back - everywhere <= emptied
        for one in everywhere:
            assert one not in self.said.taken_back
            assert len({(own[one].state, own[one].is_done, own[one].answered_by) for own in seen.values()}) == 1
            assert len({own[one].file for own in seen.values()}) == 1
            over = seen[GOMA][one].state in (Asked.ENDED, Asked.TOO_MANY)
            assert (seen[GOMA][one].answer is not None) == (one in self.said.answered) or over

    def _same_grants(self) -> None:
        """Goma and headquarters see the same grants, and no key lies where none stands."""
        goma, hq = self.all.programs[GOMA], self.all.programs[HQ]
        seen = [{(one.id, one.state) for one in at.opened.tracing_desk.grants()} for at in (goma, hq)]
        assert seen[0] == seen[1]
        assert {one for one, _ in seen[0]} == self.said.granted
        for program in (goma, hq):
            live = sum(one.is_live for one in program.opened.tracing_desk.grants())
            assert keys_lying(program) <= live

    def _done(self, what: str, act) -> bool:
        """Whether it was done; what the program refuses is none of the machine's errors."""
        try:
            act()
        except Refusal:
            return False
        self.happened[what] += 1
        return True


def say_of_a_file(program: Program, one: Inquiry) -> None:
    """The next that can be said of it, by whose turn it is."""
    with program.desk.begin() as work:
        if one.file is None and is_from(one, program):
            work.inquiring.want(one, one.answer_id)
        elif one.file is not None and is_from(one, program):
            work.inquiring.withdraw(one, one.file.wants[0])
        elif one.file is not None:
            work.inquiring.decline(one, one.file.wants[0], "no_capacity")
        work.commit()


def known(program: Program) -> tuple[Inquiry, ...]:
    """The questions that lie there."""
    with program.desk.read() as cases:
        return cases.inquiries(Policy())


def is_from(one: Inquiry, program: Program) -> bool:
    return one.ask.source == program.me.office


def keys_lying(program: Program) -> int:
    """How many entries with keys for a desk lie in a database."""
    with program.desk.read() as cases:
        log = cases.log(BEGAN - timedelta(days=90))
        return sum(b"desk_keys" in one.document for one in log if one.room is Room.OPEN)


def numbers_seen(everybody: Programme, at: str, of: str) -> tuple[tuple[bytes, str], ...]:
    """What numbers of an office came to, by what lies at somebody's."""
    office: UUID = everybody.programs[of].me.office
    store = everybody.programs[at].opened
    with store._database.read() as connection:
        staff = store._settling(connection).staff
        return tuple((one.digest, one.state) for one in numbers_of(connection, Register(connection), office, staff))
