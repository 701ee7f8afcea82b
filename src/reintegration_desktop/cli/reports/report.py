"""`reintegration report`: protected tables, proved before they leave."""

from pathlib import Path
from typing import Annotated, Any

import typer

from reintegration_desktop.app.overseeing import report_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import ALL_FORMS, write_report
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.reports import template
from reintegration_desktop.cli.talk import aside, misused, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.release import Release
from reintegration_desktop.ui.oversight.standing import age_told

app = typer.Typer(help="Reports that identify nobody.", no_args_is_help=True)
app.add_typer(template.app, name="template")


@app.command("list")
def list_reports(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Templates, the periods that figures lie here for, and earlier releases. Example: reintegration report list DIR"""
    with signed_in(vault, person, passphrase_file) as program:
        desk = program.report_desk
        held = desk.held()
        found: dict[str, Any] = {
            "templates": [
                {
                    "template": one.name,
                    "title": one.label or say(one.title),
                    "for": sorted(one.thresholds),
                    "periods": sorted({own.figures.period for own in held if own.figures.template == one.name}),
                }
                for one in desk.templates.values()
            ],
            "releases": [
                {
                    "number": entry.number, "template": entry.template, "period": entry.period,
                    "to": str(entry.recipient), "on": entry.released_on.isoformat(), "purpose": entry.purpose,
                }
                for entry in desk.ledger()
            ],
        }  # fmt: skip
    tell(found, as_json=as_json)


@app.command()
def run(
    vault: Vault,
    name: Annotated[str, typer.Argument(metavar="TEMPLATE", help="Like quarterly; report list names them.")],
    period: Annotated[str, typer.Option("--period", help="Like 2026-Q3, 2026, or now.")],
    out: Annotated[Path, typer.Option("--out", help="Where the files go.")],
    recipient: Annotated[Recipient, typer.Option("--recipient", help="Who will read it.")] = Recipient.HEADQUARTERS,
    form: Annotated[str, typer.Option("--format", help="xlsx,pdf,csv,json")] = "xlsx,pdf,csv",
    purpose: Annotated[str, typer.Option("--purpose", help="What it is for; kept in the list of releases.")] = "",
    rounded: Annotated[bool, typer.Option("--rounded", help="Round every count instead of hiding small ones.")] = False,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Write a report, proved safe. Example: report run DIR quarterly --period 2026-Q3 --out R"""
    forms = [name.strip() for name in form.split(",")]
    if not set(forms) <= set(ALL_FORMS):
        misused(say("The forms are xlsx, pdf, csv and json."))
    with signed_in(vault, person, passphrase_file) as program:
        with watched(say("Proving")) as progress:
            made = write_report(program, name, period, recipient, out, forms, progress, purpose=purpose,
                                rounded=rounded)  # fmt: skip
        tell(told(made), as_json=as_json)
        for sentence in _doubts(program, made):
            aside(sentence)


def _doubts(program: Program, made: Release) -> tuple[str, ...]:
    """What should be known of the figures of a report that left: that they are old, or not whole."""
    about, verbs = made.shown.report.about, report_verbs(program)
    here = [one for one in verbs.held() if (one.template, one.period) == (about.template, about.period)]
    age = age_told(here, about.released_on, verbs.cure)
    without = about.source_words()[1:] if about.without else ()
    return tuple(filter(None, (age.sentence, age.cure, *without)))


def told(made: Release) -> dict[str, Any]:
    """What left, for ``--json``."""
    return {
        "report_files": [str(file) for file in made.files],
        "hidden_cells": made.entry.hidden,
        "cells": made.entry.cells,
        "number": made.entry.number,
        "gap": round(made.entry.gap, 4),
    }
