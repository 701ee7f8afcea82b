"""What headquarters in a vault does with what arrives, it does on a server: the same tests, the other tables."""

from dataclasses import replace

import pytest

from tests.hq.office import on_server
from tests.store.test_headquarters import (  # noqa: F401 - collected here a second time
    test_a_case_closed_by_its_caseworker_alone_stays_open_at_headquarters,
    test_an_approval_forged_as_an_answer_changes_nothing_at_headquarters,
)
from tests.store.travel import a_journey


@pytest.fixture
def journey(server, tmp_path):
    made = a_journey(tmp_path)
    yield replace(made, hq=on_server(made.hq, server))
    made.close()
