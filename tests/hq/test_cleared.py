"""What was destroyed on a server is answered for once no row of it stands in the tables' files."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

import pytest
from sqlalchemy.engine import make_url

from reintegration_desktop.hq.contract.making import make_views
from reintegration_desktop.hq.contract.roles import INGEST
from tests.hq.servers import Servers

WAITS = (
    "INSERT INTO parked (device, seq, hash, reason, since, line) SELECT decode(md5('a'), 'hex'), g, "
    "decode(md5(g::text), 'hex'), 'gap', 1, 'Nsimire Balolebwami'::bytea FROM generate_series(1, 50) g"
)

LEAVES = "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = '{}'"  # with their own tables


@contextmanager
def somebody(servers: Servers, address: str) -> Iterator[str]:
    """The address of somebody who may take bundles in, and nothing else."""
    name = f"amani_{uuid4().hex}"
    servers.say(f"CREATE ROLE {name} LOGIN IN ROLE {INGEST}")
    try:
        yield make_url(address).set(username=name).render_as_string(hide_password=False)
    finally:
        servers.say(LEAVES.format(name), f"DROP OWNED BY {name}", f"DROP ROLE {name}", address=address)


@pytest.fixture
def ingest(servers, address, server) -> Iterator[str]:
    make_views(server)
    with somebody(servers, address) as made:
        yield made


def destroyed(database) -> None:
    """Fifty lines that waited, and are gone."""
    for sql in (WAITS, "DELETE FROM parked"):
        with database.write() as connection:
            connection.exec_driver_sql(sql)


def size(servers: Servers, address: str) -> object:
    return servers.say("SELECT pg_relation_size('parked')", address=address)[0][0]


def test_who_takes_in_clears_what_they_destroyed(servers, address, ingest, tmp_path):
    database = servers.opened(ingest, tmp_path)
    destroyed(database)
    assert size(servers, address) != 0
    assert database.checkpoint()
    assert size(servers, address) == 0
    database.close()


def test_whoever_may_not_clear_it_does_not_say_so(servers, address, ingest, tmp_path):
    servers.say(f"REVOKE MAINTAIN ON parked FROM {INGEST}", address=address)
    database, owner = servers.opened(ingest, tmp_path), servers.opened(address, tmp_path)
    destroyed(database)
    assert not database.checkpoint()
    assert size(servers, address) != 0
    assert owner.checkpoint()
    assert size(servers, address) == 0
    database.close()
    owner.close()


def test_while_somebody_is_at_a_table_it_is_not_cleared(servers, address, server, tmp_path):
    destroyed(server)
    impatient = servers.opened(address, tmp_path, wait=1)
    with server.engine.connect() as other:
        other.exec_driver_sql("LOCK TABLE parked IN SHARE MODE")
        assert not impatient.checkpoint()
    assert impatient.checkpoint()
    impatient.close()
