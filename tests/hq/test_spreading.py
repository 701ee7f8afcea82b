"""Ready for a cluster: what belongs to a case has it in every key, and the step that spreads tables knows them."""

import runpy

import pytest
from sqlalchemy.dialects import postgresql

from reintegration_desktop.kernel.locations import migrations
from reintegration_desktop.store.tables import metadata

KEYS = (
    "SELECT c.conrelid::regclass::text, c.contype::text, array_agg(a.attname::text) FROM pg_constraint c "
    "JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY(c.conkey) "
    "WHERE c.connamespace = 'public'::regnamespace AND c.contype IN ('p', 'u', 'f') GROUP BY 1, 2"
)
UNIQUE = (
    "SELECT i.indrelid::regclass::text, array_agg(a.attname::text) FROM pg_index i JOIN pg_attribute a "
    "ON a.attrelid = i.indrelid AND a.attnum = ANY(i.indkey) JOIN pg_class c ON c.oid = i.indrelid "
    "WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace GROUP BY i.indexrelid, 1"
)
TRIGGERS = "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal"
SINCE = {"custody", "contribution", "replaced"}
"""Tables of a case that came with later steps, each of which spreads its own."""
OF_A_CASE = {name for name, table in metadata.tables.items() if "case_id" in table.columns}


def test_what_belongs_to_a_case_has_it_in_every_key_as_the_server_made_them(servers, address):
    keys = servers.say(KEYS, address=address)
    assert {kind for _, kind, _ in keys} == {"p"}
    assert len(keys) == len(metadata.tables) + 1
    for table, columns in [(table, columns) for table, _, columns in keys] + servers.say(UNIQUE, address=address):
        assert table not in OF_A_CASE or "case_id" in columns, table
    assert servers.say(TRIGGERS, address=address) == [(0,)]


class OnCluster:
    """A bind that says it has Citus, and keeps what it is told."""

    def __init__(self, *, has_citus: bool) -> None:
        self.has_citus, self.said = has_citus, []
        self.dialect = postgresql.dialect()

    def execute(self, statement, values=None):
        if "pg_extension" not in str(statement):
            self.said.append((str(statement), values))
        return self

    def scalar(self):
        return 1 if self.has_citus else None


def test_a_later_step_spreads_its_own():
    for table in SINCE:
        steps = (path.read_text() for path in (migrations() / "versions").glob("*.py"))
        assert any(f'op.spread_by_case("{table}")' in step for step in steps)


@pytest.mark.parametrize("has_citus", [True, False])
def test_a_step_spreads_every_table_of_a_case_on_a_cluster_and_does_nothing_elsewhere(has_citus):
    step = runpy.run_path(str(next((migrations() / "versions").glob("0010_*.py"))))
    spreading = runpy.run_path(str(migrations() / "spreading.py"))
    bind = OnCluster(has_citus=has_citus)
    operations = type("Bound", (), {"get_bind": lambda self: bind})()
    for table in step["_EVERYWHERE"]:
        spreading["_copy"](operations, spreading["CopyToEveryNode"](table))
    for table in step["_OF_A_CASE"]:
        spreading["_spread"](operations, spreading["SpreadByCase"](table))
    if not has_citus:
        assert bind.said == []
        return
    assert {*step["_OF_A_CASE"], *SINCE} == OF_A_CASE
    first, *others = [values for sql, values in bind.said if "distributed" in sql]
    assert first == {"table": "change", "beside": "default"}
    assert all(values["beside"] == "change" for values in others)
    assert len([sql for sql, _ in bind.said if "reference" in sql]) == 3
