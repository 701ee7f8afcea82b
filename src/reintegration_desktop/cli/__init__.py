"""`reintegration`: all that the window does, for custodians, scripts, headquarters, tests and benchmarks."""

import gc

import typer

from reintegration_desktop.cli import bundle, hq, person, programme, vault
from reintegration_desktop.cli.bench import bench
from reintegration_desktop.cli.differing import conflict
from reintegration_desktop.cli.reports import figures, report
from reintegration_desktop.cli.reports.disclosure import anonymise, audit, protect
from reintegration_desktop.cli.sharing import tracing
from reintegration_desktop.cli.talk import unexpected_in_words
from reintegration_desktop.cli.tour import tour
from reintegration_desktop.kernel.portable import begin_portable

app = typer.Typer(
    name="reintegration",
    help="Encrypted case files of young people who leave armed forces and armed groups.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(programme.app, name="programme")
app.add_typer(vault.app, name="vault")
app.add_typer(person.app, name="person")
app.add_typer(tracing.app, name="case")
app.add_typer(conflict.app, name="conflict")
app.add_typer(figures.app, name="figures")
app.add_typer(report.app, name="report")
app.add_typer(bundle.app, name="bundle")
app.command()(protect)
app.command()(audit)
app.command()(anonymise)
app.command()(tour)
app.command()(bench)
app.add_typer(hq.app, name="hq")


def main() -> None:
    """The console script; beside a marker for sticks, or with its variable, everything lies there."""
    begin_portable([])
    gc.freeze()  # what was imported stays to the end, and needn't be looked through again and again
    with unexpected_in_words():
        app()
