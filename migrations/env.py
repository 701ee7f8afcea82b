"""Runs Alembic's steps on the connection it is handed, inside that connection's transaction."""

from alembic import context


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
