"""A person's way into a vault's database: transactions, readers, drafts, settings."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from secrets import token_bytes
from uuid import UUID

from sqlalchemy import Connection

from reintegration_desktop.forms.dictionary import Dictionary
from reintegration_desktop.history.arrivals import KeptBack
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import Clock, moment_of
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.rules.facts import Contribution
from reintegration_desktop.rules.issued.standing import Issue, issues
from reintegration_desktop.rules.numbers.standing import Settlement, second_to
from reintegration_desktop.rules.protective import more_protective
from reintegration_desktop.store.checking.check import Checker
from reintegration_desktop.store.custody.sharing import Sharing
from reintegration_desktop.store.custody.standing import Custodies
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.desk import TracingDesk
from reintegration_desktop.store.drafts import Drafts
from reintegration_desktop.store.files.keeping import Files
from reintegration_desktop.store.log.issued import rules_of
from reintegration_desktop.store.log.numbers import numbers_of
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rooms import Rooms
from reintegration_desktop.store.log.staff import Staff
from reintegration_desktop.store.log.writer import Writer
from reintegration_desktop.store.own import Own
from reintegration_desktop.store.reading.cases import Cases
from reintegration_desktop.store.reading.contributions import keep_contributions
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.store.travel.files import TravellingFiles
from reintegration_desktop.store.travel.incoming import Incoming
from reintegration_desktop.store.travel.outgoing import Outgoing
from reintegration_desktop.store.travel.own import OwnWork
from reintegration_desktop.store.travel.papers import read_papers
from reintegration_desktop.store.travel.peers import Peers
from reintegration_desktop.store.travel.replaced import Replaced
from reintegration_desktop.store.travel.revoking import follow, last_before
from reintegration_desktop.store.travel.shares import Offices, Reach, Shares
from reintegration_desktop.store.writing.bulk import BulkWriter
from reintegration_desktop.store.writing.custody import Keeping
from reintegration_desktop.store.writing.erasing import destroy
from reintegration_desktop.store.writing.inquiries import forget
from reintegration_desktop.store.writing.orders import Orders
from reintegration_desktop.store.writing.rewrapping import rewrap
from reintegration_desktop.store.writing.rings import settle_rings
from reintegration_desktop.store.writing.settling import Settling
from reintegration_desktop.store.writing.work import UnitOfWork
from reintegration_desktop.vault.certificates import Certificate, certificate_at
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.papers.acts import Act
from reintegration_desktop.vault.papers.office_keys import KeyStatement, is_stated
from reintegration_desktop.vault.people import People, people_of
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Role, Room
from reintegration_desktop.vault.rooms.wrapping import Recipient

_LAST = "SELECT clock FROM device WHERE device_id = ?"


class Store:
    """This device's memory, for who is signed in. ``device`` is this device's id, 32 hex digits."""

    def __init__(
        self,
        database: Database,
        keyring: Keyring,
        device: str,
        dictionary: Dictionary,
        clock: Clock,
        random: Callable[[int], bytes] = token_bytes,
    ) -> None:
        rooms = Rooms(keyring)
        self._made_of = (database, keyring, device, clock, random)
        self._database, self.device = database, device
        self._lens = Lens(rooms, dictionary, more_protective, clock.now, self._is_ours)
        self._writer = Writer(keyring, rooms, device, clock.now, random)
        self.files = Files(database, keyring.children, random, self._renewing)
        self.drafts = Drafts(database, keyring, dictionary)
        self.settings = Settings(database)
        self.own = Own(self.settings, keyring)
        self.outgoing = Outgoing(database)
        self.incoming = Incoming(database, self._lens, self._settling)
        self.sharing = Sharing(database, keyring.office, self._custodies)
        self.tracing_desk = TracingDesk(database, self._lens, self._settling, clock.now)
        self.orders = Orders(database, self._settling)
        self.peers = Peers(database, clock.now, self._not_sent)
        self.replaced = Replaced(database)
        self.travelling_files = TravellingFiles(database, clock.now)

    def asking(self, dictionary: Dictionary) -> "Store":
        """The same store with other questions, or with other answers to choose from."""
        database, keyring, device, clock, random = self._made_of
        return Store(database, keyring, device, dictionary, clock, random)

    @property
    def is_read_only(self) -> bool:
        """Whether nothing can be written here."""
        return self._database.read_only

    def begin(self) -> UnitOfWork:
        """A transaction: ``with store.begin() as work``."""
        return UnitOfWork(self._database, self._writer, self._lens, self._settling)

    @contextmanager
    def _renewing(self) -> Iterator[UnitOfWork]:
        """A transaction that commits at its end, if anything was renewed."""
        with self.begin() as work:
            yield work
            work.commit()

    @property
    def checker(self) -> Checker:
        """What checks the database, and folds it anew."""
        return Checker(self._database, self._lens, self._keys_of, self._writer.keyring.office, self._keeping,
                       lambda connection: self._settling(connection).staff)  # fmt: skip

    def _keeping(self, connection: Connection) -> Keeping:
        """Whose cases are, as one transaction sees it."""
        return Keeping(self._lens, self._settling(connection).certified)

    def _is_ours(self, person: UUID, clock: int) -> bool:
        """Whether somebody was of this office at a tick, by all papers that lie here; who is nobody's, too."""
        found = certificate_at(self._writer.keyring.people.all_of(person), clock)
        paper = found or certificate_at(self.people().all_of(person), clock)
        return paper is None or paper.office == self._writer.keyring.office

    def _keys_of(self, person: UUID) -> tuple[bytes, ...]:
        """What a person ever signed with, by this vault's papers and those that came with bundles."""
        known = self._writer.keyring.people
        people = known if known.get(person) else self._people(*self.incoming.papers())
        return tuple(certificate.sign_key for certificate in people.all_of(person))

    def _people(self, certificates: Iterable[Certificate], revocations: Iterable[Revocation]) -> People:
        """Everybody who is vouched for, by this vault's papers and those that came with bundles."""
        known, file = self._writer.keyring.people, self._writer.keyring.file
        return people_of(known.root, (*file.certificates, *certificates), (*file.revocations, *revocations))

    def _settling(self, connection: Connection) -> Settling:
        """How entries about erasing are settled, by all papers that lie here; read only where there are entries."""
        return Settling(self._lens, Staff(lambda: self._people(*read_papers(connection))))

    @property
    def _certificates(self) -> tuple[Certificate, ...]:
        return self._writer.keyring.file.certificates

    def destroy(self, case: UUID) -> int:
        """Destroy a case for good; returns how many changes were emptied."""
        return destroy(self._database, self._writer.keyring, case, self._lens.now())

    def rewrap(self, progress: Progress) -> int:
        """Wrap all children's keys under the newest keys of their rooms; returns how many children that were."""
        return rewrap(self._database, self.begin, progress)

    def held_before(self, author: UUID, moment: datetime | None = None) -> Mapping[str, tuple[int, bytes]]:
        """Per device the last number and hash held, before an author first wrote something since a moment, if given."""
        held = self.incoming.vector()
        if moment is None:
            return {device: (mark.seq, mark.hash) for device, mark in held.items()}
        return last_before(self._database, held, author, moment)

    def held_at(self, numbers: Mapping[str, int]) -> Mapping[str, tuple[int, bytes]]:
        """The chain's hash at a number of each of these devices; those that aren't held so far are left out."""
        found = {device: (seq, self.incoming.hash_at(VersionId(device, seq))) for device, seq in numbers.items()}
        return {device: (seq, chained) for device, (seq, chained) in found.items() if chained is not None}

    def latest(self) -> datetime | None:
        """The newest moment in the log; None while it is empty."""
        with self._database.read() as connection:
            found = connection.exec_driver_sql("SELECT max(clock) FROM device").scalar()
        return moment_of(found) if found else None

    def written_at(self) -> datetime:
        """The moment that the next entry here bears: now, or this computer's last one's, where its clock ran ahead."""
        with self._database.read() as connection:
            last = connection.exec_driver_sql(_LAST, (bytes.fromhex(self.device),)).scalar()
        return max(self._lens.now(), moment_of(last or 0))

    def follow_revocations(self) -> int:
        """Put aside what the revocations known here no longer let count, each once; how many changes that were."""
        people, file = self.people(), self._writer.keyring.file
        named = {paper.person for paper in (*file.revocations, *self.incoming.papers()[1])}
        holding = (people.revocation(person) for person in sorted(named))
        return follow(self._database, self._lens, self._settling, [paper for paper in holding if paper is not None])

    @property
    def own_work(self) -> OwnWork:
        """What this computer wrote, to be judged."""
        return OwnWork(self._database, self._lens, self._settling, self.device)

    def people(self) -> People:
        """Everybody whom the root vouches for, by this vault's papers and those that came with bundles."""
        certificates, revocations = self.incoming.papers()
        if not certificates and not revocations:
            return self._writer.keyring.people
        return self._people(certificates, revocations)

    def forget_inquiries(self) -> int:
        """Empty questions between offices that ended long ago; how many threads that were."""
        with self._database.write() as connection:
            certified = self._settling(connection).certified
            gone = forget(connection, Register(connection), certified, self._lens.now())
        if gone:
            self._database.checkpoint()
        return len(gone)

    def issued(self) -> tuple[Issue, ...]:
        """The rules that headquarters brought, by all papers that lie here; oldest first."""
        offices = self._offices().headquarters
        with self._database.read() as connection:
            found = rules_of(connection, Register(connection), offices)
        people = self.people() if found else self._writer.keyring.people
        return issues(found, lambda person, clock: certificate_at(people.all_of(person), clock), people.root)

    def numbers(self) -> tuple[Settlement, ...]:
        """The numbers that were brought in this office, oldest first, and what became of them."""
        with self._database.read() as connection:
            staff = self._settling(connection).staff
            return numbers_of(connection, Register(connection), self._writer.keyring.office, staff)

    def second_to(self, act: Act, person: UUID, clock: int) -> tuple[Certificate, ...]:
        """Who of the office could be somebody's second person at a tick; nobody where they are alone."""
        with self._database.read() as connection:
            staff = self._settling(connection).staff
            first = staff.certified(person, clock)
            return () if first is None else second_to(staff, act, first, clock)

    def statements(self) -> tuple[KeyStatement, ...]:
        """What custodians of other offices, who still are, stated of their pairs in bundles."""
        people, stated = self.people(), self.incoming.statements()
        return tuple(one for one in stated if is_stated(people, one))

    def settle_rings(self, also: Sequence[Recipient] = ()) -> int:
        """Wrap the keys of children whose names are hidden for those who should open them; how many that were.

        ``also`` are further public halves, of keys that are about to be somebody's. Whoever isn't in a ring leaves it
        to those who are.
        """
        return settle_rings(self._database, self._writer.keyring, self.begin, also)

    def keep_contributions(self, kept: Sequence[tuple[Contribution, Collection[Room]]]) -> None:
        """Keep, sealed for who is signed in, what cases count for, each with the rooms that it was counted from."""
        keep_contributions(self._database, self._lens, kept)

    def bulk(self) -> BulkWriter:
        """A writer of new cases by the thousand: ``with store.bulk() as bulk``."""
        return BulkWriter(self._database, self._writer, self._lens)

    @contextmanager
    def read(self) -> Iterator[Cases]:
        """A reader that sees one moment, for the thread that asked."""
        with self._database.read() as connection:
            yield Cases(connection, self._lens, self._custodies(connection))

    def _not_sent(self, office: UUID, kept: KeptBack, has: Mapping[str, int]) -> KeptBack:
        """What an office is not sent, by whose cases are: of what lies at headquarters, or of what was offered here."""
        if self._writer.keyring.role is not Role.HEADQUARTERS:
            return replace(kept, besides=self.sharing.endings(office))
        can = {device: mark.seq for device, mark in self.outgoing.vector().items()}
        return Shares(self._database, self._custodies, self._offices).of(office, kept, Reach(can, has))

    def _offices(self) -> Offices:
        """The offices of the programme, by all papers that lie here."""
        known = (*self._certificates, *self.incoming.papers()[0])
        above = frozenset(one.office for one in known if one.role is Role.HEADQUARTERS)
        return Offices(frozenset(one.office for one in known), above)

    def _custodies(self, connection: Connection) -> Custodies:
        """Whose cases are by the log, as one transaction sees it."""
        return Custodies(self._settling(connection).certified)
