"""`reintegration bundle`: changes and figures to headquarters or a peer, and what came back."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, BinaryIO
from uuid import UUID

import typer

from reintegration_desktop.app.apart import told_apart
from reintegration_desktop.app.aside import adopt, aside_lines, content, refuse
from reintegration_desktop.app.exchange import peer_lines
from reintegration_desktop.app.peers import Peer, add_peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.replaced.pages import line_of
from reintegration_desktop.app.travelling import came_from
from reintegration_desktop.app.travelling import send_to as send_to_peer
from reintegration_desktop.casework.reading import find
from reintegration_desktop.casework.travel.answering import Answers, unknown_words, untold_words
from reintegration_desktop.casework.travel.arrivals import Arrived, Replaced
from reintegration_desktop.casework.travel.showing import inside, outside
from reintegration_desktop.casework.travel.standing import Step
from reintegration_desktop.casework.travel.travelling import Received
from reintegration_desktop.casework.travel.words import summary
from reintegration_desktop.cli.lines import Fingerprint, KeyFile, ServerPasswordFile, Told, Where, reached
from reintegration_desktop.cli.options import As, AsJson, MaybeVault, PassphraseFile, Server, Vault, opened, signed_in
from reintegration_desktop.cli.talk import REFUSED, content_of, misused, tell
from reintegration_desktop.hq.status import sent_to
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.sync.transports.addresses import forget_server
from reintegration_desktop.sync.trust import Papers
from reintegration_desktop.ui.travel.verbs import AsideLine, AsideSaid, PeerLine
from reintegration_desktop.vault.files.disk import write_whole
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.papers.codes import code_of

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
            got, answers, did = came_from(program, place, progress)
        names = {one.office: one.name for one in program.peers}
    replaced = [asdict(line_of(one)) for one in did.replaced]
    more = {"new_cases": did.new, "changed_cases": did.changed, "conflicts": did.conflicts, "replaced": replaced}
    tell_received(got, answers, names, as_json=as_json, lines=did_words(did), more=more)


def did_words(did: Arrived) -> list[str]:
    """What came did to this office's cases, in sentences; nothing of what didn't happen."""
    counts = {
        say_many("{n} case is new here.", "{n} cases are new here.", did.new): did.new,
        say_many("{n} case changed.", "{n} cases changed.", did.changed): did.changed,
        say_many("{n} place in a case has two answers and waits for a person.",
                 "{n} places in cases have two answers and wait for a person.", did.conflicts): did.conflicts,
    }  # fmt: skip
    asks = [say("A supervisor is asked to look at what was replaced.")] if did.asks_the_supervisor else []
    return [*(sentence for sentence, number in counts.items() if number), *map(_replaced, did.replaced), *asks]


def _replaced(one: Replaced) -> str:
    line = line_of(one)
    told = say("Replaced: {code}, {entry}, {who}.", code=line.code, entry=line.entry, who=line.who)
    return f"{told} {line.careful}".rstrip()


def tell_received(
    got: Received, answers: Answers, names: Mapping[UUID, str], *, as_json: bool, lines: Sequence[str] = (),
    more: Mapping[str, Any] = MappingProxyType({}),
) -> None:  # fmt: skip
    """Tell what came of a target; ends with 1 where something was refused or put aside, or somebody can't be told."""
    untold = {names[office]: in_words(refusal)[0] for office, refusal in answers.untold.items()}
    known = {"answered": len(answers.told), "unanswered": len(answers.unknown), "untold": untold}
    words = [*summary(got), *lines, *(untold_words(name, happened) for name, happened in untold.items())]
    words += [unknown_words(len(answers.unknown))] if answers.unknown else []
    tell({**_told(got), **known, **more}, as_json=as_json, words=lambda: "\n".join(words))
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
        "arrived": sum(len(one.arrived) for one in got.heard),
        "files_differ": got.damaged,
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
    number: Annotated[int | None, typer.Argument(help="Which line: what its changes say.")] = None,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """What came and was put aside, by case; what a line says. Example: reintegration bundle quarantine Goma.vault 1"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        lines = aside_lines(program)
        says = None if number is None else content(program, _line_of(lines, number))
    if says is not None:
        told = [line for one in says for line in _said(one)] or [say("Nothing of it can be read here.")]
        tell({"says": [asdict(one) for one in says]}, as_json=as_json, words=lambda: "\n".join(told))
        return
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


def _line_of(lines: Sequence[AsideLine], number: int) -> AsideLine:
    """A line by its number; ends the command where there is none."""
    if not 0 < number <= len(lines):
        misused(say("There is no such line; `bundle quarantine` lists them."))
    return lines[number - 1]


def _said(one: AsideSaid) -> list[str]:
    sealed = [f"    {say('Sealed: there is no key for it here.')}"] if one.sealed else []
    answers = [f"    {question}: {before or '–'} → {after or '–'}" for question, before, after in one.answers]
    return [f"{one.at:%Y-%m-%d %H:%M}  {one.sentence}", *answers, *sealed]


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
        line = _line_of(aside_lines(program), number)
        adopt(program, line)
    tell({"code": line.code, "adopted": line.changes}, as_json=as_json)


@app.command("refuse")
def refuse_line(
    vault: Vault, number: Annotated[int, typer.Argument(help="Which line of `bundle quarantine`.")],
    reason: Annotated[str, typer.Argument(help="Why: it is written into the history.")],
    database: Server = None, person: As = None, passphrase_file: PassphraseFile = None, as_json: AsJson = False,
) -> None:  # fmt: skip
    """Refuse what was put aside, as a supervisor; it is logged. Example: bundle refuse Goma.vault 1 "Not theirs" """
    with opened(vault, person, passphrase_file, database) as (_program, program):
        line = _line_of(aside_lines(program), number)
        refuse(program, line, reason)
    tell({"code": line.code, "refused": line.changes}, as_json=as_json)


@app.command()
def status(
    vault: Vault,
    database: Server = None,
    person: As = None,
    passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:
    """What each peer said it holds, beside what is held here, and what is wanting. Example: bundle status Goma.vault"""
    with opened(vault, person, passphrase_file, database) as (_program, program):
        peers = [_peer_told(program, one) for one in program.peers]
        apart, lines = told_apart(program.opened), peer_lines(program)
    wanting = [{"name": line.name, "steps": [asdict(step) for step in line.steps]} for line in lines]
    told = [] if apart is None else [asdict(apart)]
    words = [*map(_holds, peers), *apart_words(apart), *(word for line in lines for word in _steps(line))]
    tell({"peers": peers, "wanting": wanting, "apart": told}, as_json=as_json, words=lambda: "\n".join(words))


def apart_words(apart: Step | None) -> list[str]:
    """That this computer was copied, where that is known."""
    return [] if apart is None else [f"{apart.what} {apart.do}"]


def _holds(peer: Mapping[str, Any]) -> str:
    return say("{peer}: {sent} changes were sent, they told that they have {n} of them.", peer=peer["peer"],
               sent=str(peer["sent"]), n=str(peer["acknowledged"]))  # fmt: skip


def _steps(line: PeerLine) -> list[str]:
    return [line.name, *(f"    {step.what} {step.do}".rstrip() for step in line.steps)]


def _peer_told(program: Program, one: Peer) -> dict[str, Any]:
    """What lies here altogether, what of it a peer was sent, and what of that it said that it has."""
    assert program.database is not None
    held, sent = program.opened.outgoing.vector().values(), sent_to(program.database, one.office)
    return {
        "peer": one.name, "held": sum(mark.seq for mark in held), "sent": sent.changes, "acknowledged": sent.held,
    }  # fmt: skip


@app.command()
def show(
    file: Path, vault: MaybeVault = None, person: As = None, passphrase_file: PassphraseFile = None,
    as_json: AsJson = False,
) -> None:  # fmt: skip
    """What a file is, to anybody; and what is in it, to who can open it. Example: reintegration bundle show FILE.rdb"""
    if not file.is_file():
        misused(say("The file could not be read: check that it is there and may be read."))
    with file.open("rb") as content:
        seen, said = outside(content, file.name), None
        if vault is not None:
            with signed_in(vault, person, passphrase_file) as program:
                said = _inside(program, content)
    sealed = {"inside": say("Who sent it, to whom, and what is in it is sealed: whoever it is for can open it.")}
    tell({**seen, **(sealed if said is None else said)}, as_json=as_json)


def _inside(program: Program, content: BinaryIO) -> Mapping[str, Any] | None:
    certificates, revocations = ((), ()) if program.store is None else program.store.incoming.papers()
    people, offices = program.programme.people, program.programme.offices
    return inside(
        content, program.keyring, program.folder, program.means.random,
        Papers(tuple(certificates), tuple(revocations)),
        (lambda person: people.get(str(person), ""), lambda office: offices.get(str(office), "")),
    )  # fmt: skip


def _peer(program: Program, name: str | None) -> Peer:
    found = [one for one in program.peers if name is None or one.name == name]
    if len(found) != 1:
        misused(say("Name the peer with --to; `bundle status` lists them."))
    return found[0]
