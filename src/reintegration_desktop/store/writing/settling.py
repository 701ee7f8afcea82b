"""What entries about erasing come to in the tables: cases hidden or brought back, bins emptied."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.document import decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.erasing.bin import may_be_emptied
from reintegration_desktop.rules.erasing.entries import Emptying, Entry, read_entry
from reintegration_desktop.rules.erasing.standing import CertifiedAt, Erasure, State, erasures
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.files.loose import names_in, note_loose
from reintegration_desktop.store.log.codes import KIND_NUMBERS
from reintegration_desktop.store.log.heads import newest_at
from reintegration_desktop.store.log.hidden import emptied_versions, hidden_cases, hide
from reintegration_desktop.store.log.links import is_what_is_left, put_holes
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.staff import Staff
from reintegration_desktop.store.reading.contributions import forget_contributions
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.store.writing.erasing import erased_among, erased_cases, hole_of
from reintegration_desktop.vault.roles import Room

_ENTRIES = (
    f"WHERE c.kind = {KIND_NUMBERS[Kind.ERASE]} AND NOT EXISTS (SELECT 1 FROM quarantine q "  # noqa: S608 - our own words
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_EMPTIED = "INSERT INTO emptied (case_id, device, seq) VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
_HOLDERS = "SELECT case_id, holder FROM custody WHERE case_id IN ({marks})"
_GONE = (
    "DELETE FROM head WHERE case_id = ? AND device = ? AND seq = ?",
    "DELETE FROM quarantine WHERE case_id = ? AND device = ? AND seq = ?",
    "DELETE FROM change WHERE case_id = ? AND device = ? AND seq = ?",
)
OF_CASE = "WHERE c.case_id = ?"


@dataclass(frozen=True, slots=True)
class Settling:
    """What is worked out anew whenever entries about erasing come, in the transaction that brings them."""

    lens: Lens
    staff: Staff

    @property
    def certified(self) -> CertifiedAt:
        """The certificate of a person in force at a tick."""
        return self.staff.certified

    def orders(self, connection: Connection, register: Register) -> tuple[Erasure, ...]:
        """Every order, where it stands."""
        return erasures(entries_of(connection, register), self.certified)

    def settle(self, connection: Connection, register: Register) -> frozenset[UUID]:
        """Hide what whole orders name, bring back what is revoked, empty bins; returns the cases that this touched."""
        entries, lying = entries_of(connection, register), hidden_cases(connection)
        if not entries and not lying:
            return frozenset()
        wanted = self._to_hide(connection, register, erasures(entries, self.certified))
        hide(connection, wanted - lying)
        for case in lying - wanted:
            connection.exec_driver_sql("DELETE FROM hiding WHERE case_id = ?", (case.bytes,))
            fold_anew(connection, register, self.lens, case)
        return (wanted ^ lying) | self._empty_bins(connection, register, entries)

    def lacks_orders(self, connection: Connection, register: Register) -> bool:
        """Whether something was destroyed here that no whole order in the log names: others may hold it still."""
        gone = erased_cases(connection)
        if not gone:
            return False
        whole = [one.order.cases for one in self.orders(connection, register) if one.state is State.WHOLE]
        return not gone <= frozenset[UUID]().union(*whole)

    def _to_hide(self, connection: Connection, register: Register, orders: Iterable[Erasure]) -> frozenset[UUID]:
        """What whole orders name and is not destroyed yet, of the office that one of these orders is about."""
        named = {(case, one.order.office) for one in orders if one.state is State.WHOLE for case in one.order.cases}
        cases = {case for case, _ in named}
        left = cases - erased_among(connection, list(cases))
        holders = offices_of(connection, register, left)
        return frozenset(case for case, office in named if case in left and holders.get(case, office) == office)

    def _empty_bins(self, connection: Connection, register: Register, entries: Iterable[Entry]) -> frozenset[UUID]:
        touched = set()
        for entry in entries:
            if isinstance(entry.said, Emptying) and self._empty_bin(connection, register, entry, entry.said):
                touched.add(entry.case)
        return frozenset(touched)

    def _empty_bin(self, connection: Connection, register: Register, entry: Entry, said: Emptying) -> bool:
        """Put holes in the place of deleted versions; nothing at all where one of them is not deleted here."""
        done = emptied_versions(connection, register, [entry.case])
        left = frozenset(version for version in said.ids if tuple(version) not in done)
        if not left:
            return False
        changes = changes_where(connection, register, OF_CASE, (entry.case.bytes,))
        told = [one for gone in said.gone if is_what_is_left(connection, one := gone.change(entry.case))]
        if not may_be_emptied([*changes, *told], left, entry.clock):
            return False
        gone = [change for change in changes if change.id in left]
        note_loose(connection, names_in(gone) - names_in(change for change in changes if change.id not in left))
        empty(connection, register, entry.case, gone)
        connection.exec_driver_sql(
            _EMPTIED, [(entry.case.bytes, register.device(version.device), version.seq) for version in left]
        )
        fold_anew(connection, register, self.lens, entry.case)
        return True


def empty(connection: Connection, register: Register, case: UUID, changes: Iterable[Change]) -> None:
    """Put holes in the place of some versions of a case; what was counted from them goes, too."""
    forget_contributions(connection, case)
    gone = list(changes)
    put_holes(connection, register, [hole_of(change) for change in gone])
    rows = [(case.bytes, register.device(change.device), change.seq) for change in gone]
    for sql in _GONE if rows else ():
        connection.exec_driver_sql(sql, rows)


def entries_of(connection: Connection, register: Register) -> list[Entry]:
    """Every entry about erasing that stands."""
    changes = changes_where(connection, register, _ENTRIES, ())
    return [entry for change in changes if (entry := read_entry(change)) is not None]


def offices_of(connection: Connection, register: Register, cases: Iterable[UUID]) -> Mapping[UUID, UUID]:
    """The office that holds each of some cases, also of those that are hidden: by custody, else by the log's facts."""
    found, wanted = {}, list(cases)
    for case, answers in facts_in_the_log(connection, register, wanted).items():
        try:
            found[case] = UUID(str(answers.get("office")))
        except ValueError:
            continue
    for marks, some in in_slices([case.bytes for case in wanted]):
        rows = connection.exec_driver_sql(_HOLDERS.format(marks=marks), some).fetchall()
        found.update({UUID(bytes=case): UUID(bytes=holder) for case, holder in rows})
    return found


