"""Two vaults and a stick from the command line alone: cards exchanged, cases sent, received, answered, shown."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

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
        return json.loads(result.stdout) if result.stdout else {"told": result.stderr}

    (tmp_path / "case.json").write_text(json.dumps(CASE))
    (tmp_path / "stick").mkdir()
    return command


@pytest.fixture
def says(tmp_path: Path) -> Callable[..., Result]:
    def command(*words: str) -> Result:
        given = [str(tmp_path / word) if word in PLACES else word for word in words]
        return CliRunner().invoke(app, given, env={"REINTEGRATION_PASSPHRASE": PASSPHRASE})

    return command


PLACES = {"Goma.vault", "hq.vault", "goma.card", "hq.card", "stick", "case.json", "nowhere"}


@pytest.fixture
def both(run) -> None:
    run("vault", "create", "Goma.vault", "--person", "Esther", "--label", "Esther", "--office", "Goma")
    run("hq", "init", "hq.vault", "--person", "Hanna", "--label", "Hanna", "--under", "Goma.vault")
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
    status = run("hq", "status", "hq.vault")
    assert {(told["disputed"], told["to_sign"]) for told in (came, status)} == {(0, 0)}
    (office,) = status["offices"]
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
    came = run("hq", "receive", "hq.vault", "stick", code=1)
    assert came["taken"] == 1
    assert came["refused"] == {f"{'ab' * 16}.rdb": "The bundle is cut short: its end is missing."}


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes((content[middle] ^ 1,)) + content[middle + 1 :]


@pytest.mark.usefixtures("both")
@pytest.mark.parametrize(
    ("spoil", "happened"),
    [(flipped, "The bundle is damaged"), (lambda content: content[:20_000], "The bundle is cut short")],
    ids=["flipped", "truncated"],
)
@pytest.mark.parametrize("command", [("hq", "receive", "hq.vault"), ("bundle", "receive", "hq.vault")])
def test_a_bundle_that_is_refused_ends_with_one_and_says_why(run, says, tmp_path, spoil, happened, command):
    run("case", "add", "Goma.vault", "case.json")
    run("bundle", "send", "Goma.vault", "stick")
    (bundle,) = (tmp_path / "stick").glob("*.rdb")
    bundle.write_bytes(spoil(bundle.read_bytes()))
    said = says(*command, "stick")
    assert said.exit_code == 1
    assert happened in said.stdout
    assert "Nothing was taken from it" in said.stdout
    assert not {"\u2068", "\u2069", "{", "["} & set(said.stdout)


@pytest.mark.usefixtures("both")
def test_the_same_file_kept_aside_is_told_to_have_been_taken_in_before(run, says, tmp_path):
    run("case", "add", "Goma.vault", "case.json")
    run("bundle", "send", "Goma.vault", "stick")
    (bundle,) = (tmp_path / "stick").glob("*.rdb")
    kept = bundle.read_bytes()
    run("hq", "receive", "hq.vault", "stick")
    run("bundle", "receive", "Goma.vault", "stick")
    assert not bundle.exists(), "what was acknowledged leaves the stick"
    bundle.write_bytes(kept)
    said = says("hq", "receive", "hq.vault", "stick")
    assert said.exit_code == 0
    assert "1 bundle was already taken in before; nothing was done." in said.stdout


@pytest.mark.usefixtures("both")
def test_nothing_put_aside_is_said_in_words(run, says):
    assert says("bundle", "quarantine", "Goma.vault").stdout == "Nothing is put aside.\n"
    assert run("bundle", "quarantine", "Goma.vault") == {"aside": []}
    run("bundle", "adopt", "Goma.vault", "1", code=2)
