"""What the page of sending and receiving calls: bundles to every peer, and what came back."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from reintegration_desktop.app.apart import told_apart
from reintegration_desktop.app.arriving.looking import looked_through
from reintegration_desktop.app.aside import aside_verbs
from reintegration_desktop.app.at_headquarters.place import has_cases_here
from reintegration_desktop.app.custody.carried import carried
from reintegration_desktop.app.erasing.due import carry_out_if_possible
from reintegration_desktop.app.exchange import hands_over_to, parcels, peer_lines, sibling_parcel, size_words, waiting
from reintegration_desktop.app.peers import Peer, add_peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.replaced.pages import line_of
from reintegration_desktop.casework.custody.overruling import may_overrule
from reintegration_desktop.casework.travel.answering import Answers, answer
from reintegration_desktop.casework.travel.arrivals import Arrived
from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.travelling import (
    Received,
    Sent,
    receive,
    send,
    send_cases,
)
from reintegration_desktop.casework.travel.words import changes_words, why
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.sync.target import Target
from reintegration_desktop.sync.transports.folder import FolderTarget
from reintegration_desktop.ui.travel.verbs import (
    Came,
    CameLine,
    CardVerbs,
    RefusedLine,
    TravelVerbs,
)
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.office.cards import write_card
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import KeyName, Room
from reintegration_desktop.vault.unlocking import refreshed

_UNWATCHED = NoProgress()


def carries(program: Program) -> bool:
    """Whether this person sends and receives bundles, of what lies in this vault."""
    return has_cases_here(program) and bool(program.keyring.secrets(KeyName.TRANSPORT))


def travel_verbs(program: Program) -> TravelVerbs:
    """What the page calls."""
    return TravelVerbs(
        send=lambda folder, to, progress: send_all(program, folder, to, progress),
        receive=lambda folder, progress: came(program, folder, progress),
        parcels=lambda: [*parcels(program), *sibling_parcel(program)],
        size=size_words,
        peers=lambda: peer_lines(program),
        carried=lambda: carried(program),
        waiting=lambda: replace(waiting(program), apart=told_apart(program.opened)),
        cards=CardVerbs(lambda file: write_our_card(program, file), lambda file, code: take_card(program, file, code)),
        aside=aside_verbs(program),
        carries_sealed=Room.PERSON not in program.me.readable,
        decides=may_overrule(program.desk),
    )


def write_our_card(program: Program, file: Path) -> str:
    """Write this office's card, and return the code that is read out. Raises what the disk refuses."""
    content = write_card(refreshed(program.folder, program.keyring))
    with told():
        write_whole(file, content)
    return code_of(content)


def take_card(program: Program, file: Path, typed_code: str) -> str:
    """Take in another office's card; its name. Raises CodeDiffers, PaperDamaged, ForeignVault, OwnCard."""
    with told():
        content = file.read_bytes()
    return add_peer(program.folder, program.keyring, content, typed_code).name


def send_all(
    program: Program, folder: Path, to: Mapping[UUID, frozenset[UUID]] | None = None, progress: Progress = _UNWATCHED
) -> str:
    """Seal what some peers lack, without the cases named for each, and put it into a folder.

    None is all peers, and what is kept back from them stays so.
    """
    post, target, changes, bundles, files = program.post(), FolderTarget(folder), 0, 0, 0
    receivers = _receivers(program, to)
    for peer in receivers:
        sent = send_to(program, post, peer, target, progress, None if to is None else to[peer.office])
        changes, bundles, files = changes + sent.changes, bundles + len(sent.bundles), files + sent.files
    if not receivers:
        return say("Nobody to send to yet: take in headquarters' card first.")
    written = say_many("{n} bundle was written and read back:", "{n} bundles were written and read back:", bundles)
    along = say_many("{n} file of cases goes along.", "{n} files of cases go along.", files) if files else ""
    return f"{written} {changes_words(changes)}. {along}".rstrip()


def send_to(
    program: Program, post: Post, peer: Peer, target: Target, progress: Progress, without: frozenset[UUID] | None
) -> Sent:
    """What a peer lacks: between two offices only cases that are handed over, and what was said to that."""
    if not hands_over_to(program, peer):
        return send(post, peer.address, target, progress, program.figures_to_send(), without)
    sharing = program.opened.sharing
    cases = sharing.with_office(peer.office) - (without or frozenset())
    return send_cases(post, peer.address, target, progress, cases, sharing.others(cases))


