"""`reintegration vault log`: the log written out for somebody outside, without a name or a code."""

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.evidence import FORMS, export_log
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import aside, misused, tell
from reintegration_desktop.kernel.words import say

_EARLIEST = date(2000, 1, 1)


def write_out(
    vault: Vault,
    reason: Annotated[str, typer.Option("--reason", help="What for; it stands in the log.")],
    out: Annotated[Path, typer.Option("--out", help="The folder that the files go to.")],
    since: Annotated[str | None, typer.Option("--since", help="The first day, as 2026-03-01; else all of it.")] = None,
    form: Annotated[str, typer.Option("--format", help="csv,jsonl")] = "csv,jsonl",
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Write the log out: when, who and which case by number. Example: vault log DIR --reason Audit --out audit"""
    forms, first = form.split(","), _day(since)
    if unknown := [one for one in forms if one not in FORMS]:
        misused(say("There is no such format: {format}. Choose among csv and jsonl.", format=", ".join(unknown)))
    with signed_in(vault, person, passphrase_file) as program:
        try:
            out.mkdir(parents=True, exist_ok=True)
        except OSError:
            misused(say("The folder cannot be made: choose another one."))
        files = export_log(program, first, reason, forms, out)
    tell({"files": [str(file) for file in files], "since": first.isoformat()}, as_json=as_json)
    aside(say("Cases and people are numbered anew in each export; device and number lead back to the entry."))


def _day(text: str | None) -> date:
    try:
        return _EARLIEST if text is None else date.fromisoformat(text)
    except ValueError:
        misused(say("A day is written as 2026-03-01."))
