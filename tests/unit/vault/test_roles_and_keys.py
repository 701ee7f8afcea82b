"""Every role and every key: what the table grants opens, and nothing else does."""

from itertools import product
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.errors import EnvelopeForeign, NoKey, SealBroken
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.papers.grants import Grant, grant, open_grant
from reintegration_desktop.vault.roles import ROLE_KEYS, SEALED_ROOMS, Access, Duty, KeyName, Role, Room, keys_of
from tests.unit.vault.made import CASE, Office, a_place, an_office

TABLE = {
    "Caseworker": "database person account restricted",
    "Supervisor": "database transport case person account restricted oversight figures",
    "Tracing officer": "database person",
    "Clinician": "database person account",
    "Coordinator": "database transport",
    "Manager": "figures",
    "Auditor": "database oversight figures",
}
SEALS_OVERSIGHT = {"Caseworker", "Supervisor", "Auditor"}


def opens(label: str, key: KeyName) -> bool:
    return key.value.removeprefix("room:") in TABLE[label].split()


def every_role_and(things) -> list[tuple]:
    return list(product(TABLE, things))


@pytest.mark.parametrize(("label", "key"), every_role_and(KeyName))
def test_a_role_holds_the_keys_of_the_table_and_no_other(office: Office, label, key):
    assert bool(office.people[label].secrets(key)) == opens(label, key)


@pytest.mark.parametrize(("label", "key"), every_role_and(KeyName))
def test_raw_grants_open_with_their_own_persons_key_alone(office: Office, label, key):
    keyring = office.people[label]
    for given in (given for given in keyring.file.grants if given.key == key):
        if given.to == keyring.id:
            assert open_grant(keyring.office, given, keyring.own.opener) == keyring.secret(key, given.generation)
        else:
            with pytest.raises(SealBroken):
                open_grant(keyring.office, given, keyring.own.opener)


@pytest.mark.parametrize(("label", "room"), every_role_and(SEALED_ROOMS))
def test_a_room_opens_for_the_roles_of_the_table_alone(office: Office, label, room):
    worker, reader = office.people["Supervisor"], office.people[label]
    case = uuid4()
    reader.adopt(case, worker.new_child_keys(case))
    where = a_place(room, case=case, generation=worker.generation(case, room))
    sealed = worker.seal(where, b"what happened")
    if opens(label, KeyName(f"room:{room}")):
        assert reader.can_open(room)
        assert reader.open(where, sealed) == b"what happened"
    else:
        assert not reader.can_open(room)
        with pytest.raises(NoKey):
            reader.open(where, sealed)


@pytest.mark.parametrize("label", TABLE)
def test_oversight_is_written_by_more_than_read_it(office: Office, label):
    keyring, supervisor = office.people[label], office.people["Supervisor"]
    where = a_place(Room.OVERSIGHT, generation=keyring.generation(CASE, Room.OVERSIGHT))
    assert keyring.can_seal(Room.OVERSIGHT) == (label in SEALS_OVERSIGHT)
    if label in SEALS_OVERSIGHT:
        assert supervisor.open(where, keyring.seal(where, b"a complaint")) == b"a complaint"
    else:
        with pytest.raises(NoKey):
            keyring.seal(where, b"a complaint")


@pytest.mark.parametrize(("label", "room"), every_role_and((Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)))
def test_a_child_gets_keys_for_the_rooms_its_worker_holds(office: Office, label, room):
    made = office.people[label].new_child_keys(UUID(int=77))
    assert (room in made) == opens(label, KeyName(f"room:{room}")) == office.people[label].can_seal(room)


@pytest.mark.parametrize("label", TABLE)
def test_everybody_seals_figures_and_few_open_them(office: Office, label):
    keyring = office.people[label]
    sealed = seal_bytes(b"counts", [keyring.recipient(KeyName.FIGURES)])
    if opens(label, KeyName.FIGURES):
        assert open_bytes(sealed, keyring.identities(KeyName.FIGURES)) == b"counts"
    else:
        assert keyring.identities(KeyName.FIGURES) == ()
        with pytest.raises(EnvelopeForeign):
            open_bytes(sealed, [])


