"""What the documents tell somebody to do can be done."""

import re
import shlex
from dataclasses import fields

import pytest
import typer.main
from typer.core import TyperGroup

from reintegration_desktop.cli import app
from reintegration_desktop.rules.policy import Policy
from tests.architecture.house import ROOT, files, name

PAGES = [path for path in files() if path.suffix == ".md"]
BLOCK = re.compile(r"^```(?:sh)?\n(.*?)^```", re.MULTILINE | re.DOTALL)
INLINE = re.compile(r"`((?:\./dev|reintegration)(?: [^`]+)?)`")
TEST = re.compile(r"^def (test_\w+)", re.MULTILINE)
LINK = re.compile(r"\[[^\]]+\]\(([^)#:\s]+)(?:#[^)]*)?\)")


def _commands(text: str) -> list[list[str]]:
    """Every command of ours that a page shows, split as the shell would."""
    lines = [line for block in BLOCK.findall(text) for line in block.splitlines()] + INLINE.findall(text)
    split = [shlex.split(line, comments=True) for line in lines if line.startswith(("./dev", "reintegration "))]
    return [words for words in split if words]


def _script_knows(words: list[str]) -> bool:
    asked = re.search(r"^    (run \| .*)\) ;;$", (ROOT / "dev").read_text(), re.MULTILINE)
    assert asked
    return words[:1] == [] or words[0] in asked.group(1).split(" | ")


def _program_knows(words: list[str]) -> bool:
    """Whether the command line has this command with these options."""
    command = typer.main.get_command(app)
    while isinstance(command, TyperGroup) and words and not words[0].startswith("-"):
        if words[0] not in command.commands:
            return False
        command, words = command.commands[words[0]], words[1:]
    known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
    return {word for word in words if word.startswith("--")} <= known | {"--help"}


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_command_on_a_page_exists(page):
    unknown = []
    for program, *words in _commands(page.read_text()):
        of_script = program == "./dev" and words[:1] != ["cli"]
        plain = words[1:] if program == "./dev" and not of_script else words
        if not (_script_knows(plain) if of_script else _program_knows(plain)):
            unknown.append(" ".join([program, *words]))
    assert unknown == []


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_link_on_a_page_leads_somewhere(page):
    broken = [link for link in LINK.findall(page.read_text()) if not (page.parent / link).exists()]
    assert broken == []


def test_the_readme_opens_with_the_two_commands():
    first = BLOCK.search((ROOT / "README.md").read_text())
    assert first
    assert [line.split("#")[0].strip() for line in first.group(1).splitlines()] == ["./dev run", "./dev test"]


@pytest.mark.parametrize(
    "path", ["src/reintegration_desktop", "migrations", "resources/dictionary", "benchmarks", "dev"]
)
def test_what_the_map_of_the_house_shows_is_there(path):
    assert (ROOT / path).exists()
    assert path.split("/")[-1] in (ROOT / "ARCHITECTURE.md").read_text()


def _headings(page: str) -> set[str]:
    return set(re.findall(r"^#+ `?([^`\n]+)`?$", (ROOT / page).read_text(), re.MULTILINE))


def test_every_number_of_the_work_has_a_heading_in_the_manual():
    assert {number.name for number in fields(Policy)} - _headings("docs/manual/numbers.md") == set()


def test_every_command_has_a_heading_in_the_manual():
    program = typer.main.get_command(app)
    assert set(_paths(program, "reintegration")) - _headings("docs/manual/commands.md") == set()


def _paths(command: object, path: str) -> list[str]:
    """Every command that does something, with the words that lead to it."""
    if not isinstance(command, TyperGroup):
        return [path]
    return [found for name, below in command.commands.items() for found in _paths(below, f"{path} {name}")]


def test_every_threat_that_is_met_names_the_tests_that_show_it() -> None:
    table = re.search(r"^\| threat \| what meets it \| shown by \|\n\|---.*\n((?:\|.*\n)+)", _security(), re.MULTILINE)
    assert table
    written = {found for path in files() if path.suffix == ".py" for found in TEST.findall(path.read_text())}
    rows = [[cell.strip() for cell in row.strip("|").split(" | ")] for row in table.group(1).splitlines()]
    named = {threat: set(re.findall(r"`(test_\w+)`", shown)) for threat, _, shown in rows}
    assert {threat: names - written for threat, names in named.items() if not names or names - written} == {}


def _security() -> str:
    return (ROOT / "SECURITY.md").read_text()
