"""What the verbs of the work need of the store, in the fewest members; the program hands the real ones in."""

from array import array
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import Document
from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.rules.custody.entries import Offer
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import (
    CaseFilter,
    CaseRow,
    Changes,
    Contribution,
    CustodyRow,
    Draft,
    OpenCase,
    PersonRow,
    TaskRow,
    Walked,
)
from reintegration_desktop.rules.inquiries.standing import Inquiry
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.tasks import Task, TaskKind
from reintegration_desktop.vault.envelope import Readable, Writable
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.office.handover import Terms
from reintegration_desktop.vault.roles import Duty, Role, Room
from reintegration_desktop.vault.rooms.wrapping import Recipient, WrappedKey


@dataclass(frozen=True, slots=True)
class Me:
    """Who is signed in."""

    id: UUID
    name: str
    role: Role
    duties: frozenset[Duty]
    office: UUID
    office_name: str
    readable: frozenset[Room]
    writable: frozenset[Room]

    def may(self, kind: Kind, room: Room, form: str) -> bool:
        """Whether the table of permissions allows it."""
        return may(self.role, self.duties, kind, room, form)


class Inquiring(Protocol):
    """Questions between offices, inside one transaction."""

    def ask(
        self, thread: UUID, to: tuple[UUID, bytes], until: datetime, told: Mapping[str, object], case: UUID
    ) -> None:
        """Ask an office (its id, the public half of its case pair) about a case."""

    def answer(self, inquiry: Inquiry, told: Mapping[str, object], case: UUID | None) -> None:
        """Answer a question; ``case`` is the one of ours that it may be."""

    def want(self, inquiry: Inquiry, answer: VersionId) -> None:
        """Ask for the file that an answer told of."""

    def withdraw(self, inquiry: Inquiry, want: VersionId) -> None:
        """Ask for it no longer."""

    def decline(self, inquiry: Inquiry, want: VersionId, reason: str) -> None:
        """Don't give it, for a reason of the list ``rejection_reason``."""

    def give(self, inquiry: Inquiry, want: VersionId, case: UUID) -> None:
        """Say that it is on its way."""

    def close(self, inquiry: Inquiry, *, forget: bool) -> None:
        """Be done with a question; with ``forget`` it is emptied wherever it lies."""


class Work(Protocol):
    """One transaction: leave without ``commit`` and nothing happened."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...

    def open_case(self, case: UUID, code: str) -> None:
        """Begin a case: its keys are made and wrapped."""

    def file(self, case: UUID) -> CaseFile:
        """The file as it stands inside this transaction."""

    def closed(self, case: UUID) -> frozenset[Room]:
        """The rooms of a case of which something can't be read by who is signed in."""

    def bin(self, case: UUID) -> Sequence[Record]:
        """The records that were taken out, and can be brought back."""

    def save(self, case: UUID, edit: Edit) -> None:
        """Seal and write the rooms of a record that the edit changed."""

    def delete(self, case: UUID, record: UUID, seen: Sequence[VersionId] | None = None) -> None:
        """Hide what was seen of a record, all of it where None is said; its versions stay."""

    def undelete(self, case: UUID, record: UUID) -> None:
        """Bring a hidden record back."""

    def resolve(
        self, case: UUID, record: UUID, room: Room, answers: Answers, seen: Sequence[VersionId] | None = None
    ) -> None:
        """Write what a person chose where versions differ, made from those seen, else from all."""

    def note(self, kind: Kind, case: UUID | None, words: Mapping[str, str], *, told: bool = False) -> None:
        """Write a view, an export or an approval into the log; ``told`` to who works on the case, not to oversight."""

    def about_erasing(self, document: Document, about: UUID, case: UUID | None = None) -> None:
        """Write an entry about erasing into the open room: of the office as a whole, or of a case's bin."""

    def about_numbers(self, document: Document) -> None:
        """Write an entry about the office's own numbers into the open room."""

    def keep(self, name: str, text: str) -> None:
        """Put a text under a name among the settings, with everything else or not at all."""

    def tasks(self, case: UUID, tasks: Sequence[Task]) -> None:
        """Put these tasks in place of the case's earlier ones."""

    def custody(self, case: UUID) -> Custody:
        """Whose a case is by the log."""

    def about_custody(self, case: UUID, kind: Kind, document: Document) -> None:
        """Write an entry about whose a case is into the open room."""

    def enter(self, case: UUID, record: UUID, kind: Kind, document: Document) -> None:
        """Write an entry beside the versions into the open room: of a case, or of a thread that belongs to none."""

    def share_person(self, case: UUID, person: Recipient) -> Sequence[WrappedKey]:
        """A child's keys of the person room, wrapped for one more person."""

    @property
    def inquiring(self) -> "Inquiring":
        """Questions to other offices, and answers to theirs, written with the rest."""

    def seal_offer(self, case: UUID, terms: Terms, rooms: Collection[Room], case_public: bytes) -> bytes:
        """Write a child's keys of some rooms, sealed to another office's case pair; their digest (SHA-256)."""

    def take_over(self, case: UUID, offer: Offer) -> None:
        """Open the keys that another office sealed to this one, and wrap them for the own rooms."""

    def alias(self, case: UUID, other: UUID, *, joined: bool) -> None:
        """Write into two files that they are the same young person's; into those held here that they are not."""

    def adopt(self, case: UUID, versions: Collection[VersionId]) -> None:
        """Write anew, as one's own act, what was put aside of a case."""

    def refuse(self, case: UUID, versions: Collection[VersionId]) -> None:
        """Write down that what was put aside of a case stays so."""

    def commit(self) -> Changes:
        """Sign and write everything, or nothing."""


