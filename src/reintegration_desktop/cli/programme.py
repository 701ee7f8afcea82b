"""`reintegration programme`: the root that vouches for everybody, kept offline by two people."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, refusing, signed_in
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.talk import aside, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.office.programme_root import half_files, init_programme, take_root_out
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


@app.command("take-out")
def take_out(
    vault: Vault,
    folder: Annotated[Path, typer.Argument(help="Where the two halves are written, off this computer.")],
    person: As = None,
    passphrase_file: PassphraseFile = None,
    first: Annotated[Path | None, typer.Option("--first-passphrase-file", help="Of the first custodian.")] = None,
    second: Annotated[Path | None, typer.Option("--second-passphrase-file", help="Of the second custodian.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take the root out of a vault that somebody began alone. Example: programme take-out Goma.vault /media/offline"""
    with signed_in(vault, person, passphrase_file) as program:
        passphrases = (new_passphrase(first), new_passphrase(second))
        take_root_out(program.folder, program.keyring, folder, passphrases, program.means)
        root = program.keyring.people.root
    tell({"root": code_of(root), "halves": [str(half) for half in half_files(folder)]}, as_json=as_json)
    aside(say("Each custodian takes one of the two files, keeps it apart from the other, and deletes it here."))
    aside(say("The vault no longer holds the root: both files are needed to let in or remove a custodian."))