def _receivers(program: Program, to: Mapping[UUID, frozenset[UUID]] | None) -> list[Peer]:
    """Those who are meant; another computer of this office only where it was asked for."""
    if to is None:
        return list(program.peers)
    sibling = program.sibling
    return [peer for peer in (*program.peers, *([sibling] if sibling else [])) if peer.office in to]


def came(program: Program, folder: Path, progress: Progress = _UNWATCHED) -> Came:
    """Take in what lies in a folder for this office, answer, and tell what it did."""
    got, answers, did = came_from(program, FolderTarget(folder), progress)
    return Came(
        [*_lines(got, did), *_not_told(program, answers)],
        tuple(_refused(name, *in_words(refusal)) for name, refusal in got.refused.items()),
        tuple(map(line_of, did.replaced)),
        did.asks_the_supervisor and not program.is_headquarters,
        did.beyond,
    )


def came_from(program: Program, target: Target, progress: Progress) -> tuple[Received, Answers, Arrived]:
    """Take in what lies at a target for this office, answer, and tell what it did to the cases."""
    (got, answers), did = looked_through(program.desk, program.opened, lambda: taken_in(program, target, progress))
    return got, answers, did


def receive_all(program: Program, folder: Path, progress: Progress) -> Received:
    """The same, and what came alone."""
    got, _ = taken_in(program, FolderTarget(folder), progress)
    return got


def taken_in(program: Program, target: Target, progress: Progress) -> tuple[Received, Answers]:
    """Take in what lies at a target for this office, answer each peer that sent, and destroy what is due by it."""
    post = program.post(keeps_figures=True)
    got = receive(post, target, progress)
    answers = answer(post, {peer.office: peer.address for peer in program.peers}, got, target, _UNWATCHED)
    carry_out_if_possible(program)
    return got, answers


def _not_told(program: Program, answers: Answers) -> Iterator[CameLine]:
    """Who sent and doesn't know yet that it is here."""
    names = {peer.office: peer.name for peer in program.peers}
    for office, refusal in answers.untold.items():
        happened, *_ = in_words(refusal)
        means = say("{office}: {happened} They are told with the next look.", office=names[office], happened=happened)
        yield CameLine(say("Taken in, not told yet"), 1, means, "warn", "warning")
    if answers.unknown:
        means = say("Take in their card, then receive once more: they don't know yet that it arrived.")
        yield CameLine(say("Senders without a card here"), len(answers.unknown), means, "warn", "warning")


def _lines(got: Received, did: Arrived) -> list[CameLine]:
    """What can come, in one order, a dash where nothing did; then what is said only where it happened."""
    aside, waits = sum(got.quarantined.values()), sum(got.parked.values())
    always = [
        CameLine(say("New cases"), did.new, say("They were not here before."), "ok", "plus"),
        CameLine(say("Changed cases"), did.changed, say("Something in them is newer now."), "ok", "check"),
        CameLine(say("In conflict"), did.conflicts, say("Two answers to one question wait for a person, in Today."),
                 "warn", "conflict"),
        CameLine(say("Put aside"), aside, why(got.quarantined) or say("They change nothing until a person decides."),
                 "warn", "shield"),
        CameLine(say("Waiting"), waits, why(got.parked) or say("They came before something that they need."), "warn",
                 "wait"),
        CameLine(say("Refused bundles"), len(got.refused), say("Nothing was taken from them."), "danger", "warning"),
    ]  # fmt: skip
    return [*always, *(line for line in _sometimes(got) if line.number)]


def _sometimes(got: Received) -> list[CameLine]:
    """What is said only where it happened."""
    heard = sum(len(one.arrived) for one in got.heard)
    return [
        CameLine(say("Taken in before"), got.again, say("The same bundle again: nothing was done."), "muted", "equal"),
        CameLine(say("For somebody else"), got.others, say("Left where they lie."), "muted", "send-receive"),
        CameLine(say("Our bundles that arrived"), heard, say("They told that they have them."), "ok", "check-circle"),
        CameLine(
            say("Files of cases"),
            got.files,
            say("Sealed, and compared with what the case says of them."),
            "ok",
            "check",
        ),
        CameLine(
            say("Files that differ"),
            got.damaged,
            say("They were not kept, and are asked for again."),
            "warn",
            "warning",
        ),
        CameLine(say("Figures"), got.figures, say("Sealed files of counts and of releases."), "ok", "reports"),
    ]


def _refused(file: str, happened: str, safe: str, do: str) -> RefusedLine:
    return RefusedLine(file, happened, f"{safe} {do}")
