"""Once two people keep the root, custodians are still made, by two, and a lost passphrase is still made good."""

from pathlib import Path

import pytest

from tests.e2e.lines import Line, begun

FIRST, SECOND = "pebble canyon orchid saddle ribbon", "harbour lantern mosaic thistle quartz"
GRACE, RUTH, NEW = (
    "velvet anchor meadow copper lantern", "umbrella tundra copper violin basket", "walnut summit ginger puddle kettle",
)  # fmt: skip
CUSTODIAN = ("--role", "supervisor", "--duty", "custodian")


@pytest.fixture
def line(tmp_path: Path) -> Line:
    return begun(tmp_path)


def keepers(line: Line) -> tuple[object, ...]:
    return ("--first-passphrase-file", line.writes("first", FIRST), "--second-passphrase-file",
            line.writes("second", SECOND))  # fmt: skip


def asks(line: Line, label: str, passphrase: str) -> tuple[Line, Path, str]:
    """Somebody's command line, their request and its code."""
    newcomer, file = Line(line.base, passphrase), line.base / f"{label}.req"
    return newcomer, file, newcomer.tells("person", "request", line.vault, "--label", label, "--out", file)["code"]


def test_custodians_are_made_and_a_passphrase_is_made_good_by_command(line: Line, tmp_path: Path):
    line.tells("programme", "take-out", line.vault, tmp_path / "offline", *keepers(line))
    root = ("--root", tmp_path / "offline", *keepers(line))
    grace, file, code = asks(line, "Grace", GRACE)
    certify = ("person", "certify", line.vault, file, "--out", line.base / "g.ans", "--name", "Grace", *CUSTODIAN,
               "--as", "Esther", "--code", code)  # fmt: skip
    assert "two people keep away" in line.refuses(*certify)
    answered = line.tells(*certify, *root)
    grace.tells("person", "join", line.vault, line.base / "g.ans", "--request", file, "--code", answered["code"])
    the_third_needs_two(line, grace, root)
    sheets = line.tells("vault", "sheets", line.vault, "--as", "Esther", "--into-this-output")
    halves = [
        part for name in ("first", "second") for part in ("--half-file", line.writes(f"half-{name}", sheets[name]))
    ]
    recover = ("vault", "recover", line.vault, "--label", "Esther", *halves, "--new-passphrase-file",
               line.writes("new", NEW))  # fmt: skip
    assert "two people keep away" in line.refuses(*recover)
    assert line.tells(*recover, *root)["keys_renewed"] is True
    assert Line(line.base, NEW).codes() == set()


def the_third_needs_two(line: Line, grace: Line, root: tuple[object, ...]) -> None:
    ruth, file, code = asks(line, "Ruth", RUTH)
    certify = ("person", "certify", line.vault, file, "--out", line.base / "r.ans", "--name", "Ruth", *CUSTODIAN,
               "--as", "Esther", "--code", code, *root)  # fmt: skip
    assert "by two custodians" in line.refuses(*certify)
    own = ("--beside", "Esther", "--beside-passphrase-file", line.writes("own", line.passphrase))
    assert "needs two people" in line.refuses(*certify, *own)
    signed = line.base / "ruth.signed"
    agree = ("person", "agree-custodian", line.vault, file, "--out", signed, *CUSTODIAN, "--as", "Grace")
    assert "code" in grace.refuses(*agree, "--code", "2222-2222-2222-2222-2222")
    grace.tells(*agree, "--code", code)
    answered = line.tells(*certify, "--agreed", signed)
    ruth.tells("person", "join", line.vault, line.base / "r.ans", "--request", file, "--code", answered["code"])
    assert len(ruth.tells("person", "list", line.vault, "--as", "Ruth")["people"]) == 3
