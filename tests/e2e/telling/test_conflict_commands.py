"""Answers that differ are told and decided by the command line, and a decision is taken back."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.app.program import open_program
from reintegration_desktop.cli.secrets import means
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.edit import Edit
from tests.e2e.lines import PASSPHRASE, Line, begun
from tests.store.office import an_edit


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return begun(tmp_path)


def differing(line: Line, code: str, form: str, key: str, *values: str, **others: str) -> UUID:
    """A record with an answer that was changed several times, nobody having seen another's; the record."""
    program = open_program(Path(line.vault), "Esther", PASSPHRASE, means=means())
    try:
        with program.desk.read() as cases:
            case = cases.by_code(code)
        assert case is not None
        first = an_edit(case, form, uuid4(), **others)
        with program.desk.begin() as work:
            work.save(case, first)
            work.commit()
        with program.desk.read() as cases:
            seen = cases.open(case).seen(first.record)
        for value in values:
            with program.desk.begin() as work:
                answers = Answers({**first.answers, key: value})
                work.save(case, Edit(form, first.record, None, answers, frozenset({key}), seen))
                work.commit()
    finally:
        program.close()
    return first.record


def visits(line: Line, code: str) -> list[dict]:
    return line.tells("case", "show", line.vault, code)["follow_up"]


def test_what_waits_is_told_and_decided_and_taken_back(line: Line):
    code = line.adds(0)
    assert line.tells("conflict", "list", line.vault) == {"conflicts": [], "others": 0, "more": 0}
    record = differing(line, code, "follow_up", "risk_level", "high", "low", visited_on="2026-03-01")
    (one,) = line.tells("conflict", "list", line.vault)["conflicts"]
    assert one["id"] == f"{code}/{record.hex}/account"
    (question,) = one["questions"]
    assert (question["key"], question["careful"]) == ("risk_level", True)
    assert [(answer["words"], answer["shown"]) for answer in question["answers"]] == [("Low", False), ("High", True)]
    told = line.says("conflict", "list", line.vault).stdout
    assert one["id"] in told
    assert "the more careful one is shown meanwhile" in told
    assert visits(line, code)[0]["risk_level"] == "high"
    low = question["answers"][0]["version"]
    assert line.tells("conflict", "resolve", line.vault, one["id"], "--keep", low)["questions"] == 1
    assert visits(line, code)[0]["risk_level"] == "low"
    assert line.says("conflict", "list", line.vault).stdout.strip() == "Nothing waits for you."
    line.tells("conflict", "take-back", line.vault, one["id"])
    assert visits(line, code)[0]["risk_level"] == "high"
    assert len(line.tells("conflict", "list", line.vault)["conflicts"]) == 1


def test_what_is_kept_must_be_one_of_the_answers(line: Line):
    code = line.adds(0)
    differing(line, code, "follow_up", "risk_level", "high", "low", visited_on="2026-03-01")
    (one,) = line.tells("conflict", "list", line.vault)["conflicts"]
    both = [answer["version"] for answer in one["questions"][0]["answers"]]
    resolve = ("conflict", "resolve", line.vault, one["id"], "--keep")
    for kept in ([f"{'0' * 32}:1"], [both[0], "--keep", both[1]]):
        assert line.refuses(*resolve, *kept)
    assert "no such place" in line.refuses("conflict", "resolve", line.vault, f"{code}/x/y", "--keep", both[0], code=2)
    assert "computer and a number" in line.refuses(*resolve, "newest", code=2)
    assert len(line.tells("conflict", "list", line.vault)["conflicts"]) == 1


def test_restricted_answers_are_told_for_a_reason(line: Line):
    code = line.adds(0)
    differing(line, code, "association", "weapon_carried", "yes", "no", actor_type="other")
    (one,) = line.tells("conflict", "list", line.vault)["conflicts"]
    assert one["questions"] == []
    assert "--reason" in line.says("conflict", "list", line.vault).stdout
    (open_one,) = line.tells("conflict", "list", line.vault, "--reason", "She asked for help.")["conflicts"]
    (question,) = open_one["questions"]
    kept = question["answers"][0]["version"]
    assert line.refuses("conflict", "resolve", line.vault, one["id"], "--keep", kept)
    line.tells("conflict", "resolve", line.vault, one["id"], "--keep", kept, "--reason", "She asked for help.")
    reasons = [entry["reason"] for entry in line.tells("case", "history", line.vault, code)["history"]]
    assert "She asked for help." in reasons
