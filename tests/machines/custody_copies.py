"""An office's vault is copied to another computer and both go on, or an older one is brought back from a backup."""

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import strategies as st
from hypothesis.stateful import rule

from reintegration_desktop.store.backup import back_up
from reintegration_desktop.store.database import open_database
from tests.machines.country import FIELD, HQ, Country
from tests.store.office import Laptop

if TYPE_CHECKING:
    from tests.machines.custody import Custody

OFFICE = st.sampled_from(FIELD)


class Copying:
    """Rules of the machine. Each copy is a device of its own, as the program sees to."""

    @rule(office=OFFICE)
    def copy_the_folder(self: "Custody", office):
        """A second computer begins with what the first one holds now; from then on one or the other is used."""
        if office not in self.all.others:
            self.all.others[office] = copied(self.all, office)
            self.happened["folder copied"] += 1

    @rule(office=OFFICE)
    def change_computers(self: "Custody", office):
        """Somebody works at the office's other computer."""
        if office in self.all.others:
            self.all.swap(office)
            self.happened["other computer"] += 1
            self.carry_out(office)

    @rule(office=OFFICE)
    def back_up(self: "Custody", office):
        """A copy is put away."""
        self.all.backups[office] = copied(self.all, office)

    @rule(office=OFFICE)
    def bring_back(self: "Custody", office):
        """What was put away takes the place of the vault: what was written since and not sent is lost."""
        if office in self.all.backups:
            older, now = self.all.backups.pop(office), self.all.laptops[office]
            held = older.store.incoming.vector().get(now.device)
            self.ledger.lost[now.device] = 0 if held is None else held.seq
            now.database.close()
            self.all.laptops[office] = older
            self.all.open_again(office)
            self.happened["backup brought back"] += 1
            self.carry_out(office)


def copied(everybody: Country, name: str) -> Laptop:
    """An office's computer as it is now, as another device."""
    laptop, device = everybody.laptops[name], everybody.a_device()
    path = everybody.place / f"{device}.db"
    back_up(laptop.database, path)
    return replace(laptop, database=open_database(path, everybody.database_keys[name]), device=device)


def each_computer_meets(life: "Custody") -> None:
    """The second computers exchange with headquarters too."""
    for name in [*life.all.others] * 2:
        life.all.swap(name)
        for way in ((name, HQ), (HQ, name)):
            life.carry(way=way, answered=True)
