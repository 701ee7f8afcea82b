"""`reintegration figures`: counts for managers, without a row of anybody."""

from typing import Annotated, Any

import typer

from reintegration_desktop.app.overseeing import report_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.reports import count_figures
from reintegration_desktop.casework.figures.counting import to_the_end
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import aside, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.oversight.standing import lost_told

app = typer.Typer(help="Counts, never a row.", no_args_is_help=True)


@app.command()
def refresh(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None,
    period: Annotated[list[str] | None, typer.Option("--period", help="2026-Q3, or now; may be repeated.")] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Count again, as somebody who holds the rooms. Example: reintegration figures refresh Goma.vault --as Esther"""
    with signed_in(vault, person, passphrase_file) as program:
        tell(refreshed(program, tuple(period or ())), as_json=as_json)


def refreshed(program: Program, periods: tuple[str, ...]) -> dict[str, Any]:
    """Count every template and seal what was counted."""
    with watched(say("Counting")) as progress:
        made = to_the_end(count_figures(program, progress, periods))
    return {"figures": [{"template": one.template, "period": one.period} for one in made]}


@app.command()
def status(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Which figures lie here, and of what day. Example: reintegration figures status Goma.vault --as Huda"""
    with signed_in(vault, person, passphrase_file) as program:
        verbs, found = report_verbs(program), [
            {
                "template": one.figures.template,
                "period": one.figures.period,
                "office": one.figures.office_name,
                "as_of": one.figures.as_of.isoformat(),
            }
            for one in program.report_desk.held()
        ]  # fmt: skip
        lost = verbs.lost()
        trouble = lost_told(lost, verbs.cure)
    unread = [{"office": one.office, "report": one.title, "period": one.period} for one in lost]
    tell({"figures": found, "unread": unread}, as_json=as_json,
         words=lambda: "\n".join("  ".join(row.values()) for row in found))  # fmt: skip
    for sentence in filter(None, (trouble.sentence, trouble.cure)):
        aside(sentence)
