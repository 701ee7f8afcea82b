"""`reintegration programme`: the root that vouches for everybody, kept offline by two people."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.cli.options import AsJson, refusing
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.talk import aside, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.office.programme_root import half_files, init_programme
from reintegration_desktop.vault.papers.codes import code_of

app = typer.Typer(help="The root of a programme.", no_args_is_help=True)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where the two halves are written, on a computer without a network.")],
    first: Annotated[Path | None, typer.Option("--first-passphrase-file", help="Of the first custodian.")] = None,
    second: Annotated[Path | None, typer.Option("--second-passphrase-file", help="Of the second custodian.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make the root pair, for two custodians. Example: reintegration programme init /media/offline/root"""
    with refusing():
        root = init_programme(folder, (new_passphrase(first), new_passphrase(second)), means())
    halves = half_files(folder)
    tell({"root": code_of(root), "halves": [str(half) for half in halves]}, as_json=as_json)
    aside(say("Each custodian takes one of the two files, keeps it apart from the other, and deletes it here."))
