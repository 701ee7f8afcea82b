"""What headquarters' staff read of a server: the views as promised, each country's rows, and nobody in them."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlalchemy import event
from sqlalchemy.engine import make_url

from reintegration_desktop.hq.contract.making import EVERY_VIEW, make_views, name_office
from reintegration_desktop.hq.contract.publishing import publish
from reintegration_desktop.hq.contract.roles import ALL, INGEST, READ, READER, VIEWS, country_role
from reintegration_desktop.hq.errors import ServerRightMissing
from reintegration_desktop.reports.ledger import FIRST, Entry, Released
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.store.tables import metadata
from tests.hq.office import TwoWays, rows_of, two_ways
from tests.hq.servers import conninfo_of
from tests.hq.test_same_as_a_vault import a_month, apart, by_several, in_parts, put, some_work
from tests.store.office import Laptop, another_laptop
from tests.store.test_travel import hand_over

PROMISED = Path(__file__).with_name("report_v1.txt")
GUIDE = Path(__file__).parents[2] / "docs" / "guide" / "server.md"
OTHER_COUNTRY = UUID(int=7)
COLUMNS = (
    "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'report_v1' "
    "ORDER BY table_name, ordinal_position"
)
USED = (
    "SELECT DISTINCT table_name, column_name FROM information_schema.view_column_usage WHERE view_schema = 'report_v1' "
    "AND table_schema = 'public'"
)
ELSEWHERE = (
    "INSERT INTO case_ (case_id, code, status, stage, office, name_is_hidden, legal_hold, next_urgent, opened) "
    "VALUES (?, 'ELSEWHERE', 'open', 'new', ?, false, false, false, 1)"
)


class Full(NamedTuple):
    """A server with something of everything in it, and its address."""

    ways: TwoWays
    address: str


@pytest.fixture(scope="module")
def full(servers, tmp_path_factory) -> Iterator[Full]:
    """One office's month with conflicts, something quarantined and something missing; one row of another country."""
    folder = tmp_path_factory.mktemp("full")
    with servers.a_database() as address:
        server = servers.opened(address, folder)
        ways = two_ways(folder, server)
        other, third = apart_and_missing(ways, folder)
        ways.at(ways.server).take_in()
        name_office(server, ways.field.keyring.office, "CD", "GOMA")
        name_office(server, OTHER_COUNTRY, "BI", "BUJA")
        make_views(server)
        with server.write() as connection:
            connection.exec_driver_sql(ELSEWHERE, (uuid4().bytes, OTHER_COUNTRY.bytes))
        yield Full(ways, address)
        for laptop in (other, third):
            laptop.database.close()
        server.close()
        ways.journey.close()


def apart_and_missing(ways: TwoWays, folder: Path) -> tuple[Laptop, Laptop]:
    a_month(ways.field)
    other = apart(ways, folder)
    hand_over(other, ways.field)
    third = another_laptop(ways.field, folder / "third", "0c" * 16)
    for _ in range(3):
        some_work(third)
    ways.journey.send()
    put(ways, in_parts(ways, third, 3)[-1])
    return other, third


@contextmanager
def somebody(servers, address: str, *roles: str) -> Iterator[psycopg.Connection]:
    """A session of a person who was granted these roles and no other."""
    name = f"test_{uuid4().hex}"
    servers.say(f"CREATE ROLE {name} IN ROLE {', '.join(roles)}")
    try:
        with psycopg.connect(conninfo_of(make_url(address)), autocommit=True) as session:
            session.execute(f"SET SESSION AUTHORIZATION {name}")
            yield session
    finally:
        servers.say(f"DROP ROLE {name}")


def countries(session, view: str) -> set[str]:
    return {row[0] for row in session.execute(f"SELECT country FROM report_v1.{view}").fetchall()}


