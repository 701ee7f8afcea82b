"""Keys are renewed when somebody leaves and twice a year; who left opens nothing that is written since."""

from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.vault.errors import (
    ForeignVault,
    NoKey,
    NotCustodian,
    Oneself,
    PersonUnknown,
    RootNeeded,
    SealBroken,
    SlotUnknown,
)
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.office.rootkeeping import kept_root
from reintegration_desktop.vault.office.rotation import (
    TWICE_A_YEAR,
    WITH_A_REMOVAL,
    pairs_are_due,
    renew,
    retire,
    retire_pairs,
)
from reintegration_desktop.vault.papers.grants import open_grant
from reintegration_desktop.vault.roles import Duty, KeyName, Role, Room
from reintegration_desktop.vault.unlocking import refreshed
from tests.unit.vault.made import Office, a_place, an_office


def remove(office: Office, label: str, by: str = "Supervisor", **more):
    person = office.people[label].id
    office.people[by] = remove_person(office.folder, office.people[by], person, office.means, **more)
    return office.people[by]


def test_who_was_removed_has_no_slot_no_grant_and_no_standing(own_office: Office):
    gone = own_office.let_in(Role.CASEWORKER)
    keyring = remove(own_office, "Caseworker", last={"ab" * 16: (7, b"h" * 32)})
    assert keyring.people.standing(gone.id) is None
    assert keyring.people.revocation(gone.id).last == {"ab" * 16: (7, b"h" * 32)}
    assert gone.id not in {given.to for given in keyring.file.grants}
    with pytest.raises(SlotUnknown):
        own_office.unlock("Caseworker")
    with pytest.raises(ForeignVault):
        refreshed(own_office.folder, gone)


def test_whoever_stays_opens_old_and_new(own_office: Office):
    own_office.let_in(Role.CASEWORKER)
    own_office.let_in(Role.CLINICIAN)
    case = uuid4()
    wrapped = own_office.founder.new_child_keys(case)
    before = own_office.founder.seal(a_place(Room.ACCOUNT, case=case), b"before")
    remove(own_office, "Clinician")
    worker = own_office.unlock("Caseworker")
    worker.adopt(case, wrapped)
    assert worker.open(a_place(Room.ACCOUNT, case=case), before) == b"before"
    assert len(worker.database_keys()) == 2
    assert worker.database_key() == own_office.founder.database_key() != worker.database_keys()[1]


def test_who_was_removed_does_not_open_what_is_sealed_since(own_office: Office):
    gone = own_office.let_in(Role.CASEWORKER)
    stays = remove(own_office, "Caseworker")
    case = uuid4()
    wrapped = stays.new_child_keys(case)
    sealed = stays.seal(a_place(case=case), b"since")
    gone.adopt(case, wrapped)
    with pytest.raises(NoKey):
        gone.open(a_place(case=case), sealed)
    for given in stays.file.grants:
        with pytest.raises(SealBroken):
            open_grant(stays.office, given, gone.own.opener)


def test_a_childs_keys_are_wrapped_anew_and_its_next_save_begins_a_generation(own_office: Office):
    own_office.let_in(Role.CASEWORKER)
    case = uuid4()
    old = own_office.founder.new_child_keys(case)
    sealed = own_office.founder.seal(a_place(case=case), b"before")
    keyring = remove(own_office, "Caseworker")
    keyring.adopt(case, old)
    assert keyring.children.is_behind(case)
    fresh = {room: keyring.children.rewrap(case, key) for room, key in old.items()}
    for key in (KeyName.PERSON, KeyName.ACCOUNT, KeyName.RESTRICTED, KeyName.DATABASE):
        keyring = retire(own_office.folder, keyring, key, 2)
    keyring.adopt(case, fresh)
    assert keyring.open(a_place(case=case), sealed) == b"before"
    assert keyring.children.is_behind(case)
    keyring.children.new(case, keyring.generation(case, Room.PERSON) + 1)
    assert not keyring.children.is_behind(case)
    assert keyring.generation(case, Room.PERSON) == 2


