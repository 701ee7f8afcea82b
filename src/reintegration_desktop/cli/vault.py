"""`reintegration vault`: begin, check, copy and bring back a vault."""

from typing import Annotated

import typer

from reintegration_desktop.app.program import create_program
from reintegration_desktop.cli.options import AsJson, PassphraseFile, Vault, refusing
from reintegration_desktop.cli.secrets import new_passphrase
from reintegration_desktop.cli.talk import aside, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role

app = typer.Typer(help="The encrypted folder that cases lie in.", no_args_is_help=True)


@app.command()
def create(
    vault: Vault,
    person: Annotated[str, typer.Option("--person", help="Who begins: a name, sealed for the office.")],
    role: Annotated[Role, typer.Option("--role", help="What they are.")] = Role.SUPERVISOR,
    duty: Annotated[list[Duty] | None, typer.Option("--duty", help="What they do besides; may be repeated.")] = None,
    office: Annotated[str, typer.Option("--office", help="The office's name.")] = "",
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Begin a vault alone: root, office, keys. Example: reintegration vault create Goma.vault --person Esther"""
    with refusing():
        secret = new_passphrase(passphrase_file, fresh=True)
        newcomer = Newcomer(person, person, role, frozenset(duty or ()))
        program = create_program(vault, newcomer, secret, office=office)
        made = {"vault": str(vault), "person": str(program.me.id), "role": role.value, "office": str(program.me.office)}
        program.close()
    tell(made, as_json=as_json)
    aside(say("Before a second laptop joins: print the two recovery sheets, and certify a second custodian."))
