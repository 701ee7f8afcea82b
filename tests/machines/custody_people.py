"""People of an office come and go: let in, gone, or their keys stolen; what came too late waits for a supervisor."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from hypothesis import strategies as st
from hypothesis.stateful import rule

from reintegration_desktop.casework import saving
from reintegration_desktop.casework.custody import offering, taking
from reintegration_desktop.casework.travel import aside
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.roles import Role
from tests.machines.country import FIELD, HQ, NAMES
from tests.machines.custody_copies import copied
from tests.machines.custody_handing import NAMED
from tests.store.custody.handing import PROGRESS
from tests.store.office import Laptop, a_person, an_edit, consent, open_a_case
from tests.store.revoking.undoing import held_at

if TYPE_CHECKING:
    from tests.machines.custody import Custody

ODILE, JONAS = "Odile", "Jonas"
ROLES: Mapping[str, Role] = {ODILE: Role.SUPERVISOR, JONAS: Role.CASEWORKER}
"""Colleagues of who founded an office; whoever leaves is followed by somebody of that name and other keys."""

OFFICE, WHO, CASE = st.sampled_from(FIELD), st.sampled_from(sorted(ROLES)), st.integers(0, 9)
DEEDS = ("visit", "risk", "begin", "offer", "accept", "refuse")


class People:
    """Rules of the machine."""

    @rule(office=OFFICE, who=WHO, number=CASE, what=st.sampled_from(DEEDS), to=OFFICE)
    def a_colleague_works(self: "Custody", office, who, number, what, to):
        """Somebody else of the office, at the same computer."""
        laptop = self.all.colleague(office, who, ROLES[who])
        self._done(f"{what} by a colleague", office, lambda: deeds(self, office, laptop, number, to)[what]())

    @rule(office=OFFICE, who=WHO)
    def steal(self: "Custody", office, who):
        """Somebody copies the vault and learns a colleague's passphrase."""
        laptop = self.all.colleague(office, who, ROLES[who])
        if office in self.all.thieves:
            self.all.thieves.pop(office).database.close()
        self.all.thieves[office] = replace(copied(self.all, office), keyring=laptop.keyring)
        self.ledger.thefts.setdefault(laptop.keyring.id, held_at(self.all.laptops[office]))
        self.happened["keys stolen"] += 1

    @rule(office=OFFICE, number=CASE, what=st.sampled_from(DEEDS), to=OFFICE)
    def a_thief_works(self: "Custody", office, number, what, to):
        """Where the copy is, with the stolen keys, whatever was said of them since."""
        if office in self.all.thieves:
            thief = self.all.thieves[office]
            if not self._tried(lambda: deeds(self, office, thief, number, to)[what]()):
                return
            lying = self.all.lying_at(thief)
            new = [one for version, one in lying.items() if version not in self.ledger.changes]
            self.ledger.note(office, new)
            self.ledger.stolen |= {one.id for one in new}
            self.happened[f"{what} by a thief"] += 1

    @rule(office=OFFICE, to=st.sampled_from(NAMES))
    def a_thief_sends(self: "Custody", office, to):
        """Until their keys are known to be stolen there, what they send is taken in."""
        if office in self.all.thieves and office != to:
            self._arrive(to, self.all.seal(office, to, self.all.thieves[office]))
            self.happened["sent by a thief" if not self.got.refused else "refused of a thief"] += 1

    @rule(office=OFFICE, who=WHO)
    def remove(self: "Custody", office, who):
        """Who founded the office takes somebody's keys away: they left, or it is known that they were stolen."""
        gone = self.all.colleagues.pop((office, who), None)
        if gone is None:
            return
        stolen, laptop = self.ledger.thefts.get(gone.id), self.all.laptops[office]
        last = held_at(laptop) if stolen is None else stolen
        keyring = remove_person(
            laptop.folder, laptop.keyring, gone.id, self.all.means(office), last, misused=stolen is not None
        )
        self.ledger.revoked[gone.id] = {device: seq for device, (seq, _) in last.items()}
        if stolen is None:
            self.all.away[office] = gone
        self.all.laptops[office] = replace(laptop, keyring=keyring)
        self.all.laptops[office].store.follow_revocations()
        self.all.laptops[office].store.rewrap(PROGRESS)
        self.happened["gone" if stolen is None else "stolen keys revoked"] += 1
        self.look(office)
        self.laws.late(office)

    @rule(office=OFFICE, number=CASE, what=st.sampled_from(DEEDS), to=OFFICE)
    def who_is_away_works_on(self: "Custody", office, number, what, to):
        """At the office's other computer, where nobody heard yet that they left."""
        if office in self.all.away and office in self.all.others:
            laptop = replace(self.all.others[office], keyring=self.all.away[office])
            if not self._tried(lambda: deeds(self, office, laptop, number, to)[what]()):
                return
            self._note(office, laptop)
            self.happened[f"{what} too late"] += 1

    @rule(office=OFFICE, who=WHO, number=CASE, what=st.sampled_from(DEEDS), to=OFFICE, heard=st.booleans())
    def be_robbed(self: "Custody", office, who, number, what, to, heard):
        """All of it in one go: a theft, what is done with the keys, and that it is found out, before or after."""
        self.steal(office=office, who=who)
        self.a_thief_works(office=office, number=number, what=what, to=to)
        self.a_thief_works(office=office, number=number, what="visit", to=to)
        for name in (HQ, to):
            self.a_thief_sends(office=office, to=name)
        self.remove(office=office, who=who)
        if heard:
            self.carry(way=(office, HQ), answered=True)
            self.open_the_vault(name=HQ)
        self.a_thief_works(office=office, number=number, what="risk", to=to)
        self.a_thief_sends(office=office, to=HQ)

    @rule(office=OFFICE, who=WHO, number=CASE, what=st.sampled_from(DEEDS), to=OFFICE, lets_in=st.booleans())
    def leave(self: "Custody", office, who, number, what, to, lets_in):
        """Somebody works at the other computer, doesn't hear that they are out, and it comes too late."""
        self.copy_the_folder(office=office)
        self.a_colleague_works(office=office, who=who, number=number, what="visit", to=to)
        self.remove(office=office, who=who)
        for one in (what, "visit"):
            self.who_is_away_works_on(office=office, number=number, what=one, to=to)
        self.change_computers(office=office)
        self.carry(way=(office, HQ), answered=True)
        if lets_in:
            self.let_in(office=office)

    @rule(name=st.sampled_from(NAMES))
    def open_the_vault(self: "Custody", name):
        """In the morning: what was heard of people since is followed."""
        self.all.open_again(name)
        self.look(name)
        self.laws.late(name)

    @rule(office=OFFICE)
    def let_in(self: "Custody", office):
        """A supervisor lets in what somebody honest of the office wrote too late."""
        for (case, author), versions in late_work(self, office).items():
            if not self.ledger.stolen & set(versions):
                desk = self.all.desk(office)
                self._done("let in", office, lambda case=case, author=author, versions=versions, desk=desk: aside.adopt(
                    desk, case, versions, str(author)))  # fmt: skip


