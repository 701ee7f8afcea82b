"""`reintegration hq`: headquarters' vault, what offices sent to it, how it stands with each."""

import re
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer

from reintegration_desktop.app.apart import told_apart
from reintegration_desktop.app.at_headquarters.asked import asked, asked_lines
from reintegration_desktop.app.at_headquarters.health import health
from reintegration_desktop.app.at_headquarters.place import found_on_server, taking_in
from reintegration_desktop.app.at_headquarters.telling import as_data, as_lines
from reintegration_desktop.app.custody.verbs import office_name
from reintegration_desktop.app.peers import Peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.tracing_desk.place import lines_of_seen, place_of
from reintegration_desktop.casework.custody import overruling
from reintegration_desktop.casework.custody.overruling import Dispute
from reintegration_desktop.casework.errors import NothingOffered
from reintegration_desktop.casework.tracing_desk import granting
from reintegration_desktop.casework.travel.answering import Answers
from reintegration_desktop.casework.travel.travelling import send
from reintegration_desktop.cli.bundle import apart_words, tell_received
from reintegration_desktop.cli.case import Code
from reintegration_desktop.cli.lines import Fingerprint, KeyFile, ServerPasswordFile, Told, Where, reached
from reintegration_desktop.cli.options import As, AsJson, Label, PassphraseFile, Server, Vault, opened, refusing, warn
from reintegration_desktop.cli.root import root_in
from reintegration_desktop.cli.secrets import means, new_passphrase
from reintegration_desktop.cli.talk import aside, misused, passphrase, tell
from reintegration_desktop.hq.contract.making import EVERY_VIEW, make_views, name_office
from reintegration_desktop.hq.contract.publishing import publish
from reintegration_desktop.hq.contract.roles import READER, SCHEMA
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.hq.inbox import take_in
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.custody.standing import State
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.office.programme_root import half_files, open_programme
from reintegration_desktop.vault.roles import KeyName

app = typer.Typer(help="Headquarters: receives from offices, opens no child's room.", no_args_is_help=True)


