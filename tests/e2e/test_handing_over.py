"""A case handed over by the command line from the vault of one office to that of another."""

from pathlib import Path

import pytest

from tests.e2e.lines import Line
from tests.e2e.offices import PASSPHRASE


@pytest.mark.long
def test_the_command_line_does_the_same(tmp_path: Path):
    line = Line(tmp_path, PASSPHRASE)
    goma, bukavu, stick = tmp_path / "Goma.vault", tmp_path / "Bukavu.vault", tmp_path / "stick"
    stick.mkdir()
    line.tells("vault", "create", goma, "--person", "Esther", "--label", "Esther", "--office", "Goma")
    line.tells(
        "vault", "create", bukavu, "--person", "Benoit", "--label", "Benoit", "--office", "Bukavu", "--under", goma
    )
    for here, there in ((goma, bukavu), (bukavu, goma)):
        card = line.tells("bundle", "card", there, tmp_path / "card")
        line.tells("bundle", "peer", here, tmp_path / "card", "--code", card["code"])
    (tmp_path / "case.json").write_text('{"identification": {"name_first": "Aminata", "how_identified": '
                                        '"self_or_family", "identified_on": "2026-03-01"}}')  # fmt: skip
    code = line.tells("case", "add", goma, tmp_path / "case.json")["code"]
    asked = ("case", "hand-over", goma, code, "--to", "Bukavu", "--reason", "child_moved")
    assert "did not agree" in line.refuses(*asked)
    told = line.tells(*asked, "--agreed", "--notes", "Call in the morning.")
    assert (told["to"], told["here"]) == ("Bukavu", True)
    assert "already" in line.refuses(*asked, "--agreed")
    line.tells("bundle", "send", goma, stick, "--to", "Bukavu")
    line.tells("bundle", "receive", bukavu, stick)
    assert line.tells("case", "take-over", bukavu, code, "--look")["from"] == "Goma"
    assert line.tells("case", "take-over", bukavu, code)["taken"]
    line.tells("bundle", "send", bukavu, stick, "--to", "Goma")
    line.tells("bundle", "receive", goma, stick)
    (gone,) = line.tells("case", "handovers", goma)["cases"]
    assert (gone["holder"], gone["here"]) == ("Bukavu", False)
    assert gone["last"] == {"to": "Bukavu", "answer": "accepted", "reason": ""}
    assert line.tells("case", "show", bukavu, code)["identification"]["name_first"] == "Aminata"
    assert "name_first" not in str(line.tells("case", "show", goma, code))