def test_the_views_are_those_that_were_promised(full, servers):
    """A line of ``report_v1.txt`` stays as it is for ever; a new view or column is a new line at its end."""
    found = [" ".join(map(str, row)) for row in servers.say(COLUMNS, address=full.address)]
    promised = PROMISED.read_text().splitlines()
    assert sorted(found) == sorted(promised)
    kept = [f"{view.name} {column.name} {column.kind}" for view in EVERY_VIEW for column in view.columns]
    assert sorted(found) == sorted(kept)
    guide = GUIDE.read_text()
    for view in EVERY_VIEW:
        assert f"### `{view.name}`" in guide
        section = guide.split(f"### `{view.name}`")[1].split("### `")[0]
        assert all(f"`{column.name}`" in section for column in view.columns), view.name


def test_nobody_is_in_any_view(full, servers):
    """Neither by what the views may read, nor by what they give."""
    used = {(str(table), str(column)) for table, column in servers.say(USED, address=full.address)}
    assert used <= {(table, name) for table, columns in READ.items() for name in columns.split(", ")}
    assert not {table for table, _ in used} & {"person", "change", "head", "draft"}
    assert not {"code", "worker", "risk", "stage", "name_is_hidden"} & {
        column for table, column in used if table == "case_"
    }
    named = set()
    for table in ("change", "case_", "author"):
        columns = [column for column in metadata.tables[table].columns if str(column.type).startswith("BLOB")]
        for column in columns:
            if column.name in ("case_id", "record_id", "person_id", "worker"):
                rows = servers.say(f"SELECT DISTINCT {column.name} FROM {table}", address=full.address)
                named |= {bytes(raw).hex() for (raw,) in rows if raw}
    codes = {code for (code,) in servers.say("SELECT code FROM case_", address=full.address)}
    assert len(named) > 20 and len(codes) > 4
    seen = ""
    for view in EVERY_VIEW:
        seen += repr(servers.say(f"SELECT * FROM report_v1.{view.name}", address=full.address)).replace("-", "").lower()
    assert len(seen) > 500
    assert not [one for one in named if one in seen]
    assert not [code for code in codes if re.search(rf"\b{code.replace('-', '').lower()}\b", seen)]
    assert not any(word in seen for word in ("kalonge", "aminata", "mina", "grace"))


