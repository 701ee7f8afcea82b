"""Reaching a target from the command line: where it is, and what a server asks about."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.program import Program
from reintegration_desktop.cli.talk import in_a_file, watched
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.sync.target import Target
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.sync.transports.line import Line, Question, Repeating, nobody

Where = Annotated[
    str,
    typer.Argument(
        help="A folder (a stick, a share), sftp://user@host/folder, s3://bucket/prefix or davs://user@host/folder."
    ),
]
KeyFile = Annotated[Path | None, typer.Option("--key", help="Your private key for an SFTP server.")]
ServerPasswordFile = Annotated[
    Path | None, typer.Option("--server-password-file", help="The server's password, in a file that is yours alone.")
]
Fingerprint = Annotated[
    str | None, typer.Option("--fingerprint", help="Of a new SFTP server's key (SHA256:...), as its keeper said it.")
]

_ASKED = {
    Question.PASSWORD: marked("Password at the server"),
    Question.KEY: marked("Passphrase of the key file"),
    Question.FINGERPRINT: marked("This server is new here. Its fingerprint, as its keeper says it"),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What the command was told beforehand, so that nobody need be asked."""

    key: Path | None = None
    password: Path | None = None
    fingerprint: str | None = None

    @property
    def may_be_asked(self) -> bool:
        """Whether somebody sits here who can answer."""
        return sys.stdin.isatty()

    def answer(self, question: Question) -> str:
        """Answer a server's question, or ask who sits here; raises SecretMissing or ServerUnknown where nobody does."""
        if question is Question.FINGERPRINT and self.fingerprint is not None:
            return self.fingerprint
        if question is Question.PASSWORD and self.password is not None:
            return in_a_file(self.password)
        if not self.may_be_asked:
            return nobody(question)
        return str(typer.prompt(say(_ASKED[question]), hide_input=question is not Question.FINGERPRINT, err=True))


@contextmanager
def reached(program: Program, address: str, told: Told, sentence: str) -> Iterator[tuple[Target, Progress]]:
    """The target at an address and a bar; what a server asks is answered before the bar is drawn.

    Servers are remembered in the vault.
    """
    heard = Repeating(NoProgress())
    with target_at(address, Line(program.opened.settings, told.answer, told.key, progress=heard)) as target:
        if told.may_be_asked:
            target.list()
        with watched(sentence) as progress:
            heard.follow(progress)
            yield target, heard
