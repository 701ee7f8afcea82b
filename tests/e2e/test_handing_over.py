"""A case handed over by the command line from the vault of one office to that of another."""

from pathlib import Path

import pytest

from tests.e2e.lines import Line
from tests.e2e.offices import PASSPHRASE


def two_offices(line: Line, goma: Path, bukavu: Path) -> None:
    """They know each other."""
    line.tells("vault", "create", goma, "--person", "Esther", "--label", "Esther", "--office", "Goma")
    line.tells(
        "vault", "create", bukavu, "--person", "Benoit", "--label", "Benoit", "--office", "Bukavu", "--under", goma
    )
    for here, there in ((goma, bukavu), (bukavu, goma)):
        card = line.tells("bundle", "card", there, goma.parent / "card")
        line.tells("bundle", "peer", here, goma.parent / "card", "--code", card["code"])


@pytest.mark.long
def test_the_command_line_does_the_same(tmp_path: Path):
    line = Line(tmp_path, PASSPHRASE)
    goma, bukavu, stick = tmp_path / "Goma.vault", tmp_path / "Bukavu.vault", tmp_path / "stick"
    stick.mkdir()
    two_offices(line, goma, bukavu)
    (tmp_path / "case.json").write_text('{"identification": {"name_first": "Aminata", "how_identified": '
                                        '"self_or_family", "identified_on": "2026-03-01"}}')  # fmt: skip
    code = line.tells("case", "add", goma, tmp_path / "case.json")["code"]
    asked = ("case", "hand-over", goma, code, "--to", "Bukavu", "--reason", "child_moved")
    assert "did not agree" in line.refuses(*asked)
    kept = line.says(*asked, "--agreed", "--room", "restricted", "--notes", "Call in the morning.")
    assert (kept.exit_code, "stays closed: restricted" in kept.stderr) == (0, True)
    line.tells("case", "take-back-handover", goma, code)
    told = line.tells(*asked, "--agreed", "--notes", "Call in the morning.")
    assert (told["to"], told["here"], told["closed"]) == ("Bukavu", True, ["oversight", "restricted"])
    assert "already" in line.refuses(*asked, "--agreed")
    line.tells("bundle", "send", goma, stick, "--to", "Bukavu")
    line.tells("bundle", "receive", bukavu, stick)
    inside = line.tells("case", "take-over", bukavu, code, "--look")
    assert (inside["from"], inside["name"], inside["reason"]) == ("Goma", "Aminata", "child_moved")
    assert inside["notes"] == "Call in the morning."
    assert line.tells("case", "take-over", bukavu, code)["taken"]
    line.tells("bundle", "send", bukavu, stick, "--to", "Goma")
    line.tells("bundle", "receive", goma, stick)
    (gone,) = line.tells("case", "handovers", goma)["cases"]
    assert (gone["holder"], gone["here"]) == ("Bukavu", False)
    assert gone["last"] == {"to": "Bukavu", "answer": "accepted", "reason": ""}
    assert line.tells("case", "show", bukavu, code)["identification"]["name_first"] == "Aminata"
    assert "name_first" not in str(line.tells("case", "show", goma, code))
