"""One office asks another by the command line, over headquarters that can't open it; erasing takes it back."""

from dataclasses import dataclass
from itertools import pairwise, permutations
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


@dataclass
class Three:
    """Vaults of two offices and headquarters that know each other, and a stick."""

    line: Line
    place: Path

    def __post_init__(self) -> None:
        self.goma, self.bukavu, self.hq = (self.place / f"{name}.vault" for name in ("Goma", "Bukavu", "Headquarters"))
        self.stick, card = self.place / "stick", self.place / "card"
        self.stick.mkdir()
        self.line.tells("vault", "create", self.goma, "--person", "Esther", "--label", "Esther", "--office", "Goma")
        self.line.tells(
            "vault",
            "create",
            self.bukavu,
            "--person",
            "Benoit",
            "--label",
            "Benoit",
            "--office",
            "Bukavu",
            "--under",
            self.goma,
        )
        self.line.tells("hq", "init", self.hq, "--person", "Hanna", "--label", "Hanna", "--under", self.goma)
        for here, there in permutations((self.goma, self.bukavu, self.hq), 2):
            code = self.line.tells("bundle", "card", there, card)["code"]
            self.line.tells("bundle", "peer", here, card, "--code", code)

    def carry(self, *way: Path) -> None:
        """What the first has goes to the second, and so on."""
        for giver, taker in pairwise(way):
            self.line.tells("bundle", "send", giver, self.stick, "--to", taker.stem)
            self.line.tells("hq" if taker == self.hq else "bundle", "receive", taker, self.stick)


@pytest.mark.long
def test_the_command_line_asks_and_answers_over_headquarters(tmp_path: Path):
    three = Three(line := Line(tmp_path, PASSPHRASE), tmp_path)
    goma, bukavu, hq = three.goma, three.bukavu, three.hq
    code, there = a_case(line, tmp_path, goma, "Aminata"), a_case(line, tmp_path, bukavu, "Aminatta")
    (asked,) = line.tells("case", "ask", goma, code, "--to", "Bukavu")["asked"]
    number = asked["number"]
    assert (asked["to"], asked["state"], asked["about"]) == ("Bukavu", "waiting", code)
    assert "already" in line.refuses("case", "ask", goma, code, "--to", "Bukavu")
    three.carry(goma, hq, bukavu)
    (heard,) = line.tells("case", "questions", bukavu)["questions"]
    assert (heard["number"], heard["from"], heard["about"]) == (number, "Goma", None)
    compared = line.tells("case", "compare-question", bukavu, number)
    assert [one["code"] for one in compared["candidates"]] == [there]
    assert compared["told"]["First name"] == "Aminata"
    line.tells("case", "answer-question", bukavu, number, "--perhaps", there)
    three.carry(bukavu, hq, goma)
    answer = line.tells("case", "read-answer", goma, number)
    assert (answer["about"], answer["code"], answer["perhaps"]) == (code, there, True)
    line.tells("case", "take-back-question", goma, number)
    three.carry(goma, bukavu)
    assert line.tells("case", "questions", bukavu)["questions"] == []


@pytest.mark.long
def test_the_command_line_asks_for_a_file_and_hands_it_over_or_not(tmp_path: Path):
    three = Three(line := Line(tmp_path, PASSPHRASE), tmp_path)
    goma, bukavu, hq = three.goma, three.bukavu, three.hq
    code, there = a_case(line, tmp_path, goma, "Aminata"), a_case(line, tmp_path, bukavu, "Aminatta")
    number = line.tells("case", "ask", goma, code, "--to", "Bukavu")["asked"][0]["number"]
    three.carry(goma, hq, bukavu)
    line.tells("case", "answer-question", bukavu, number, "--perhaps", there)
    three.carry(bukavu, hq, goma)
    assert line.tells("case", "read-answer", goma, number)["file"] is None
    assert line.tells("case", "ask-for-file", goma, number)["file"] == "wanted"
    assert line.tells("case", "ask-for-file", goma, number, "--undo")["file"] == "withdrawn"
    line.tells("case", "ask-for-file", goma, number)
    three.carry(goma, hq, bukavu)
    (wanted,) = line.tells("case", "wanted-files", bukavu)["files"]
    assert (wanted["number"], wanted["code"], wanted["office"]) == (number, there, "Goma")
    assert "No such reason" in line.refuses("case", "refuse-file", bukavu, number, "--reason", "because", code=2)
    line.tells("case", "refuse-file", bukavu, number, "--reason", "no_capacity")
    assert line.tells("case", "wanted-files", bukavu)["files"] == []
    three.carry(bukavu, hq, goma)
    told = line.tells("case", "read-answer", goma, number)
    assert (told["file"], told["reason"]) == ("declined", "no_capacity")
    line.tells("case", "hand-over", bukavu, there, "--to", "Goma", "--reason", "child_moved", "--agreed")
    three.carry(bukavu, hq, goma)
    assert line.tells("case", "read-answer", goma, number)["file"] == "given"
    line.tells("case", "take-over", goma, there)
    (listed,) = line.tells("case", "questions", goma)["questions"]
    assert (listed["file"], listed["about"]) == ("given", code)
    line.tells("case", "read-answer", goma, number, "--done")
