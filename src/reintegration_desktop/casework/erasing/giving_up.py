"""Giving a computer up that never comes back: an entry of the log with a reason, taken back by another one."""

from reintegration_desktop.casework.erasing.registry import Known, Registry
from reintegration_desktop.casework.errors import DeviceUnknown, NotPermitted, ReasonNeeded
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.erasing import judging
from reintegration_desktop.rules.erasing.entries import giving_up_document, record_of_device
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.roles import Room


def may_give_up(registry: Registry) -> bool:
    """Whether who is signed in says of computers of their office that they never come back."""
    return judging.may_give_up(registry.keyring.person)


def give_up(registry: Registry, device: str, reason: str) -> Changes:
    """Wait for a computer of one's own office no longer: it is counted as given up until it is heard of again.

    Raises NotPermitted, ReasonNeeded, DeviceUnknown for one of another office, this one, or one never heard of.
    """
    known = _known(registry, device)
    if not reason.strip():
        raise ReasonNeeded
    why = say("Gave up a computer that does not answer: {reason}", reason=reason.strip())
    return _say(registry, device, known.last, why)


def wait_again(registry: Registry, device: str) -> Changes:
    """Wait for it after all; raises NotPermitted, DeviceUnknown."""
    _known(registry, device)
    return _say(registry, device, 0, say("Waits again for a computer that had been given up."))


def _known(registry: Registry, device: str) -> Known:
    if not may_give_up(registry):
        raise NotPermitted
    known = next((one for one in registry.orders.devices() if one.id == device), None)
    if known is None or device == registry.device or registry.office_of(known.author) != registry.keyring.office:
        raise DeviceUnknown
    return known


def _say(registry: Registry, device: str, seen: int, why: str) -> Changes:
    desk = registry.desk
    kind = Kind.APPROVE if desk.me.may(Kind.APPROVE, Room.OVERSIGHT, "") else Kind.VIEW
    with desk.begin() as work:
        work.note(kind, None, {"reason": why})
        work.about_erasing(giving_up_document(device, seen), record_of_device(device))
        return work.commit()
