"""One transaction of one person: what they saved is sealed by room, chained, signed and folded, or nothing happened."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import ExitStack
from hashlib import sha256
from types import TracebackType
from typing import Self
from uuid import UUID, uuid5

from sqlalchemy import Connection

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.document import Document, encode
from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.clock import COUNTER_BITS, milliseconds
from reintegration_desktop.rules.custody.aliases import alias_document
from reintegration_desktop.rules.custody.aliases import record_about as alias_record
from reintegration_desktop.rules.custody.entries import Offer, record_about
from reintegration_desktop.rules.custody.entries import keys_document as custody_keys_document
from reintegration_desktop.rules.custody.entries import keys_record as custody_keys_record
from reintegration_desktop.rules.custody.standing import Custody
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.numbers.entries import record_about as numbers_record
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.store.checking.folding import fold_anew
from reintegration_desktop.store.custody.entries import cases_said
from reintegration_desktop.store.custody.standing import (
    Custodies,
    is_elsewhere,
    is_offered,
    sealed_complaints,
    sealed_keys_of,
)
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import CaseElsewhere, CaseNotHere, CodeTaken
from reintegration_desktop.store.files.lacking import note_lacking
from reintegration_desktop.store.files.loose import folder_of, hold_or_let_go, sweep
from reintegration_desktop.store.inquiries.entries import are_said
from reintegration_desktop.store.inquiries.sealing import Inquiring
from reintegration_desktop.store.log.heads import put_heads
from reintegration_desktop.store.log.hidden import is_hidden, keep_hidden
from reintegration_desktop.store.log.numbers import are_said as numbers_are_said
from reintegration_desktop.store.log.numbers import fold_numbers
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import versions_of
from reintegration_desktop.store.log.technical import KEYS, Due
from reintegration_desktop.store.log.writer import Entry, Writer
from reintegration_desktop.store.reading.folds import put_folds
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.reading.people import put_people
from reintegration_desktop.store.settings import PUT
from reintegration_desktop.store.writing.adopting import ADOPTED, REFUSED, decide, rewritten
from reintegration_desktop.store.writing.custody import Keeping
from reintegration_desktop.store.writing.editing import Editing
from reintegration_desktop.store.writing.hiding import empty_earlier, hiding_of, settle_keys
from reintegration_desktop.store.writing.inquiries import forget
from reintegration_desktop.store.writing.settling import Settling
from reintegration_desktop.store.writing.topics import topics_of
from reintegration_desktop.vault.children import CHILD_ROOMS, WrappedKey
from reintegration_desktop.vault.errors import OfferForeign
from reintegration_desktop.vault.office.handover import Terms, offer_keys, take_keys
from reintegration_desktop.vault.roles import ROOM_KEYS, Room
from reintegration_desktop.vault.rooms.wrapping import Recipient

ENTRIES = "entries"
A_DAY = 24 * 60 * 60 * 1000 << COUNTER_BITS


class UnitOfWork:
    """A transaction: ``with begin() as work``. Made, used and closed on one thread.

    Nothing is written before ``commit``, which seals, signs and writes everything at once.
    """

    def __init__(
        self, database: Database, writer: Writer, lens: Lens, settling: Callable[[Connection], Settling]
    ) -> None:
        self._database, self._writer, self._lens, self._settling = database, writer, lens, settling
        self._cases: dict[UUID, Editing] = {}
        self._notes: list[Entry] = []
        self._new_keys: set[UUID] = set()
        self._ringed: set[UUID] = set()
        self._anew: set[UUID] = set()
        self._taken: set[UUID] = set()
        self._sweeps = False

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._connection: Connection = stack.enter_context(self._database.begin())
            self._register = Register(self._connection)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        for case in self._new_keys:
            self._writer.keyring.children.forget(case)
        self._stack.__exit__(kind, error, trace)
        if self._sweeps:
            sweep(self._database)

    def open_case(self, case: UUID, code: str) -> None:
        """Begin a case: its keys are made and wrapped. Raises CodeTaken."""
        if self._connection.exec_driver_sql("SELECT 1 FROM case_ WHERE code = ?", (code,)).fetchall():
            raise CodeTaken
        self._cases[case] = Editing(case, {}, self._lens, self._versions_of, self._latest)
        self._new_keys.add(case)
        self._cases[case].keys(self._writer.keyring.new_child_keys(case).values())

    def file(self, case: UUID) -> CaseFile:
        """The file as it stands inside this transaction; raises CaseNotHere."""
        return self._of(case).file

    def bin(self, case: UUID) -> tuple[Record, ...]:
        """The records of a case that were taken out; raises CaseNotHere."""
        return self._of(case).bin

    def save(self, case: UUID, edit: Edit) -> None:
        """Write the rooms of a record that the edit changed. Raises CaseNotHere."""
        self._of(case).save(edit)

    def closed(self, case: UUID) -> frozenset[Room]:
        """The rooms of a case of which something can't be read by who is signed in. Raises CaseNotHere."""
        return self._of(case).closed

    def delete(self, case: UUID, record: UUID, seen: Sequence[VersionId] | None = None) -> None:
        """Hide what was seen of a record, else all of it; versions stay. Raises CaseNotHere, RecordNotHere."""
        self._of(case).hide(record, seen)

    def undelete(self, case: UUID, record: UUID) -> None:
        """Bring a hidden record back. Raises CaseNotHere, RecordNotHere."""
        self._of(case).show(record)

    def resolve(
        self, case: UUID, record: UUID, room: Room, answers: Answers, seen: Sequence[VersionId] | None = None
    ) -> None:
        """Write what a person chose between versions that were seen, else all. Raises CaseNotHere, RecordNotHere."""
        self._of(case).resolve(record, room, answers, seen)

    def tasks(self, case: UUID, tasks: Sequence[Due]) -> None:
        """Put these tasks in place of the case's earlier ones. Raises CaseNotHere."""
        self._of(case).tasks(tasks)

    def rewrap(self, case: UUID) -> bool:
        """Wrap a child's keys under the newest keys of their rooms; true where one was older. Raises NoKey."""
        keyring = self._writer.keyring

        def newest(key: WrappedKey) -> WrappedKey:
            behind = 0 < key.room_generation < keyring.keys.generation(ROOM_KEYS[key.room])
            return keyring.children.rewrap(case, key) if behind else key

        if self._is_kept_as_it_is(case):
            return False
        changed = self._of(case, also_hidden=True).rewrap(newest)
        return self.settle_ring(case) or changed

    def ready_keys(self, case: UUID) -> None:
        """Adopt a child's keys; begin others where a room's was renewed or a name hidden since. Raises CaseNotHere."""
        editing = self._of(case)
        if self._may_write_keys:
            self.settle_ring(case)
            self._renew_keys(case, editing)

    def settle_ring(self, case: UUID, also: Sequence[Recipient] = ()) -> bool:
        """Wrap a child's keys for its ring where its name is hidden, else for the rooms; true where it wasn't so.

        ``also`` are further public halves, of keys that are about to be somebody's. Raises CaseNotHere.
        """
        if self._is_kept_as_it_is(case):
            return False
        settled = settle_keys(self._writer.keyring, case, self._of(case), also)
        if settled:
            self._new_keys.add(case)
            self._ringed.add(case)
        return settled

    def note(self, kind: Kind, case: UUID | None, words: Mapping[str, str], *, told: bool = False) -> None:
        """Write a view, an export or an approval into the log, of a case or of the office as a whole.

        The words are sealed for oversight, else in the person room; who writes in neither leaves kind and time alone.
        With ``told`` they are for who works on the case, in the account room, else in the person room.
        """
        owner = self._writer.keyring.office if case is None else case
        if case is not None:
            self._of(case)
        sealed = (Room.ACCOUNT if told else Room.OVERSIGHT, Room.PERSON)
        room = self._room_for_words(kind, case, (Room.OVERSIGHT,) if case is None else sealed)
        document = Document(words.get("form", ""), None, {} if room is Room.OPEN else dict(words))
        self._notes.append(Entry(owner, uuid5(owner, ENTRIES), room, kind, (), encode(document)))

    def about_erasing(self, document: Document, about: UUID, case: UUID | None = None) -> None:
        """Write an entry about erasing into the open room of the log (``rules.erasing.entries``).

        Of the office as a whole, or of a case whose bin is emptied. Raises CaseNotHere.
        """
        if case is not None:
            self._of(case)
        owner = self._writer.keyring.office if case is None else case
        self._notes.append(Entry(owner, about, Room.OPEN, Kind.ERASE, (), encode(document)))

    def about_numbers(self, document: Document) -> None:
        """Write an entry about the office's own numbers into the open room of the log (``rules.numbers.entries``)."""
        about = numbers_record(office := self._writer.keyring.office)
        self._notes.append(Entry(office, about, Room.OPEN, Kind.APPROVE, (), encode(document)))

    def keep(self, name: str, text: str) -> None:
        """Put a text under a name among the settings, with everything else or not at all."""
        self._connection.exec_driver_sql(PUT, (name, text))

    def custody(self, case: UUID) -> Custody:
        """Whose a case is by the log. Raises CaseNotHere."""
        self._of(case)
        certified = self._settling(self._connection).certified
        return Custodies(certified).of(self._connection, self._register, case)

    def about_custody(self, case: UUID, kind: Kind, document: Document) -> None:
        """Write an entry about whose a case is into the open room (``rules.custody.entries``). Raises CaseNotHere."""
        self._of(case)
        self.enter(case, record_about(case), kind, document)

    def alias(self, case: UUID, other: UUID, *, joined: bool) -> None:
        """Into two files whether they are one young person's, a no where one is. Raises CaseNotHere, CaseElsewhere."""
        here = [one for one in (case, other) if not is_elsewhere(self._connection, one)]
        if len(here) < 1 + joined:
            raise CaseElsewhere
        for one in here:
            self._of(one)
            document = encode(alias_document(other if one == case else case, joined=joined))
            self._notes.append(Entry(one, alias_record(one), Room.OPEN, Kind.ALIAS, (), document))

    def enter(self, case: UUID, record: UUID, kind: Kind, document: Document) -> None:
        """Write an entry beside the versions into the open room: of a case, or of a thread that belongs to none."""
        self._notes.append(Entry(case, record, Room.OPEN, kind, (), encode(document)))

    def share_person(self, case: UUID, person: Recipient) -> tuple[WrappedKey, ...]:
        """A child's keys of the person room, wrapped for one more person. Raises CaseNotHere, NoKey, SealBroken."""
        self._of(case)
        return self._writer.keyring.children.shared(case, Room.PERSON, person)

    @property
    def inquiring(self) -> Inquiring:
        """Questions to other offices, and answers to theirs, written at the end of this transaction."""
        return Inquiring(self._writer.keyring, self.enter)

    def seal_offer(self, case: UUID, terms: Terms, rooms: Collection[Room], case_public: bytes) -> bytes:
        """Write a child's keys of some rooms, sealed to another office's case pair, and return their digest (SHA-256).

        Raises CaseNotHere, NoKey, SealBroken.
        """
        self.ready_keys(case)
        complaints = sealed_complaints(self._connection, self._register, case) if Room.OVERSIGHT in rooms else {}
        sealed = offer_keys(self._writer.keyring, terms, rooms, case_public, complaints)
        self._notes.append(
            Entry(case, custody_keys_record(case), Room.OPEN, Kind.OFFER, (), encode(custody_keys_document(sealed)))
        )
        return sha256(sealed).digest()

    def take_over(self, case: UUID, offer: Offer) -> None:
        """Open the keys that another office sealed to this one, wrapped for the own rooms; a new generation begins.

        From here on the file can be read and written inside this transaction. Raises CaseNotHere, OfferForeign,
        PaperDamaged.
        """
        sealed = sealed_keys_of(self._connection, self._register, case, offer)
        if sealed is None:
            raise OfferForeign
        self._writer.keyring.children.forget(case)
        terms = Terms(case, offer.epoch, offer.source, offer.target)
        taken = take_keys(self._writer.keyring, terms, sealed)
        self._new_keys.add(case)
        self._taken.add(case)
        self._cases.pop(case, None)
        self._of(case).put_keys(taken)

    def adopt(self, case: UUID, versions: Collection[VersionId]) -> None:
        """Write anew, as one's own act, what was put aside of a case; that stays as it came. Raises NotAdoptable."""
        self._notes.extend(rewritten(self._connection, self._register, self._lens, case, versions))
        decide(self._connection, self._register, case, versions, ADOPTED)
        self._anew.add(case)

    def refuse(self, case: UUID, versions: Collection[VersionId]) -> None:
        """Write down that what was put aside of a case stays so; it stays readable."""
        decide(self._connection, self._register, case, versions, REFUSED)

    def commit(self) -> Changes:
        """Seal, sign and write everything, or nothing. Raises NoKey, DatabaseDiskFull, DatabaseReadOnly."""
        changes = self._writer.append(self._connection, self._register, list(self._entries()))
        put_heads(self._connection, self._register, changes)
        put_people(self._connection, self._register, changes)
        for case in {change.case for change in changes if change.room is Room.OPEN and change.case in self._cases}:
            shown = self._cases[case].open_room_after(changes)
            put_folds(self._connection, case, shown or self._lens.open_room(self._connection, self._register, case))
        for case in self._anew:
            fold_anew(self._connection, self._register, self._lens, case)
        for case in self._ringed:
            if hiding_of(self._cases[case].file).hidden:
                empty_earlier(self._connection, self._register, case)
        touched = self._settled(changes)
        self._follow(changes)
        left = hold_or_let_go(self._connection, self._register, changes)
        if self._anew:
            note_lacking(self._connection, self._register, changes, folder_of(self._database), self._lens.now())
        self._connection.commit()
        if cases_said(changes):
            self._lens.forget()
        self._new_keys.intersection_update(self._ringed)
        self._taken.clear()
        self._ringed.clear()
        self._cases.clear()
        self._notes.clear()
        self._anew.clear()
        self._sweeps |= left or bool(touched)
        return topics_of(changes, touched)

    def _follow(self, changes: Sequence[Change]) -> None:
        """Do what follows from what was said of whose cases are, of questions, and of the office's numbers."""
        if said := cases_said(changes):
            keeping = Keeping(self._lens, self._settling(self._connection).certified)
            keeping.settle(self._connection, self._register, said)
        if numbers_are_said(changes, office := self._writer.keyring.office):
            fold_numbers(self._connection, self._register, office, self._settling(self._connection).staff)
        if are_said(changes):
            forget(self._connection, self._register, self._settling(self._connection).certified, self._lens.now())

    def _settled(self, changes: Sequence[Change]) -> frozenset[UUID]:
        """What entries about erasing come to; the cases that they hid, brought back or took something out of."""
        keep_hidden(self._connection, self._cases)
        if all(change.kind is not Kind.ERASE or change.room is not Room.OPEN for change in changes):
            return frozenset()
        return self._settling(self._connection).settle(self._connection, self._register)

    def _refuse_elsewhere(self) -> None:
        """Nothing is written of a case that another office works on. Raises CaseElsewhere."""
        touched = [case for case, editing in self._cases.items() if editing.is_touched and case not in self._taken]
        if any(is_elsewhere(self._connection, case) for case in (*touched, *self._anew)):
            raise CaseElsewhere

    def _entries(self) -> Iterator[Entry]:
        self._refuse_elsewhere()
        allowed = self._may_write_keys
        for case, editing in self._cases.items():
            if allowed and editing.is_touched and case not in self._ringed:
                self.settle_ring(case)
            if allowed and editing.uses_keys:
                self._renew_keys(case, editing)
            if editing.is_touched:
                yield from editing.entries()
        yield from self._notes

    def _renew_keys(self, case: UUID, editing: Editing) -> None:
        """Begin a new generation of a child's keys where a room's key was renewed since."""
        children = self._writer.keyring.children
        if children.is_behind(case) and not self._is_kept_as_it_is(case):
            self._new_keys.add(case)
            generation = 1 + max(children.generation(case, room) for room in CHILD_ROOMS)
            editing.keys(children.new(case, generation).values())

    def _is_kept_as_it_is(self, case: UUID) -> bool:
        """Whether a child's keys stay as they are: another office's, or offered, so that the other one opens all."""
        return case not in self._taken and (is_elsewhere(self._connection, case) or is_offered(self._connection, case))

    @property
    def _may_write_keys(self) -> bool:
        keyring = self._writer.keyring
        return keyring.holds_every_room and may(keyring.role, keyring.duties, Kind.SAVE, Room.OPEN, KEYS)

    def _room_for_words(self, kind: Kind, case: UUID | None, sealed: Sequence[Room]) -> Room:
        """The first of some rooms in which this person may write such an entry, else the open one."""
        keyring = self._writer.keyring
        allowed = (
            room
            for room in sealed
            if keyring.can_seal(room)
            and may(keyring.role, keyring.duties, kind, room, "")
            and (case is None or room not in CHILD_ROOMS or keyring.children.may_use(case, room))
        )
        return next(allowed, Room.OPEN)

    def _of(self, case: UUID, *, also_hidden: bool = False) -> Editing:
        if case not in self._cases:
            if not also_hidden and is_hidden(self._connection, case):
                raise CaseNotHere
            shown = self._lens.shown(self._connection, self._register, case)
            if not shown:
                raise CaseNotHere
            self._cases[case] = Editing(case, shown, self._lens, self._versions_of, self._latest)
        return self._cases[case]

    def _versions_of(
        self, case: UUID, record: UUID, versions: Sequence[VersionId]
    ) -> Mapping[VersionId, tuple[Room, int]]:
        return versions_of(self._connection, self._register, case, record, versions)

    @property
    def _latest(self) -> int:
        return (milliseconds(self._lens.now()) << COUNTER_BITS) + A_DAY
