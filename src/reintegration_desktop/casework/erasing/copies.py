"""Which copies of what is to be erased are known to be gone, not yet heard from, or older than the order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.casework.erasing.calendar import Calendar, calendar_of
from reintegration_desktop.casework.erasing.giving_up import may_give_up
from reintegration_desktop.casework.erasing.ordering import held, is_going_on, is_needless, may_sign, may_take_back
from reintegration_desktop.casework.erasing.registry import Known, Registry
from reintegration_desktop.rules.erasing import judging
from reintegration_desktop.rules.erasing.standing import Erasure, State


class Standing(StrEnum):
    """How an order stands, for who looks at it here."""

    SIGNING = "signing"
    LAPSED = "lapsed"
    WAITING = "waiting"
    HELD = "held"
    DATE_IN_DOUBT = "date_in_doubt"
    REVOKED = "revoked"
    DESTROYED = "destroyed"
    BUT_GIVEN_UP = "but_given_up"
    EVERYWHERE = "everywhere"
    SIGNING_AGAIN = "signing_again"
    """Destroyed here by an order that was lost; elsewhere it waits for signatures."""


@dataclass(frozen=True, slots=True)
class Copy:
    """A place where the files lay, or lie: an ``office``, one of its devices where that is known, and a moment.

    The moment is that of a receipt, or when it was last heard from, or when it was given up; None for never. ``by`` is
    who gave it up, or who wrote on it last. ``mine``: who is signed in may give it up, or wait for it again.
    """

    office: UUID
    device: str | None
    at: datetime | None
    by: UUID | None = None
    mine: bool = False


class Where(StrEnum):
    """Where a backup lies."""

    HERE = "here"
    """In the vault's own folder."""
    CHOSEN = "chosen"
    """In the folder that takes one at each lock; older ones give way there by themselves."""
    CARRIED = "carried"
    """In a folder that somebody carried it to: it stays until somebody deletes it."""
    ASIDE = "aside"
    """No backup but the vault as it was before one was brought back, kept beside it."""
    LEFT = "left"
    """What a restore that was stopped left, sealed, where it could not be swept."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A copy that was ``made_at`` a moment, as this computer knows of it: its folder or name is its ``place``.

    ``within_reach``: it was seen there just now.
    """

    made_at: datetime
    where: Where
    place: str = ""
    within_reach: bool = True


@dataclass(frozen=True, slots=True)
class Copies:
    """What is known of all copies."""

    confirmed: tuple[Copy, ...]
    unheard: tuple[Copy, ...]
    backups: tuple[Kept, ...]
    given_up: tuple[Copy, ...] = ()

    @property
    def are_gone(self) -> bool:
        """Whether nothing is left that could still hold the files, computers that were given up aside."""
        return bool(self.confirmed) and not self.unheard and not self.backups


@dataclass(frozen=True, slots=True)
class ErasureLine:
    """An order as its page shows it; ``codes`` of the files as long as they lie here."""

    erasure: Erasure
    standing: Standing
    codes: tuple[str, ...]
    copies: Copies
    mine_to_sign: bool
    mine_to_take_back: bool
    calendar: Calendar


def erasure_lines(registry: Registry, peers: Iterable[UUID], backups: Sequence[Kept]) -> tuple[ErasureLine, ...]:
    """Every order, the newest first. ``peers`` are the offices bundles go to, ``backups`` all that are known of."""
    offices, gone, calendar = tuple(peers), registry.orders.destroyed(), calendar_of(registry)
    return tuple(_line(registry, one, offices, backups, gone, calendar) for one in reversed(registry.orders.all()))


def waiting_for_me(registry: Registry) -> tuple[Erasure, ...]:
    """Orders that wait for this person's signature."""
    return tuple(one for one in registry.orders.all() if may_sign(registry, one))


