"""Somebody's command line: a vault of an office, and the passphrase that opens their slot."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from reintegration_desktop.cli import app
from reintegration_desktop.vault.folder import VaultFolder
from tests.e2e.planted import PASSPHRASE, plainer


class Line:
    """Commands on one vault."""

    def __init__(self, folder: Path, passphrase: str = PASSPHRASE) -> None:
        self.base, self.vault, self.passphrase = folder, str(folder / "Goma.vault"), passphrase

    @property
    def folder(self) -> VaultFolder:
        return VaultFolder(Path(self.vault))

    def says(self, *given: object, typed: str | None = None) -> Result:
        """What a command prints, and how it ends."""
        env = {"REINTEGRATION_PASSPHRASE": self.passphrase}
        return CliRunner().invoke(app, [str(one) for one in given], env=env, input=typed)

    def tells(self, *given: object) -> dict:
        """The one object that a command prints with ``--json``."""
        said = self.says(*given, "--json")
        assert said.exit_code == 0, said.stderr
        return json.loads(said.stdout)

    def refuses(self, *given: object, code: int = 1) -> str:
        """What a refused command says."""
        said = self.says(*given)
        assert said.exit_code == code, said.output
        assert "Traceback" not in said.stderr
        return said.stderr

    def writes(self, name: str, content: str) -> Path:
        """A file that is this user's alone."""
        path = self.base / name
        path.write_text(content, encoding="utf-8")
        path.chmod(0o600)
        return path

    def adds(self, number: int, person: str = "Esther") -> str:
        """A case; its code."""
        file = self.writes(f"case-{number}.json", json.dumps(plainer(number)))
        return self.tells("case", "add", self.vault, file, "--as", person)["code"]

    def codes(self, person: str = "Esther") -> set[str]:
        return {case["code"] for case in self.tells("case", "list", self.vault, "--as", person)["cases"]}


def begun(folder: Path) -> Line:
    """Esther's new vault."""
    line = Line(folder)
    line.tells("vault", "create", line.vault, "--person", "Esther", "--label", "Esther", "--office", "Goma")
    return line


def let_in(line: Line, label: str, passphrase: str, role: str = "caseworker", *duties: str) -> Line:
    """Somebody joins the vault by two files and two codes; their own command line."""
    newcomer, ask, answer = Line(line.base, passphrase), line.base / f"{label}.req", line.base / f"{label}.ans"
    asked = newcomer.tells("person", "request", line.vault, "--label", label, "--out", ask)
    answered = line.tells("person", "certify", line.vault, ask, "--out", answer, "--name", label, "--role", role,
                          *(part for duty in duties for part in ("--duty", duty)), "--as", "Esther",
                          "--code", asked["code"])  # fmt: skip
    newcomer.tells("person", "join", line.vault, answer, "--request", ask, "--code", answered["code"])
    return newcomer


def id_of(line: Line, name: str) -> str:
    """The id of one of the people."""
    people = line.tells("person", "list", line.vault, "--as", "Esther")["people"]
    return next(one["person"] for one in people if one["name"] == name)
