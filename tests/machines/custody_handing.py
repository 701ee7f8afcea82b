"""A case goes from office to office: offered, taken, refused, taken back; two are offered one: headquarters decides."""

from itertools import permutations
from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from reintegration_desktop.casework.custody import offering, overruling, taking
from tests.machines.country import FIELD, HQ

if TYPE_CHECKING:
    from tests.machines.custody import Custody

OFFICES, THREE = st.sampled_from(tuple(permutations(FIELD, 2))), st.sampled_from(tuple(permutations(FIELD, 3)))
OFFICE, CASE = st.sampled_from(FIELD), st.integers(0, 9)
NAMED = offering.Handing("child_moved", "yes", "She likes to be called in the morning.")


class Handing:
    """Rules of the machine."""

    @rule(way=OFFICES, number=CASE)
    def offer(self: "Custody", way, number):
        """A supervisor prepares a handover."""
        self.offer_to(way[0], self._case_of(way[0], number), way[1])

    def offer_to(self: "Custody", office: str, case: UUID, to: str) -> None:
        """Prepare it of one case."""
        to_them = self.all.destination(to)
        self._done("offered", office, lambda: offering.offer(self.all.desk(office), case, to_them, NAMED))

    @rule(office=OFFICE, number=CASE)
    def withdraw(self: "Custody", office, number):
        """They take it back."""
        offers = [one for one in self._known_at(office) if self._is_offered(office, one)] or self._known_at(office)
        case = offers[number % len(offers)]
        self._done("taken back", office, lambda: offering.withdraw(self.all.desk(office), case))

    def _is_offered(self: "Custody", office: str, case: UUID) -> bool:
        with self.all.laptops[office].store.read() as cases:
            now = cases.custody(case)
        return now.holder == self.all.office(office) and now.in_transit

    @rule(office=OFFICE, takes=st.booleans(), first=st.integers(0, 3))
    def answer(self: "Custody", office, takes, first):
        """Who was offered a case takes it, or doesn't."""
        strange = self.ledger.strange(office)
        offered = [one for one in taking.offered_to_us(self.all.desk(office)) if one.row.id not in strange]
        for one in offered[first % max(1, len(offered)) :][:1]:
            self.answer_to(office, one.row.id, takes=takes)

    def answer_to(self: "Custody", office: str, case: UUID, *, takes: bool) -> None:
        """Answer of one case."""
        desk = self.all.desk(office)
        if takes:
            self._done("taken", office, lambda: taking.accept(desk, case))
        else:
            self._done("refused", office, lambda: taking.refuse(desk, case, "no_capacity"))

    @rule(way=OFFICES, number=CASE, takes=st.booleans(), heard=st.booleans())
    def hand_over(self: "Custody", way, number, takes, heard):
        """All of it in one go, by stick; who gave it may hear of it later."""
        giver, taker = way
        self.offer(way=way, number=number)
        self.carry(way=way, answered=True)
        self.answer(office=taker, takes=takes, first=0)
        if heard:
            self.carry(way=(taker, giver), answered=True)

    @rule(way=THREE, number=CASE, takes=st.tuples(st.booleans(), st.booleans()), chosen=st.integers(0, 3))
    def offer_to_two(self: "Custody", way, number, takes, chosen):
        """Two computers of an office, of which none heard of the other, offer a case; headquarters may decide."""
        giver, *takers = way
        case = self._case_of(giver, number)
        self.copy_the_folder(office=giver)
        for taker, taken in zip(takers, takes, strict=True):
            self.offer_to(giver, case, taker)
            self.carry(way=(giver, taker), answered=False)
            self.answer_to(taker, case, takes=taken)
            for name in (giver, taker):
                self.carry(way=(name, HQ), answered=False)
            self.change_computers(office=giver)
        if chosen < 3:
            self.decide(chosen=chosen)
            self.carry(way=(HQ, takers[chosen % 2]), answered=True)

    @rule(chosen=st.integers(0, 2))
    def decide(self: "Custody", chosen):
        """Headquarters decides what is disputed: one of the offers, or that the case stays."""
        desk = self.all.desk(HQ)
        for one in overruling.disputes(desk)[:1]:
            self.happened["disputed"] += 1
            ids = [offer.id for offer in one.offers] + ([None] if one.may_stay else [])
            which = ids[chosen % len(ids)]
            self._done("decided", HQ, lambda one=one, which=which: overruling.decide(desk, one.row.id, which))
