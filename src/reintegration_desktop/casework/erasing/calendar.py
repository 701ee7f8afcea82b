"""From when this computer destroys what is due: by a date that can be believed.

A clock that ran far ahead since this computer was last used is not believed before somebody says that the date is
right: what is destroyed too early does not come back.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from reintegration_desktop.casework.erasing.giving_up import may_give_up
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.erasing.standing import Erasure
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.files.device import Device
from reintegration_desktop.vault.roles import Room

AHEAD = timedelta(days=7)
"""So far beyond the moment at which it was last used a computer's clock is believed."""
_WORTH_NOTING = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Calendar:
    """This computer's clock, and the moment up to which it is believed."""

    clock: datetime
    believed: datetime

    def is_due(self, one: Erasure) -> bool:
        """Whether an order's files are to be destroyed now; where nothing is waited for, no date is asked."""
        return one.is_due(self.clock if one.order.asked_by_child else self.believed)

    def is_in_doubt(self, one: Erasure) -> bool:
        """Whether they would be if only the date were right."""
        return one.is_due(self.clock) and not self.is_due(one)


def calendar_of(registry: Registry) -> Calendar:
    """As this computer remembers it."""
    return _calendar(registry, _memory(registry))


def noted(registry: Registry) -> Calendar:
    """The same, and remembered from now on; raises what the disk refuses."""
    memory = _memory(registry)
    calendar = _calendar(registry, memory)
    is_news = memory.believed is None or calendar.believed - memory.believed >= _WORTH_NOTING
    if is_news and calendar.believed == calendar.clock:
        registry.folder.remember(replace(memory, believed=calendar.clock))
    return calendar


def may_confirm_date(registry: Registry) -> bool:
    """Whether who is signed in says that a date is right."""
    return may_give_up(registry)


def confirm_date(registry: Registry) -> Changes:
    """This computer's clock is right, says somebody who answers for what it destroys; it stands in the log.

    Raises NotPermitted, and what the disk refuses.
    """
    if not may_confirm_date(registry):
        raise NotPermitted
    desk = registry.desk
    kind = Kind.APPROVE if desk.me.may(Kind.APPROVE, Room.OVERSIGHT, "") else Kind.VIEW
    with desk.begin() as work:
        work.note(kind, None, {"reason": say("Said that this computer's date is right.")})
        changes = work.commit()
    registry.folder.remember(replace(_memory(registry), believed=desk.clock.now()))
    return changes


def _calendar(registry: Registry, memory: Device) -> Calendar:
    clock = registry.desk.clock.now()
    return Calendar(clock, clock if memory.believed is None else min(clock, memory.believed + AHEAD))


def _memory(registry: Registry) -> Device:
    return registry.folder.device(registry.keyring.file, registry.random)
