"""Letting in what was put aside: written anew by who decides, from the same versions, so that all receive it."""

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.forms.widths import width
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.ids import may_have_begun
from reintegration_desktop.rules.permissions import NEVER_DELETED
from reintegration_desktop.store.custody.entries import cases_begun
from reintegration_desktop.store.errors import NotAdoptable
from reintegration_desktop.store.log.heads import Place, is_version, newest_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where, versions_of
from reintegration_desktop.store.log.technical import keys_record, tasks_record
from reintegration_desktop.store.log.writer import Entry
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.vault.roles import Room

ADOPTED, REFUSED = "adopted", "refused"
_ASIDE = (
    "JOIN quarantine q ON q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq "
    "WHERE c.case_id = ? ORDER BY c.clock, c.device, c.seq"
)
_REASONS = "SELECT device, seq, reason FROM quarantine WHERE case_id = ?"
_DECIDE = "UPDATE quarantine SET decided = ? WHERE case_id = ? AND device = ? AND seq = ?"
_SAVES = frozenset({Kind.SAVE, Kind.RESOLVE})
Aside = Mapping[VersionId, Change]


def decide(connection: Connection, register: Register, case: UUID, versions: Collection[VersionId], how: str) -> None:
    """Write down what a supervisor decided about changes that lie aside."""
    rows = [(how, case.bytes, register.device(version.device), version.seq) for version in versions]
    if rows:
        connection.exec_driver_sql(_DECIDE, rows)


def rewritten(
    connection: Connection, register: Register, lens: Lens, case: UUID, versions: Collection[VersionId]
) -> list[Entry]:
    """What some changes that lie aside say, as entries of who lets them in; keys first.

    Of a record's room the newest of them, made from the nearest versions that count: what was written since lives
    beside it, and where both changed one answer a person decides. Raises NotAdoptable for what nobody can make their
    own: it can't be read, has no key here, is no version of a record, or is what no role writes so.
    """
    aside = {change.id: change for change in changes_where(connection, register, _ASIDE, (case.bytes,))}
    wanted = [change for change in aside.values() if change.id in set(versions) and is_version(change)]
    if not wanted or any(_is_nobodys(lens, one, reason) for one, reason in _with_reasons(connection, register, wanted)):
        raise NotAdoptable
    keys = keys_record(case)
    newest = newest_of(connection, register, case, Room.OPEN)
    said = [one.change for one in newest.get((keys, Room.OPEN), [])]
    lens.rooms.adopt(case, lens.key_documents([*said, *(one for one in aside.values() if one.record == keys)]))
    kept = [one for one in _tips(wanted) if _is_needed(lens, one, newest.keys())]
    ordered = sorted(kept, key=lambda one: one.record != keys)
    return [_entry(connection, register, lens, aside, one, wanted) for one in ordered]


def _is_needed(lens: Lens, change: Change, places: Collection[Place]) -> bool:
    """Whether it is written anew: of keys those that people of this office wrapped, tasks where there are none."""
    if change.record == keys_record(change.case):
        return lens.is_ours(change.author, change.clock)
    return change.record != tasks_record(change.case) or (change.record, change.room) not in places


def _with_reasons(connection: Connection, register: Register, wanted: Iterable[Change]) -> list[tuple[Change, Reason]]:
    found = list(wanted)
    rows = connection.exec_driver_sql(_REASONS, (found[0].case.bytes,)).fetchall() if found else []
    reasons = {VersionId(register.device_id(device), seq): Reason(reason) for device, seq, reason in rows}
    return [(change, reasons[change.id]) for change in found]


def _is_nobodys(lens: Lens, change: Change, reason: Reason) -> bool:
    """Whether a version of the open room is what nobody here writes so.

    Consent changed, the case's own facts, or the beginning of a case that is another office's by its id.
    """
    if cases_begun([change]) and not may_have_begun(lens.rooms.keyring.office, change.case):
        return True
    if change.room is not Room.OPEN or reason is not Reason.NOT_PERMITTED:
        return False
    document = lens.rooms.document(change)
    return document is None or document.form in NEVER_DELETED


def _tips(wanted: Iterable[Change]) -> list[Change]:
    """Those that no other of them was made from, oldest first."""
    found = list(wanted)
    seen = {parent for change in found for parent in change.parents}
    return [change for change in found if change.id not in seen]


def _entry(
    connection: Connection, register: Register, lens: Lens, aside: Aside, change: Change, wanted: Iterable[Change]
) -> Entry:
    document = lens.rooms.document(change)
    if document is None:
        raise NotAdoptable
    place = change.record, change.room
    edited = {key for one in wanted if (one.record, one.room) == place for key in _edited(lens, one)}
    ancestors = _counting(aside, change)
    known = versions_of(connection, register, change.case, change.record, ancestors)
    parents = {version: clock for version, (room, clock) in known.items() if room is change.room}
    kind = Kind.SAVE if change.kind in _SAVES else change.kind
    told = tuple(sorted(edited)) if parents else ()
    whole = Document(document.form, document.parent, document.answers, told)
    after, plain = max(parents.values(), default=0), encode(whole)
    counts = width(lens.dictionary, change.room, whole, len(plain))
    return Entry(change.case, change.record, change.room, kind, tuple(parents), plain, after, counts)


def _edited(lens: Lens, change: Change) -> Iterable[str]:
    document = lens.rooms.document(change)
    return () if document is None else document.edited or document.answers


def _counting(aside: Aside, change: Change) -> list[VersionId]:
    """The nearest versions it was made from that don't lie aside themselves."""
    found, seen, left = dict[VersionId, None](), set[VersionId](), list(change.parents)
    while left:
        version = left.pop()
        if version in seen:
            continue
        seen.add(version)
        if version in aside:
            left.extend(aside[version].parents)
        else:
            found[version] = None
    return list(found)
