"""How it stands with every peer: what was sent, what they hold, what is missing of theirs, who lacks newer keys."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from reintegration_desktop.app.apart import told_apart
from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.peers import Peer
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.erasing.copies import Copy, unheard_since
from reintegration_desktop.casework.travel.agreeing import another_since
from reintegration_desktop.casework.travel.behind import Behind, Whose, sentence_of
from reintegration_desktop.casework.travel.parcels import Parcel, parcel, parcel_of_cases
from reintegration_desktop.casework.travel.standing import Side, Standing, Wanting, steps
from reintegration_desktop.casework.travel.there import there
from reintegration_desktop.casework.travel.words import computer_words, of_nobody_words, why
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.hq.status import NOBODY, DeviceStatus, OfficeStatus, SentStatus, sent_to, status
from reintegration_desktop.kernel.words import say
from reintegration_desktop.sync.packing import padded_size
from reintegration_desktop.sync.wire import MOST_WANTED
from reintegration_desktop.ui.due.words import short_day
from reintegration_desktop.ui.travel.verbs import ParcelLine, PeerLine, SentCase, Waiting
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.office.rotation import PAIR_KEPT
from reintegration_desktop.vault.papers.codes import code_of
from reintegration_desktop.vault.roles import KeyName, Role
from reintegration_desktop.vault.unlocking import refreshed

KB, MB = 1024, 1024 * 1024


def peer_lines(program: Program) -> list[PeerLine]:
    """A line for each peer and one for the other computers of this office, all of it from the tables."""
    assert program.database is not None
    people = _people(program)
    own = program.me.office
    offices = {peer.office: peer.name for peer in program.peers} | {own: program.me.office_name}
    found = status(program.database, program.opened.incoming, offices, people, program.folder.part("figures"))
    stands = {one.office: one for one in found}
    reasons = _reasons(program, people)
    lines = [
        _line(program, peer.name, code_of(peer.public), stands[peer.office], reasons.get(peer.office, Counter()))
        for peer in program.peers
    ]
    others = replace(
        stands[own], devices=tuple(one for one in stands[own].devices if one.device != program.opened.device)
    )
    if others.devices or reasons.get(own):
        lines.append(_line(program, say("Other computers of this office"), "", others, reasons.get(own, Counter())))
    return [*lines, *_unlisted(program, [one for one in found if one.office not in offices], reasons, offices)]


def _unlisted(
    program: Program, found: Sequence[OfficeStatus], reasons: Mapping[UUID, Counter[Reason]], offices: Collection[UUID]
) -> Iterator[PeerLine]:
    """Who sent and whose card is not here; then all others, whose work comes by way of peers, where it is wanting."""
    sent = [one for one in found if one.bundles]
    for one in sent:
        yield _line(program, say("An office whose card is not here"), "", one, reasons.get(one.office, Counter()))
    listed = {*offices, *(one.office for one in sent)}
    devices = tuple(device for one in found if one not in sent for device in one.devices)
    aside = sum((reasons[office] for office in reasons if office not in listed), Counter[Reason]())
    others = OfficeStatus(NOBODY, "", devices=devices)
    if aside or not others.is_whole:
        yield _line(program, of_nobody_words(), "", others, aside)


def wanting(program: Program) -> list[Wanting]:
    """Peers with whom something is wanting and their gravest step: for the first page of who travels.

    First that this computer was copied, which only it can tell.
    """
    own = told_apart(program.opened)
    lines = [line for line in peer_lines(program) if line.steps]
    found = [Wanting(line.name, line.steps[0]) for line in lines if line.steps[0].tone in ("danger", "warn")]
    return [*([] if own is None else [Wanting(say("This computer"), own)]), *found]


def _people(program: Program) -> dict[UUID, UUID]:
    """The office of everybody whose certificate lies here, in the vault's file or among what came with bundles."""
    certificates, _ = program.opened.incoming.papers()
    every = (*certificates, *program.keyring.file.certificates)
    return {one.id: one.office for one in every}


def _reasons(program: Program, people: dict[UUID, UUID]) -> dict[UUID, Counter[Reason]]:
    found: dict[UUID, Counter[Reason]] = {}
    for change, reason in program.opened.incoming.quarantined():
        found.setdefault(people.get(change.author, NOBODY), Counter())[reason] += 1
    return found


def _line(program: Program, name: str, code: str, stands: OfficeStatus, reasons: Counter[Reason]) -> PeerLine:
    assert program.database is not None
    sent, worst = sent_to(program.database, stands.office), _worst(stands.devices)
    standing = _standing(program, code, stands, sent, reasons.total())
    heard_on = standing.heard
    return PeerLine(
        name=name,
        who=say("last heard {day}", day=short_day(heard_on)) if heard_on else say("nothing came yet"),
        sent=sent.changes,
        sent_on=standing.sent_on,
        acknowledged=sent.held,
        acknowledged_on=_day(sent.held_at),
        came=0 if worst is None else _came(worst),
        missing=() if worst is None else worst.missing,
        parked=sum(one.parked + one.forked for one in stands.devices),
        quarantined=reasons.total(),
        why=why(reasons),
        code=code,
        steps=steps(standing, program.desk.today),
        sides=standing.sides,
    )


def _standing(program: Program, code: str, stands: OfficeStatus, sent: SentStatus, aside: int) -> Standing:
    settings = program.opened.settings
    return Standing(
        sent=sent.changes,
        sent_on=_day(sent.sent_at),
        acknowledged=sent.held,
        heard=_day(max((at for at in (stands.last_received, sent.held_at) if at is not None), default=None)),
        aside=aside,
        files=program.opened.travelling_files.asked(stands.office),
        sides=tuple(_side(program, one) for one in stands.devices),
        another_since=another_since(settings, stands.office),
        there=there(settings, program.desk.today, stands.office),
        newer=stands.newer,
        certified=bool(code) or not stands.bundles or stands.office == program.me.office,
    )


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone().date()


