"""Which copies of what is to be erased are known to be gone, not yet heard from, or older than the order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.casework.erasing.ordering import held, may_sign, may_take_back
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.rules.erasing.standing import Erasure, State


class Standing(StrEnum):
    """How an order stands, for who looks at it here."""

    SIGNING = "signing"
    LAPSED = "lapsed"
    WAITING = "waiting"
    HELD = "held"
    REVOKED = "revoked"
    DESTROYED = "destroyed"
    EVERYWHERE = "everywhere"


@dataclass(frozen=True, slots=True)
class Copy:
    """A place where the files lay, or lie: an ``office``, one of its devices where that is known, and a moment.

    The moment is that of a receipt, or when it was last heard from, or when a backup was made; None for never.
    """

    office: UUID
    device: str | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Copies:
    """What is known of all copies."""

    confirmed: tuple[Copy, ...]
    unheard: tuple[Copy, ...]
    backups: tuple[datetime, ...]

    @property
    def are_gone(self) -> bool:
        """Whether nothing is left that could still hold the files."""
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


def erasure_lines(registry: Registry, peers: Iterable[UUID], backups: Sequence[datetime]) -> tuple[ErasureLine, ...]:
    """Every order, the newest first. ``peers`` are the offices bundles go to, ``backups`` when each was made."""
    offices, gone = tuple(peers), registry.orders.destroyed()
    return tuple(_line(registry, one, offices, backups, gone) for one in reversed(registry.orders.all()))


def waiting_for_me(registry: Registry) -> tuple[Erasure, ...]:
    """Orders that wait for this person's signature."""
    return tuple(one for one in registry.orders.all() if may_sign(registry, one))


def _line(
    registry: Registry, one: Erasure, peers: Sequence[UUID], backups: Sequence[datetime], gone: Mapping[UUID, datetime]
) -> ErasureLine:
    copies = _copies(registry, one, peers, backups)
    facts = registry.orders.facts(one.order.cases)
    codes = tuple(sorted(str(said.get("case_code", "")) for said in facts.values()))
    standing = _standing(registry, one, copies, is_gone=set(one.order.cases) <= gone.keys())
    return ErasureLine(one, standing, codes, copies, may_sign(registry, one), may_take_back(registry, one))


def _standing(registry: Registry, one: Erasure, copies: Copies, *, is_gone: bool) -> Standing:
    if one.state is State.REVOKED:
        return Standing.REVOKED
    if is_gone:
        return Standing.EVERYWHERE if copies.are_gone else Standing.DESTROYED
    if one.state is State.SIGNING:
        return Standing.LAPSED if one.expires < registry.desk.clock.now() else Standing.SIGNING
    return Standing.HELD if held(registry, one) else Standing.WAITING


def _copies(registry: Registry, one: Erasure, peers: Sequence[UUID], backups: Sequence[datetime]) -> Copies:
    """From receipts, from the devices that ever wrote here, from the offices that bundles go to, from the backups.

    A backup is older than the order until this device has destroyed: what was made after that holds nothing of it.
    """
    receipts = {receipt.device: receipt for receipt in one.receipts}
    here = receipts.get(registry.device)
    confirmed = tuple(Copy(receipt.office, receipt.device, receipt.at) for receipt in receipts.values())
    devices = [
        Copy(office, device.id, device.heard_at)
        for device in registry.orders.devices()
        if device.id not in receipts and (office := _office_of(registry, device.author)) is not None
    ]
    if here is None and all(copy.device != registry.device for copy in devices):
        devices.append(Copy(registry.keyring.office, registry.device, None))
    heard = {copy.office for copy in (*confirmed, *devices)}
    never = [Copy(office, None, None) for office in peers if office not in heard]
    older = tuple(sorted(made for made in backups if here is None or made <= here.at))
    return Copies(confirmed, (*devices, *never), older)


def _office_of(registry: Registry, author: UUID | None) -> UUID | None:
    """The office of who wrote on a device last; our own where nobody is known, so that no device is left out."""
    paper = None if author is None else registry.keyring.people.get(author)
    return registry.keyring.office if paper is None else paper.office
