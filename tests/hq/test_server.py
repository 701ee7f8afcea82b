"""The server itself: what goes wrong is told as a fact, who comes second waits, SQLite's words are understood."""

import traceback
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from reintegration_desktop.hq.errors import ServerBusy, ServerTrouble, ServerUnreachable
from reintegration_desktop.hq.server.dialect import spoken_to
from reintegration_desktop.hq.server.steps import bring_server_up_to_date
from reintegration_desktop.store.errors import MigrationFailed
from reintegration_desktop.store.settings import Settings

CANARY = "Kalonge"


def test_what_a_server_says_of_a_row_never_leaves_it(server):
    Settings(server).put("kept", "before")
    for wrong in (
        f"INSERT INTO setting (name, value) VALUES ('kept', '{CANARY}')",
        f"INSERT INTO task (case_id, kind, record_id, due_on, urgent) VALUES ('1', '2', '3', '{CANARY}', true)",
        f"SELECT {CANARY} FROM setting",
    ):
        with pytest.raises(ServerTrouble) as refusal, server.write() as connection:
            connection.exec_driver_sql(wrong)
        assert len(refusal.value.facts["state"]) == 5
        told = "".join(traceback.format_exception(refusal.value))
        assert CANARY.lower() not in told.lower().replace(wrong.lower(), "")
    assert Settings(server).get("kept") == "before"


def test_nothing_is_written_by_who_reads(server):
    with pytest.raises(ServerTrouble) as refusal, server.read() as connection:
        connection.exec_driver_sql("DELETE FROM setting")
    assert refusal.value.facts == {"state": "25006"}


def test_what_is_not_committed_is_undone(server):
    with server.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting (name, value) VALUES (?, ?)", ("half", "done"))
    assert Settings(server).get("half") is None


def test_who_comes_second_waits_and_is_told_where_it_takes_too_long(servers, address, server, tmp_path):
    other = servers.opened(address, tmp_path, wait=1)
    inside, done = Event(), Event()

    def first() -> None:
        with server.holding(["0a" * 16]):
            inside.set()
            done.wait(20)

    with ThreadPoolExecutor(1) as pool:
        running = pool.submit(first)
        assert inside.wait(20)
        with other.holding(["0b" * 16]):
            pass  # another computer's bundles don't wait
        with pytest.raises(ServerBusy) as refusal, other.holding(["0a" * 16]):
            raise AssertionError("both hold it")
        assert refusal.value.facts == {"seconds": 1}
        done.set()
        running.result(20)
    with other.holding(["0a" * 16]):
        pass
    other.close()


def test_a_server_that_goes_away_is_told_and_found_again(servers, server):
    def backends(name: str) -> None:
        servers.say(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{name}'")

    with pytest.raises(ServerUnreachable), server.write() as connection:
        backends(server.engine.url.database)
        connection.exec_driver_sql("SELECT 1")
    Settings(server).put("there", "again")
    assert Settings(server).get("there") == "again"


def test_steps_are_all_taken_or_none(servers, tmp_path):
    with servers.a_database(empty=True) as address:
        servers.say("CREATE TABLE published_cell (mine int)", address=address)
        server = servers.opened(address, tmp_path)
        with pytest.raises(MigrationFailed):
            bring_server_up_to_date(server)
        tables = servers.say("SELECT tablename FROM pg_tables WHERE schemaname = 'public'", address=address)
        assert tables == [("published_cell",)]
        server.close()


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("UPDATE device SET clock = max(clock, ?) WHERE number = ?",
         "UPDATE device SET clock = greatest(clock, %s) WHERE number = %s"),
        ("SELECT 1 FROM setting WHERE name LIKE 'put_aside:%'", "SELECT 1 FROM setting WHERE name LIKE 'put_aside:%%'"),
        ("SELECT 1 WHERE device IN ()", "SELECT 1 WHERE device IN (NULL)"),
        ("SELECT %s", "SELECT %s"),
    ],
)  # fmt: skip
def test_the_stores_statements_are_put_in_the_servers_words(ours, theirs):
    assert spoken_to(ours) == theirs
