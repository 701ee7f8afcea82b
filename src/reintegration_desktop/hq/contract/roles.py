"""Who reads what on a server: roles without a login, to be granted to people's own, and rows by country.

``_views`` owns the views and reads, row by row, only what belongs to the countries of whoever asks; ``_reader`` may
read the views; ``_country_xx`` says which country, ``_all_countries`` every one; ``_ingest`` takes bundles in, destroys
what is ordered to be erased, and makes no tables. Roles belong to the whole server: another database there with the
same headquarters shares them.
"""

from collections.abc import Iterable

from reintegration_desktop.hq.server.database import CLEARED

PREFIX = "reintegration"
VIEWS, READER, ALL, INGEST = (f"{PREFIX}_{name}" for name in ("views", "reader", "all_countries", "ingest"))
SCHEMA, PRIVATE = "report_v1", "report_private"

READ: dict[str, str] = {
    "office": "office, country, code",
    "case_": "case_id, office, status, opened",
    "task": "case_id, kind, due_on, urgent",
    "conflict": "case_id, record_id, room",
    "device": "number, device_id, last, clock",
    "author": "number, person_id",
    "save": "device, last, author",
    "hole": "device, seq",
    "quarantine": "case_id, device, seq, decided",
    "parked": "device, seq, reason, since",
    "paper": "digest, kind, body",
    "bundle_in": "bundle, office, sender, kind, received, made, changes",
    "published": "number, template, period, recipient, released_on, threshold",
    "published_cell": "number, sheet, cell, name, measure, dimensions, nodes, count",
}
"""What the views' owner may read, column by column: no code of a case, no worker, no document, no consent."""
_OF_OFFICE = ("case_", "bundle_in")
_OF_CASE = ("task", "conflict")
_HIS_OFFICES = f"office IN (SELECT o.office FROM office o) OR {PRIVATE}.sees_all()"
_HIS_CASES = f"case_id IN (SELECT s.case_id FROM case_ s) OR {PRIVATE}.sees_all()"
_EVERY = "true"


def country_role(country: str) -> str:
    """The role that says somebody may read a country's rows."""
    return f"{PREFIX}_country_{country.lower()}"


def make_roles(countries: Iterable[str]) -> list[str]:
    """Statements that make the roles, those that are there left as they are."""
    return [_made(role) for role in (VIEWS, READER, ALL, INGEST, *map(country_role, sorted(countries)))]


def grants(tables: Iterable[str]) -> list[str]:
    """Statements that say what the roles may do; ``tables`` are all of ours. Said again, they change nothing."""
    named = sorted(tables)
    return [
        f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}",
        f"CREATE SCHEMA IF NOT EXISTS {PRIVATE}",
        f"REVOKE ALL ON SCHEMA {SCHEMA}, {PRIVATE} FROM PUBLIC",
        f"GRANT USAGE ON SCHEMA {PRIVATE} TO {VIEWS}, {READER}, {INGEST}",
        f"GRANT USAGE ON SCHEMA {SCHEMA} TO {READER}, {VIEWS}",
        f"GRANT CREATE ON SCHEMA {SCHEMA} TO {VIEWS}",
        *_FUNCTIONS,
        *(f"GRANT SELECT ({columns}) ON {table} TO {VIEWS}" for table, columns in READ.items()),
        *(f"GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO {INGEST}" for table in named),
        f"GRANT SELECT ON alembic_version TO {INGEST}",
        _MAY_CLEAR,
        *(statement for table in named for statement in _policies(table)),
    ]


_MAY_CLEAR = (
    "DO $$ BEGIN IF current_setting('server_version_num')::int >= 170000 "  # before, only owners may
    f"THEN GRANT MAINTAIN ON {', '.join(CLEARED)} TO {INGEST}; END IF; END $$"
)
_FUNCTIONS = (
    f"""
CREATE OR REPLACE FUNCTION {PRIVATE}.sees_all() RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT pg_has_role(current_user, '{ALL}', 'MEMBER') $$""",
    f"""
CREATE OR REPLACE FUNCTION {PRIVATE}.sees(country text) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT {PRIVATE}.sees_all() OR EXISTS (
    SELECT FROM pg_catalog.pg_roles r WHERE r.rolname = '{PREFIX}_country_' || lower(country)
    AND pg_has_role(current_user, r.oid, 'MEMBER')) $$""",
)


def _policies(table: str) -> list[str]:
    """Row-level security of a table: who takes in sees all, the views what belongs to whoever asks, others nothing."""
    return [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"DROP POLICY IF EXISTS taking_in ON {table}",
        f"CREATE POLICY taking_in ON {table} TO {INGEST} USING (true) WITH CHECK (true)",
        *_for_views(table),
    ]


def _for_views(table: str) -> list[str]:
    if table not in READ:
        return []
    seen = {
        "office": f"{PRIVATE}.sees(country)",
        **dict.fromkeys(_OF_OFFICE, _HIS_OFFICES),
        **dict.fromkeys(_OF_CASE, _HIS_CASES),
    }.get(table, _EVERY)
    return [
        f"DROP POLICY IF EXISTS by_country ON {table}",
        f"CREATE POLICY by_country ON {table} FOR SELECT TO {VIEWS} USING ({seen})",
    ]


def _made(role: str) -> str:
    """Another database's headquarters may be making the same one at this moment."""
    return (
        f"DO $$ BEGIN CREATE ROLE {role} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
