"""A short life of cases that change hands; what the machine must notice, it notices."""

from collections.abc import Callable
from copy import copy, deepcopy

import pytest

from reintegration_desktop.history.versions import VersionId
from tests.machines.country import BUKAVU, GOMA, HQ, NAMES, UVIRA
from tests.machines.custody import Custody
from tests.machines.custody_forging import FORGERIES
from tests.machines.custody_laws import custody_at, visits_at
from tests.machines.whose import Holding, Ledger, whose

G, B, U = 0, 1, 2
"""The cases that the three offices begin with."""


@pytest.fixture
def life():
    """Goma's first case goes to Bukavu, by stick and by headquarters; Bukavu's is offered to Goma."""
    made = Custody()
    made.rounds = (2, 2)
    made.begin(chance=7)
    made.visit(office=GOMA, number=0)
    made.hand_over(way=(GOMA, BUKAVU), number=0, takes=True, heard=True)
    made.by_headquarters(way=(GOMA, BUKAVU))
    made.by_headquarters(way=(BUKAVU, GOMA))
    yield made
    made.all.close()


def case_of(life: Custody, number: int):
    return list(life.ledger.began)[number]


def hands_over(life: Custody) -> None:
    """Offers that are refused, taken back, taken at two places, decided."""
    life.visit(office=BUKAVU, number=G)
    life.change_risk(office=BUKAVU, number=G, risk="low")
    life.hand_over(way=(UVIRA, GOMA), number=0, takes=False, heard=True)
    life.begin_a_case(office=UVIRA, shares=False)
    life.offer(way=(UVIRA, BUKAVU), number=1)
    life.carry(way=(UVIRA, BUKAVU), answered=False)
    life.withdraw(office=UVIRA, number=1)
    life.offer(way=(UVIRA, GOMA), number=1)
    life.answer(office=BUKAVU, takes=True, first=0)
    for name in (UVIRA, BUKAVU):
        life.carry(way=(name, HQ), answered=True)
    life.decide(chosen=1)


def goes_wrong(life: Custody) -> None:
    """Bundles late, again, broken; a mind that is changed, clocks, forgeries."""
    life.seal(way=(HQ, GOMA))
    for other in NAMES:
        life.arrive(name=other, picks=[1, 0, 3, 2], broken=1)
    life.arrive(name=GOMA, picks=[0, 1], broken=0)
    life.change_their_mind(office=BUKAVU, number=1, how="withdrawn")
    life.turn_a_clock(name=BUKAVU, hours=-50)
    life.turn_a_clock_far(name=GOMA, days=400)
    life.time_passes(hours=30)
    for number, how in enumerate(FORGERIES):
        life.forge(who=(UVIRA, GOMA), number=number, how=how)
    life.forge(who=(UVIRA, GOMA), number=G, how="says_that_it_is_its_own")


def erases_and_copies(life: Custody) -> None:
    life.order(office=UVIRA, number=0)
    life.sign(office=UVIRA)
    life.carry(way=(UVIRA, HQ), answered=True)
    life.order(office=BUKAVU, number=0)
    life.take_back_an_order(office=BUKAVU)
    life.a_month_passes()
    life.copy_the_folder(office=GOMA)
    life.back_up(office=UVIRA)
    life.visit(office=GOMA, number=0)
    life.change_computers(office=GOMA)
    life.visit(office=GOMA, number=0)
    life.visit(office=UVIRA, number=0)
    life.bring_back(office=UVIRA)


def come_and_go(life: Custody) -> None:
    """Somebody leaves and writes on; somebody's keys are stolen, and a case is offered with them."""
    life.begin_a_case(office=GOMA, shares=True)
    life.leave(office=GOMA, who="Jonas", number=-1, what="risk", to=UVIRA, lets_in=True)
    life.be_robbed(office=UVIRA, who="Odile", number=0, what="offer", to=GOMA, heard=True)
    life.open_the_vault(name=GOMA)