@app.command()
def init(
    vault: Vault,
    person: Annotated[str, typer.Option("--person", help="Who begins: a name, sealed for headquarters.")],
    label: Label = None,
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
            root = root_in(under, under_as, under_file)
        warn(database)
        secret = new_passphrase(passphrase_file, fresh=True)
        given = (VaultFolder(vault), person, secret, means(), root, office)
        begin = found_headquarters if database is None else partial(found_on_server, database=database)
        keyring = begin(*given, label=label)
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
    with opened(vault, person, passphrase_file, database) as (program, hq):
        addresses = {peer.office: peer.address for peer in hq.peers}
        told = Told(key, server_password_file, fingerprint)
        with reached(program, target, told, say("Opening")) as (place, progress):
            intake = take_in(hq.post(keeps_figures=True), addresses, place, progress, taking_in(hq, workers))
        names = {peer.office: peer.name for peer in hq.peers}
        waits = asked(hq)
    answers = Answers(intake.answered, intake.untold, intake.unanswered)
    lines = [say_many("{n} office was answered.", "{n} offices were answered.", len(answers.told)), *asked_lines(waits)]
    tell_received(intake.received, answers, names, as_json=as_json, lines=lines, more=waits)


@app.command("send")
def send_to(
    vault: Vault, target: Where, to: Annotated[str, typer.Option("--to", help="Which office, by name.")],
    key: KeyFile = None, server_password_file: ServerPasswordFile = None, fingerprint: Fingerprint = None,
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Put at a target what an office lacks, releases too. Example: hq send hq.vault /media/stick --to Goma"""
    with opened(vault, person, passphrase_file, database) as (program, hq):
        peer = _one_peer(hq, to)
        told = Told(key, server_password_file, fingerprint)
        with reached(program, target, told, say("Sealing")) as (place, progress):
            sent = send(hq.post(), peer.address, place, progress, hq.figures_to_send())
    tell({"to": peer.name, "bundles": list(sent.bundles), "bytes": sent.size, "changes": sent.changes}, as_json=as_json)


@app.command()
def status(
    vault: Vault, database: Server = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """What is held of each office, what is missing, what came last. Example: reintegration hq status hq.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, hq):
        found, apart, waits = health(hq), told_apart(hq.opened), asked(hq)
    words = [*apart_words(apart), *asked_lines(waits), *(line for one in found for line in as_lines(*one))]
    offices = [as_data(one, steps) for one, steps in found]
    tell({"offices": offices, "apart": [] if apart is None else [asdict(apart)], **waits}, as_json=as_json,
         words=lambda: "\n".join(words))  # fmt: skip


@app.command()
def office(
    vault: Vault, peer: Annotated[str, typer.Argument(help="Which office: its name as on its card, or its id.")],
    country: Annotated[str, typer.Option("--country", help="Two letters of ISO 3166, like CD.")],
    code: Annotated[str, typer.Option("--code", help="A short code for reports, like GOMA; no name of a person.")],
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Give an office country and code, for the views. Example: hq office hq.vault Goma --country CD --code GOMA"""
    if not re.fullmatch("[A-Z]{2}", country) or not re.fullmatch("[A-Z0-9][A-Z0-9-]{1,15}", code):
        misused(say("A country is two capital letters, a code two to sixteen capital letters, digits or hyphens."))
    with opened(vault, person, passphrase_file, database) as (_program, hq):
        found = _one_peer(hq, peer).office
        assert hq.database is not None
        name_office(hq.database, found, country, code)
    tell({"office": str(found), "country": country, "code": code}, as_json=as_json)


@app.command()
def views(
    vault: Vault, database: Annotated[str, typer.Option("--database", help="postgresql+psycopg://role@host/name")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Make or renew the views and roles that staff read by. Example: hq views hq.vault --database postgresql://..."""
    with opened(vault, person, passphrase_file, database) as (program, hq):
        assert hq.database is not None
        make_views(hq.database)
        ledger = program.report_desk.ledger() if program.keyring.secrets(KeyName.FIGURES) else ()
        released = publish(hq.database, ledger)
    names = [f"{SCHEMA}.{view.name}" for view in EVERY_VIEW]
    tell({"views": names, "reader": READER, "published": released}, as_json=as_json)


def _one_peer(hq: Program, named: str) -> Peer:
    """The office with a name or an id; ends the command where there is none, or more than one."""
    found = [one for one in hq.peers if named in (one.name, str(one.office))]
    if len(found) != 1:
        misused(say("No office, or more than one, has this name; `hq status --json` tells their ids."))
    return found[0]


@app.command()
def disputes(
    vault: Vault, database: Server = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Cases that were offered to two offices, and the offers. Example: reintegration hq disputes hq.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, hq):
        told = [_dispute(hq, one) for one in overruling.disputes(hq.desk)]
    tell({"disputes": told}, as_json=as_json, words=lambda: "\n".join(map(_dispute_line, told)))


@app.command()
def decide(
    vault: Vault, code: Code,
    to: Annotated[str | None, typer.Option("--to", help="The office whose offer counts, by its name.")] = None,
    stays: Annotated[bool, typer.Option("--stays", help="None counts: it stays where it is.")] = False,
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Say which of two offers of a case counts. Example: reintegration hq decide hq.vault CODE --to Uvira"""
    with opened(vault, person, passphrase_file, database) as (_program, hq):
        found = [one for one in overruling.disputes(hq.desk) if one.row.code == code]
        offers = [offer for one in found for offer in one.offers if office_name(hq, offer.offer.target) == to]
        if stays == bool(to) or len(found) != 1 or (to and len(offers) != 1):
            raise NothingOffered
        overruling.decide(hq.desk, found[0].row.id, None if stays else offers[0].id)
    tell({"code": code, "to": to}, as_json=as_json)


@app.command()
def desk(
    vault: Vault, database: Server = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """Who is open to you at the tracing desk; each look is logged, not with --json. Example: hq desk hq.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, hq):
        if not as_json:
            tell({}, as_json=False, words=lambda: "\n".join(lines_of_seen(hq)) or say("Nobody is open to you."))
            return
        told = [
            {"code": code, "office": office_name(hq, one.grant.office), "until": one.grant.until.isoformat()}
            for code, one in granting.waiting_for_me(place_of(hq))
        ]
    tell({"children": told}, as_json=True)


def _dispute(program: Program, one: Dispute) -> dict[str, Any]:
    offers = [
        {"from": office_name(program, offer.offer.source), "to": office_name(program, offer.offer.target),
         "taken": offer.state is State.ACCEPTED}
        for offer in one.offers
    ]  # fmt: skip
    return {"code": one.row.code, "offers": offers, "may_stay": one.may_stay}


def _dispute_line(told: dict[str, Any]) -> str:
    return f"{told['code']}  {', '.join(one['to'] for one in told['offers'])}"
