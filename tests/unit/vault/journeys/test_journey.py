"""Keys are given back before a journey and given again after it; meanwhile a passphrase opens no case."""

import json
from pathlib import Path

import pytest

from reintegration_desktop.vault.errors import JourneyForeign, NotCustodian, NothingToOpenWith, PaperDamaged
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.journey import away_since, give_again, give_back, request_keys, take_again
from reintegration_desktop.vault.office.recovery import keep_recovery, new_sheets
from reintegration_desktop.vault.office.removal import remove_person
from reintegration_desktop.vault.office.rotation import WITH_A_REMOVAL, renew, retire
from reintegration_desktop.vault.roles import Duty, KeyName, Role, Room
from tests.unit.vault.made import NOW, Office


@pytest.fixture
def office(own_office: Office, tmp_path: Path) -> Office:
    own_office.let_in(Role.CASEWORKER)
    return own_office


def away(office: Office, label: str = "Caseworker") -> VaultFolder:
    """The vault as it was taken along, on another laptop, its person's keys given back."""
    keyring = office.unlock(label)
    taken = VaultFolder(office.folder.path.with_name("Taken.vault"), office.folder.home)
    taken.path.mkdir()
    for name in ("vault.json", "vault.json.bak"):
        (taken.path / name).write_bytes((office.folder.path / name).read_bytes())
    give_back(taken, keyring, office.means)
    return taken


def unlocked(office: Office, folder: VaultFolder, label: str = "Caseworker"):
    return Office(folder, office.means).unlock(label)


def test_nothing_but_ones_own_keys_opens_on_the_way(office: Office):
    held = office.unlock("Caseworker")
    taken = away(office)
    keyring = unlocked(office, taken)
    assert (keyring.all_secrets, keyring.database_key(), keyring.names()) == ({}, None, {})
    assert not any(keyring.can_open(room) for room in Room if room is not Room.OPEN)
    assert away_since(keyring.file, keyring.id) == NOW.date()
    for name in ("vault.json", "vault.json.bak"):
        grants = json.loads(json.loads((taken.path / name).read_bytes())["body"])["grants"]
        assert not [given for given in grants if given["to"] == str(held.id)]


def test_arrived_everything_is_given_again(office: Office):
    before = office.unlock("Caseworker").all_secrets
    taken = away(office)
    keyring = unlocked(office, taken)
    answer = give_again(office.folder, office.founder, request_keys(taken, keyring))
    take_again(taken, keyring, answer)
    again = unlocked(office, taken)
    assert (again.all_secrets, away_since(again.file, again.id)) == (before, None)


def test_keys_that_were_renewed_meanwhile_and_forgotten_elsewhere_come_again_too(office: Office):
    old = office.unlock("Caseworker").database_key()
    taken = away(office)
    renewed = renew(office.folder, office.founder, WITH_A_REMOVAL, office.means)
    founder = retire(office.folder, renewed, KeyName.DATABASE, renewed.keys.generation(KeyName.DATABASE))
    assert old not in founder.database_keys()
    keyring = unlocked(office, taken)
    take_again(taken, keyring, give_again(office.folder, founder, request_keys(taken, keyring)))
    again = unlocked(office, taken)
    assert again.database_keys() == (*founder.database_keys(), old)


def test_an_office_whose_keys_are_renewed_in_the_same_vault_gives_a_traveller_none(office: Office):
    give_back(office.folder, office.unlock("Caseworker"), office.means)
    renew(office.folder, office.founder, WITH_A_REMOVAL, office.means)
    assert office.unlock("Caseworker").all_secrets == {}


def test_keys_that_nobody_else_could_give_again_stay(own_office: Office):
    with pytest.raises(NothingToOpenWith):
        give_back(own_office.folder, own_office.founder, own_office.means)
    assert own_office.unlock("Supervisor").database_key()


def test_with_sheets_outside_the_last_custodian_may_travel_too(own_office: Office):
    sheets = new_sheets(own_office.means.random)
    keep_recovery(own_office.folder, own_office.founder, sheets.public, own_office.means)
    give_back(own_office.folder, own_office.founder, own_office.means)
    keyring = own_office.unlock("Supervisor")
    assert keyring.all_secrets == {}
    assert keyring.id not in keyring.file.root_kept


def test_a_second_custodian_gives_the_first_one_theirs_again(own_office: Office):
    own_office.let_in(Role.SUPERVISOR, Duty.CUSTODIAN, label="Second")
    before = own_office.unlock("Supervisor").all_secrets
    taken = away(own_office, "Supervisor")
    keyring = unlocked(own_office, taken, "Supervisor")
    answer = give_again(own_office.folder, own_office.unlock("Second"), request_keys(taken, keyring))
    take_again(taken, keyring, answer)
    assert unlocked(own_office, taken, "Supervisor").all_secrets == before


def test_only_a_custodian_gives_again(office: Office):
    taken = away(office)
    request = request_keys(taken, unlocked(office, taken))
    office.let_in(Role.CLINICIAN)
    with pytest.raises(NotCustodian):
        give_again(office.folder, office.people["Clinician"], request)


def test_who_was_removed_meanwhile_gets_nothing(office: Office):

    taken = away(office)
    keyring = unlocked(office, taken)
    founder = remove_person(office.folder, office.founder, keyring.id, office.means)
    with pytest.raises(JourneyForeign):
        give_again(office.folder, founder, request_keys(taken, keyring))


def test_another_persons_answer_is_refused(office: Office):
    office.let_in(Role.CLINICIAN)
    taken = away(office)
    clinician = office.people["Clinician"]
    answer = give_again(office.folder, office.founder, request_keys(office.folder, clinician))
    with pytest.raises(JourneyForeign):
        take_again(taken, unlocked(office, taken), answer)


def test_an_answer_that_no_custodian_signed_is_refused(office: Office):
    taken = away(office)
    keyring = unlocked(office, taken)
    answer = json.loads(give_again(office.folder, office.founder, request_keys(taken, keyring)))
    answer["signature"] = answer["signature"][::-1].replace("=", "A")[:86] + "=="
    with pytest.raises((JourneyForeign, PaperDamaged)):
        take_again(taken, keyring, json.dumps(answer).encode())


def test_a_request_that_was_changed_or_is_none_is_refused(office: Office):
    taken = away(office)
    request = json.loads(request_keys(taken, unlocked(office, taken)))
    changed = json.dumps({**request, "body": request["body"].replace('"version":1', '"version": 1')}).encode()
    with pytest.raises(JourneyForeign):
        give_again(office.folder, office.founder, changed)
    for content in (b"", b"{}", b'{"body": "{}", "signature": ""}'):
        with pytest.raises(PaperDamaged):
            give_again(office.folder, office.founder, content)
        with pytest.raises(PaperDamaged):
            take_again(taken, unlocked(office, taken), content)
