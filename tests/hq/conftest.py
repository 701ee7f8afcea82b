"""What tests of headquarters' server stand on: one PostgreSQL for the session, a database of its own for each test."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from reintegration_desktop.hq.server.database import ServerDatabase
from tests.hq.office import on_server
from tests.hq.servers import Servers, the_servers
from tests.store.custody.handing import Offices, three_offices


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


@pytest.fixture
def vaults(tmp_path: Path) -> Iterator[Offices]:
    made = three_offices(tmp_path)
    yield made
    made.close()


@pytest.fixture(params=["vault", "server"])
def offices(request, vaults: Offices) -> Offices:
    """Headquarters keeps the cases in its vault, or on a server."""
    if request.param == "vault":
        return vaults
    return replace(vaults, hq=on_server(vaults.hq, request.getfixturevalue("server")))