class Cases(Protocol):
    """Reading, on a connection that cannot write. Made, used and closed on one thread."""

    def ids(self, wanted: CaseFilter, order: str = "due", among: Collection[int] | None = None) -> "array[int]":
        """Row ids of the cases wanted, in order: ``due``, ``code``, ``new``, ``risk``, ``status``; of those among."""

    def rows(self, ids: Sequence[int]) -> list[CaseRow]:
        """Workflow facts, in the order asked."""

    def facts(self, cases: Sequence[UUID]) -> list[CaseRow]:
        """Workflow facts of cases by id."""

    def worked_on(self, person: UUID, since: datetime) -> list[UUID]:
        """Cases in which somebody wrote something since a moment, newest first."""

    def conflicts(self) -> list[tuple[UUID, UUID, Room]]:
        """Every case, record and room with several newest versions, or whose decision was taken back."""

    def waiting(self) -> list[tuple[UUID, UUID, Room]]:
        """Of these all but what merges by itself, as far as that can be read here."""

    def names(self, ids: Sequence[int]) -> dict[int, Answers]:
        """The person room of ``identification`` by row id, for those that can be read."""

    def people(self, last: PersonRow | None, limit: int, keys: Sequence[str]) -> Sequence[PersonRow]:
        """The next slice for the search index, after the last of the one before; empty at the end."""

    def every(self) -> Sequence[UUID]:
        """All cases that stand in the lists."""

    def files(self, cases: Sequence[UUID]) -> Sequence[Walked]:
        """What can be read of cases that are here, in their order; for who walks through very many of them once."""

    def contributions(self, cases: Sequence[UUID], terms: bytes) -> Sequence[Contribution]:
        """Of each case the mark that it has now under some terms of counting, and what was kept under that mark."""

    def caseloads(self) -> Sequence[int]:
        """How many open cases each has who has any, the fewest first."""

    def open(self, case: UUID) -> OpenCase:
        """A whole case; raises CaseUnknown."""

    def history(self, case: UUID) -> tuple[Version, ...]:
        """All versions, oldest first, those without a key unopened."""

    def custody(self, case: UUID) -> Custody:
        """Whose a case is by the log, with the offers that are open."""

    def custodies(self, cases: Sequence[UUID] | None = None) -> list[CustodyRow]:
        """Whose cases are, of those that were ever handed over; of some cases alone where they are named."""

    def inquiries(self, policy: Policy) -> Sequence[Inquiry]:
        """Every question between offices that lies here, oldest first."""

    def asked(self, inquiry: Inquiry) -> Fields:
        """What another office tells of whom it asks about."""

    def answered(self, inquiry: Inquiry) -> Fields:
        """What another office answered."""

    def told_of_file(self, inquiry: Inquiry) -> Fields:
        """What another office said of its file that this one wants."""

    def is_about(self, inquiry: Inquiry) -> UUID | None:
        """Which of this office's cases a question, or the answer to one, is about."""

    def in_transit(self, case: UUID) -> Collection[VersionId]:
        """Those of a case's versions that an office wrote while the case was on its way from there."""

    def aliases(self, case: UUID) -> list[CaseRow]:
        """The other files that lie here of the same young person."""

    def aside(self, case: UUID) -> Collection[VersionId]:
        """Those of a case's versions that lie aside and change nothing."""

    def exports(self, since: date) -> list[date]:
        """The days since one, each as often as something of a case was printed, sent or shared."""

    def by_code(self, code: str) -> UUID | None:
        """The case with a code."""

    def tasks(self, worker: UUID | None, until: date, kinds: Collection[TaskKind] = ()) -> list[TaskRow]:
        """Tasks due up to a day, urgent first, then by due day; of one worker, or of all; of some kinds where named.

        Bounded: the gravest are never left out, and of the others those that wait longest are there.
        """

    def task_after(self, worker: UUID | None, day: date) -> TaskRow | None:
        """The first task due after a day; of one worker, or of all."""

    def counts(self, worker: UUID | None = None) -> Mapping[str, int]:
        """How many cases by status, of one worker or of all; of open ones by risk (``risk:high``)."""

    def workers(self) -> list[UUID | None]:
        """Everybody who has a case, and None where some case has nobody."""


class Drafts(Protocol):
    """What was typed and not saved, sealed for the drafter."""

    def keep(self, draft: Draft) -> None:
        """Seal a draft in the vault, in place of the one with its id."""

    def all(self) -> list[Draft]:
        """The drafts of who is signed in, newest first."""

    def drop(self, draft: UUID) -> None:
        """Forget a draft and its key."""


class Files(Protocol):
    """The sealed files of cases on this computer."""

    def put(self, case: UUID, room: Room, record: UUID, source: Readable, length: int) -> SealedFile:
        """Seal a stream for a record that is about to be saved."""

    def open(self, case: UUID, room: Room, record: UUID, sealed: SealedFile, target: Writable) -> None:
        """Open a file into a stream, whose content counts only if nothing is raised."""

    def ready_packet(self, case: UUID, room: Room, record: UUID) -> tuple[str, str]:
        """What a referral says of a packet that is about to go, and whom its answer is sealed to (``age1...``)."""

    def open_answer(self, case: UUID, room: Room, record: UUID, mark: str, sealed: bytes) -> bytes:
        """What a provider answered to a packet."""

    def lies_here(self, case: UUID, record: UUID, sealed: SealedFile) -> bool:
        """Whether a file is on this computer."""

    def sweep(self) -> None:
        """Delete what no record holds."""


class Own(Protocol):
    """What who is signed in keeps for themselves, sealed for them alone."""

    def get(self, name: str) -> str | None:
        """What stands under a name; None where nothing does."""

    def put(self, name: str, text: str) -> None:
        """Keep a text under a name, in place of what stood there."""
