"""`reintegration case same` and `case not-same`: two files of one young person, shown together, undone at will."""

from typing import Annotated

import typer

from reintegration_desktop.casework.reading import find
from reintegration_desktop.casework.steps import aliasing
from reintegration_desktop.cli.case import Code
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.sharing.referring import app
from reintegration_desktop.cli.talk import tell

__all__ = ["app"]

Other = Annotated[str, typer.Argument(help="The code of the other file.")]


@app.command("same")
def same(
    vault: Vault, code: Code, other: Other, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Say that two files are one young person's; nothing moves. Example: case same Goma.vault CODE OTHER"""
    with signed_in(vault, person, passphrase_file) as program:
        aliasing.join(program.desk, find(program.desk, code), other)
    tell({"code": code, "same": other}, as_json=as_json)


@app.command("not-same")
def not_same(
    vault: Vault, code: Code, other: Other, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Say that two files are not one young person's after all. Example: case not-same Goma.vault CODE OTHER"""
    with signed_in(vault, person, passphrase_file) as program:
        aliasing.part(program.desk, find(program.desk, code), find(program.desk, other))
    tell({"code": code, "not_same": other}, as_json=as_json)
