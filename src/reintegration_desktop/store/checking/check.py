"""The check of a vault's database, part by part."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.history.change import Change
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.rules.numbers.standing import Staff
from reintegration_desktop.store.checking.chain import KeysOf, check_chains, check_outside_heads
from reintegration_desktop.store.checking.files import check_files
from reintegration_desktop.store.checking.findings import Findings, Trouble
from reintegration_desktop.store.checking.folding import fold_anew, folded, lying
from reintegration_desktop.store.checking.outside import OutsideHead
from reintegration_desktop.store.checking.pages import check_pages
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.log.numbers import fold_numbers, numbers_differ
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.roles import Room

SLICE = 500
_HOLDER = (
    "SELECT coalesce(u.holder, c.office) FROM case_ c LEFT JOIN custody u ON u.case_id = c.case_id WHERE c.case_id = ?"
)
_CASES = "SELECT DISTINCT case_id FROM change WHERE case_id > ? ORDER BY case_id LIMIT ?"


class CustodyFold(Protocol):
    """Whose cases are, in the tables and by the log."""

    def differs(self, connection: Connection, register: Register, case: UUID) -> bool:
        """Whether the tables say otherwise than the log whose a case is."""

    def settle(self, connection: Connection, register: Register, cases: Iterable[UUID]) -> None:
        """Write down whose these cases are by the log."""


@dataclass(frozen=True, slots=True)
class Checker:
    """Checks a database, and folds it anew. ``office`` is the id under which the office's own entries lie.

    ``custody`` gives what knows whose cases are, ``staff`` who is certified as what, for one transaction.
    """

    database: Database
    lens: Lens
    keys_of: KeysOf
    office: UUID
    custody: Callable[[Connection], CustodyFold]
    staff: Callable[[Connection], Staff]

    def check(self, heads: Sequence[OutsideHead], progress: Progress, *, sealed_only: bool = False) -> Findings:
        """Everything, or what needs no key to a room; ``heads`` are those remembered outside of the database.

        Damaged pages end the check: nothing after them could be believed. A server looks after its own.
        """
        findings = Findings()
        if not self.database.has_pages or check_pages(self.database, findings):
            check_outside_heads(self.database, heads, findings)
            check_chains(self.database, self.keys_of, findings, progress)
            self._check_numbers(findings)
            self._check_cases(findings, progress, sealed_only=sealed_only)
            check_files(self.database, findings, progress)
        return findings

    def fold_anew(self, progress: Progress) -> int:
        """Write heads, facts, tasks and people anew from the log; returns how many cases had differed."""
        differed = done = 0
        with self.database.write() as connection:
            fold_numbers(connection, Register(connection), self.office, self.staff(connection))
        for cases in self._slices():
            with self.database.write() as connection:
                register = Register(connection)
                for case in cases:
                    differed += self._fold_anew(connection, register, case)
            done += len(cases)
            progress.report(done)
        return differed

    def _check_numbers(self, findings: Findings) -> None:
        """Whether the numbers of the policy are those that were signed."""
        with self.database.read() as connection:
            if numbers_differ(connection, Register(connection), self.office, self.staff(connection)):
                findings.add(Trouble.NUMBERS)

    def _fold_anew(self, connection: Connection, register: Register, case: UUID) -> bool:
        """Write what the log says of a case; true where the tables said otherwise."""
        custody = self.custody(connection)
        moved = custody.differs(connection, register, case)
        if moved:
            custody.settle(connection, register, (case,))
        return fold_anew(connection, register, self.lens, case) or moved

    def _check_cases(self, findings: Findings, progress: Progress, *, sealed_only: bool) -> None:
        done = 0
        for cases in self._slices():
            with self.database.read() as connection:
                register = Register(connection)
                for case in cases:
                    self._check_case(connection, register, case, findings)
                    if not sealed_only:
                        self._check_seals(connection, register, case, findings)
            done += len(cases)
            progress.report(done)

    def _check_case(self, connection: Connection, register: Register, case: UUID, findings: Findings) -> None:
        if case != self.office:
            findings.count("cases")
        same = folded(connection, register, self.lens, case) == lying(connection, case)
        if not same or self.custody(connection).differs(connection, register, case):
            findings.add(Trouble.FOLDS, case=case)

    def _check_seals(self, connection: Connection, register: Register, case: UUID, findings: Findings) -> None:
        """Open what can be opened; what headquarters passed on of another office's is under that office's keys."""
        ours = _is_ours(connection, case, self.office)
        for change in changes_where(connection, register, "WHERE c.case_id = ?", (case.bytes,)):
            if change.room is Room.OPEN or self._opens(change, findings):
                continue
            if ours and not self._is_told_by_another_office(connection, change):
                findings.add(Trouble.SEAL, change.device, change.seq, case)
            else:
                findings.count("seals without a key")

    def _is_told_by_another_office(self, connection: Connection, change: Change) -> bool:
        """Whether it lies among another office's own entries, or under its own key of oversight, which nobody is given.

        The first belong to no case and to nobody's facts.
        """
        paper = self.staff(connection).certified(change.author, change.clock)
        theirs = paper is not None and paper.office != self.office
        return paper is not None and theirs and (paper.office == change.case or change.room is Room.OVERSIGHT)

    def _opens(self, change: Change, findings: Findings) -> bool:
        try:
            opened = self.lens.rooms.plain(change) is not None
        except SealBroken:
            return False
        findings.count("seals opened" if opened else "seals without a key")
        return True

    def _slices(self) -> Iterator[list[UUID]]:
        after = b""
        while True:
            with self.database.read() as connection:
                rows = connection.exec_driver_sql(_CASES, (after, SLICE)).fetchall()
            if not rows:
                return
            after = rows[-1][0]
            yield [UUID(bytes=raw) for (raw,) in rows]


def _is_ours(connection: Connection, case: UUID, office: UUID) -> bool:
    """Whether this office holds a case, as far as that is known."""
    holder = connection.exec_driver_sql(_HOLDER, (case.bytes,)).scalar()
    return holder is None or bytes(holder) == office.bytes
