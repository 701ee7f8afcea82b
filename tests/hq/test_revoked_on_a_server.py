"""A revocation comes to the same in a vault and on a server, whether it was known before or is followed afterwards."""

import pytest

from reintegration_desktop.casework.custody import taking
from reintegration_desktop.casework.travel.travelling import receive, send
from tests.hq.office import is_rebuilt_the_same, on_server, rows_of
from tests.store.custody.handing import PROGRESS, a_case, desk_of, hand_over, three_offices
from tests.store.revoking.undoing import hears, held_at, revocation, whose
from tests.store.travel import address_of, post_of


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.mark.parametrize("knew", [False, True], ids=["afterwards", "before"])
def test_a_server_comes_to_the_same_rows_as_a_vault(offices, server, knew):
    goma, bukavu, hq = offices.goma, offices.bukavu, offices.hq
    both = hq, on_server(hq, server)
    case = a_case(goma)
    hand_over(goma, bukavu, case)
    offices.carry(goma, bukavu)
    before = held_at(goma)
    taking.accept(desk_of(bukavu), case)
    paper = revocation(offices, bukavu, before)
    for giver in (goma, bukavu):
        stick = offices.stick()
        send(post_of(giver), address_of(hq), stick, PROGRESS, {})
        for one in both:
            if knew:
                hears(one, paper)
            receive(post_of(one), stick, PROGRESS)
            hears(one, paper)
    assert (
        whose(both[0], case) == whose(both[1], case) == [(goma.keyring.office, 0, bukavu.keyring.office, False, False)]
    )
    assert rows_of(hq.database) == rows_of(both[1].database)
    assert is_rebuilt_the_same(both[1])
