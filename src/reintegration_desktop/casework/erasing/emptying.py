"""Emptying a case's bin: what has lain there for thirty days goes for good, here and wherever it travelled."""

from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.errors import BinNotReady, CodeNotTyped, NotPermitted, UnderLegalHold
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.rules.erasing.bin import IN_THE_BIN
from reintegration_desktop.rules.erasing.entries import emptying_document
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.limits.keeping import legal_hold_stops_erasure
from reintegration_desktop.vault.roles import Role


def may_empty(registry: Registry) -> bool:
    """Whether this person empties bins."""
    return registry.desk.me.role is Role.SUPERVISOR


def ready(opened: OpenCase, now: datetime) -> tuple[Record, ...]:
    """What has lain in a case's bin for long enough."""
    since = {record: touch.at for record, touch in opened.touched.items()}
    return tuple(row for row in opened.bin if row.id in since and now - since[row.id] >= IN_THE_BIN)


def empty_bin(registry: Registry, case: UUID, typed_code: str) -> Changes:
    """Destroy what has lain in a case's bin for thirty days; the log keeps who did it, and how many entries.

    Raises NotPermitted, CodeNotTyped, UnderLegalHold, BinNotReady.
    """
    desk = registry.desk
    if not may_empty(registry):
        raise NotPermitted
    with desk.read() as cases:
        opened = cases.open(case)
    if typed_code.strip().upper() != opened.row.code:
        raise CodeNotTyped
    if legal_hold_stops_erasure(opened.file):
        raise UnderLegalHold
    rows = ready(opened, desk.clock.now())
    if not rows:
        raise BinNotReady(days=IN_THE_BIN.days)
    versions = registry.orders.versions_of(case, [row.id for row in rows])
    with desk.begin() as work:
        work.about_erasing(emptying_document(versions), desk.new_id(), case)
        changes = work.commit()
    registry.orders.overwrite()
    return changes
