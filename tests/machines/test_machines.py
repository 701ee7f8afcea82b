"""A short life of what is said beside the cases; what the machine must notice, it notices; steps are counted."""

from datetime import timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis.stateful import RuleBasedStateMachine, rule

from reintegration_desktop.app.program import create_program
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import PASSPHRASE
from tests.machines import table
from tests.machines.cases import Office
from tests.machines.drawn import drawn
from tests.machines.forging import FORGERIES
from tests.machines.newer_kinds import NewerKinds
from tests.machines.programme import BUKAVU, GOMA, HQ, a_child
from tests.machines.running import Walked, walk
from tests.store.erasing.signers import BEGAN, Ticking


def lived() -> NewerKinds:
    """A life in which everything happens once: honest, late, again, broken, and forged."""
    life = NewerKinds()
    life.begin(chance=7)
    life.bring(days=30, office=GOMA)
    life.sign_numbers()
    life.ask(office=GOMA, child=0)
    life.ask(office=BUKAVU, child=1)
    life.grant(child=0, days=30)
    life.grant(child=1, days=90)
    life.issue(days=21)
    for name in (GOMA, HQ):
        life.seal(name)
        life.arrive(name=BUKAVU, picks=[0, 1, 2, 3], broken=0)
        for other in (GOMA, BUKAVU, HQ):
            life.arrive(name=other, picks=[1, 0, 3, 2], broken=1)
    life.sign_rules(office=GOMA)
    life.answer(office=BUKAVU)
    life.hand_over(giver=BUKAVU, taker=GOMA)
    life.say_of_a_file(office=GOMA)
    life.take_back(child=1)
    life.change_their_mind(child=2)
    life.turn_a_clock(name=BUKAVU, hours=-50)
    life.days_pass(days=1)
    for how in FORGERIES:
        life.forge(how=how)
    return life


def test_nothing_is_lost_nothing_older_or_forged_counts_and_all_see_the_same():
    life = lived()
    asked, digest = next(iter(life.said.asked)), next(iter(life.said.whole))
    (answered,), (ended,) = life.said.answered, life.said.ended
    unnoticed = [
        lambda said: said.asked.update({VersionId("00" * 16, 1): GOMA}),
        lambda said: said.asked.pop(asked),
        lambda said: said.whole.discard(digest),
        lambda said: said.granted.discard(ended),
        lambda said: said.ended.discard(ended),
        lambda said: said.signed.clear(),
    ]
    for plant in unnoticed:
        assert notices(life, GOMA, plant)
    assert notices(life, BUKAVU, lambda said: said.answered.discard(answered))
    life.reached[BUKAVU] = 7
    assert notices(life, BUKAVU, lambda said: None)
    life.reached[BUKAVU] = 0
    life.teardown()
    assert life.reached == {GOMA: 1, BUKAVU: 1, HQ: 1}
    assert len(life.forged) == len(FORGERIES) - 1, "the first signature of two is no forgery"


def test_what_another_office_handed_on_as_a_hole_still_comes_from_headquarters():
    """Bukavu signs rules, then asks Goma directly; only headquarters may hand on the signature, and later."""
    life = NewerKinds()
    life.begin(chance=8)
    life.issue(days=21)
    life.hand_over(giver=HQ, taker=BUKAVU)
    life.hand_over(giver=HQ, taker=GOMA)
    life.sign_rules(office=BUKAVU)
    life.ask(office=BUKAVU, child=0)
    life.hand_over(giver=BUKAVU, taker=GOMA)
    life.hand_over(giver=GOMA, taker=HQ)
    life.hand_over(giver=HQ, taker=GOMA)
    answer = life.all.pile[-1]
    life.hand_over(giver=BUKAVU, taker=HQ)
    life.all.arrive(HQ, [answer])
    life.hand_over(giver=HQ, taker=GOMA)
    assert life.reached[GOMA] == 1
    life.all.close()


def test_what_is_random_in_a_life_comes_from_its_number(tmp_path):
    """Only what is sealed to a public key differs: HPKE draws for itself."""
    first, again = (written(tmp_path / name, Random(9)) for name in ("first", "again"))
    assert len(first) > 5
    assert first == again


def written(place: Path, chance: Random) -> list[tuple[object, ...]]:
    """What lies in the log of an office that begins, but for what is sealed in it."""
    means = drawn(Ticking(BEGAN), chance)
    program = create_program(place, Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR), PASSPHRASE, means=means)
    a_child(program, 0)
    with program.desk.read() as cases:
        log = cases.log(BEGAN - timedelta(days=90))
    program.close()
    return [(one.id, one.case, one.record, one.author, one.clock, one.kind, one.salt) for one in log]


def notices(life: NewerKinds, name: str, plant) -> bool:
    """Whether a look finds what would have been lost, or have come to count, without anybody's word."""
    honest = life.said
    life.said = type(honest)(**{key: value.copy() for key, value in vars(honest).items()})
    try:
        plant(life.said)
        life.look(name)
    except AssertionError:
        return True
    finally:
        life.said = honest
    return False


@pytest.mark.parametrize("checkpoint", [False, True])
def test_tables_that_say_what_no_log_says_are_noticed_at_the_next_look(checkpoint):
    """Where nothing was written since the last look, nothing is looked at again."""
    life = Office()
    life.begin(chance=3)
    life.visit(laptop=1, record=0, key="risk_level", word="low", blind=False)
    life.tables_say_what_the_log_says()
    database = life.laptops[1].database
    with database.write() as connection:
        assert connection.exec_driver_sql("UPDATE case_ SET risk = 'high'").rowcount == 1
    if checkpoint:
        database.checkpoint()
    with pytest.raises(AssertionError):
        life.tables_say_what_the_log_says()
    assert life.laptops[1].store.checker.fold_anew(NoProgress()) == 1
    life.tables_say_what_the_log_says()
    life.teardown()


class Counter(RuleBasedStateMachine):
    """Takes steps."""

    breaks = False

    @rule()
    def step(self):
        assert not self.breaks


class Breaking(Counter):
    breaks = True


@pytest.mark.parametrize(("machine", "broken"), [(Counter, False), (Breaking, True)])
def test_steps_are_counted_and_lives_that_break_a_law_too(machine, broken, capsys):
    *_, found = walk(machine, 60, 1)
    assert found.steps >= 60
    assert (found.divergences > 0) is broken
    assert ("Failing test case" in capsys.readouterr().err) is broken


def test_a_machine_has_one_row(tmp_path):
    results = tmp_path / "machines.md"
    for steps in (5, 1_000):
        found = Walked(steps=steps, lives=2, seconds=3.2)
        found.happened["forgery"] += 2
        table.write("cases", "laptops", f"python -m tests.machines cases {steps} 1", found, results)
    table.write("newer-kinds", "offices", "python -m tests.machines newer-kinds 9 1", Walked(9), results)
    rows = [line for line in results.read_text().splitlines() if "python -m" in line and line.startswith("|")]
    assert [row.split(" | ")[2] for row in rows] == ["1,000", "9"]
    assert "forgery 2" in rows[0]
