"""What tests of headquarters' server stand on: one PostgreSQL for the session, a database of its own for each test."""

from collections.abc import Iterator

import pytest

from reintegration_desktop.hq.server.database import ServerDatabase
from tests.hq.servers import Servers, the_servers


@pytest.fixture(scope="session")
def servers() -> Iterator[Servers]:
    """Where databases are made and dropped."""
    with the_servers() as made:
        yield made


@pytest.fixture
def address(servers) -> Iterator[str]:
    """A database with headquarters' tables, and nothing in them."""
    with servers.a_database() as made:
        yield made


@pytest.fixture
def server(servers, address, tmp_path) -> Iterator[ServerDatabase]:
    """The same, open."""
    opened = servers.opened(address, tmp_path)
    yield opened
    opened.close()
