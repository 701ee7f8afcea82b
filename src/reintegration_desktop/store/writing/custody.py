"""What entries about whose a case is come to in the tables: who may write, what is put aside, whose keys are let go."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.custody.entries import KINDS, record_about
from reintegration_desktop.rules.custody.entries import keys_record as sealed_record
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.custody.entries import entries_about
from reintegration_desktop.store.custody.standing import Custodies, Work
from reintegration_desktop.store.log.codes import KIND_NUMBERS
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.lists import in_slices
from reintegration_desktop.store.writing.settling import empty, offices_of
from reintegration_desktop.vault.roles import Role

_PUT = (
    "INSERT INTO custody (case_id, holder, epoch, target, disputed, elsewhere) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (case_id) DO UPDATE SET holder = excluded.holder, epoch = excluded.epoch, target = excluded.target, "
    "disputed = excluded.disputed, elsewhere = excluded.elsewhere"
)
_NOBODYS = "DELETE FROM custody WHERE case_id = ?"
_LYING = "SELECT case_id, holder, epoch, target, disputed, elsewhere FROM custody WHERE case_id = ?"
_KEYS = "WHERE c.case_id = ? AND c.record_id IN (?, ?)"
_SAID = ", ".join(str(KIND_NUMBERS[kind]) for kind in sorted(set(KINDS.values())))
_AUTHORS = (
    f"SELECT case_id, author, min(clock), max(clock), count(CASE WHEN kind IN ({_SAID}) THEN 1 END) "  # noqa: S608
    "FROM change WHERE case_id IN ({marks}) GROUP BY case_id, author"
)
_UNDONE = (
    "SELECT 1 FROM quarantine q JOIN change c ON c.case_id = q.case_id AND c.device = q.device AND c.seq = q.seq "
    "WHERE q.case_id = ? AND q.reason = ? AND c.record_id = ? LIMIT 1"
)
_ASIDE = "INSERT INTO quarantine (case_id, device, seq, reason) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is worked out anew whenever an entry about a case comes, in the transaction that brings it."""

    lens: Lens
    certified: CertifiedAt

    def settle(self, connection: Connection, register: Register, cases: Iterable[UUID]) -> None:
        """Write down whose these cases are, put aside what no longer counts, let go of what went."""
        known = Custodies(self.certified)
        for case in cases:
            now = known.of(connection, register, case)
            if now.holder is None:
                connection.exec_driver_sql(_NOBODYS, (case.bytes,))
                continue
            connection.exec_driver_sql(_PUT, self._row(case, now, now.holder))
            self._put_aside(
                connection,
                register,
                case,
                [one for one in known.work_in(connection, register, case) if not _counts(now, one)],
            )
            if self._is_gone(now):
                self.lens.rooms.keyring.children.forget(case)
                self.lens.forget()
                if not self._is_undone(connection, case, now):
                    self._let_go(connection, register, case)

    def begin(self, connection: Connection, register: Register, cases: Collection[UUID]) -> None:
        """Of cases whose own facts came just now: go by what was said before, put aside what others wrote in them."""
        known = Custodies(self.certified)
        for case in self._not_of_one_alone(connection, register, cases):
            if entries_about(connection, register, case):
                self.settle(connection, register, [case])
                continue
            own = {
                None,
                known.of(connection, register, case).holder,
                *offices_of(connection, register, [case]).values(),
            }
            beyond = [one for one in known.work_in(connection, register, case) if one.office not in own]
            self._put_aside(connection, register, case, beyond)

    def _not_of_one_alone(self, connection: Connection, register: Register, cases: Collection[UUID]) -> list[UUID]:
        """Those of some cases in which people of more than one office wrote, or somebody may have said whose it is."""
        offices: dict[bytes, set[UUID]] = {}
        said = set[bytes]()
        for marks, some in in_slices([case.bytes for case in cases]):
            rows = connection.exec_driver_sql(_AUTHORS.format(marks=marks), some).fetchall()
            for case, author, first, last, entries in rows:
                papers = (self.certified(register.person(author), clock) for clock in (first, last))
                offices.setdefault(bytes(case), set()).update(paper.office for paper in papers if paper is not None)
                said |= {bytes(case)} if entries else set()
        return [UUID(bytes=case) for case, found in offices.items() if len(found) > 1 or case in said]

    def differs(self, connection: Connection, register: Register, case: UUID) -> bool:
        """Whether the tables say otherwise than the log whose a case is.

        Of one never offered they say nothing, or whose it is where what was said of it lies aside by now.
        """
        lying = [tuple(row) for row in connection.exec_driver_sql(_LYING, (case.bytes,)).fetchall()]
        if not lying and not entries_about(connection, register, case):
            return False
        now = Custodies(self.certified).of(connection, register, case)
        return lying != ([] if now.holder is None else [self._row(case, now, now.holder)])

    def _row(self, case: UUID, now: Custody, holder: UUID) -> tuple[object, ...]:
        own = self.lens.rooms.keyring
        target = None if now.waiting is None else now.waiting.offer.target.bytes
        elsewhere = holder != own.office and own.role is not Role.HEADQUARTERS
        return case.bytes, holder.bytes, now.epoch, target, now.disputed, elsewhere

    def _is_gone(self, now: Custody) -> bool:
        """Whether another office holds a case, offers it to nobody here, and nobody has to decide."""
        own = self.lens.rooms.keyring
        offered = any(one.is_live and one.offer.target == own.office for one in now.offers)
        return now.holder != own.office and not now.disputed and not offered and own.role is not Role.HEADQUARTERS

    def _is_undone(self, connection: Connection, case: UUID, now: Custody) -> bool:
        """Whether a case only isn't here any more since somebody's word was revoked: the last keys may lie here."""
        if self.lens.rooms.keyring.office in now.past:
            return False
        values = (case.bytes, Reason.AUTHOR_REVOKED.value, record_about(case).bytes)
        return connection.exec_driver_sql(_UNDONE, values).scalar() is not None

    def _let_go(self, connection: Connection, register: Register, case: UUID) -> None:
        """Empty a child's keys: those wrapped for the own rooms, and those that were sealed to be given on."""
        changes = changes_where(
            connection, register, _KEYS, (case.bytes, keys_record(case).bytes, sealed_record(case).bytes)
        )
        gone = [one for one in changes if one.record != keys_record(case) or self._is_own(one)]
        empty(connection, register, case, gone)
        if gone:
            fold_anew(connection, register, self.lens, case)

    def _is_own(self, change: Change) -> bool:
        """Whether somebody of this office wrote a change."""
        paper = self.certified(change.author, change.clock)
        return paper is not None and paper.office == self.lens.rooms.keyring.office

    def _put_aside(self, connection: Connection, register: Register, case: UUID, beyond: list[Work]) -> None:
        """What an office wrote that does not, or not any more, hold the case lies aside until somebody decides."""
        if beyond:
            reason = Reason.NOT_HOLDER.value
            connection.exec_driver_sql(_ASIDE, [(case.bytes, one.device, one.seq, reason) for one in beyond])
            fold_anew(connection, register, self.lens, case)
            self.lens.rooms.keyring.children.forget(case)


def _counts(now: Custody, work: Work) -> bool:
    """A stranger's work isn't judged here: whoever can't be certified was let in, or put aside, on arrival."""
    return work.office is None or now.may_write(work.office, work.clock)
