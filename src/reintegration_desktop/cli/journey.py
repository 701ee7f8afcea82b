"""`reintegration person`: keys given back before a journey, and given again after it."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.journeys import give_keys_back, save_request, since, take_answer, who_asks, write_answer
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.talk import aside, tell
from reintegration_desktop.kernel.words import say

Out = Annotated[Path, typer.Option("--out", help="Where to write the file that is carried.")]


def leave_keys(
    vault: Vault, out: Out, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask: a custodian can give the keys again.")] = False,
) -> None:  # fmt: skip
    """Give one's keys back before a journey. Example: reintegration person leave-keys Goma.vault --out jonas.req"""
    if not yes:
        typer.confirm(say("Until a custodian gives them again, no case opens here. Go on?"), abort=True, err=True)
    with signed_in(vault, person, passphrase_file) as program:
        give_keys_back(program)
        save_request(program, out)
        day = since(program)
    tell({"away_since": str(day), "request": str(out)}, as_json=as_json)
    aside(say("Once you have arrived: have the request carried to a custodian, and speak to them."))


def give_keys(
    vault: Vault, file: Path, out: Out, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Give a traveller's keys again, as a custodian. Example: reintegration person give-keys DIR j.req --out j.ans"""
    with signed_in(vault, person, passphrase_file) as program:
        who = who_asks(program, file)
        write_answer(program, file, out)
    tell({"person": who, "answer": str(out)}, as_json=as_json)


def take_keys(
    vault: Vault, file: Path, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Take the custodian's answer in, arrived. Example: reintegration person take-keys Goma.vault jonas.ans"""
    with signed_in(vault, person, passphrase_file) as program:
        take_answer(program, file)
    tell({"vault": str(vault), "keys_back": True}, as_json=as_json)
