"""What a step says of tables on a Citus cluster: ``op.spread_by_case``, ``op.copy_to_every_node``; nothing elsewhere.

A table is spread by ``case_id``, which is in every key of it, one after the other in order of dependence, the first as
the one beside which all others lie: so that what is joined by case never leaves a node.
"""

import sqlalchemy as sa
from alembic.operations import MigrateOperation, Operations

FIRST = "change"


def on_citus(connection: sa.Connection) -> bool:
    """Whether this is a PostgreSQL with Citus in this database."""
    if connection.dialect.name != "postgresql":
        return False
    return connection.execute(sa.text("SELECT 1 FROM pg_extension WHERE extname = 'citus'")).scalar() is not None


class _OfTable(MigrateOperation):
    def __init__(self, table: str) -> None:
        self.table = table


@Operations.register_operation("spread_by_case")
class SpreadByCase(_OfTable):
    """Spread a table by case."""

    @classmethod
    def spread_by_case(cls, operations: Operations, table: str) -> None:
        """``op.spread_by_case("change")``"""
        operations.invoke(cls(table))


@Operations.register_operation("copy_to_every_node")
class CopyToEveryNode(_OfTable):
    """Keep a small table on every node."""

    @classmethod
    def copy_to_every_node(cls, operations: Operations, table: str) -> None:
        """``op.copy_to_every_node("device")``"""
        operations.invoke(cls(table))


@Operations.implementation_for(SpreadByCase)
def _spread(operations: Operations, wanted: SpreadByCase) -> None:
    connection = operations.get_bind()
    if on_citus(connection):
        beside = {"table": wanted.table, "beside": "default" if wanted.table == FIRST else FIRST}
        said = sa.text("SELECT create_distributed_table(:table, 'case_id', colocate_with => :beside)")
        connection.execute(said, beside)


@Operations.implementation_for(CopyToEveryNode)
def _copy(operations: Operations, wanted: CopyToEveryNode) -> None:
    connection = operations.get_bind()
    if on_citus(connection):
        connection.execute(sa.text("SELECT create_reference_table(:table)"), {"table": wanted.table})
