"""`reintegration programme`: the root that vouches for everybody, and the rules that headquarters issues for all."""

from pathlib import Path
from typing import Annotated, Any

import typer

from reintegration_desktop.app.issuing.following import follow
from reintegration_desktop.app.issuing.pages import rules_verbs
from reintegration_desktop.cli.numbers import bring, numbers, sign_numbers
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Server, Vault, opened, refusing, signed_in
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.talk import aside, tell
from reintegration_desktop.kernel.words import say
from reintegration_desktop.ui.issuing.verbs import RulesLine
from reintegration_desktop.vault.office.programme_root import half_files, init_programme, take_root_out
from reintegration_desktop.vault.papers.codes import code_of

app = typer.Typer(help="The root of a programme, and the rules for all its offices.", no_args_is_help=True)
app.command("numbers")(numbers)
app.command("bring-numbers")(bring)
app.command("sign-numbers")(sign_numbers)


@app.command()
def init(
    folder: Annotated[Path, typer.Argument(help="Where the two halves are written, on a computer without a network.")],
    first: Annotated[Path | None, typer.Option("--first-passphrase-file", help="Of the first custodian.")] = None,
    second: Annotated[Path | None, typer.Option("--second-passphrase-file", help="Of the second custodian.")] = None,
    as_json: AsJson = False,
) -> None:
    """Make the root pair, for two custodians. Example: reintegration programme init /media/offline/root"""
    with refusing():
        root = init_programme(folder, (new_passphrase(first), new_passphrase(second)), means())
    halves = half_files(folder)
    tell({"root": code_of(root), "halves": [str(half) for half in halves]}, as_json=as_json)
    aside(say("Each custodian takes one of the two files, keeps it apart from the other, and deletes it here."))


@app.command("take-out")
def take_out(
    vault: Vault,
    folder: Annotated[Path, typer.Argument(help="Where the two halves are written, off this computer.")],
    person: As = None,
    passphrase_file: PassphraseFile = None,
    first: Annotated[Path | None, typer.Option("--first-passphrase-file", help="Of the first custodian.")] = None,
    second: Annotated[Path | None, typer.Option("--second-passphrase-file", help="Of the second custodian.")] = None,
    as_json: AsJson = False,
) -> None:
    """Take the root out of a vault that somebody began alone. Example: programme take-out Goma.vault /media/offline"""
    with signed_in(vault, person, passphrase_file) as program:
        passphrases = (new_passphrase(first), new_passphrase(second))
        take_root_out(program.folder, program.keyring, folder, passphrases, program.means)
        root = program.keyring.people.root
    tell({"root": code_of(root), "halves": [str(half) for half in half_files(folder)]}, as_json=as_json)
    aside(say("Each custodian takes one of the two files, keeps it apart from the other, and deletes it here."))
    aside(say("The vault no longer holds the root: both files are needed to let in or remove a custodian."))


@app.command("rules")
def rules(
    vault: Vault, database: Server = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Tell which rules are in force, and which wait for a signature. Example: reintegration programme rules hq.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, here):
        found = rules_verbs(here).rules()
        told = {
            "in_force": None if found.in_force is None else _told(found.in_force),
            "waiting": [_told(line) for line in found.waiting],
            "newer_version": found.newer,
        }
    tell(told, as_json=as_json)


@app.command("issue")
def issue(
    vault: Vault, database: Server = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Issue what headquarters settled, as rules for all offices, and sign first. Example: programme issue hq.vault

    A second person signs them with `programme sign-rules`; then they go down with the next bundles.
    """
    with opened(vault, person, passphrase_file, database) as (_program, here):
        verbs = rules_verbs(here)
        verbs.issue()
        told = _told(verbs.rules().waiting[-1])
    tell(told, as_json=as_json)


@app.command("sign-rules")
def sign_rules(
    vault: Vault, number: Annotated[int, typer.Argument(help="The number, as `programme rules` tells it.")],
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Sign rules for all offices as the second person. Example: reintegration programme sign-rules Goma.vault 4"""
    with opened(vault, person, passphrase_file, database) as (program, here):
        verbs = rules_verbs(here)
        digest = next((one.sign for one in verbs.rules().waiting if one.number == number), None)
        verbs.sign(digest or b"")
        found = verbs.rules().in_force
        if database is None:
            follow(program)
    tell({"number": number, "in_force": None if found is None else found.number}, as_json=as_json)


def _told(line: RulesLine) -> dict[str, Any]:
    return {
        "number": line.number,
        "made_on": line.made_on.isoformat(),
        "by": list(line.by),
        "changes": list(line.changes),
        "sign": line.sign is not None,
    }
