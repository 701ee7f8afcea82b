"""What many commands share: which vault, whose slot, where the passphrase is, how to answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.at_headquarters.place import at_headquarters
from reintegration_desktop.app.erasing.due import carry_out_if_possible
from reintegration_desktop.app.issuing.following import catch_up
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.cli.secrets import means
from reintegration_desktop.cli.talk import aside, passphrase, stop, tell_sentences
from reintegration_desktop.hq.server.address import tells_a_password
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.words import say

Vault = Annotated[Path, typer.Argument(help="The vault's folder, like Goma.vault.")]
MaybeVault = Annotated[Path | None, typer.Argument(help="The vault's folder, if its key is to be tried.")]
As = Annotated[str | None, typer.Option("--as", help="Whose slot opens the vault.")]
PassphraseFile = Annotated[Path | None, typer.Option("--passphrase-file", help="A file that is yours alone (0600).")]
Label = Annotated[
    str | None,
    typer.Option("--label", help="Shown when unlocking, in the clear, so never a name; your role where none is given."),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]
Server = Annotated[
    str | None,
    typer.Option("--database", help="postgresql+psycopg://role@host/name, where the cases lie; else in the vault."),
]


@contextmanager
def refusing() -> Iterator[None]:
    """Turn a refusal into its sentences and exit code 1."""
    try:
        yield
    except Refusal as refusal:
        stop(refusal)


@contextmanager
def signed_in(vault: Path, person: str | None, passphrase_file: Path | None) -> Iterator[Program]:
    """An open vault for as long as a command runs; a refusal ends the command with its sentences."""
    with refusing():
        program = open_program(vault, person, passphrase(passphrase_file), means=means())
        try:
            for notice in program.notices:
                tell_sentences(notice)
            carry_out_if_possible(program, tell_sentences)
            for _ in catch_up(program):
                pass
            yield program
        finally:
            program.close()


@contextmanager
def opened(
    vault: Path, person: str | None, passphrase_file: Path | None, database: str | None
) -> Iterator[tuple[Program, Program]]:
    """The vault's program, and the one whose cases lie where headquarters keeps them."""
    warn(database)
    with (
        signed_in(vault, person, passphrase_file) as program,
        at_headquarters(program, database, tell_sentences) as hq,
    ):
        yield program, hq


def warn(database: str | None) -> None:
    """Tell of a password in an address; the address itself is never repeated."""
    with refusing():
        if database is not None and tells_a_password(database):
            aside(say("Others of this computer can read the password in this address: put it into ~/.pgpass instead."))
