"""Brings a server's tables up to date by the same steps as a vault's file, all of them in one transaction."""

from sqlalchemy import Connection

from reintegration_desktop.hq.errors import ServerEmpty, ServerTooNew
from reintegration_desktop.hq.server.database import ServerDatabase
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.locations import migrations
from reintegration_desktop.store.errors import MigrationFailed
from reintegration_desktop.store.steps import alembic_config
from reintegration_desktop.store.tables import SCHEMA

_THERE = "SELECT 1 FROM pg_catalog.pg_tables WHERE schemaname = current_schema() AND tablename = 'alembic_version'"


def bring_server_up_to_date(server: ServerDatabase, goal: str = SCHEMA) -> bool:
    """Take the steps that are missing; true when there were any. Who comes meanwhile waits.

    Raises ServerTooNew when the tables stand at a step that this program does not know, MigrationFailed: then they are
    as they were.
    """
    from alembic import command  # noqa: PLC0415 - costs as much as all else at the start

    with server.begin() as connection:
        stands_at = schema_of(connection)
        if stands_at == goal:
            return False
        if stands_at is not None and not any((migrations() / "versions").glob(f"{stands_at}_*.py")):
            raise ServerTooNew
        try:
            command.upgrade(alembic_config(migrations(), connection), goal)
            connection.commit()
        except Refusal:
            raise
        except Exception:  # noqa: BLE001 - a step may fail in any way, and none of it may show a row
            raise MigrationFailed from None
    return True


def check_schema(server: ServerDatabase) -> None:
    """See that the tables are this version's; raises ServerEmpty, ServerTooNew, MigrationFailed."""
    with server.read() as connection:
        stands_at = schema_of(connection)
    if stands_at is None:
        raise ServerEmpty
    if stands_at != SCHEMA:
        bring_server_up_to_date(server)


def schema_of(connection: Connection) -> str | None:
    """The step that the tables stand at; None while there are no tables."""
    if connection.exec_driver_sql(_THERE).scalar() is None:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)
