"""The same bundles into a vault and into a database of a Citus cluster: ``python -m tests.hq.on_citus ADDRESS``.

The database must be empty and have the extension; it is filled with invented people and left as it is. For who has a
cluster: the suite has none.
"""

import sys
import tempfile
from pathlib import Path

import psycopg
from sqlalchemy.engine import make_url

from reintegration_desktop.hq.server.address import address_of
from reintegration_desktop.hq.server.opening import begin
from tests.hq.office import two_ways
from tests.hq.servers import conninfo_of
from tests.hq.test_same_as_a_vault import a_month, by_several

SPREAD = "SELECT count(*) FROM citus_tables WHERE citus_table_type = 'distributed'"


def main(address: str) -> None:
    with psycopg.connect(conninfo_of(make_url(address))) as session:
        assert session.execute("SELECT 1 FROM pg_extension WHERE extname = 'citus'").fetchone(), (
            "There is no Citus here."
        )
    with tempfile.TemporaryDirectory() as folder:
        server = begin(address_of(address), Path(folder) / "cases.db")
        ways = two_ways(Path(folder), server)
        for _ in range(2):
            a_month(ways.field)
            ways.journey.send()
            ways.at(ways.vault).take_in()
            by_several(ways, 2)
            assert ways.are_same, "The cluster came to something else than the vault."
        with psycopg.connect(conninfo_of(make_url(address))) as session:
            (spread,) = session.execute(SPREAD).fetchone()
        ways.journey.close()
        server.close()
    sys.stdout.write(f"The same, row by row; {spread} tables are spread by case.\n")


if __name__ == "__main__":
    main(sys.argv[1])
