"""`reintegration person`: who is in, a file there and a file back, codes typed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated
from uuid import UUID

import typer

from reintegration_desktop.app.at_headquarters.leaving import remove_everywhere
from reintegration_desktop.app.keys.renewing import renew_keys_of
from reintegration_desktop.app.people import Misuse
from reintegration_desktop.cli import journey
from reintegration_desktop.cli.enrolling import Agreed, Beside, BesideFile, agree_custodian, agree_of
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Server, Vault, refusing, signed_in, warn
from reintegration_desktop.cli.root import FirstOfRoot, RootFolder, SecondOfRoot, brought
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.talk import aside, content_of, misused, passphrase, tell, watched
from reintegration_desktop.kernel.words import say
from reintegration_desktop.vault.files.disk import write_whole
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import certify as certify_request
from reintegration_desktop.vault.joining import join as join_with
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.renewal import change_passphrase
from reintegration_desktop.vault.office.requests import read_request, request
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import Duty, Role

app = typer.Typer(help="People and their keys.", no_args_is_help=True)

app.command("agree-custodian")(agree_custodian)
app.command("leave-keys")(journey.leave_keys)
app.command("give-keys")(journey.give_keys)
app.command("take-keys")(journey.take_keys)

Code = Annotated[str, typer.Option("--code", help="The other file's 20-character code, as heard by telephone.")]
Out = Annotated[Path, typer.Option("--out", help="Where to write the file that is carried.")]


@app.command("request")
def ask(
    vault: Vault, out: Out, label: Annotated[str, typer.Option("--label", help="What stands at the unlock screen.")],
    passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Ask to be let in: keys are made here. Example: reintegration person request DIR --label Jonas --out j.req"""
    with refusing():
        asked = request(VaultFolder(vault), label, new_passphrase(passphrase_file), means())
        write_whole(out, asked.content)
    tell({"person": str(asked.person), "file": str(out), "code": code_of(asked.content)}, as_json=as_json)
    aside(say("Carry the file to a custodian, and read the code to them by telephone."))


@app.command()
def certify(
    vault: Vault, file: Path, code: Code, out: Out,
    name: Annotated[str, typer.Option("--name", help="Their name, sealed for the office.")],
    role: Annotated[Role, typer.Option("--role", help="What they become.")],
    duty: Annotated[list[Duty] | None, typer.Option("--duty", help="What they do besides.")] = None,
    person: As = None, passphrase_file: PassphraseFile = None, root: RootFolder = None, first: FirstOfRoot = None,
    second: SecondOfRoot = None, beside: Beside = None, beside_file: BesideFile = None, agreed: Agreed = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Let somebody in, as a custodian. Example: person certify DIR j.req --code ... --name "J. B." --role caseworker"""
    content = content_of(file)
    with signed_in(vault, person, passphrase_file) as program:
        newcomer = Newcomer(name, name, role, frozenset(duty or ()))
        answer = certify_request(
            program.folder, program.keyring, content, code, newcomer, program.means, brought(root, first, second),
            agree_of(program, beside, beside_file, agreed),
        )  # fmt: skip
        write_whole(out, answer)
        asked = read_request(content).person
    tell({"person": str(asked), "file": str(out), "code": code_of(answer)}, as_json=as_json)
    aside(say("Carry the answer back, and read its code to them by telephone."))


@app.command()
def join(
    vault: Vault, file: Path, code: Code,
    asked: Annotated[Path, typer.Option("--request", help="One's own request, as it was carried there.")],
    passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take the custodian's answer in. Example: reintegration person join Goma.vault j.ans --request j.req --code ..."""
    answer, own = content_of(file), content_of(asked)
    with refusing():
        secret = passphrase(passphrase_file)
        keyring = join_with(VaultFolder(vault), read_request(own), answer, code, secret, means())
    tell({"person": str(keyring.id), "role": keyring.role.value}, as_json=as_json)


@app.command("list")
def list_people(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Who is in, and as what. Example: reintegration person list Goma.vault"""
    with signed_in(vault, person, passphrase_file) as program:
        names = program.keyring.names()
        people = [
            {
                "person": str(one.id),
                "name": names.get(one.id, ""),
                "role": one.role.value,
                "duties": sorted(duty.value for duty in one.duties),
            }
            for one in program.keyring.people.current()
        ]
    tell({"people": people}, as_json=as_json, words=lambda: "\n".join(_line(one) for one in people))


def _line(one: Mapping[str, object]) -> str:
    duties = ", ".join(str(duty) for duty in one["duties"]) if isinstance(one["duties"], list) else ""
    return f"{one['person']}  {one['role']:<16} {duties:<12} {one['name']}"


@app.command()
def remove(
    vault: Vault, leaving: Annotated[str, typer.Argument(help="The id of who leaves.")], person: As = None,
    passphrase_file: PassphraseFile = None, root: RootFolder = None, first: FirstOfRoot = None,
    second: SecondOfRoot = None,
    compromised: Annotated[
        bool, typer.Option("--compromised", help="Somebody else may hold their keys: renew every pair at once.")
    ] = False,
    since: Annotated[
        str, typer.Option("--since", help="With --compromised: put aside what they wrote since a day (YYYY-MM-DD).")
    ] = "",
    after: Annotated[
        list[str] | None, typer.Option("--after", help="With --compromised: believe a device so far (DEVICE:NUMBER).")
    ] = None,
    database: Server = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take somebody's keys away; what they had opened, they keep. Example: reintegration person remove DIR ID"""
    try:
        who = UUID(leaving)
    except ValueError:
        misused(say("Give the id of who leaves; `person list` shows it."))
    misuse = _misuse(since, after or []) if compromised else None
    if not compromised and (since or after):
        misused(say("--since and --after go with --compromised."))
    warn(database)
    with signed_in(vault, person, passphrase_file) as program, watched(say("Renewing keys")) as progress:
        renewed = remove_everywhere(program, who, progress, brought(root, first, second), misuse, database)
    tell({"removed": leaving, "database_renewed": renewed, "compromised": compromised}, as_json=as_json)


def _misuse(since: str, after: list[str]) -> Misuse:
    """From which day, and after which numbers, what somebody wrote is put aside; today where neither is said."""
    try:
        numbers = {device: int(number) for device, _, number in (one.rpartition(":") for one in after)}
        return Misuse(date.fromisoformat(since) if since else means().clock.today(), numbers)
    except ValueError:
        misused(say("Give the day as 2026-03-31, and a device as its 32 signs, a colon and a number."))


@app.command()
def password(
    vault: Vault, person: As = None, passphrase_file: PassphraseFile = None,
    new_file: Annotated[Path | None, typer.Option("--new-passphrase-file", help="The new one, yours alone.")] = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Change one's own passphrase. Example: reintegration person password Goma.vault --as Jonas"""
    with refusing():
        old = passphrase(passphrase_file)
        new = new_passphrase(new_file, fresh=True)
        keyring = change_passphrase(VaultFolder(vault), person, old, new, means())
    tell({"person": str(keyring.id), "changed": True}, as_json=as_json)


@app.command()
def keys(vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False) -> None:
    """Replace one's own keys, the old ones vouching for the new. Example: reintegration person keys Goma.vault"""
    with refusing():
        keyring = renew_keys_of(VaultFolder(vault), person, passphrase(passphrase_file), means())
    tell({"person": str(keyring.id), "serial": keyring.person.serial}, as_json=as_json)
