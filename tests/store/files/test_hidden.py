"""A file of a child whose name is hidden opens for its ring alone, whoever else holds the rooms."""

import pytest

from reintegration_desktop.vault.errors import NoKey
from reintegration_desktop.vault.roles import Role, Room
from tests.store.files.test_sealed_files import PAPER, attach, opened
from tests.store.keys.test_rings import as_it_is_now, hide, somebody
from tests.store.office import Laptop, open_a_case


def refused(laptop: Laptop, case, record, sealed) -> bool:
    with laptop.store.read() as cases:
        cases.open(case)
    with pytest.raises(NoKey):
        opened(laptop, case, record, sealed)
    return True


@pytest.fixture
def worker(laptop) -> Laptop:
    return somebody(laptop, Role.CASEWORKER, "Samuel")


def test_files_of_a_hidden_child_open_for_its_worker_and_the_supervisors_alone(laptop, worker):
    other = somebody(laptop, Role.CASEWORKER, "Grace")
    case = open_a_case(worker)
    record, sealed = attach(worker, case)
    hide(worker, case)
    later, newer = attach(worker, case, room=Room.ACCOUNT)
    supervisor = as_it_is_now(laptop)
    with supervisor.store.read() as cases:
        cases.open(case)
    for who in (worker, supervisor):
        assert opened(who, case, record, sealed) == opened(who, case, later, newer, Room.ACCOUNT) == PAPER
    assert newer.generation > sealed.generation
    assert refused(other, case, record, sealed)
    with pytest.raises(NoKey):
        opened(other, case, later, newer, Room.ACCOUNT)
