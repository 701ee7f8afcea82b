"""The store's statements are written once, in SQLite's way: a server understands each that it may ever hear."""

import importlib
import pkgutil
import re
from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy.engine import make_url

import reintegration_desktop.store as store
from reintegration_desktop.hq.server.dialect import spoken

BEGINS = re.compile(r"(SELECT|INSERT|UPDATE|DELETE|WITH|WHERE)\b")
ENDS = ("FROM", "WHERE")
"""How the beginning of a statement ends that others go on with."""
MARKS = "?", "(0, 0)", r"('\x'::bytea, '\x'::bytea, 0)"
"""What may stand for several values: one, a change's place, a record's room."""
VAULTS_ALONE = {
    "reading.contributions": {"_EVERY", "_HEADS"},
    "reading.lists": {"_EVERYBODYS", "_OWN", "_TOLD", "_URGENT"},
    "reading.people": {"_KEPT_AFTER", "_OTHERS_AFTER"},
}
"""What an office alone asks: to count figures, for Today, to find people by name. Where a row lies is SQLite's."""


def statements() -> Iterator[tuple[str, str]]:
    """Every statement under a module's name, by that name; a clause of the log's changes is made one."""
    for module in pkgutil.walk_packages(store.__path__, f"{store.__name__}."):
        for name, value in vars(importlib.import_module(module.name)).items():
            for statement in value if isinstance(value, tuple) else (value,):
                if isinstance(statement, str) and BEGINS.match(statement) and not statement.rstrip().endswith(ENDS):
                    whole = (
                        statement if not statement.startswith("WHERE") else f"SELECT c.seq FROM change c {statement}"
                    )
                    yield f"{module.name.removeprefix(f'{store.__name__}.')}.{name}", whole


def numbered(statement: str) -> str:
    """A statement in PostgreSQL's words, its values by number."""
    counted = iter(range(1, 1_000))
    return re.sub("%s", lambda _: f"${next(counted)}", spoken(statement)).replace("%%", "%")


def is_understood(session: psycopg.Connection, statement: str) -> bool:
    """Whether a server can prepare a statement; several values are one, or a row of one for each column."""
    for marks in MARKS:
        try:
            session.execute(f"PREPARE asked AS {numbered(statement.replace('{marks}', marks))}")
        except (psycopg.errors.SyntaxError, psycopg.errors.ProgrammingError):
            continue
        session.execute("DEALLOCATE asked")
        return True
    return False


@pytest.fixture
def session(address) -> Iterator[psycopg.Connection]:
    plain = make_url(address).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as made:
        yield made


def test_a_server_understands_every_statement_but_what_is_asked_of_a_vault_alone(session):
    whole = {(name, text) for name, text in statements() if set(re.findall(r"\{(\w*)\}", text)) <= {"marks"}}
    assert len(whole) > 120
    assert {name for name, text in whole if not is_understood(session, text)} == {
        f"{module}.{name}" for module, names in VAULTS_ALONE.items() for name in names
    }


def test_what_only_sqlite_says_is_found(session):
    assert not is_understood(session, "SELECT rowid FROM case_")
    assert not is_understood(session, "SELECT 1 FROM case_ WHERE name_is_hidden = 1")
