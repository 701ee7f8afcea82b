"""Headquarters on a server from the command line alone: begun, received, answered, told."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reintegration_desktop.cli import app
from tests.e2e.test_headquarters_commands import CASE, PASSPHRASE

NAMES = ("Goma.vault", "hq.vault", "goma.card", "hq.card", "stick", "case.json")
Run = Callable[..., dict]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    def command(*words: str, code: int = 0) -> dict:
        given = [str(tmp_path / word) if word in NAMES else word for word in words]
        result = CliRunner().invoke(app, [*given, "--json"], env={"REINTEGRATION_PASSPHRASE": PASSPHRASE})
        assert result.exit_code == code, result.output
        return json.loads(result.stdout) if result.stdout else {"told": result.stderr}

    (tmp_path / "case.json").write_text(json.dumps(CASE))
    (tmp_path / "stick").mkdir()
    return command


@pytest.fixture
def empty(servers) -> Iterator[str]:
    """A database without a table."""
    with servers.a_database(empty=True) as address:
        yield address


def test_cases_reach_the_server_and_its_answer_comes_back(run, empty):
    """And never land in two places: whoever forgets the server is told so, and nothing is taken in elsewhere."""
    run("vault", "create", "Goma.vault", "--person", "Esther", "--label", "Esther", "--office", "Goma")
    run("hq", "init", "hq.vault", "--person", "Hanna", "--label", "Hanna", "--under", "Goma.vault", "--database", empty)
    for vault, card, other in (("Goma.vault", "goma.card", "hq.vault"), ("hq.vault", "hq.card", "Goma.vault")):
        code = run("bundle", "card", vault, card)["code"]
        run("bundle", "peer", other, card, "--code", code)
    run("case", "add", "Goma.vault", "case.json")
    sent = run("bundle", "send", "Goma.vault", "stick", "--to", "Headquarters")
    for command in ("hq", "bundle"):
        told = run(command, "receive", "hq.vault", "stick", code=1)["told"]
        assert "keeps its cases on a database server" in told
    came = run("hq", "receive", "hq.vault", "stick", "--database", empty)
    assert (came["taken"], came["changes"], came["answered"], came["refused"]) == (1, sent["changes"], 1, {})
    (office,) = run("hq", "status", "hq.vault", "--database", empty)["offices"]
    assert (office["name"], office["cases"], office["whole"], office["conflicts"]) == ("Goma", 1, True, 0)
    assert [step["tone"] for step in office["steps"]] == ["ok"]
    run("hq", "office", "hq.vault", "Goma", "--country", "CD", "--code", "GOMA", "--database", empty)
    wrong = "postgresql+psycopg://hq:swordfish@127.0.0.1:1/hq"
    told = run("hq", "status", "hq.vault", "--database", wrong, code=1)["told"]
    assert "can read the password in this address" in told and "does not answer" in told
    assert "swordfish" not in told
    made = run("hq", "views", "hq.vault", "--database", empty)
    assert (made["reader"], made["published"], len(made["views"])) == ("reintegration_reader", 0, 8)


def test_rules_are_issued_from_the_server_and_disputes_are_asked_for_there(run, empty):
    run("vault", "create", "Goma.vault", "--person", "Esther", "--office", "Goma")
    run("hq", "init", "hq.vault", "--person", "Hanna", "--under", "Goma.vault", "--database", empty)
    for vault, card, other in (("Goma.vault", "goma.card", "hq.vault"), ("hq.vault", "hq.card", "Goma.vault")):
        code = run("bundle", "card", vault, card)["code"]
        run("bundle", "peer", other, card, "--code", code)
    assert "keeps its cases on a database server" in run("programme", "issue", "hq.vault", code=1)["told"]
    assert run("programme", "issue", "hq.vault", "--database", empty)["number"] == 1
    run("hq", "send", "hq.vault", "stick", "--to", "Goma", "--database", empty)
    run("bundle", "receive", "Goma.vault", "stick")
    assert run("programme", "sign-rules", "Goma.vault", "1")["in_force"] == 1
    run("bundle", "send", "Goma.vault", "stick", "--to", "Headquarters")
    run("hq", "receive", "hq.vault", "stick", "--database", empty)
    assert run("programme", "rules", "hq.vault", "--database", empty)["in_force"]["number"] == 1
    assert run("hq", "disputes", "hq.vault", "--database", empty) == {"disputes": []}
    assert run("hq", "desk", "hq.vault", "--database", empty) == {"children": []}


def one_case_came(run, database):
    """Goma and a headquarters on a server, which has taken in one case; what was sent."""
    run("vault", "create", "Goma.vault", "--person", "Esther", "--office", "Goma")
    run("hq", "init", "hq.vault", "--person", "Hanna", "--under", "Goma.vault", "--database", database)
    for vault, card, other in (("Goma.vault", "goma.card", "hq.vault"), ("hq.vault", "hq.card", "Goma.vault")):
        code = run("bundle", "card", vault, card)["code"]
        run("bundle", "peer", other, card, "--code", code)
    run("case", "add", "Goma.vault", "case.json")
    sent = run("bundle", "send", "Goma.vault", "stick", "--to", "Headquarters")
    run("hq", "receive", "hq.vault", "stick", "--database", database)
    return sent


def test_nothing_is_looked_for_in_the_vault_where_the_cases_do_not_lie(run, empty):
    sent = one_case_came(run, empty)
    for words in (
        ("bundle", "quarantine", "hq.vault"),
        ("bundle", "adopt", "hq.vault", "1"),
        ("bundle", "refuse", "hq.vault", "1", "Not theirs"),
        ("bundle", "status", "hq.vault"),
        ("case", "erasures", "hq.vault"),
        ("case", "sign-erasure", "hq.vault", "0123"),
        ("case", "revoke-erasure", "hq.vault", "0123"),
        ("case", "give-up", "hq.vault", "0123", "--reason", "Stolen"),
        ("case", "confirm-date", "hq.vault"),
        ("person", "remove", "hq.vault", "6f3c1f6a-5f7e-4f0c-8a52-0a9d0c7e1b11"),
    ):
        assert "keeps its cases on a database server" in run(*words, code=1)["told"], words
    assert run("bundle", "quarantine", "hq.vault", "--database", empty) == {"aside": []}
    assert run("case", "erasures", "hq.vault", "--database", empty) == {"erasures": [], "lost": []}
    (peer,) = run("bundle", "status", "hq.vault", "--database", empty)["peers"]
    assert peer["held"] >= sent["changes"]


def test_the_tables_of_a_server_are_checked_where_it_is_named(run, empty, servers):
    sent = one_case_came(run, empty)
    alone = run("vault", "check", "hq.vault")
    assert (alone["sound"], alone["checked"].get("changes", 0)) == (True, 0)
    assert "name it with --database" in alone["not_verified"][0]
    both = run("vault", "check", "hq.vault", "--database", empty)
    assert (both["sound"], both["checked"]["cases"], both["checked"]["pages"] > 0) == (True, 1, True)
    assert both["checked"]["changes"] >= sent["changes"]
    assert not any("--database" in one for one in both["not_verified"])
    servers.say("UPDATE case_ SET code = 'OTHER'", address=empty)
    told = run("vault", "check", "hq.vault", "--database", empty, code=1)
    assert (told["sound"], len(told["troubles"])) == (False, 1)
    servers.say("UPDATE change SET document = 'other' WHERE room = 0 AND seq = 2", address=empty)
    assert len(run("vault", "check", "hq.vault", "--database", empty, code=1)["troubles"]) > 1
