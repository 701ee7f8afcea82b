"""Runs Alembic's steps on the connection it is handed, inside that connection's transaction."""

import runpy
from pathlib import Path

from alembic import context

runpy.run_path(str(Path(__file__).with_name("spreading.py")))  # teaches ``op`` what a step says on a cluster


def run() -> None:
    """Run on the connection, with what the tables should become (only asked when a step is written)."""
    handed = context.config.attributes
    context.configure(
        connection=handed["connection"],
        target_metadata=handed.get("metadata"),
        render_as_batch=True,
        transactional_ddl=True,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run()
