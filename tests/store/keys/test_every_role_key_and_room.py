"""Every role and duty x key x room, tried with nothing but two private halves, the vault's file and raw SQL."""

import sys

import pytest

from reintegration_desktop.vault.roles import KeyName, Role
from tests.store.keys.seized import OPENS, PROFILES, SEALED, Seized, opens, seized_laptop, somebody_of_each


@pytest.fixture(scope="module")
def seized(tmp_path_factory: pytest.TempPathFactory) -> Seized:
    return seized_laptop(tmp_path_factory.mktemp("seized"))


@pytest.fixture(scope="module")
def people(seized: Seized) -> dict:
    return somebody_of_each(seized)


@pytest.mark.parametrize(("role", "duty"), PROFILES, ids=lambda one: str(one or "-"))
def test_raw_private_halves_open_the_keys_and_the_rows_of_the_table_and_nothing_else(seized, people, role, duty):
    person, granted = people[role, duty], opens(role, duty)
    secrets = seized.secrets(person)
    assert set(secrets) == granted
    rooms, tries = seized.opened_rooms(person, secrets)
    assert rooms == {room for room in SEALED if f"room:{room}" in granted}
    sys.stdout.write(f"{role} {duty or '-'}: {len(list(KeyName))} keys, {len(seized.rows)} rows, {tries} tries\n")


@pytest.mark.parametrize(("role", "duty"), PROFILES, ids=lambda one: str(one or "-"))
def test_the_file_of_cases_opens_with_one_secret_of_those_of_the_table_alone(seized, people, role, duty):
    person = people[role, duty]
    opened = seized.opens_the_file(person, seized.secrets(person))
    assert opened == opens(role, duty) & {"database"}


def test_the_table_names_every_role_and_only_keys_that_exist():
    assert {profile.split()[0] for profile in OPENS} == set(Role)
    assert {word for words in OPENS.values() for word in words.split()} == set(KeyName)
    assert len(PROFILES) * len(KeyName) == 320
