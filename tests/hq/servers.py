"""Databases on the tests' PostgreSQL, each a copy of one whose tables are made once."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psycopg
from sqlalchemy.engine import URL, make_url

from reintegration_desktop.hq.server.address import address_of
from reintegration_desktop.hq.server.database import ServerDatabase, open_server
from reintegration_desktop.hq.server.steps import bring_server_up_to_date
from tests.servers.postgres import a_postgres


@dataclass(frozen=True)
class Servers:
    """A running PostgreSQL: ``root`` is the address of a role that may do everything there."""

    root: URL
    template: str

    @contextmanager
    def a_database(self, *, empty: bool = False) -> Iterator[str]:
        """Its address, for as long as it is needed; ``empty``: without tables."""
        name = f"test_{uuid4().hex}"
        self.say(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else self.template} STRATEGY FILE_COPY")
        try:
            yield self.root.set(database=name).render_as_string(hide_password=False)
        finally:
            self.say(f"DROP DATABASE {name} WITH (FORCE)")

    def say(self, *statements: str, address: str | None = None) -> list[tuple[object, ...]]:
        """Statements as whoever may do everything, each its own transaction; the rows of the last."""
        url = make_url(address) if address else self.root
        with psycopg.connect(conninfo_of(url), autocommit=True) as session:
            for statement in statements:
                cursor = session.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def opened(self, address: str, folder: Path, wait: int = 60) -> ServerDatabase:
        """A database, open; ``folder`` is where headquarters' vault would be."""
        return open_server(address_of(address), folder / "cases.db", wait)


def conninfo_of(url: URL) -> str:
    """An address as PostgreSQL's own programs take it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


@contextmanager
def the_servers() -> Iterator[Servers]:
    """A PostgreSQL with a database to copy from."""
    with a_postgres() as address:
        root = make_url(address)
        template = f"template_{uuid4().hex}"
        made = Servers(root, template)
        made.say(f"CREATE DATABASE {template} TEMPLATE template0")
        try:
            tables = made.opened(root.set(database=template).render_as_string(hide_password=False), Path())
            bring_server_up_to_date(tables)
            tables.close()
            yield made
        finally:
            made.say(f"DROP DATABASE {template} WITH (FORCE)")