def deeds(life: "Custody", office: str, by: Laptop, number: int, to: str) -> Mapping[str, Callable[[], object]]:
    """What somebody of an office can do, with whatever keys they have."""
    desk, case, record = life.all.desk_of(by), life._case_of(office, number), life.all.new_id()
    life.ledger.planned.add(record)
    visit = an_edit(case, "follow_up", record, visit_purpose="routine", contact_kind="home_visit")

    def answered() -> UUID:
        strange = life.ledger.strange(office)
        return next((one.row.id for one in taking.offered_to_us(desk) if one.row.id not in strange), case)

    return {
        "visit": lambda: saving.save(desk, case, visit),
        "risk": lambda: saving.save(desk, case, an_edit(case, "concerns", risk_level="medium")),
        "begin": lambda: begin(life, office, by),
        "offer": lambda: offering.offer(desk, case, life.all.destination(to), NAMED),
        "accept": lambda: taking.accept(desk, answered()),
        "refuse": lambda: taking.refuse(desk, answered(), "no_capacity"),
    }


def begin(life: "Custody", office: str, by: Laptop) -> None:
    """Somebody is registered."""
    if len(life.ledger.began) < life.most_cases:
        case, code = life.all.desk_of(by).new_case(), f"CASE{len(life.ledger.began):02d}-X"
        said = consent(case, life.all.new_id(), agrees_to_sharing="yes")
        life.ledger.began[case] = office
        open_a_case(by, a_person(case), said, case=case, code=code)


def late_work(life: "Custody", office: str) -> Mapping[tuple[UUID, UUID], list[VersionId]]:
    """What waits aside in an office since its author was gone, by case and author."""
    laptop, found = life.all.laptops[office], dict[tuple[UUID, UUID], list[VersionId]]()
    for change, reason in laptop.store.incoming.quarantined():
        if reason is Reason.AUTHOR_REVOKED:
            found.setdefault((change.case, change.author), []).append(change.id)
    return found
