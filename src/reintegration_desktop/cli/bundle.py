"""`reintegration bundle`: changes and figures to headquarters or a peer, and what came back."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated, Any
from uuid import UUID

import typer

from reintegration_desktop.app.aside import adopt, aside_lines, refuse
from reintegration_desktop.app.peers import Peer, add_peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import send_to as send_to_peer
from reintegration_desktop.app.travelling import taken_in
from reintegration_desktop.casework.reading import find
from reintegration_desktop.casework.travel.answering import Answers, unknown_words, untold_words
from reintegration_desktop.casework.travel.travelling import Received
from reintegration_desktop.casework.travel.words import summary
from reintegration_desktop.cli.lines import Fingerprint, KeyFile, ServerPasswordFile, Told, Where, reached
from reintegration_desktop.cli.options import As, AsJson, PassphraseFile, Server, Vault, opened, signed_in
from reintegration_desktop.cli.talk import REFUSED, content_of, misused, tell
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import say
from reintegration_desktop.sync.receive import show as show_bundle
from reintegration_desktop.sync.transports.addresses import forget_server
from reintegration_desktop.vault.files.disk import write_whole
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import KeyName

app = typer.Typer(help="Sealed bundles by stick or line.", no_args_is_help=True)


@app.command()
def card(
    vault: Vault, out: Path, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Write this office's card. Example: reintegration bundle card Goma.vault goma.card"""
    with signed_in(vault, person, passphrase_file) as program:
        content = write_card(program.keyring)
        write_whole(out, content)
    tell({"file": str(out), "code": code_of(content)}, as_json=as_json)