def test_in_a_life_in_which_everything_happens_all_see_the_same_in_the_end(life):
    hands_over(life)
    goes_wrong(life)
    come_and_go(life)
    erases_and_copies(life)
    life._in_the_end()
    wanted = {"visit", "offered", "taken", "refused", "taken back", "decided", "bundle arrived", "forgery",
              "bundle with a wrong bit", "clock turned", "consent withdrawn", "risk changed", "erasure signed",
              "erasure taken back", "erased", "folder copied", "other computer", "backup brought back",
              "gone", "let in", "visit too late", "keys stolen", "offer by a thief", "sent by a thief",
              "refused of a thief", "stolen keys revoked"}  # fmt: skip
    assert wanted <= {what for what, times in life.happened.items() if times}
    assert len(visits_at(life.all.laptops[BUKAVU], case_of(life, G))) == 2


def notices(life: Custody, name: str, plant: Callable[[Ledger], object]) -> bool:
    """Whether a look finds what nobody honest said, or what should be there and isn't."""
    honest = life.laws.ledger
    life.laws.ledger = copy(honest)
    for key, value in vars(honest).items():
        setattr(life.laws.ledger, key, copy(value))
    try:
        plant(life.laws.ledger)
        life.laws.look(name)
    except AssertionError:
        return True
    finally:
        life.laws.ledger = honest
    return False


def entry_of(life: Custody, step: str) -> VersionId:
    return next(one.id for one in life.ledger.entries.values() if type(one.said).__name__ == step)


def test_what_would_be_wrong_is_noticed(life):
    case, offer, taken = case_of(life, G), entry_of(life, "Offer"), entry_of(life, "Answer")
    assert not notices(life, BUKAVU, lambda ledger: None)
    planted: list[tuple[str, Callable[[Ledger], object]]] = [
        (BUKAVU, lambda ledger: ledger.entries.pop(taken)),
        (BUKAVU, lambda ledger: ledger.entries.pop(offer)),
        (GOMA, lambda ledger: ledger.entries.pop(taken)),
        (HQ, lambda ledger: ledger.entries.pop(taken)),
        (GOMA, lambda ledger: ledger.began.update({case: UVIRA})),
        (BUKAVU, lambda ledger: (ledger.aside.add(taken), ledger.by.update({taken: UVIRA}))),
        (BUKAVU, lambda ledger: ledger.visits.clear()),
    ]
    for number, (name, plant) in enumerate(planted):
        assert notices(life, name, plant), number


def test_a_name_that_stays_readable_is_noticed(life):
    """Goma knows that Bukavu took its case; as if it had heard of nothing, it may read."""
    now = whose(life.all.office(BUKAVU), [])
    case = case_of(life, U)
    assert case not in {change.case for change in life.all.lying(GOMA).values()}
    with pytest.raises(AssertionError, match="reads a name"):
        life.laws._name(UVIRA, case, now)


def test_a_visit_that_is_lost_is_noticed_and_an_exchange_that_does_not_rest(life):
    life.rounds = (1, 1)
    life._in_the_end()
    visit = next(iter(life.ledger.visits.values()))
    lost = life.all.new_id()
    life.ledger.visits[lost] = visit
    with pytest.raises(AssertionError, match="is lost"):
        life.laws.meet_the_end()
    del life.ledger.visits[lost]
    life.visit(office=BUKAVU, number=G)
    life.carry(way=(BUKAVU, HQ), answered=True)
    life.visit(office=BUKAVU, number=G)
    with pytest.raises(AssertionError, match="still has something"):
        life.laws.meet_the_end()


def test_the_same_is_told_twice_of_whose_a_case_is(life):
    """The machine's own reckoning and the program's; in whatever order the entries are."""
    case = case_of(life, G)
    said = life.ledger.of(case)
    now = whose(life.all.office(GOMA), reversed(deepcopy(said)))
    assert now.holding == Holding(life.all.office(BUKAVU), 1, frozenset(), False)
    assert custody_at(life.all.laptops[HQ], case).holder == now.holder
    assert now.may_write(life.all.office(GOMA), min(one.clock for one in said))
    assert not now.may_write(life.all.office(UVIRA), 0)