@pytest.mark.parametrize("label", TABLE)
def test_the_open_room_needs_no_key(office: Office, label):
    assert office.people[label].can_open(Room.OPEN)
    assert office.people[label].can_seal(Room.OPEN)


@pytest.mark.parametrize("label", TABLE)
def test_who_opens_the_database_knows_the_names_of_staff(office: Office, label):
    keyring = office.people[label]
    names = set(keyring.names().values())
    if opens(label, KeyName.DATABASE):
        assert "Amina Kabila" in names
        assert keyring.database_key() == office.founder.database_key()
    else:
        assert (names, keyring.database_key(), keyring.name) == (set(), None, label)


def test_the_table_in_the_program_is_the_one_of_the_design():
    for label, key in every_role_and(KeyName):
        access = ROLE_KEYS[Role(label.lower().replace(" ", "_"))][key]
        assert (access is Access.OPEN) == opens(label, key)
    assert ROLE_KEYS[Role.CASEWORKER][KeyName.TRANSPORT] is Access.BY_DUTY


@pytest.mark.parametrize(
    ("duties", "keys"),
    [
        ((), set()), ((Duty.COURIER,), {KeyName.DATABASE, KeyName.TRANSPORT}), ((Duty.FIGURES,), {KeyName.FIGURES}),
        ((Duty.TRACING_DESK,), {KeyName.DATABASE}), ((Duty.CUSTODIAN,), set()),
    ],
)  # fmt: skip
def test_headquarters_opens_what_its_duty_opens(duties, keys):
    assert keys_of(Role.HEADQUARTERS, frozenset(duties)) == keys


def test_a_courier_among_the_caseworkers_opens_bundles(own_office: Office):
    courier = own_office.let_in(Role.CASEWORKER, Duty.COURIER)
    assert courier.identities(KeyName.TRANSPORT) == own_office.founder.identities(KeyName.TRANSPORT)
    assert courier.recipient(KeyName.TRANSPORT).startswith("age1")


def moved(given: Grant, keyring: Keyring) -> dict[str, tuple[UUID, Grant]]:
    office, to = keyring.office, given.to
    return {
        "office": (UUID(int=5), given),
        "key": (office, Grant(KeyName.ACCOUNT, given.generation, to, 1, given.sealed)),
        "generation": (office, Grant(given.key, 2, to, 1, given.sealed)),
        "recipient": (office, Grant(given.key, given.generation, UUID(int=5), 1, given.sealed)),
        "algorithm": (office, Grant(given.key, given.generation, to, 2, given.sealed)),
        "bytes": (office, Grant(given.key, given.generation, to, 1, given.sealed[:-1] + b"\0")),
    }


@pytest.mark.parametrize("changed", ["office", "key", "generation", "recipient", "algorithm", "bytes"])
def test_a_grant_that_was_moved_is_refused(office: Office, changed):
    keyring = office.founder
    given = grant(keyring.office, KeyName.PERSON, 1, b"k" * 32, keyring.id, keyring.person.seal_key)
    assert open_grant(keyring.office, given, keyring.own.opener) == b"k" * 32
    with pytest.raises(SealBroken):
        open_grant(*moved(given, keyring)[changed], keyring.own.opener)


def test_headquarters_has_no_pair_for_cases(own_office: Office, tmp_path: Path):
    newcomer = Newcomer("Sara", "Headquarters", Role.HEADQUARTERS, frozenset({Duty.COURIER}))
    there = an_office(tmp_path / "hq", newcomer).people["Headquarters"]
    with pytest.raises(NoKey):
        there.recipient(KeyName.CASE)


def test_a_key_that_is_not_held_is_refused_by_name(office: Office):
    with pytest.raises(NoKey) as refused:
        office.people["Manager"].secret(KeyName.DATABASE, 1)
    assert refused.value.facts == {"room": "database"}
    with pytest.raises(NoKey):
        office.founder.secret(KeyName.DATABASE, 2)
