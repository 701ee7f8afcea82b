"""An office that no test changes, made once; and one of a test's own."""

from pathlib import Path

import pytest

from tests.unit.vault.made import Office, a_full_office, an_office


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Somebody in every role; only read."""
    return a_full_office(tmp_path_factory.mktemp("office"))


@pytest.fixture
def own_office(tmp_path: Path) -> Office:
    """A supervisor who began alone, for a test that changes the vault."""
    return an_office(tmp_path)
