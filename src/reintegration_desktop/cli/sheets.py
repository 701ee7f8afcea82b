"""`reintegration vault sheets`: the office's recovery key in two halves, for two holders."""

import sys
from secrets import token_bytes
from typing import Annotated

import typer

from reintegration_desktop.app.program import Program
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.secrets import passphrase_words
from reintegration_desktop.cli.talk import aside, misused, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.office.admitting import refuse_who_is_no_custodian
from reintegration_desktop.vault.office.recovery import Sheets, keep_recovery, new_sheets
from reintegration_desktop.vault.passphrases.halves import words_of


def sheets(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    seen_by_two: Annotated[
        bool, typer.Option("--into-this-output", help="Print both halves although this is no terminal.")
    ] = False,
) -> None:  # fmt: skip
    """Make the two recovery sheets; earlier ones open nothing then. Example: reintegration vault sheets Goma.vault"""
    if not (sys.stdout.isatty() or seen_by_two):
        misused(say("The two halves are secrets: print them on a terminal, or say --into-this-output."))
    with signed_in(vault, person, passphrase_file) as program:
        refuse_who_is_no_custodian(program.keyring)
        made = new_sheets(token_bytes)
        told = _halves(made)
        tell(told, as_json=as_json, words=lambda: _on_paper(program, told))
        if sys.stdin.isatty():
            typer.confirm(say("Is each half written on a sheet of its own?"), abort=True, err=True)
        keep_recovery(program.folder, program.keyring, made.public, program.means)
    aside(say("Two people keep one sheet each, apart. Whoever has both opens everything."))


def _halves(made: Sheets) -> dict[str, str]:
    words = passphrase_words()
    return {"first": " ".join(words_of(made.first, words)), "second": " ".join(words_of(made.second, words))}


def _on_paper(program: Program, told: dict[str, str]) -> str:
    return "\n\n".join(
        "\n".join((say("Half {number} of 2, {office}", number=number, office=program.me.office_name), _numbered(half)))
        for number, half in enumerate(told.values(), 1)
    )


def _numbered(half: str) -> str:
    return "\n".join(f"{number:>2}  {word}" for number, word in enumerate(half.split(), 1))