def test_a_retired_key_is_gone_and_oversights_old_halves_stay(own_office: Office):
    keyring = renew(own_office.folder, own_office.founder, WITH_A_REMOVAL, own_office.means)
    complaint = own_office.founder.seal(a_place(Room.OVERSIGHT), b"a complaint")
    for key in (KeyName.DATABASE, KeyName.OVERSIGHT):
        keyring = retire(own_office.folder, keyring, key, 2)
    assert len(keyring.database_keys()) == 1
    assert keyring.open(a_place(Room.OVERSIGHT), complaint) == b"a complaint"
    assert keyring.generation(UUID(int=1), Room.OVERSIGHT) == 2
    assert retire(own_office.folder, keyring, KeyName.DATABASE, 2).file == keyring.file


def test_what_the_removed_person_held_besides_is_renewed_too(own_office: Office):
    own_office.let_in(Role.MANAGER)
    own_office.let_in(Role.CASEWORKER)
    keyring = remove(own_office, "Caseworker")
    assert keyring.keys.generation(KeyName.FIGURES) == 1
    keyring = remove(own_office, "Manager")
    assert keyring.keys.generation(KeyName.FIGURES) == 2
    assert keyring.keys.generation(KeyName.CASE) == 1


def test_a_custodian_is_removed_by_the_root_alone(own_office: Office):
    own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Second")
    worker = own_office.let_in(Role.CASEWORKER, by="Second")
    with pytest.raises(RootNeeded):
        remove(own_office, "Supervisor", by="Second")
    keyring = remove(own_office, "Second")
    assert keyring.people.standing(worker.id) is not None
    assert own_office.unlock("Caseworker").id == worker.id


def test_the_root_may_be_brought_to_remove_the_one_who_kept_it(own_office: Office):
    own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Second")
    root = kept_root(own_office.founder)
    keyring = remove(own_office, "Supervisor", by="Second", root=root)
    assert keyring.file.root_kept == {}
    assert own_office.unlock("Second").everything() == keyring.everything()


def test_nobody_removes_themselves_or_a_stranger(own_office: Office, tmp_path: Path):
    with pytest.raises(Oneself):
        remove(own_office, "Supervisor")
    own_office.people["Stranger"] = an_office(tmp_path / "other").founder
    with pytest.raises(PersonUnknown):
        remove(own_office, "Stranger")


def test_only_a_custodian_removes_and_renews(own_office: Office):
    own_office.let_in(Role.SUPERVISOR, label="Second")
    with pytest.raises(NotCustodian):
        remove(own_office, "Supervisor", by="Second")
    with pytest.raises(NotCustodian):
        renew(own_office.folder, own_office.people["Second"], TWICE_A_YEAR, own_office.means)


def test_pairs_are_renewed_twice_a_year_and_their_old_halves_destroyed(own_office: Office):
    clock, keyring = own_office.means.clock, own_office.founder
    assert not pairs_are_due(keyring.keys, clock.now())
    clock.turn(days=183)
    assert pairs_are_due(keyring.keys, clock.now())
    old = keyring.identities(KeyName.TRANSPORT)
    keyring = renew(own_office.folder, keyring, TWICE_A_YEAR, own_office.means)
    assert keyring.identities(KeyName.TRANSPORT)[1:] == old
    assert not pairs_are_due(keyring.keys, clock.now())
    assert retire_pairs(own_office.folder, keyring, clock.now() + timedelta(days=90)).file == keyring.file
    keyring = retire_pairs(own_office.folder, keyring, clock.now() + timedelta(days=92))
    assert set(keyring.identities(KeyName.TRANSPORT)).isdisjoint(old)
    assert keyring.keys.generations(KeyName.CASE) == (2,)
    assert keyring.keys.generations(KeyName.DATABASE) == (1,)


def test_names_stay_readable_after_a_renewal(own_office: Office):
    own_office.let_in(Role.COORDINATOR)
    renew(own_office.folder, own_office.founder, WITH_A_REMOVAL, own_office.means)
    assert "Amina Kabila" in own_office.unlock("Coordinator").names().values()
