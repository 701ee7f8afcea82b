"""Brings a database's tables up to date, step by step; Alembic is imported only when there is a step to take."""

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, create_engine

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.locations import migrations
from reintegration_desktop.store.backup import back_up, put_back
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import DatabaseTooNew, MigrationFailed
from reintegration_desktop.store.tables import SCHEMA, metadata

if TYPE_CHECKING:
    from alembic.config import Config


def schema_of(database: Database) -> str | None:
    """The step that the tables stand at; None while there are no tables."""
    with database.read() as connection:
        return _schema_of(connection)


def bring_up_to_date(database: Database, backups: Path, *, steps: Path | None = None, goal: str = SCHEMA) -> bool:
    """Take the steps that are missing, all in one transaction; true when there were any.

    A database with tables is copied to ``backups`` first, and the copy is put back if a step fails: then raises
    MigrationFailed. Raises DatabaseTooNew when the tables stand at a step that this program does not know.
    """
    stands_at = schema_of(database)
    if stands_at == goal:
        return False
    folder = steps or migrations()
    if stands_at is not None and not _known(folder, stands_at):
        raise DatabaseTooNew
    kept = None if stands_at is None else back_up(database, backups / f"before-{goal}.db")
    try:
        _take_steps(database, folder, goal)
    except Refusal:
        raise _undone(database, kept) from None
    except Exception:  # noqa: BLE001 - a step may fail in any way, and none of it may show a row
        raise _undone(database, kept) from None
    return True


def write_step(does: str, steps: Path | None = None) -> Path:
    """Write the next step from what the tables have become against all steps so far (for engineers)."""
    from alembic import command  # noqa: PLC0415 - costs as much as all else at the start
    from alembic.script import ScriptDirectory  # noqa: PLC0415 - as above

    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        config = alembic_config(steps or migrations(), connection)
        newest = ScriptDirectory.from_config(config).get_current_head()
        if newest is not None:
            command.upgrade(config, newest)
        config.attributes["metadata"] = metadata
        step = command.revision(config, does, autogenerate=True, rev_id=f"{int(newest or 0) + 1:04d}")
    engine.dispose()
    assert step is not None
    assert not isinstance(step, list)
    return Path(step.path)


def _take_steps(database: Database, folder: Path, goal: str) -> None:
    from alembic import command  # noqa: PLC0415 - costs as much as all else at the start

    _foreign_keys(database, "OFF")
    try:
        with database.write() as connection:
            command.upgrade(alembic_config(folder, connection), goal)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
                raise MigrationFailed
    finally:
        _foreign_keys(database, "ON")


def _undone(database: Database, kept: Path | None) -> Refusal:
    """What is raised for a failed step, once the copy has been put back."""
    if kept is not None:
        put_back(database, kept)
    return MigrationFailed()


def _foreign_keys(database: Database, state: str) -> None:
    with database.outside_a_transaction() as connection:
        connection.execute(f"PRAGMA foreign_keys = {state}")


def _schema_of(connection: Connection) -> str | None:
    tables = connection.exec_driver_sql("SELECT 1 FROM sqlite_schema WHERE name = 'alembic_version'").fetchall()
    if not tables:
        return None
    found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return None if found is None else str(found)


def _known(folder: Path, step: str) -> bool:
    return any((folder / "versions").glob(f"{step}_*.py"))


def alembic_config(folder: Path, connection: Connection) -> "Config":
    """What Alembic is told: where the steps lie, and the connection in whose transaction they are taken."""
    from alembic.config import Config  # noqa: PLC0415 - costs as much as all else at the start

    config = Config(stdout=StringIO())
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config
