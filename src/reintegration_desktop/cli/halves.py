"""`reintegration vault recover`: two halves bring a lost office back."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.program import assemble
from reintegration_desktop.cli.options import AsJson, Vault, refusing
from reintegration_desktop.cli.root import FirstOfRoot, RootFolder, SecondOfRoot, brought
from reintegration_desktop.cli.secrets import means, new_passphrase, passphrase_words
from reintegration_desktop.cli.talk import aside, in_a_file, misused, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.recovery import Recovered, recover
from reintegration_desktop.vault.papers.labels import slot_of
from reintegration_desktop.vault.passphrases.halves import half_of

HalfFile = Annotated[
    list[Path] | None, typer.Option("--half-file", help="A file of one half's words, yours alone (0600); twice.")
]


def recover_somebody(
    vault: Vault,
    label: Annotated[
        str | None, typer.Option("--label", help="Whose slot is made anew, as at the unlock screen.")
    ] = None,
    half_file: HalfFile = None,
    new_file: Annotated[Path | None, typer.Option("--new-passphrase-file", help="The new one, yours alone.")] = None,
    root: RootFolder = None,
    first: FirstOfRoot = None,
    second: SecondOfRoot = None,
    as_json: AsJson = False,
) -> None:
    """Two halves give somebody a new passphrase; keys are renewed. Example: vault recover Goma.vault --label Esther"""
    given = _typed(half_file or [])
    with refusing(), watched(say("Renewing keys")) as progress:
        folder = VaultFolder(vault)
        halves = half_of(given[0], passphrase_words()), half_of(given[1], passphrase_words())
        slot = slot_of(folder.read().file, label)
        key = brought(root, first, second)
        whom = Recovered(slot.person, slot.label, new_passphrase(new_file, fresh=True))
        with folder.lock("reintegration") as lock:
            program = assemble(folder, lock, recover(folder, halves, whom, means(), key), means(), progress)
            program.close()
    tell({"person": str(slot.person), "keys_renewed": program.keyring.person.is_custodian}, as_json=as_json)
    if not program.keyring.person.is_custodian:
        aside(say("The office's keys were not renewed: ask a custodian to do it with `vault rotate`."))
    aside(say("The sheets that were used open nothing any more: make new ones with `vault sheets`."))


def _typed(files: list[Path]) -> tuple[str, str]:
    """Both halves, from files or from who types them."""
    if files and len(files) != 2:
        misused(say("There are two halves: give --half-file twice, or type both."))
    if files:
        return in_a_file(files[0]), in_a_file(files[1])
    if not sys.stdin.isatty():
        misused(say("No halves: type them, or give --half-file twice."))
    questions = (say("The words of half 1"), say("The words of half 2"))
    first, second = (str(typer.prompt(question, hide_input=True, err=True)) for question in questions)
    return first, second
