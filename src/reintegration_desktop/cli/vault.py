"""`reintegration vault`: begin, check, copy and bring back a vault."""

from pathlib import Path
from typing import Annotated

import typer

from reintegration_desktop.app.backups.drilling import Drilled, drill
from reintegration_desktop.app.backups.making import back_up_as
from reintegration_desktop.app.backups.older import accept_closed, ask_closed
from reintegration_desktop.app.backups.restoring import restore_elsewhere
from reintegration_desktop.app.keys.renewing import renew_at_once
from reintegration_desktop.app.program import create_program
from reintegration_desktop.app.verifying.checking import Report, check_everything, check_sealed
from reintegration_desktop.cli import bringing_back, halves, log
from reintegration_desktop.cli.options import (
    As,
    AsJson,
    Label,
    PassphraseFile,
    Server,
    Vault,
    opened,
    refusing,
    signed_in,
)
from reintegration_desktop.cli.root import FirstOfRoot, RootFolder, SecondOfRoot, brought, root_in
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.sheets import sheets
from reintegration_desktop.cli.talk import REFUSED, aside, passphrase, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Duty, Role
from reintegration_desktop.vault.unlocking import unlock

app = typer.Typer(help="The encrypted folder that cases lie in.", no_args_is_help=True)
app.command("recover")(halves.recover_somebody)
app.command()(sheets)
app.command("log")(log.write_out)
app.command("restore-over")(bringing_back.bring_back)
app.command("restore-request")(bringing_back.ask_for_second)
app.command("sign-restore")(bringing_back.agree)


