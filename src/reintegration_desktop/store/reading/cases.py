"""Reading cases: lists from the folds, files from the log. On a connection that cannot write; of one thread."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.merge import Conflict
from reintegration_desktop.history.versions import Version, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds, moment_of
from reintegration_desktop.rules.custody.aliases import record_about, said_of_others
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.erasing.standing import CertifiedAt
from reintegration_desktop.rules.facts import (
    CaseFilter,
    CaseRow,
    Contribution,
    CustodyRow,
    OpenCase,
    PersonRow,
    TaskRow,
    Touch,
    Walked,
)
from reintegration_desktop.rules.inquiries.standing import Inquiry, inquiries
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tasks import TaskKind
from reintegration_desktop.store.errors import CaseNotHere
from reintegration_desktop.store.inquiries.entries import entries_of
from reintegration_desktop.store.inquiries.sealing import about, open_answer, open_ask, open_file
from reintegration_desktop.store.log.decided import taken_back
from reintegration_desktop.store.log.heads import Place, conflicts
from reintegration_desktop.store.log.hidden import is_hidden
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.reading.contributions import contributions, every_case, walked
from reintegration_desktop.store.reading.lens import Lens, Shown
from reintegration_desktop.store.reading.lists import (
    caseloads,
    custodies_in,
    exports_since,
    ids_of,
    rows_at,
    rows_of,
    task_after,
    tasks_until,
    totals,
    worked_on,
    workers_of,
)
from reintegration_desktop.store.reading.people import People
from reintegration_desktop.store.reading.waiting import waiting
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.roles import Room

_SAID = (
    "WHERE c.case_id = ? AND c.record_id = ? AND NOT EXISTS (SELECT 1 FROM quarantine q "
    "WHERE q.case_id = c.case_id AND q.device = c.device AND q.seq = c.seq)"
)
_ASIDE = "SELECT device, seq FROM quarantine WHERE case_id = ?"


class Custodies(Protocol):
    """Works out whose cases are."""

    @property
    def certified(self) -> CertifiedAt:
        """Who is certified as what at a tick."""

    def of(self, connection: Connection, register: Register, case: UUID) -> Custody:
        """Whose a case is by the log."""

    def in_transit(self, connection: Connection, register: Register, case: UUID) -> frozenset[VersionId]:
        """What an office wrote of a case while that was on its way from there."""


class Cases:
    """One moment of the database. Made, used and closed on one thread."""

    def __init__(self, connection: Connection, lens: Lens, custodies: Custodies) -> None:
        self._connection, self._lens, self._custodies = connection, lens, custodies
        self._register = Register(connection)
        self._people = People(connection, self._register, lens)

    def ids(self, wanted: CaseFilter, order: str = "due", among: Collection[int] | None = None) -> "array[int]":
        """Row numbers of the cases wanted, in an order: ``due``, ``code``, ``new``, ``risk`` or ``status``.

        Of those alone that are ``among`` a few hundred others, where these are given.
        """
        return ids_of(self._connection, wanted, order, among)

    def rows(self, ids: Sequence[int]) -> list[CaseRow]:
        """Workflow facts, in the order asked."""
        return rows_at(self._connection, ids)

    def facts(self, cases: Sequence[UUID]) -> list[CaseRow]:
        """Workflow facts of cases by id, in the order asked."""
        return rows_of(self._connection, cases)

    def names(self, ids: Sequence[int]) -> dict[int, Answers]:
        """The person room of ``identification`` by row number, for those that can be read."""
        return self._people.at(ids)

    def people(self, last: PersonRow | None, limit: int, keys: Sequence[str]) -> list[PersonRow]:
        """The next slice for the index of names, after the last of the one before: row number, case, and those answers
        of the person room to ``keys`` that are a text or a code.

        Empty only at the end.
        """
        return self._people.after(last, limit, keys)

    def by_code(self, code: str) -> UUID | None:
        """The case with a code."""
        found = self._connection.exec_driver_sql("SELECT case_id FROM case_ WHERE code = ?", (code,)).scalar()
        return None if found is None else UUID(bytes=found)

    def exports(self, since: date) -> list[date]:
        """The days since one, each as often as something of a case was printed, sent or shared."""
        return exports_since(self._connection, since)

    def tasks(self, worker: UUID | None, until: date, kinds: Collection[TaskKind] = ()) -> list[TaskRow]:
        """Tasks due up to a day, urgent first, then by due day; of one worker, or of all; of some kinds where named.

        Bounded: at most three hundred that are urgent, at high risk, and all others, those that wait longest.
        """
        return tasks_until(self._connection, worker, until, kinds)

    def task_after(self, worker: UUID | None, day: date) -> TaskRow | None:
        """The first task of an open case that is due after a day; of one worker, or of all."""
        return task_after(self._connection, worker, day)

    def counts(self, worker: UUID | None = None) -> Mapping[str, int]:
        """How many cases by status, of one worker or of all; of open ones by risk (``risk:`` where nobody said)."""
        return totals(self._connection, worker)

    def workers(self) -> list[UUID | None]:
        """Everybody who has a case, and None where some case has nobody."""
        return workers_of(self._connection)

    def worked_on(self, person: UUID, since: datetime) -> list[UUID]:
        """Cases in which somebody wrote something since a moment, newest first."""
        author = self._register.author_number(person)
        known = [] if author is None else worked_on(self._connection, author, milliseconds(since) << COUNTER_BITS)
        return [row.id for row in rows_of(self._connection, known)]

    def conflicts(self) -> list[tuple[UUID, UUID, Room]]:
        """Every case, record and room with several newest versions, or whose decision was taken back."""
        return sorted({*conflicts(self._connection), *taken_back(self._connection)})

    def waiting(self) -> list[tuple[UUID, UUID, Room]]:
        """Of these all but what merges by itself, as far as that can be read here."""
        found = waiting(self._connection, self._register, self._lens)
        return sorted({*found, *taken_back(self._connection)})

    def open(self, case: UUID) -> OpenCase:
        """A whole case; raises CaseNotHere."""
        rows = rows_of(self._connection, (case,))
        if not rows:
            raise CaseNotHere
        shown = self._lens.shown(self._connection, self._register, case)
        waiting, file = _conflicts(shown), self._lens.file(case, shown)
        kept = {record.id for record in file.records}
        everything = self._lens.file(case, shown, hidden=True).records
        return OpenCase(
            row=rows[0],
            file=file,
            heads={place: one.tips for place, one in shown.items()},
            conflicts=waiting,
            unknown_conflicts=sum(one.merged.unknown and len(one.tips) > 1 for one in shown.values()),
            came_back=frozenset(place for place, one in shown.items() if one.merged.came_back),
            closed=frozenset(room for (_, room), one in shown.items() if one.merged.unknown),
            bin=tuple(record for record in everything if record.id not in kept),
            touched=_touched(shown),
            aliases=tuple(self.aliases(case)),
            custody=self.custody(case) if self.custodies([case]) else None,
        )

    def every(self) -> list[UUID]:
        """All cases that stand in the lists, in the order they lie in."""
        return every_case(self._connection)

    def files(self, cases: Sequence[UUID]) -> list[Walked]:
        """What can be read of cases that are here, in their order; for who walks through very many of them once."""
        passing = self._lens.passing()
        return [walked(passing, case, passing.shown(self._connection, self._register, case)) for case in cases]

    def contributions(self, cases: Sequence[UUID], terms: bytes) -> list[Contribution]:
        """Of each case the mark that it has now under some terms of counting, and what was kept under that mark."""
        return contributions(self._connection, self._register, self._lens, cases, terms)

    def caseloads(self) -> list[int]:
        """How many open cases each has who has any, the fewest first."""
        return caseloads(self._connection)

    def history(self, case: UUID) -> tuple[Version, ...]:
        """All versions and entries, oldest first, those without a key unopened; raises CaseNotHere."""
        changes = changes_where(
            self._connection, self._register, "WHERE c.case_id = ? ORDER BY c.clock, c.device, c.seq", (case.bytes,)
        )
        if not changes or is_hidden(self._connection, case):
            raise CaseNotHere
        self._lens.open_room(self._connection, self._register, case)
        return tuple(map(self._lens.rooms.version, changes))

    def custody(self, case: UUID) -> Custody:
        """Whose a case is by the log, with the offers that are open."""
        return self._custodies.of(self._connection, self._register, case)

    def inquiries(self, policy: Policy) -> tuple[Inquiry, ...]:
        """Every question between offices that lies here, oldest first."""
        entries = entries_of(self._connection, self._register)
        return inquiries(entries, self._custodies.certified, policy, self._lens.now())

    def asked(self, inquiry: Inquiry) -> Fields:
        """What another office tells of whom it asks about; raises InquiryForeign."""
        return open_ask(self._lens.rooms.keyring, inquiry)

    def answered(self, inquiry: Inquiry) -> Fields:
        """What another office answered; raises InquiryForeign."""
        return open_answer(self._lens.rooms.keyring, inquiry)

    def told_of_file(self, inquiry: Inquiry) -> Fields:
        """What another office said of its file that this one wants; raises InquiryForeign."""
        return open_file(self._lens.rooms.keyring, inquiry)

    def is_about(self, inquiry: Inquiry) -> UUID | None:
        """Which of this office's cases a question, or the answer to one, is about; raises InquiryForeign."""
        return about(self._lens.rooms.keyring, inquiry)

    def in_transit(self, case: UUID) -> frozenset[VersionId]:
        """Those of a case's versions that an office wrote while the case was on its way from there."""
        return self._custodies.in_transit(self._connection, self._register, case)

    def custodies(self, cases: Sequence[UUID] | None = None) -> list[CustodyRow]:
        """Whose cases are, of those that were ever handed over; of some cases alone where they are named."""
        return custodies_in(self._connection, cases)

    def aliases(self, case: UUID) -> list[CaseRow]:
        """The other files that lie here of the same young person, as a supervisor said."""
        joined = (other for other, same in self._said_of_others(case).items() if same)
        return rows_of(
            self._connection, sorted(other for other in joined if self._said_of_others(other).get(case, True))
        )

    def _said_of_others(self, case: UUID) -> Mapping[UUID, bool]:
        values = (case.bytes, record_about(case).bytes)
        return said_of_others(changes_where(self._connection, self._register, _SAID, values))

    def aside(self, case: UUID) -> frozenset[VersionId]:
        """Those of a case's versions that lie aside and change nothing, whatever was decided about them."""
        rows = self._connection.exec_driver_sql(_ASIDE, (case.bytes,)).fetchall()
        return frozenset(VersionId(self._register.device_id(device), seq) for device, seq in rows)

    def log(self, since: datetime) -> list[Change]:
        """Every change since a moment, oldest first, as it lies: sealed where it is sealed."""
        values = (milliseconds(since) << COUNTER_BITS,)
        rest = "WHERE c.clock >= ? ORDER BY c.clock, c.device, c.seq"
        return changes_where(self._connection, self._register, rest, values)


def _conflicts(shown: Mapping[Place, Shown]) -> dict[Place, tuple[Conflict, ...]]:
    return {place: one.merged.conflicts for place, one in shown.items() if one.merged.conflicts}


def _touched(shown: Mapping[Place, Shown]) -> dict[UUID, Touch]:
    """By record the change that was made last, of all its rooms."""
    newest: dict[UUID, Change] = {}
    for (record, _), one in shown.items():
        last = max((version.change for version in one.newest), key=lambda change: change.clock)
        if record not in newest or newest[record].clock < last.clock:
            newest[record] = last
    return {record: Touch(moment_of(change.clock), change.author) for record, change in newest.items()}
