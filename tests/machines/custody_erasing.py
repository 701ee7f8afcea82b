"""Two supervisors of an office order that a case is erased, and it is destroyed wherever it is, when that is due."""

from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import rule

from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.erasing.again import lost_lines, order_again
from reintegration_desktop.casework.erasing.carrying_out import carry_out
from reintegration_desktop.casework.erasing.copies import waiting_for_me
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.rules.erasing.standing import State
from tests.machines.country import FIELD, HQ, NAMES, Country
from tests.store.custody.handing import PROGRESS

if TYPE_CHECKING:
    from tests.machines.custody import Custody

FIRST, SECOND = "Ruth", "Salma"
"""Both let in by who founded the office: two of whom one let the other in don't sign together."""
WHY = "They asked for it at the visit."


class Erasing:
    """Rules of the machine: an order is signed by one, by a second, and carried out by who hears of it."""

    @rule(office=st.sampled_from(FIELD), number=st.integers(0, 9))
    def order(self: "Custody", office, number):
        """A first supervisor signs."""
        cases, registry = (self._case_at(office, number),), registry_of(self.all, office, FIRST)
        self._done("erasure ordered", office, lambda: ordering.order(registry, cases, WHY, asked_by_child=True))

    @rule(office=st.sampled_from(FIELD))
    def sign(self: "Custody", office):
        """Somebody else of the office signs everything that waits; with that the file is hidden."""
        registry = registry_of(self.all, office, SECOND)
        for one in registry.orders.all():
            if one.state is State.SIGNING and self._done(
                "erasure signed", office, lambda one=one: ordering.sign(registry, one.number)
            ):
                self.ledger.ordered |= dict.fromkeys(one.order.cases, office)
        self.look(office)

    @rule(office=st.sampled_from(FIELD))
    def take_back_an_order(self: "Custody", office):
        """They thought better of it."""
        registry = registry_of(self.all, office, FIRST)
        for one in registry.orders.all():
            if one.order.office == self.all.office(office):
                self._done("erasure taken back", office, lambda one=one: ordering.take_back(registry, one.number))

    @rule(office=st.sampled_from(FIELD))
    def make_known_again(self: "Custody", office):
        """What was destroyed by an order that was lost with a vault: those who signed open it, or sign anew."""
        if not lost_lines(registry_of(self.all, office)):
            return
        first, second = (registry_of(self.all, office, who) for who in (FIRST, SECOND))
        for one in (first, second):
            carry_out(one, PROGRESS)
        for line in lost_lines(first):
            order_again(first, line.number)
        for one in waiting_for_me(second):
            ordering.sign(second, one.number)
        assert lost_lines(first) == (), "it is whole again"
        self.happened["erasure made known again"] += 1
        self.look(office)

    @rule()
    def a_month_passes(self: "Custody"):
        """Everywhere; what is due is destroyed."""
        for name in NAMES:
            self.all.turn(name, 24 * 31)
            self.carry_out(name)

    def carry_out(self: "Custody", name: str) -> None:
        """What is due in an office, as whenever its vault is opened, and after receiving."""
        done = carry_out(registry_of(self.all, name), PROGRESS)
        self.happened["erased"] += done.destroyed
        self.look(name)


def registry_of(everybody: Country, name: str, who: str | None = None) -> Registry:
    """Where an office's orders are signed, by who works there or by a colleague of theirs."""
    laptop = everybody.laptops[name] if who is None else everybody.colleague(name, who)
    return Registry(
        everybody.desk_of(laptop), laptop.keyring, laptop.folder, laptop.device, laptop.store.orders,
        laptop.store.destroy, (), everybody.chance.randbytes,
    )  # fmt: skip


def erased_in_the_end(life: "Custody") -> None:
    """What was ordered by who held it is nowhere; what headquarters destroyed isn't anywhere either."""
    orders = life.all.laptops[HQ].store.orders
    gone = set(orders.destroyed())
    for case, office in life.ledger.ordered.items():
        whole = [one for one in orders.all() if case in one.order.cases and one.state is State.WHOLE]
        mine = orders.holders([case]).get(case) == life.all.office(office)
        assert case in gone or not whole or not mine, f"{case} was to be erased"
    for name in NAMES:
        own = {one for one in life.ledger.forged if life.ledger.by[one] == name}
        left = gone & {change.case for one, change in life.all.lying(name).items() if one not in own}
        assert not left, f"{name} still has what was erased: {left}"