@app.command()
def create(
    vault: Vault,
    person: Annotated[str, typer.Option("--person", help="Who begins: a name, sealed for the office.")],
    label: Label = None,
    role: Annotated[Role, typer.Option("--role", help="What they are.")] = Role.SUPERVISOR,
    duty: Annotated[list[Duty] | None, typer.Option("--duty", help="What they do besides; may be repeated.")] = None,
    office: Annotated[str, typer.Option("--office", help="The office's name.")] = "",
    under: Annotated[Path | None, typer.Option("--under", help="A vault that keeps the programme's root.")] = None,
    under_as: Annotated[str | None, typer.Option("--under-as", help="Whose slot opens that vault.")] = None,
    under_file: Annotated[Path | None, typer.Option("--under-passphrase-file", help="Its passphrase.")] = None,
    root: RootFolder = None,
    first: FirstOfRoot = None,
    second: SecondOfRoot = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Begin a vault: keys and office, with a root of its own, or as one more office of a programme.

    Example: reintegration vault create Goma.vault --person Esther --label "Supervisor 1"
    """
    with refusing():
        known = brought(root, first, second) if under is None else root_in(under, under_as, under_file)
        secret = new_passphrase(passphrase_file, fresh=True)
        newcomer = Newcomer(person, label or role.value, role, frozenset(duty or ()))
        program = create_program(vault, newcomer, secret, office=office, root=known)
        made = {"vault": str(vault), "person": str(program.me.id), "role": role.value, "office": str(program.me.office)}
        program.close()
    tell(made, as_json=as_json)
    aside(say("Before a second laptop joins: print the two recovery sheets, and certify a second custodian."))


@app.command()
def check(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    sealed: Annotated[bool, typer.Option("--sealed", help="Only what needs no key and no passphrase.")] = False,
    database: Server = None,
) -> None:  # fmt: skip
    """Verify slots, papers, pages, chains, signatures, seals and folds; exit 1 for trouble. Example: vault check DIR"""
    if sealed:
        with refusing():
            found = check_sealed(VaultFolder(vault))
        aside(say("Without a key nobody can tell whether pages, chains, seals and lists are as they should be."))
    else:
        found = _checked(vault, person, passphrase_file, database)
    told = {
        "sound": found.sound, "troubles": [list(one) for one in found.troubles], "warnings": list(found.warnings),
        "verified": list(found.verified), "not_verified": list(found.unverified),
        "checked": found.checked, "free_megabytes": found.free_megabytes,
    }  # fmt: skip
    tell(told, as_json=as_json, words=lambda: _checked_in_words(found))
    if not found.sound:
        raise typer.Exit(REFUSED)


def _checked(vault: Path, person: str | None, passphrase_file: Path | None, database: str | None) -> Report:
    """Everything that lies in a vault, and on the server that is named."""
    if database is None:
        with signed_in(vault, person, passphrase_file) as program, watched(say("Checking")) as progress:
            return check_everything(program, progress)
    with opened(vault, person, passphrase_file, database) as (program, hq), watched(say("Checking")) as progress:
        return check_everything(program, progress, hq)


def _checked_in_words(found: Report) -> str:
    """A heading for each, and a sentence a line."""
    parts = (
        (say("Not as it should be"), [f"{sentence} ({number})" for sentence, number in found.troubles]),
        (say("To be seen to"), found.warnings),
        (say("Verified"), found.verified),
        (say("Not verified"), found.unverified),
    )
    told = ["\n  ".join([f"{title}:", *sentences]) for title, sentences in parts if sentences]
    return "\n".join([*told, say("{n} MB are free on the disk.", n=str(found.free_megabytes))])


@app.command()
def backup(
    vault: Vault, file: Annotated[Path, typer.Argument(help="Where the sealed file goes.")], person: As = None,
    passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Copy everything into one sealed, verified file. Example: reintegration vault backup Goma.vault goma.age"""
    with signed_in(vault, person, passphrase_file) as program:
        made = back_up_as(program, file)
        tell({"file": str(file), "bytes": made.size, "made_at": made.made_at.isoformat()}, as_json=as_json)


@app.command()
def restore(
    file: Annotated[Path, typer.Argument(help="The sealed file; where it lies in pieces, the first of them.")],
    vault: Vault,
    custodian_of: Annotated[Path, typer.Option("--custodian-of", help="A vault whose custodian opens the file.")],
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Bring a vault back into an empty folder. Example: vault restore goma.age New.vault --custodian-of Goma.vault"""
    with refusing():
        keyring = unlock(VaultFolder(custodian_of), person, passphrase(passphrase_file), means())
        back = restore_elsewhere(VaultFolder(custodian_of), keyring, file, VaultFolder(vault))
    told = {"vault": str(vault), "made_at": back.contents.made_at.isoformat(), "counts": dict(back.contents.counts)}
    tell({**told, "erased_again": back.erased_again}, as_json=as_json)


@app.command("drill")
def drill_backups(
    vault: Vault, last: Annotated[int, typer.Option("--last", min=1, help="How many of the newest backups.")] = 3,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Bring the newest backups back aside and compare; exit 1 for trouble. Example: vault drill Goma.vault --last 3"""
    with signed_in(vault, person, passphrase_file) as program, watched(say("Bringing back")) as progress:
        drilled = drill(program, last, progress)
    sound = bool(drilled) and not any(one.trouble for one in drilled)
    tell({"sound": sound, "backups": [_as_told(one) for one in drilled]}, as_json=as_json)
    if not sound:
        raise typer.Exit(REFUSED)


def _as_told(one: Drilled) -> dict[str, object]:
    made = {"file": one.path.name, "made_at": one.made_at.isoformat(), "cases": one.counts.get("case_", 0)}
    how = {"compared": one.compared, "trouble": one.trouble, "remark": one.remark}
    return {**made, "changes": one.counts.get("change", 0), **how}


@app.command()
def migrate(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Bring the tables up to date, with a copy before. Example: reintegration vault migrate Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        tell({"vault": str(vault), "up_to_date": program.database is not None}, as_json=as_json)


@app.command()
def rotate(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Renew the office's keys, and write the database anew under its own. Example: vault rotate Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program, watched(say("Renewing keys")) as progress:
        renewed = renew_at_once(program, progress)
    tell({"vault": str(vault), "database_renewed": renewed}, as_json=as_json)


@app.command("accept-older")
def accept(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
    reason: Annotated[str | None, typer.Option("--reason", help="Why; it stands in the log.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask: an older vault was brought back on purpose.")] = False,
    second: bringing_back.Second = None, second_passphrase_file: bringing_back.SecondFile = None,
    signed: bringing_back.Signed = None,
    request: Annotated[
        Path | None, typer.Option("--request", help="Only write what a second person is asked to sign.")
    ] = None,
) -> None:  # fmt: skip
    """Go on with an older vault, as a new device. Example: vault accept-older Goma.vault --reason Repaired"""
    if request is not None:
        with refusing():
            number = ask_closed(vault, person, passphrase(passphrase_file), request, means())
        tell({"request": str(request), "number": number}, as_json=as_json)
        return
    if not yes:
        typer.confirm(say("What was saved since is given up on this computer. Go on?"), abort=True, err=True)
    why = reason if reason is not None else typer.prompt(say("Why do you go on with it?"), err=True)
    with refusing():
        secrets = passphrase(passphrase_file), why
        beside = bringing_back.beside_of(second, second_passphrase_file, signed)
        with watched(say("Drawing every list anew")) as progress:
            program = accept_closed(vault, person, secrets, progress, means(), beside)
    tell({"vault": str(vault), "accepted": True, "was_older": program.rolled_back}, as_json=as_json)
