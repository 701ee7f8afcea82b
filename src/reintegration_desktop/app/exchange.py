"""How it stands with every peer: what was sent, what they said they have, what is missing of theirs; what would go."""

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from reintegration_desktop.app.peers import Peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.travel.travelling import parcel
from reintegration_desktop.casework.travel.words import why
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.hq.status import DeviceStatus, OfficeStatus, sent_to, status
from reintegration_desktop.kernel.words import say
from reintegration_desktop.sync.packing import padded_size
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.travel.verbs import ParcelLine, PeerLine, SentCase, Waiting
from reintegration_desktop.vault.papers.codes import code_of

KB, MB = 1024, 1024 * 1024


def peer_lines(program: Program) -> list[PeerLine]:
    """A line for each peer, all of it from the tables."""
    assert program.database is not None
    peers = program.peers
    people = _people(program)
    offices = {peer.office: peer.name for peer in peers}
    found = status(program.database, program.opened.incoming, offices, people, program.folder.part("figures"))
    stands = {one.office: one for one in found}
    reasons = _reasons(program, people)
    return [_line(program, peer, stands[peer.office], reasons.get(peer.office, Counter())) for peer in peers]


def _people(program: Program) -> dict[UUID, UUID]:
    """The office of everybody whose certificate lies here, in the vault's file or among what came with bundles."""
    certificates, _ = program.opened.incoming.papers()
    every = (*certificates, *program.keyring.file.certificates)
    return {one.id: one.office for one in every}


def _reasons(program: Program, people: dict[UUID, UUID]) -> dict[UUID, Counter[Reason]]:
    found: dict[UUID, Counter[Reason]] = {}
    for change, reason in program.opened.incoming.quarantined():
        office = people.get(change.author)
        if office is not None:
            found.setdefault(office, Counter())[reason] += 1
    return found


def _line(program: Program, peer: Peer, stands: OfficeStatus, reasons: Counter[Reason]) -> PeerLine:
    assert program.database is not None
    sent, worst = sent_to(program.database, peer.office), _worst(stands.devices)
    heard = max((at for at in (stands.last_received, sent.held_at) if at is not None), default=None)
    return PeerLine(
        name=peer.name,
        who=say("last heard {day}", day=short_day(heard.astimezone().date())) if heard else say("nothing came yet"),
        sent=sent.changes,
        sent_on=sent.sent_at.astimezone().date() if sent.sent_at else None,
        acknowledged=sent.held,
        acknowledged_on=sent.held_at.astimezone().date() if sent.held_at else None,
        came=0 if worst is None else max([worst.reach, *(last + worst.parked for _, last in worst.missing)]),
        missing=() if worst is None else worst.missing,
        parked=sum(one.parked + one.forked for one in stands.devices),
        quarantined=reasons.total(),
        why=why(reasons),
        code=code_of(peer.public),
    )


def _worst(devices: Iterable[DeviceStatus]) -> DeviceStatus | None:
    """The computer of which most is missing, else the one of which most is here."""
    return max(devices, key=lambda one: (len(one.missing), one.reach), default=None)


def parcels(program: Program) -> list[ParcelLine]:
    """What would go to each peer now."""
    return [_parcel(program, peer) for peer in program.peers]


def sibling_parcel(program: Program) -> list[ParcelLine]:
    """What would go to another computer of this office: everything, counted without looking through it."""
    sibling = program.sibling
    if sibling is None:
        return []
    changes = sum(mark.seq for mark in program.opened.outgoing.vector().values())
    size = program.folder.database.stat().st_size
    return [ParcelLine(sibling.office, sibling.name, code_of(sibling.public), changes, 0, size, (), ticked=False)]


def _parcel(program: Program, peer: Peer) -> ParcelLine:
    goes = parcel(program.post(), peer.office, program.figures_to_send(), whole=True)
    with program.desk.read() as cases:
        rows = cases.facts(list(goes.cases))
    sent = [
        SentCase(row.id, row.code, goes.cases[row.id], goes.sizes[row.id], row.consent.get("agrees_to_sharing", ""),
                 row.id in goes.kept)
        for row in rows
    ]  # fmt: skip
    besides = goes.changes - sum(one.changes for one in sent)
    size = goes.figures_size + sum(goes.sizes.values()) - sum(one.size for one in sent)
    return ParcelLine(
        peer.office, peer.name, code_of(peer.public), besides, goes.figures, size,
        tuple(sorted(sent, key=lambda one: one.code)),
    )  # fmt: skip


def waiting(program: Program) -> Waiting:
    """What has not been sent to everybody yet, or of which nobody said that it arrived."""
    lacking = [parcel(program.post(), peer.office, {}) for peer in program.peers]
    cases = {case for one in lacking for case in one.cases}
    kept = {case for one in lacking for case in one.kept}
    return Waiting(sum(one.changes for one in lacking), len(cases), sum(1 for one in lacking if one.changes), len(kept))


def size_words(content: int) -> str:
    """How much a bundle of so many bytes is at most, on a stick."""
    size = padded_size(content)
    if size >= MB:
        return say("{n} MB", n=f"{size / MB:.1f}")
    return say("{n} KB", n=str(-(-size // KB)))
