"""The programme's root, brought to a command by the two people who keep it away."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.program import open_program
from reintegration_desktop.cli.talk import passphrase
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.office.programme_root import half_files, open_programme
from reintegration_desktop.vault.office.rootkeeping import kept_root

RootFolder = Annotated[
    Path | None, typer.Option("--root", help="The folder of the programme's two root files, where they are kept away.")
]
FirstOfRoot = Annotated[Path | None, typer.Option("--first-passphrase-file", help="Of the first root file.")]
SecondOfRoot = Annotated[Path | None, typer.Option("--second-passphrase-file", help="Of the second root file.")]


def brought(folder: Path | None, first: Path | None, second: Path | None) -> bytes | None:
    """The root's private half (32 bytes) from both files; None where none was brought.

    Raises WrongPassphrase, HalvesDiffer, PaperDamaged.
    """
    if folder is None:
        return None
    questions = (say("Passphrase of the first root file"), say("Passphrase of the second root file"))
    one, other = (passphrase(file, question=asked) for file, asked in zip((first, second), questions, strict=True))
    return open_programme(half_files(folder), (one, other))


def root_in(vault: Path, person: str | None, passphrase_file: Path | None) -> bytes:
    """The root's private half, from the vault of who began alone; raises RootNeeded."""
    program = open_program(vault, person, passphrase(passphrase_file, question=say("Passphrase of that vault")))
    try:
        return kept_root(program.keyring)
    finally:
        program.close()