def offices_of_hidden(connection: Connection, register: Register, cases: Collection[UUID]) -> Mapping[UUID, UUID]:
    """The office that holds each of those of some cases that are ordered to be erased: they stand in no list."""
    lying = hidden_cases(connection).intersection(cases)
    return offices_of(connection, register, lying) if lying else {}


def facts_in_the_log(
    connection: Connection, register: Register, cases: Iterable[UUID]
) -> Mapping[UUID, Mapping[str, object]]:
    """Some cases' own facts, from the newest version of each: also of those that stand in no list."""
    places = [(case, case, Room.OPEN) for case in cases]
    found: dict[UUID, Mapping[str, object]] = {}
    for (case, _, _), newest in newest_at(connection, register, places).items():
        try:
            found[case] = decode(max(newest, key=lambda one: one.change.clock).change.document).answers
        except DocumentBroken:
            continue
    return found


def changes_in_the_bin(connection: Connection, register: Register, case: UUID, records: Iterable[UUID]) -> list[Change]:
    """All versions of some records of a case, in every room."""
    wanted, kinds = set(records), {Kind.SAVE, Kind.DELETE, Kind.UNDELETE, Kind.RESOLVE}
    changes = changes_where(connection, register, OF_CASE, (case.bytes,))
    return [change for change in changes if change.record in wanted and change.kind in kinds]