def test_each_reads_the_rows_of_their_countries_and_nothing_beneath(full, servers):
    cases = {"sync_health": {"CD"}, "caseload": {"CD"}, "offices": {"CD"}, "conflicts": {"CD"}, "deadlines": {"CD"},
             "devices": {"CD"}, "holes": {"CD"}}  # fmt: skip
    with somebody(servers, full.address, READER, country_role("CD")) as session:
        assert {view: countries(session, view) for view in cases} == cases
        for denied in (
            "SELECT document FROM change", "SELECT * FROM case_", "SELECT body FROM paper",
            "INSERT INTO office VALUES ('\\x00', 'CD', 'X')", "DELETE FROM report_v1.offices",
            "CREATE TABLE report_v1.mine (a int)", "SET ROLE " + VIEWS,
        ):  # fmt: skip
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                session.execute(denied)
    with somebody(servers, full.address, READER, country_role("BI")) as session:
        assert (countries(session, "caseload"), countries(session, "devices")) == ({"BI"}, set())
    with somebody(servers, full.address, READER, ALL) as session:
        assert countries(session, "caseload") == countries(session, "sync_health") == {"CD", "BI"}
    with somebody(servers, full.address, READER) as session:
        assert not any(countries(session, view) for view in cases)
    with (
        somebody(servers, full.address, country_role("CD")) as session,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        countries(session, "caseload")


def test_the_views_tell_what_is_there(full, servers):
    def rows(view):
        names = [column.name for column in next(one for one in EVERY_VIEW if one.name == view).columns]
        found = servers.say(f"SELECT * FROM report_v1.{view} WHERE country = 'CD'", address=full.address)
        return [dict(zip(names, row, strict=True)) for row in found]

    (health,) = rows("sync_health")
    (hole,) = rows("holes")
    assert (health["office"], health["bundles"], health["devices"], health["is_whole"]) == ("GOMA", 2, 3, False)
    assert (health["quarantined"], health["missing"]) == (1, hole["last"] - hole["first"] + 1)
    status = next(one for one in full.ways.at(full.ways.server).status() if one.name == "Goma")
    assert [(hole["device"], ((hole["first"], hole["last"]),))] == [
        (one.device, one.missing) for one in status.devices if one.missing
    ]
    assert health["waiting"] == sum(one.parked for one in status.devices)
    assert [(one["conflicts"], one["of_unknown_content"]) for one in rows("conflicts")] == [(3, 1)]
    assert sum(one["opened"] for one in rows("caseload")) == status.cases
    assert sum(one["due"] for one in rows("deadlines")) == len(rows_of(full.ways.server.database)["task"])


def test_what_waits_of_nobody_who_is_known_and_of_no_computer_is_told(server, servers, address, tmp_path):
    """A computer of which nothing came but what waits, and a line of a bundle that a newer program wrote."""
    ways = two_ways(tmp_path, server)
    a_month(ways.field)
    ways.journey.send()
    ways.at(ways.server).take_in()
    name_office(server, ways.field.keyring.office, "CD", "GOMA")
    park = "INSERT INTO parked (device, seq, hash, reason, line, since) VALUES (?, ?, ?, ?, ?, 1)"
    with server.write() as connection:
        (bundle,) = connection.exec_driver_sql("SELECT bundle FROM bundle_in WHERE kind = 'delta'").scalars()
        connection.exec_driver_sql(park, (b"n" * 16, 5, b"h" * 32, "gap", b"line"))
        connection.exec_driver_sql(park, (bundle, 7, b"h" * 32, "newer", b"line"))
    make_views(server)
    try:
        wanted = "SELECT office, devices, missing, waiting, newer, is_whole FROM report_v1.sync_health ORDER BY office"
        assert servers.say(wanted, address=address) == [("", 1, 4, 1, 0, False), ("GOMA", 1, 0, 1, 1, False)]
        assert servers.say("SELECT device, first, last FROM report_v1.holes", address=address) == [("6e" * 16, 1, 4)]
        assert len(servers.say("SELECT device FROM report_v1.devices", address=address)) == 2
    finally:
        ways.journey.close()


def test_who_takes_in_needs_no_right_to_make_anything(server, tmp_path):
    ways = two_ways(tmp_path, server)
    make_views(server)

    def as_ingest(session, _record) -> None:
        session.execute(f"SET SESSION ROLE {INGEST}")
        session.commit()

    event.listen(server.engine, "connect", as_ingest)
    server.engine.dispose()
    some_work(ways.field)
    ways.journey.send()
    assert by_several(ways, 2).received.changes > 0
    with pytest.raises(ServerRightMissing):
        make_views(server)
    ways.journey.close()


def released(number: int, recipient: Recipient) -> Entry:
    table = Released("by_age", "cases", ("age", "sex"), {("total", "total"): 12, ("0-9+10-14", "f"): None})
    day = date(2026, 4, 2)
    return Entry(number, FIRST, "quarterly", "2026-Q1", "all", recipient, 5, day, day, "", 2, 1, 0.0, 0.1, "1", "d", {},
                 (table,), "for Aminata's donor")  # fmt: skip


def test_released_tables_are_kept_as_they_were_published(server, servers, address):
    ledger = [released(1, Recipient.DONOR), released(2, Recipient.MONITORING)]
    assert [publish(server, ledger) for _ in range(2)] == [1, 0]
    make_views(server)
    begins = (1, "quarterly", "2026-Q1", "donor", date(2026, 4, 2), 5, "by_age", "cases")
    assert servers.say("SELECT * FROM report_v1.published ORDER BY count", address=address) == [
        (*begins, "age", "total", "sex", "total", None, None, 12),
        (*begins, "age", "0-9+10-14", "sex", "f", None, None, None),
    ]
