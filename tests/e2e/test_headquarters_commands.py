"""Two vaults and a stick from the command line alone: cards exchanged, cases sent, received, answered, shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reintegration_desktop.cli import app

PASSPHRASE = "plinth zebra staple battery horse correct"
CASE = {
    "identification": {"name_first": "Ami", "how_identified": "self_or_family", "identified_on": "2026-05-02"},
    "consent": [
        {
            "event_at": "2026-05-02T10:00:00Z",
            "event_kind": "given",
            "given_by": ["child_consent"],
            "agrees_to_case_management": "yes",
        }
    ],
}


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., dict]:
    def command(*words: str, code: int = 0) -> dict:
        given = [str(tmp_path / word) if word in PLACES else word for word in words]
        result = CliRunner().invoke(app, [*given, "--json"], env={"REINTEGRATION_PASSPHRASE": PASSPHRASE})
        assert result.exit_code == code, result.output
        return json.loads(result.stdout) if code == 0 else {"told": result.stderr}

    (tmp_path / "case.json").write_text(json.dumps(CASE))
    (tmp_path / "stick").mkdir()
    return command


PLACES = {"Goma.vault", "hq.vault", "goma.card", "hq.card", "stick", "case.json", "nowhere"}


@pytest.fixture
def both(run) -> None:
    run("vault", "create", "Goma.vault", "--person", "Esther", "--office", "Goma")
    run("hq", "init", "hq.vault", "--person", "Hanna", "--under", "Goma.vault")
    codes = {vault: run("bundle", "card", vault, card)["code"] for vault, card in
             (("Goma.vault", "goma.card"), ("hq.vault", "hq.card"))}  # fmt: skip
    assert run("bundle", "peer", "Goma.vault", "hq.card", "--code", codes["hq.vault"])["name"] == "Headquarters"
    assert run("bundle", "peer", "hq.vault", "goma.card", "--code", codes["Goma.vault"])["name"] == "Goma"


@pytest.mark.usefixtures("both")
def test_cases_reach_headquarters_and_its_answer_comes_back(run):
    for _ in range(2):
        run("case", "add", "Goma.vault", "case.json")
    sent = run("bundle", "send", "Goma.vault", "stick", "--to", "Headquarters")
    came = run("hq", "receive", "hq.vault", "stick")
    assert (came["taken"], came["changes"], came["answered"], came["refused"]) == (1, sent["changes"], 1, {})
    (office,) = run("hq", "status", "hq.vault")["offices"]
    assert (office["name"], office["cases"], office["whole"]) == ("Goma", 2, True)
    assert run("bundle", "receive", "Goma.vault", "stick")["taken"] == 1
    (peer,) = run("bundle", "status", "Goma.vault")["peers"]
    assert peer["held"] == peer["acknowledged"] == sent["changes"]
    assert len(run("case", "list", "hq.vault")["cases"]) == 2


@pytest.mark.usefixtures("both")
def test_what_is_bad_is_told_in_words_and_the_rest_is_taken(run, tmp_path):
    told = run("hq", "receive", "hq.vault", "nowhere", code=1)["told"]
    assert "The place for bundles is not there." in told
    assert len(told.strip().splitlines()) == 3
    run("case", "add", "Goma.vault", "case.json")
    run("bundle", "send", "Goma.vault", "stick")
    (bundle,) = (tmp_path / "stick").glob("*.rdb")
    (tmp_path / "stick" / f"{'ab' * 16}.rdb").write_bytes(bundle.read_bytes()[:20_000])
    came = run("hq", "receive", "hq.vault", "stick")
    assert came["taken"] == 1
    assert came["refused"] == {f"{'ab' * 16}.rdb": "The bundle is cut short: its end is missing."}