@app.command()
def peer(
    vault: Vault, file: Path, code: Annotated[str, typer.Option("--code", help="The card's code, as heard.")],
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take in another office's card. Example: reintegration bundle peer Goma.vault hq.card --code XXXX-XXXX-..."""
    content = content_of(file)
    with signed_in(vault, person, passphrase_file) as program:
        added = add_peer(program.folder, program.keyring, content, code)
    tell({"office": str(added.office), "name": added.name}, as_json=as_json)


@app.command("send")
def send_to(
    vault: Vault, target: Where, to: Annotated[str | None, typer.Option("--to", help="Which peer, by name.")] = None,
    without: Annotated[list[str] | None, typer.Option("--without", help="Keep this case back, by its code.")] = None,
    whole: Annotated[bool, typer.Option("--whole", help="Keep no case back.")] = False,
    key: KeyFile = None, server_password_file: ServerPasswordFile = None, fingerprint: Fingerprint = None,
    person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Put what a peer lacks at a target, sealed to it. Example: reintegration bundle send Goma.vault /media/stick

    Cases that were kept back stay so, until --without names others or --whole none.
    """
    with signed_in(vault, person, passphrase_file) as program:
        one, post = _peer(program, to), program.post()
        named = frozenset(find(program.desk, code) for code in without or ())
        told = Told(key, server_password_file, fingerprint)
        with reached(program, target, told, say("Sealing")) as (place, progress):
            sent = send_to_peer(program, post, one, place, progress, named if named or whole else None)
        kept = len(post.peers.kept_back(one.office).cases)
    tell({"to": one.name, "bundles": list(sent.bundles), "bytes": sent.size, "changes": sent.changes,
          "kept_back": kept}, as_json=as_json)  # fmt: skip


@app.command("receive")
def receive_from(
    vault: Vault, target: Where, key: KeyFile = None, server_password_file: ServerPasswordFile = None,
    fingerprint: Fingerprint = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Take in what lies there; exit 1 if any of it was refused. Example: bundle receive Goma.vault /media/stick"""
    with signed_in(vault, person, passphrase_file) as program:
        told = Told(key, server_password_file, fingerprint)
        with reached(program, target, told, say("Opening")) as (place, progress):
            got, answers = taken_in(program, place, progress)
        names = {one.office: one.name for one in program.peers}
    tell_received(got, answers, names, as_json=as_json)


def tell_received(
    got: Received, answers: Answers, names: Mapping[UUID, str], *, as_json: bool, lines: Sequence[str] = ()
) -> None:
    """Tell what came of a target; ends with 1 where something was refused or put aside, or somebody can't be told."""
    untold = {names[office]: in_words(refusal)[0] for office, refusal in answers.untold.items()}
    more = {"answered": len(answers.told), "unanswered": len(answers.unknown), "untold": untold}
    words = [*summary(got), *lines, *(untold_words(name, happened) for name, happened in untold.items())]
    words += [unknown_words(len(answers.unknown))] if answers.unknown else []
    tell({**_told(got), **more}, as_json=as_json, words=lambda: "\n".join(words))
    if untold or not got.is_whole:
        raise typer.Exit(REFUSED)


def _told(got: Received) -> dict[str, Any]:
    """What came of a target, for ``--json``."""
    return {
        "taken": len(got.taken),
        "changes": got.changes,
        "figures": got.figures,
        "quarantined": sum(got.quarantined.values()),
        "parked": sum(got.parked.values()),
        "others": got.others,
        "again": got.again,
        "refused": _reasons(got.refused),
    }


def _reasons(refused: Mapping[str, Refusal]) -> dict[str, str]:
    return {name: in_words(refusal)[0] for name, refusal in refused.items()}


@app.command("forget-server")
def forget(
    vault: Vault, target: Where, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """Forget a server's key, so that it is introduced anew. Example: bundle forget-server Goma.vault sftp://amina@host/

    Only once its keeper said, by voice, that the key was changed.
    """
    with signed_in(vault, person, passphrase_file) as program:
        known = forget_server(target, program.opened.settings)
    tell({"forgotten": known}, as_json=as_json)


@app.command()
def quarantine(
    vault: Vault,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """What came and was put aside, by case. Example: reintegration bundle quarantine Goma.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        lines = aside_lines(program)
    rows = [
        {
            "number": number,
            "code": line.code,
            "who": line.who,
            "on": line.on,
            "changes": line.changes,
            "why": line.why,
            "refused": line.refused,
        }
        for number, line in enumerate(lines, 1)
    ]
    tell({"aside": rows}, as_json=as_json, words=lambda: "\n".join(map(_aside, rows)) or say("Nothing is put aside."))


def _aside(row: Mapping[str, object]) -> str:
    refused = f"  {say('refused')}" if row["refused"] else ""
    return f"{row['number']}  {row['code']}  {row['on']}  {row['changes']}  {row['who']}  {row['why']}{refused}"


@app.command("adopt")
def adopt_line(
    vault: Vault, number: Annotated[int, typer.Argument(help="Which line of `bundle quarantine`.")],
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Let in what was put aside, as a supervisor; it is logged. Example: reintegration bundle adopt Goma.vault 1"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        lines = aside_lines(program)
        if not 0 < number <= len(lines):
            misused(say("There is no such line; `bundle quarantine` lists them."))
        adopt(program, lines[number - 1])
    tell({"code": lines[number - 1].code, "adopted": lines[number - 1].changes}, as_json=as_json)


@app.command("refuse")
def refuse_line(
    vault: Vault, number: Annotated[int, typer.Argument(help="Which line of `bundle quarantine`.")],
    reason: Annotated[str, typer.Argument(help="Why: it is written into the history.")],
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Refuse what was put aside, as a supervisor; it is logged. Example: bundle refuse Goma.vault 1 "Not theirs" """
    with opened(vault, person, passphrase_file, database) as (_program, program):
        lines = aside_lines(program)
        if not 0 < number <= len(lines):
            misused(say("There is no such line; `bundle quarantine` lists them."))
        refuse(program, lines[number - 1], reason)
    tell({"code": lines[number - 1].code, "refused": lines[number - 1].changes}, as_json=as_json)


@app.command()
def status(
    vault: Vault,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """What each peer has said it holds, beside what is held here. Example: reintegration bundle status Goma.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        held = {device: mark.seq for device, mark in program.opened.outgoing.vector().items()}
        peers = [
            {"peer": one.name, "held": sum(held.values()), "acknowledged": sum(_acknowledged(program, one).values())}
            for one in program.peers
        ]
    tell({"peers": peers}, as_json=as_json)


def _acknowledged(program: Program, one: Peer) -> Mapping[str, int]:
    return program.opened.peers.acknowledged(one.office)


@app.command()
def show(
    file: Path, vault: Vault, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False
) -> None:
    """What a bundle says of itself, to who can open it. Example: reintegration bundle show FILE.rdb hq.vault"""
    if not file.is_file():
        misused(say("The file could not be read: check that it is there and may be read."))
    with signed_in(vault, person, passphrase_file) as program, file.open("rb") as content:
        identities = program.keyring.identities(KeyName.TRANSPORT)
        manifest = show_bundle(content, identities, program.folder.part("inbox"), program.means.random)
    tell({"bundle": manifest.bundle, "kind": manifest.kind, "made_at": manifest.made_at.isoformat(),
          "counts": dict(manifest.counts), "bytes": manifest.size}, as_json=as_json)  # fmt: skip


def _peer(program: Program, name: str | None) -> Peer:
    found = [one for one in program.peers if name is None or one.name == name]
    if len(found) != 1:
        misused(say("Name the peer with --to; `bundle status` lists them."))
    return found[0]
