"""`reintegration case refer` and `case answer`: a sealed packet for a service, and what the provider answered."""

from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from reintegration_desktop.app.beginning import five_words
from reintegration_desktop.casework.reading import find
from reintegration_desktop.casework.referring import answers, packets
from reintegration_desktop.casework.referring.packets import Wish
from reintegration_desktop.cli.case import Code
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, signed_in
from reintegration_desktop.cli.sharing.custody import app
from reintegration_desktop.cli.talk import content_of, misused, tell
from reintegration_desktop.kernel.words import say

__all__ = ["app"]

Service = Annotated[str | None, typer.Option("--service", help="The id of the service; without it: what could go.")]
Tick = Annotated[list[str] | None, typer.Option("--tick", help="An answer that goes, as form.key; may be repeated.")]
Key = Annotated[
    str | None, typer.Option("--to-key", help="The provider's age1... key; without it five words are told.")
]


@app.command("refer")
def refer(
    vault: Vault, code: Code, folder: Annotated[Path, typer.Argument(help="Where the packet goes.")],
    service: Service = None, tick: Tick = None, to_key: Key = None, person: As = None,
    passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Seal what was ticked and agreed for a service. Example: case refer DIR CODE /media/stick --service ID --tick KEY

    Without --service it tells what could go to which, and writes nothing.
    """
    with signed_in(vault, person, passphrase_file) as program:
        case = find(program.desk, code)
        if service is None:
            told = [
                {"service": str(need.service), "what": need.words, "may_go": [one.name for one in need.ticks]}
                for need in packets.needs(program.desk, case)
            ]
            tell({"services": told}, as_json=as_json)
            return
        words = "" if to_key else five_words()
        wish = Wish(_id(service), tuple(tick or ()), to_key or "", words)
        path, _ = packets.send(program.desk, case, wish, folder)
    tell({"file": str(path), "words": words or None}, as_json=as_json)


@app.command("answer")
def answer(
    vault: Vault, code: Code, file: Annotated[Path, typer.Argument(help="The sealed answer.")], person: As = None,
    passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take a provider's sealed answer in. Example: reintegration case answer Goma.vault CODE answer.age"""
    content = content_of(file)
    with signed_in(vault, person, passphrase_file) as program:
        said, _ = answers.take_answer(program.desk, find(program.desk, code), content)
    tell({"reference": said.reference, "status": said.status, "reason": said.reason or None}, as_json=as_json)


def _id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        misused(say("--service is an id, as `case refer` tells it."))
