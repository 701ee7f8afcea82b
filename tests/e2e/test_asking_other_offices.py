"""One office asks another by the command line, over headquarters that can't open it; erasing takes it back."""

from json import dumps
from pathlib import Path

import pytest

from tests.e2e.lines import Line
from tests.e2e.offices import PASSPHRASE

AGREED = {
    "event_at": "2026-03-01T09:00:00Z", "event_kind": "given", "given_by": ["child_assent"],
    "agrees_to_case_management": "yes", "agrees_to_storage": "yes", "agrees_to_sharing": "yes",
}  # fmt: skip


def a_case(line: Line, place: Path, vault: Path, name: str) -> str:
    """A young person who agreed to sharing; the case's code."""
    person = {"name_first": name, "name_last": "Kalonge", "nickname": "Zuzu", "sex": "female",
              "how_identified": "self_or_family", "identified_on": "2026-03-01"}  # fmt: skip
    (place / "case.json").write_text(dumps({"identification": person, "consent": [AGREED]}))
    return str(line.tells("case", "add", vault, place / "case.json")["code"])


@pytest.mark.long
def test_the_command_line_asks_and_answers_over_headquarters(tmp_path: Path):
    line = Line(tmp_path, PASSPHRASE)
    goma, bukavu, hq = (tmp_path / f"{name}.vault" for name in ("Goma", "Bukavu", "hq"))
    stick = tmp_path / "stick"
    stick.mkdir()
    line.tells("vault", "create", goma, "--person", "Esther", "--office", "Goma")
    line.tells("vault", "create", bukavu, "--person", "Benoit", "--office", "Bukavu", "--under", goma)
    line.tells("hq", "init", hq, "--person", "Hanna", "--under", goma)
    for here, there in ((goma, bukavu), (bukavu, goma), (goma, hq), (hq, goma), (bukavu, hq), (hq, bukavu)):
        card = line.tells("bundle", "card", there, tmp_path / "card")
        line.tells("bundle", "peer", here, tmp_path / "card", "--code", card["code"])
    code, there = a_case(line, tmp_path, goma, "Aminata"), a_case(line, tmp_path, bukavu, "Aminatta")
    (asked,) = line.tells("case", "ask", goma, code, "--to", "Bukavu")["asked"]
    number = asked["number"]
    assert (asked["to"], asked["state"], asked["about"]) == ("Bukavu", "waiting", code)
    assert "already" in line.refuses("case", "ask", goma, code, "--to", "Bukavu")
    for giver, taker in ((goma, hq), (hq, bukavu)):
        to = {goma: "Goma", bukavu: "Bukavu", hq: "Headquarters"}[taker]
        line.tells("bundle", "send", giver, stick, "--to", to)
        line.tells("hq" if taker == hq else "bundle", "receive", taker, stick)
    (heard,) = line.tells("case", "questions", bukavu)["questions"]
    assert (heard["number"], heard["from"], heard["about"]) == (number, "Goma", None)
    compared = line.tells("case", "compare-question", bukavu, number)
    assert [one["code"] for one in compared["candidates"]] == [there]
    assert compared["told"]["First name"] == "Aminata"
    line.tells("case", "answer-question", bukavu, number, "--perhaps", there)
    for giver, taker in ((bukavu, hq), (hq, goma)):
        to = {goma: "Goma", bukavu: "Bukavu", hq: "Headquarters"}[taker]
        line.tells("bundle", "send", giver, stick, "--to", to)
        line.tells("hq" if taker == hq else "bundle", "receive", taker, stick)
    answer = line.tells("case", "read-answer", goma, number)
    assert (answer["about"], answer["code"], answer["perhaps"]) == (code, there, True)
    line.tells("case", "take-back-question", goma, number)
    line.tells("bundle", "send", goma, stick, "--to", "Bukavu")
    line.tells("bundle", "receive", bukavu, stick)
    assert line.tells("case", "questions", bukavu)["questions"] == []
