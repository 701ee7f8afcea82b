"""`reintegration bench`: what the repository measures, by name; an installed program carries no benchmarks."""

import subprocess
import sys
from typing import Annotated

import typer

from reintegration_desktop.cli.options import AsJson
from reintegration_desktop.cli.talk import misused
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.words import say

Names = Annotated[list[str] | None, typer.Argument(metavar="[NAME]...", help="All of them without a name.")]


def bench(names: Names = None, as_json: AsJson = False) -> None:
    """Measure what is promised about speed. Example: reintegration bench bulk --json"""
    root = resources().parent
    if not (root / "benchmarks").is_dir():
        misused(say("Benchmarks lie in the repository, not in an installed program."))
    command = [sys.executable, "-m", "benchmarks", *(names or ()), *(["--json"] if as_json else [])]
    ended = subprocess.run(command, cwd=root, check=False)  # noqa: S603 - our own program, without a shell
    raise typer.Exit(ended.returncode)
