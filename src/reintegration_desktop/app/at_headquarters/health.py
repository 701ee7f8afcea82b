"""How headquarters stands with each office, in words with a next step: what is missing, since when, who is silent."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.travel.agreeing import another_since
from reintegration_desktop.casework.travel.standing import Side, Standing, Step, steps
from reintegration_desktop.casework.travel.there import there
from reintegration_desktop.casework.travel.words import of_nobody_words
from reintegration_desktop.hq.status import NOBODY, DeviceStatus, OfficeStatus, sent_to, status
from reintegration_desktop.kernel.words import say

Health = tuple[OfficeStatus, tuple[Step, ...]]


def health(hq: Program) -> Sequence[Health]:
    """Every office by name, and what is wanting there, the gravest first."""
    assert hq.database is not None
    offices, own = {peer.office: peer.name for peer in hq.peers}, hq.me.office
    found = status(hq.database, hq.opened.incoming, offices, _people(hq), hq.folder.part("figures"))
    return [(_named(one), _steps(hq, one, certified=one.office in (*offices, own, NOBODY))) for one in found]


def _named(one: OfficeStatus) -> OfficeStatus:
    """Who is in no list by the words for that."""
    return replace(one, name=of_nobody_words()) if one.office == NOBODY else one


def _people(hq: Program) -> Mapping[UUID, UUID]:
    """The office of everybody whose certificate lies here, in the vault or among what came with bundles."""
    certificates, _ = hq.opened.incoming.papers()
    return {one.id: one.office for one in (*certificates, *hq.keyring.people.current())}


def _steps(hq: Program, one: OfficeStatus, *, certified: bool) -> tuple[Step, ...]:
    assert hq.database is not None
    sent, today = sent_to(hq.database, one.office), hq.means.clock.today()
    standing = Standing(
        sent.changes,
        _day(sent.sent_at),
        sent.held,
        _day(max((at for at in (one.last_received, sent.held_at) if at is not None), default=None)),
        sum(device.quarantined for device in one.devices),
        hq.opened.travelling_files.asked(one.office),
        tuple(map(_side, one.devices)),
        another_since(hq.opened.settings, one.office),
        one.newer,
        there(hq.opened.settings, today, one.office),
        certified or not one.bundles,
    )
    return steps(standing, today)


def _side(one: DeviceStatus) -> Side:
    computer = say("Computer {code}", code=one.device[:4].upper())
    came = max([one.reach, *(last + one.parked for _, last in one.missing)])
    return Side(
        computer, came, one.missing, _day(one.since), one.parked, one.newer, one.forked, one.quarantined
    )  # fmt: skip


def _day(at: datetime | None) -> date | None:
    return None if at is None else at.astimezone().date()