def _side(program: Program, one: DeviceStatus) -> Side:
    """A computer, named by who signs there and four characters of its own."""
    names = [program.programme.people.get(str(person), "") for person in one.people]
    who = next((name for name in names if name), "")
    computer = computer_words(who, one.device)
    return Side(computer, _came(one), one.missing, _day(one.since), one.parked, one.newer, one.forked, one.quarantined)


def _came(one: DeviceStatus) -> int:
    """The highest number of a computer that was seen."""
    return max([one.reach, *(last + one.parked for _, last in one.missing)])


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


def hands_over_to(program: Program, peer: Peer) -> bool:
    """Whether only cases that are handed over travel to a peer: from one office to another."""
    return peer.takes_cases and program.me.role is not Role.HEADQUARTERS


def _goes(program: Program, peer: Peer, figures: Mapping[str, bytes], *, whole: bool = False) -> Parcel:
    """What the next bundle to a peer would hold."""
    if not hands_over_to(program, peer):
        return parcel(program.post(), peer.office, figures, whole=whole)
    sharing = program.opened.sharing
    cases = sharing.with_office(peer.office)
    return parcel_of_cases(program.post(), peer.office, cases, sharing.others(cases))


def _parcel(program: Program, peer: Peer) -> ParcelLine:
    """What would go to a peer; to another office cases alone whose handover was agreed to."""
    goes = _goes(program, peer, program.figures_to_send(), whole=True)
    with program.desk.read() as cases:
        rows = cases.facts(list(goes.cases))
    handed = hands_over_to(program, peer)
    sent = [
        SentCase(
            row.id, row.code, goes.cases[row.id], goes.sizes[row.id],
            "yes" if handed else row.consent.get("agrees_to_sharing", ""), row.id in goes.kept,
        )
        for row in rows
    ]  # fmt: skip
    besides = goes.changes - sum(one.changes for one in sent)
    size = goes.figures_size + sum(goes.sizes.values()) - sum(one.size for one in sent)
    return ParcelLine(
        peer.office, peer.name, code_of(peer.public), besides, goes.figures, size,
        tuple(sorted(sent, key=lambda one: one.code)), ticked=bool(sent) or not handed, handed_over=handed,
    )  # fmt: skip


def waiting(program: Program) -> Waiting:
    """What has not been sent to everybody yet, or of which nobody said that it arrived."""
    lacking = [_goes(program, peer, {}) for peer in program.peers]
    with program.desk.read() as read:  # what an office says as a whole, and a question to another, is no case
        cases = read.facts(list({case for one in lacking for case in one.cases}))
    kept = {case for one in lacking for case in one.kept}
    files = len(program.opened.travelling_files.lacking(MOST_WANTED))
    changes, receivers = sum(one.changes for one in lacking), sum(1 for one in lacking if one.changes)
    incoming = program.opened.incoming
    aside = len(incoming.quarantined()) + len(incoming.quarantined(refused=True))
    return Waiting(changes, len(cases), receivers, len(kept), files, aside)


def size_words(content: int) -> str:
    """How much a bundle of so many bytes is at most, on a stick."""
    size = padded_size(content)
    if size >= MB:
        return say("{n} MB", n=f"{size / MB:.1f}")
    return say("{n} KB", n=str(-(-size // KB)))


def renewed_at(keyring: Keyring) -> datetime | None:
    """When the office's keys were renewed last: twice a year, with a removal, after a recovery. None for never."""
    newest = keyring.keys.generation(KeyName.TRANSPORT)
    return keyring.keys.since(KeyName.TRANSPORT, newest) if newest > 1 else None


def behind(program: Program) -> tuple[Behind, ...]:
    """Who was not heard from since then: computers of this office, then other offices. For who has a database."""
    keyring = refreshed(program.folder, program.keyring)
    moment = renewed_at(keyring)
    if moment is None or program.store is None:
        return ()
    registry = replace(registry_of(program), keyring=keyring)
    ours = [_computer(program, keyring, copy, moment) for copy in unheard_since(registry, moment)]
    return (*ours, *_offices(program, moment))


def behind_today(program: Program) -> tuple[tuple[Behind, ...], date]:
    """The same as of today, for a page."""
    return behind(program), program.means.clock.today()


def told_of_behind(program: Program) -> list[str]:
    """The same in sentences, for a check."""
    return [sentence_of(one, program.means.clock.today()) for one in behind(program)]


def _computer(program: Program, keyring: Keyring, copy: Copy, moment: datetime) -> Behind:
    name = program.programme.people.get(str(copy.by), "")
    left = copy.by is not None and copy.by not in {one.id for one in keyring.people.current()}
    heard = None if copy.at is None else copy.at.astimezone().date()
    return Behind(
        computer_words(name, copy.device or ""), Whose.LEFT if left else Whose.OURS, heard,
        (moment + PAIR_KEPT).astimezone().date(), copy if copy.mine else None,
    )  # fmt: skip


def _offices(program: Program, moment: datetime) -> Iterator[Behind]:
    """Offices that did not say yet that they have a bundle of ours that told them of the new pairs."""
    peers = program.opened.peers
    for peer in program.peers:
        if not peers.has_since(peer.office, moment):
            heard = peers.heard_at(peer.office)
            day = None if heard is None else heard.astimezone().date()
            yield Behind(peer.name, Whose.OFFICE, day, (moment + PAIR_KEPT).astimezone().date())
