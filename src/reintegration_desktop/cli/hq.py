"""`reintegration hq`: headquarters' vault, what offices sent to it, how it stands with each."""

from datetime import datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from reintegration_desktop.app.headquarters import at_headquarters, found_on_server, taking_in
from reintegration_desktop.app.program import open_program
from reintegration_desktop.cli.bundle import tell_received
from reintegration_desktop.cli.lines import Fingerprint, KeyFile, ServerPasswordFile, Told, Where, reached
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Vault, refusing, signed_in
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.talk import aside, passphrase, tell
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.hq.inbox import Intake, take_in
from reintegration_desktop.hq.status import DeviceStatus, OfficeStatus
from reintegration_desktop.hq.status import status as status_of
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.programme_root import half_files, open_programme
from reintegration_desktop.vault.office.rootkeeping import kept_root

Server = Annotated[
    str | None,
    typer.Option("--database", help="postgresql+psycopg://role@host/name, where the cases lie; else in the vault."),
]

app = typer.Typer(help="Headquarters: receives from offices, opens no child's room.", no_args_is_help=True)


@app.command()
def init(
    vault: Vault,
    person: Annotated[str, typer.Option("--person", help="Who begins: a name, sealed for headquarters.")],
    office: Annotated[str, typer.Option("--office", help="What offices read on the card.")] = "Headquarters",
    under: Annotated[Path | None, typer.Option("--under", help="A vault that keeps the programme's root.")] = None,
    under_as: Annotated[str | None, typer.Option("--under-as", help="Whose slot opens that vault.")] = None,
    under_file: Annotated[Path | None, typer.Option("--under-passphrase-file", help="Its passphrase.")] = None,
    halves: Annotated[Path | None, typer.Option("--halves", help="The folder with both halves of the root.")] = None,
    first: Annotated[Path | None, typer.Option("--first-passphrase-file", help="Of the first half.")] = None,
    second: Annotated[Path | None, typer.Option("--second-passphrase-file", help="Of the second half.")] = None,
    database: Server = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """Begin headquarters' vault. Example: reintegration hq init hq.vault --person Hanna --under Goma.vault"""
    with refusing():
        root = None
        if halves is not None:
            root = open_programme(half_files(halves), (passphrase(first), passphrase(second)))
        elif under is not None:
            root = _root_in(under, under_as, under_file)
        secret = new_passphrase(passphrase_file, fresh=True)
        given = (VaultFolder(vault), person, secret, means(), root, office)
        keyring = found_headquarters(*given) if database is None else found_on_server(*given, database)
    tell({"vault": str(vault), "person": str(keyring.id), "office": str(keyring.office)}, as_json=as_json)
    aside(say("Now exchange cards with each office: bundle card, bundle peer; codes by telephone."))


@app.command()
def receive(
    vault: Vault, target: Where, key: KeyFile = None, server_password_file: ServerPasswordFile = None,
    fingerprint: Fingerprint = None, database: Server = None,
    workers: Annotated[int, typer.Option(min=1, max=8, help="On a server: so many bundles at a time.")] = 2,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take in what offices sent, answer each; exit 1 if any was refused. Example: hq receive hq.vault /media/stick"""
    with signed_in(vault, person, passphrase_file) as program, at_headquarters(program, database) as hq:
        addresses = {peer.office: peer.address for peer in hq.peers}
        told = Told(key, server_password_file, fingerprint)
        with reached(program, target, told, say("Opening")) as (place, progress):
            intake = take_in(hq.post(keeps_figures=True), addresses, place, progress, taking_in(hq, workers))
    answers = {"answered": len(intake.answered), "unanswered": len(intake.unanswered)}
    tell_received(intake.received, answers, as_json=as_json, lines=_answers(intake))


@app.command()
def status(
    vault: Vault, database: Server = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """What is held of each office, what is missing, what came last. Example: reintegration hq status hq.vault"""
    with signed_in(vault, person, passphrase_file) as program, at_headquarters(program, database) as hq:
        offices = {peer.office: peer.name for peer in hq.peers}
        people = {one.id: one.office for one in program.keyring.people.current()}
        store, figures = hq.opened, program.folder.part("figures")
        assert hq.database is not None
        found = status_of(hq.database, store.incoming, offices, people, figures)
    tell({"offices": [_office(one) for one in found]}, as_json=as_json, words=lambda: "\n".join(map(_line, found)))


def _answers(intake: Intake) -> list[str]:
    """Who hears what is held of them, and who can't be told."""
    lines = [say_many("{n} office was answered.", "{n} offices were answered.", len(intake.answered))]
    if intake.unanswered:
        lines.append(
            say_many("{n} office could not be answered: take in its card.",
                     "{n} offices could not be answered: take in their cards.", len(intake.unanswered))
        )  # fmt: skip
    return lines


def _root_in(vault: Path, person: str | None, passphrase_file: Path | None) -> bytes:
    """The root's private half, from the vault of who began alone; raises RootNeeded."""
    program = open_program(vault, person, passphrase(passphrase_file, question=say("Passphrase of that vault")))
    try:
        return kept_root(program.keyring)
    finally:
        program.close()


def _office(one: OfficeStatus) -> dict[str, Any]:
    return {
        "office": str(one.office),
        "name": one.name,
        "cases": one.cases,
        "bundles": one.bundles,
        "changes": one.changes,
        "last_received": _moment(one.last_received),
        "last_made": _moment(one.last_made),
        "figures": one.figures,
        "figures_at": _moment(one.figures_at),
        "whole": one.is_whole,
        "devices": [_device(device) for device in one.devices],
    }


def _device(one: DeviceStatus) -> dict[str, Any]:
    return {
        "device": one.device,
        "reach": one.reach,
        "holes": one.holes,
        "quarantined": one.quarantined,
        "parked": one.parked,
        "forked": one.forked,
        "missing": [list(gap) for gap in one.missing],
    }


def _moment(at: datetime | None) -> str | None:
    return None if at is None else at.isoformat(timespec="seconds")


def _line(one: OfficeStatus) -> str:
    """An office in words: name, cases, devices, and what is not as it should be."""
    sums = {
        say("quarantined"): sum(device.quarantined for device in one.devices),
        say("waiting"): sum(device.parked for device in one.devices),
        say("forked"): sum(device.forked for device in one.devices),
        say("missing"): sum(last - first + 1 for device in one.devices for first, last in device.missing),
    }
    wrong = ", ".join(f"{number} {word}" for word, number in sums.items() if number) or say("whole")
    last = _moment(one.last_received) or say("nothing yet")
    return f"{one.name or one.office}  {one.cases}  {len(one.devices)}  {last}  {wrong}"
