"""What the page of sending and receiving calls: bundles to every peer, and what came back."""

from pathlib import Path

from reintegration_desktop.app.peers import Peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.travelling import Received, acknowledge, receive, send
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.sync.transports.addresses import target_at
from reintegration_desktop.ui.travel.verbs import CarriedLine, PeerLine, Stands, TravelVerbs, Waiting
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import KeyName, Room


def carries(program: Program) -> bool:
    """Whether this person sends and receives bundles."""
    return program.store is not None and bool(program.keyring.secrets(KeyName.TRANSPORT))


def travel_verbs(program: Program) -> TravelVerbs:
    """What the page calls."""
    return TravelVerbs(
        send=lambda folder: send_all(program, folder),
        receive=lambda folder: receive_all(program, folder),
        peers=lambda: [_line(program, peer) for peer in program.peers],
        carried=lambda: _carried(program),
        waiting=lambda: _waiting(program),
        carries_sealed=Room.PERSON not in program.me.readable,
    )


def send_all(program: Program, folder: Path) -> str:
    """Seal what each peer lacks, and put it into a folder."""
    post, target, changes = program.post(), target_at(str(folder)), 0
    for peer in program.peers:
        changes += send(post, peer.address, target, NoProgress(), program.figures_to_send()).changes
    if not program.peers:
        return say("Nobody to send to yet: take in headquarters' card first.")
    return say_many(
        "{n} change was sealed and written. Sent does not mean received.",
        "{n} changes were sealed and written. Sent does not mean received.",
        changes,
    )


def receive_all(program: Program, folder: Path) -> str:
    """Take in what lies in a folder for this office, and answer."""
    post, target = program.post(), target_at(str(folder))
    got = receive(post, target, NoProgress())
    for peer in program.peers:
        theirs = tuple(one for one in got.taken if one.sender.office == peer.office and one.said is None)
        if theirs:
            acknowledge(post, peer.address, theirs, target, NoProgress())
    return _sentence(got)


def _sentence(got: Received) -> str:
    taken = say_many("{n} change is new here.", "{n} changes are new here.", got.changes)
    if got.refused:
        number = len(got.refused)
        refused = say_many(
            "{n} bundle was refused and changed nothing.", "{n} bundles were refused and changed nothing.", number
        )
        return f"{taken} {refused}"
    return taken


def _line(program: Program, peer: Peer) -> PeerLine:
    """How it stands with a peer: what we hold, what they said they have."""
    held = sum(mark.seq for mark in program.opened.outgoing.vector().values())
    has = sum(program.opened.peers.acknowledged(peer.office).values())
    return PeerLine(peer.name, "", sent=held, acknowledged=has, code=code_of(peer.public))


def _waiting(program: Program) -> Waiting:
    held = {device: mark.seq for device, mark in program.opened.outgoing.vector().items()}
    lacking = [
        sum(max(0, seq - program.opened.peers.acknowledged(peer.office).get(device, 0)) for device, seq in held.items())
        for peer in program.peers
    ]
    with program.desk.read() as cases:
        number = len(cases.ids(CaseFilter(status=None)))
    return Waiting(sum(lacking), number if any(lacking) else 0, sum(1 for lack in lacking if lack))


def _carried(program: Program) -> list[CarriedLine]:
    """Cases on their way to another office, by code."""
    with program.desk.read() as cases:
        rows = [row for row in cases.rows(list(cases.ids(CaseFilter(status=None)))) if row.stage == "transferred"]
    consent = {row.code: row.consent.get("agrees_to_sharing") == "yes" for row in rows}
    return [CarriedLine(row.code, program.me.office_name, "", consent[row.code], Stands.ON_ITS_WAY) for row in rows]
