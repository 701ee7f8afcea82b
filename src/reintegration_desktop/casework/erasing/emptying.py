"""Emptying a case's bin: what has lain there for thirty days goes for good, here and wherever it travelled."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import groupby
from uuid import UUID

from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.errors import BinNotReady, CodeNotTyped, NotPermitted, UnderLegalHold
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.erasing.bin import IN_THE_BIN
from reintegration_desktop.rules.erasing.entries import emptying_document
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.limits.keeping import legal_hold_stops_erasure
from reintegration_desktop.vault.roles import Role

AT_ONCE = 500
"""So many versions at most, or one record's, go by one entry: it tells of each."""


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
    with desk.begin() as work:
        for versions in _in_parts(registry.orders.versions_of(case, [row.id for row in rows])):
            work.about_erasing(emptying_document([one.id for one in versions], versions), desk.new_id(), case)
        changes = work.commit()
    registry.orders.overwrite()
    return changes


def _in_parts(versions: Iterable[Change]) -> Iterator[list[Change]]:
    """Versions in lists of not too many, those of a record together."""
    part = list[Change]()
    for _, some in groupby(sorted(versions, key=lambda one: (one.record, one.id)), key=lambda one: one.record):
        of_record = list(some)
        if part and len(part) + len(of_record) > AT_ONCE:
            yield part
            part = []
        part += of_record
    if part:
        yield part
