"""Making the views and the roles that read them on a server, and keeping what was published there."""

from collections.abc import Iterable
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.hq.contract.roles import INGEST, READER, SCHEMA, VIEWS, grants, make_roles
from reintegration_desktop.hq.contract.sync_views import CONFLICTS, DEVICES, HOLES, SYNC_HEALTH
from reintegration_desktop.hq.contract.view import View
from reintegration_desktop.hq.contract.work_views import CASELOAD, DEADLINES, OFFICES, PUBLISHED
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.tables import metadata

EVERY_VIEW: tuple[View, ...] = (OFFICES, SYNC_HEALTH, DEVICES, HOLES, CONFLICTS, CASELOAD, DEADLINES, PUBLISHED)
_COUNTRIES = "SELECT DISTINCT country FROM office ORDER BY country"
_OFFICE = (
    "INSERT INTO office (office, country, code) VALUES (?, ?, ?) "
    "ON CONFLICT (office) DO UPDATE SET country = excluded.country, code = excluded.code"
)


def name_office(database: Database, office: UUID, country: str, code: str) -> None:
    """Give an office its country (two letters) and short code, in place of earlier ones."""
    with database.write() as connection:
        connection.exec_driver_sql(_OFFICE, (office.bytes, country, code))


def make_views(database: Database) -> None:
    """Make roles, policies and views, or renew them: all of it or nothing. Who reads meanwhile waits."""
    with database.write() as connection:
        countries = connection.exec_driver_sql(_COUNTRIES).scalars().all()
        for statement in (*make_roles(countries), *grants(metadata.tables), *_members(connection)):
            connection.exec_driver_sql(statement)
        for view in EVERY_VIEW:
            _make(connection, view)


def _members(connection: Connection) -> Iterable[str]:
    """Whoever makes the views must be able to give them away; temporary tables are where bundles are staged."""
    name = connection.exec_driver_sql("SELECT quote_ident(current_database())").scalar_one()
    yield f"GRANT {VIEWS} TO CURRENT_USER"
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {name} TO {INGEST}"
    yield f"GRANT CONNECT ON DATABASE {name} TO {READER}"


def _make(connection: Connection, view: View) -> None:
    full = f"{SCHEMA}.{view.name}"
    names = ", ".join(f'"{column.name}"' for column in view.columns)
    connection.exec_driver_sql(f"DROP VIEW IF EXISTS {full}")
    connection.exec_driver_sql(f"CREATE VIEW {full} ({names}) WITH (security_barrier) AS {view.query}")
    connection.exec_driver_sql(f"COMMENT ON VIEW {full} IS '{_quoted(view.about)}'")
    for column in view.columns:
        connection.exec_driver_sql(f"COMMENT ON COLUMN {full}.\"{column.name}\" IS '{_quoted(column.about)}'")
    connection.exec_driver_sql(f"ALTER VIEW {full} OWNER TO {VIEWS}")
    connection.exec_driver_sql(f"GRANT SELECT ON {full} TO {READER}")


def _quoted(text: str) -> str:
    return text.replace("'", "''")
