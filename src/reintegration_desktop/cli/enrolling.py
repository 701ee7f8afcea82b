"""What lets a custodian in: the root brought by two, another custodian beside, or their signature from elsewhere."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.keys.enrolling import agree_to, agreed_here, agreed_in
from reintegration_desktop.app.program import Program
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import content_of, in_a_file, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.admitting import Agree
from reintegration_desktop.vault.roles import Duty, Role

Beside = Annotated[
    str | None, typer.Option("--beside", help="From the third custodian on: another one, who types their passphrase.")
]
BesideFile = Annotated[Path | None, typer.Option("--beside-passphrase-file", help="Where theirs is read from.")]
Agreed = Annotated[Path | None, typer.Option("--agreed", help="What another custodian signed: person agree-custodian.")]


def agree_of(program: Program, beside: str | None, beside_file: Path | None, agreed: Path | None) -> Agree | None:
    """How a second custodian agrees, as the options say; None where none was named."""
    if agreed is not None:
        return agreed_in(program, agreed)
    if beside is None:
        return None
    if beside_file is not None:
        return agreed_here(program, beside, in_a_file(beside_file))
    typed = typer.prompt(say("The other custodian's passphrase"), hide_input=True, err=True)
    return agreed_here(program, beside, str(typed))


def agree_custodian(
    vault: Vault, file: Path,
    code: Annotated[str, typer.Option("--code", help="The request's 20-character code, as heard by telephone.")],
    out: Annotated[Path, typer.Option("--out", help="Where your signature goes.")],
    role: Annotated[Role, typer.Option("--role", help="What they become.")],
    duty: Annotated[list[Duty], typer.Option("--duty", help="What they do besides; custodian among it.")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Agree to one more custodian. Example: person agree-custodian DIR s.req --code ... --duty custodian --out s.sig"""
    content = content_of(file)
    with signed_in(vault, person, passphrase_file) as program:
        agree_to(program, content, code, Newcomer("", "", role, frozenset(duty)), out)
    tell({"signed": str(out)}, as_json=as_json)