def unheard_since(registry: Registry, moment: datetime) -> tuple[Copy, ...]:
    """The other computers of this office of which nothing came that was written since; those given up are left out."""
    own = registry.keyring.office
    silent = [
        device
        for device in registry.orders.devices()
        if device.heard_at < moment and device.id != registry.device and registry.office_of(device.author) == own
    ]
    gone = {copy.device for copy in _given_up(registry, silent)}
    return tuple(_unheard(registry, device) for device in silent if device.id not in gone)


def _line(
    registry: Registry, one: Erasure, peers: Sequence[UUID], backups: Sequence[Kept], gone: Mapping[UUID, datetime],
    calendar: Calendar,
) -> ErasureLine:  # fmt: skip
    copies = _copies(registry, one, peers, backups)
    facts = registry.orders.facts(one.order.cases)
    codes = tuple(sorted(str(said.get("case_code", "")) for said in facts.values()))
    standing = _standing(registry, one, copies, calendar, is_gone=set(one.order.cases) <= gone.keys())
    return ErasureLine(one, standing, codes, copies, may_sign(registry, one), may_take_back(registry, one), calendar)


def _standing(registry: Registry, one: Erasure, copies: Copies, calendar: Calendar, *, is_gone: bool) -> Standing:
    if one.state is State.REVOKED:
        return Standing.REVOKED
    if is_gone and one.state is State.SIGNING and is_going_on(registry, one) and not is_needless(registry, one):
        return Standing.SIGNING_AGAIN
    if is_gone:
        if not copies.are_gone:
            return Standing.DESTROYED
        return Standing.BUT_GIVEN_UP if copies.given_up else Standing.EVERYWHERE
    if one.state is State.SIGNING:
        return Standing.LAPSED if one.expires < registry.desk.written_at() else Standing.SIGNING
    if held(registry, one):
        return Standing.HELD
    return Standing.DATE_IN_DOUBT if calendar.is_in_doubt(one) else Standing.WAITING


def _copies(registry: Registry, one: Erasure, peers: Sequence[UUID], backups: Sequence[Kept]) -> Copies:
    """From receipts, from the devices that ever wrote here, from the offices that bundles go to, from the backups.

    A backup is older than the order until this device has destroyed: what was made after that holds nothing of it.
    """
    receipts = {receipt.device: receipt for receipt in one.receipts}
    here = receipts.get(registry.device)
    confirmed = tuple(Copy(receipt.office, receipt.device, receipt.at) for receipt in receipts.values())
    silent = [device for device in registry.orders.devices() if device.id not in receipts]
    given_up = _given_up(registry, silent)
    gone = {copy.device for copy in given_up}
    devices = [_unheard(registry, device) for device in silent if device.id not in gone]
    if here is None and all(copy.device != registry.device for copy in devices):
        devices.append(Copy(registry.keyring.office, registry.device, None))
    heard = {copy.office for copy in (*confirmed, *devices, *given_up)}
    never = [Copy(office, None, None) for office in peers if office not in heard]
    older = tuple(sorted((kept for kept in backups if here is None or kept.made_at <= here.at), key=_by_age))
    return Copies(confirmed, (*devices, *never), older, given_up)


def _by_age(kept: Kept) -> tuple[datetime, str, str]:
    return kept.made_at, kept.where, kept.place


def _unheard(registry: Registry, device: Known) -> Copy:
    office = registry.office_of(device.author)
    mine = may_give_up(registry) and office == registry.keyring.office and device.id != registry.device
    return Copy(office, device.id, device.heard_at, device.author, mine)


def _given_up(registry: Registry, devices: Iterable[Known]) -> tuple[Copy, ...]:
    """Those that somebody of their own office gave up, and that were not heard of since."""
    said = registry.orders.given_up()
    found = []
    for device in devices:
        office, word = registry.office_of(device.author), said.get(device.id)
        paper = None if word is None else registry.keyring.people.get(word.by)
        if word is None or paper is None or device.id == registry.device:
            continue
        if word.still_holds(device.last) and paper.office == office and judging.may_give_up(paper):
            mine = may_give_up(registry) and office == registry.keyring.office
            found.append(Copy(office, device.id, word.at, word.by, mine=mine))
    return tuple(found)
