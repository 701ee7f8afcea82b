"""Two offices of one programme and a laptop with some work on it."""

import pytest

from reintegration_desktop.vault.roles import Duty, Role
from tests.unit.sync.made import Device, Office, Person, Programme


@pytest.fixture
def programme() -> Programme:
    return Programme()


@pytest.fixture
def field_office(programme: Programme) -> Office:
    return Office(programme)


@pytest.fixture
def headquarters(programme: Programme) -> Office:
    return Office(programme, Role.HEADQUARTERS)


@pytest.fixture
def worker(field_office: Office) -> Person:
    return field_office.person(Role.CASEWORKER, Duty.COURIER)


@pytest.fixture
def laptop(field_office: Office) -> Device:
    return Device(field_office)
