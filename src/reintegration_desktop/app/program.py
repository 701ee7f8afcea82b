"""Puts the parts together, visibly: an open vault, its desk, and what closes it again."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from time import perf_counter
from uuid import UUID

from reintegration_desktop import __version__
from reintegration_desktop.app.apart import note_apart
from reintegration_desktop.app.arriving.later import let_in_newer
from reintegration_desktop.app.opening import Mark, find_cases, follow_papers, remember_at_close
from reintegration_desktop.app.pairs import forget_old_pairs
from reintegration_desktop.app.peers import Peer, peers_of, sibling_of
from reintegration_desktop.app.programme import kept_in_settings, numbers_in_force, programme_in
from reintegration_desktop.app.training import TRAINING
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NoDatabase
from reintegration_desktop.casework.figures.files import ENDING as COUNTS
from reintegration_desktop.casework.figures.own import own_templates
from reintegration_desktop.casework.figures.releases import ENDING as RELEASES
from reintegration_desktop.casework.figures.reporting import ReportDesk
from reintegration_desktop.casework.ports import Cases, Me
from reintegration_desktop.casework.programme.numbers import Kept, Numbering, bring
from reintegration_desktop.casework.programme.settling import Part, words_of
from reintegration_desktop.casework.search.left import note_left
from reintegration_desktop.casework.travel.agreeing import note_agrees
from reintegration_desktop.casework.travel.post import Post
from reintegration_desktop.casework.travel.there import note_there
from reintegration_desktop.forms.dictionary import Dictionary, load
from reintegration_desktop.hq.place import check_place
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.ids import new_case_code
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import NoProgress, Progress
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.indicators.entry import Measure, load_indicators, measures_of
from reintegration_desktop.reports.templates import Template, load_templates
from reintegration_desktop.rules.numbers.standing import policy_in_force
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.store.checking.file_mark import begin_mark
from reintegration_desktop.store.database import Database
from reintegration_desktop.store.errors import DatabaseOlder, DraftsLost
from reintegration_desktop.store.log.numbers import PROGRAMME
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.store.store import Store
from reintegration_desktop.vault.backups.chosen import forget_due
from reintegration_desktop.vault.backups.passing import sweep_near
from reintegration_desktop.vault.errors import FolderReadOnly, SpareUsed, Travelling, VaultMissing
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.files.erasures import unread_erasures
from reintegration_desktop.vault.files.lock import VaultLock
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone, found_office
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means, means_here
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.office.journey import away_since
from reintegration_desktop.vault.roles import Role, Room
from reintegration_desktop.vault.unlocking import refreshed, unlock

TEMPLATES, INDICATORS = "templates", "indicators"
OFFICE = "office"
DICTIONARY = "dictionary"


@cache
def shipped() -> Dictionary:
    """The questions as they come with the program; read once, best while a passphrase is typed."""
    return load(resources() / DICTIONARY)


@dataclass(frozen=True, slots=True)
class Program:
    """An open vault; in ``training`` all is invented. ``store`` is None for a role that never opens the database.

    ``notices`` are refusals that stopped nothing, to be told in their words: the gravest first.
    """

    folder: VaultFolder
    lock: VaultLock
    keyring: Keyring
    means: Means
    me: Me
    dictionary: Dictionary
    programme: Programme
    database: Database | None = None
    store: Store | None = None
    training: bool = False
    notices: tuple[Refusal, ...] = ()

    @property
    def rolled_back(self) -> bool:
        """Whether the database is older than what is remembered: it is read, until a person decides."""
        return any(isinstance(notice, DatabaseOlder) for notice in self.notices)

    @property
    def desk(self) -> Desk:
        """The place of work with cases; raises NoDatabase for who has none."""
        store = self.opened
        return Desk(
            me=self.me,
            dictionary=self.dictionary,
            programme=self.programme,
            clock=self.means.clock,
            begin=store.begin,
            read=self._read,
            drafts=store.drafts,
            new_id=self.means.new_id,
            new_code=lambda: new_case_code(self.means.choose),
            own=store.own,
            files=store.files,
            remember=store.keep_contributions,
            written_at=store.written_at,
        )

    @property
    def templates(self) -> dict[str, Template]:
        """What figures are counted for, by name: what comes with the program, then the programme's own."""
        measures, folder = self.measures, self.folder.part("figures")
        shipped = load_templates(resources() / TEMPLATES, self.dictionary, measures)
        return {**shipped, **own_templates(folder, self.keyring, shipped, self.dictionary, measures)}

    @property
    def measures(self) -> dict[str, Measure]:
        """What can be counted, by name."""
        return measures_of(load_indicators(resources() / INDICATORS, self.dictionary))

    @property
    def peers(self) -> tuple[Peer, ...]:
        """The offices that bundles go to and come from, those included whose card was taken in since unlocking."""
        stated = () if self.store is None else self.store.statements()
        return peers_of(refreshed(self.folder, self.keyring), stated)

    @property
    def sibling(self) -> Peer | None:
        """Another computer of this office: everything goes to it, since it never says what it holds."""
        return sibling_of(refreshed(self.folder, self.keyring), say("Another computer of this office"))

    @property
    def is_headquarters(self) -> bool:
        """Whether this is headquarters' vault."""
        return self.me.role is Role.HEADQUARTERS

    @property
    def figures_recipients(self) -> tuple[str, ...]:
        """Headquarters' keys that figures are sealed to besides the office's own; no other office's."""
        return tuple(peer.figures for peer in self.peers if peer.figures is not None and not peer.takes_cases)

    @property
    def releases_recipients(self) -> tuple[str, ...]:
        """Whom releases are sealed to besides: headquarters, or by headquarters every office."""
        return tuple(one.figures for one in self.peers if one.figures and one.takes_cases == self.is_headquarters)

    @property
    def report_desk(self) -> ReportDesk:
        """Where reports are made: figures and releases, and no case."""
        return ReportDesk(
            keyring=self.keyring,
            folder=self.folder,
            templates=self.templates,
            office_name=self.me.office_name,
            today=self.means.clock.today,
            seconds=perf_counter,
            software=__version__,
            dictionary=self.dictionary.digest[:12],
            headquarters=self.releases_recipients,
            above={} if self.is_headquarters else {one.office: one.name for one in self.peers if not one.takes_cases},
            offices={one.office: one.name for one in self.peers if one.takes_cases} if self.is_headquarters else {},
        )

    def post(self, *, keeps_figures: bool = False) -> Post:
        """The office's post; ``keeps_figures`` where files of counts and releases that come are put away.

        Raises CasesOnServer for a headquarters whose cases lie on a server, which is not the store here.
        """
        store = self.opened
        check_place(store.settings, on_server=False)
        return Post(
            keyring=refreshed(self.folder, self.keyring),
            folder=self.folder,
            source=store.outgoing,
            receiver=store.incoming,
            peers=store.peers,
            now=self.means.now,
            random=self.means.random,
            keep_figures=self._keep_figures if keeps_figures else None,
            asker_may_approve=self.programme.policy.asker_may_approve,
            device=store.device,
            files=store.travelling_files,
            note_apart=partial(note_apart, store),
            note_agrees=partial(note_agrees, store.settings, self.means.clock.today),
            note_there=partial(note_there, store.settings, self.means.clock.today),
        )

    def figures_to_send(self) -> dict[str, bytes]:
        """The sealed files of counts that lie here, and what this office released, by name.

        Headquarters sends what it released: the counts that lie there are its offices' own.
        """
        counts = [] if self.is_headquarters else [*self.folder.part("figures").glob(f"*{COUNTS}")]
        with told():
            lying = [*counts, *self.folder.part("releases").glob(f"*{RELEASES}")]
            return {path.name: path.read_bytes() for path in sorted(lying)}

    def _keep_figures(self, office: UUID, name: str, content: bytes) -> None:
        """Put an office's file of counts, or of a release, in place of its earlier one.

        An office takes headquarters' releases, and nothing else.
        """
        above = {peer.office for peer in self.peers if not peer.takes_cases}
        if self.is_headquarters or (office in above and name.endswith(RELEASES)):
            write_whole(self.folder.part("figures") / f"{office.hex}-{name}", content)

    @property
    def opened(self) -> Store:
        """The store; raises NoDatabase for who has none."""
        if self.store is None:
            raise NoDatabase
        return self.store

    @contextmanager
    def _read(self) -> Iterator[Cases]:
        with self.opened.read() as cases:
            yield cases

    def numbering(self) -> Numbering:
        """The place where the office's numbers are settled; raises NoDatabase for who has none."""
        store = self.opened
        return Numbering(self.desk, self.keyring, store.numbers, store.second_to, self.means.random)

    def settle(self, programme: Programme) -> "Program":
        """Keep a new vault's choices; returns the program that goes by them."""
        before = policy_in_force(self.opened.numbers())
        if programme.policy != before:
            bring(self.numbering(), programme.policy, Kept(words_of(Part.POLICY, before, programme.policy, "")))
        return self.keep(programme)

    def keep(self, programme: Programme) -> "Program":
        """Keep other choices; returns the program that goes by them. Its numbers are not kept: these are signed."""
        self.opened.settings.put(PROGRAMME, self.in_settings(programme))
        return self.going_by(programme)

    def in_settings(self, programme: Programme) -> str:
        """A programme as it is kept under ``PROGRAMME``."""
        return kept_in_settings(programme, policy_in_force(self.opened.numbers()))

    def going_by(self, programme: Programme) -> "Program":
        """The program that goes by what was settled, with the numbers that are in force."""
        settled = with_staff(replace(programme, policy=numbers_in_force(self.opened, self.keyring)), self.keyring)
        questions = _settled(shipped(), settled)
        return replace(self, programme=settled, dictionary=questions, store=self.opened.asking(questions))

    def note_left(self) -> None:
        """Remember that the window was left as it should be, with everything that was typed kept."""
        if self.store is not None:
            note_left(self.store.own, self.means.now())

    def close(self) -> None:
        """Remember how far the chains have come, close the database and let the vault go."""
        if self.database is not None:
            remember_at_close(self.folder, self.keyring, self.database)
            self.database.close()
        self.lock.release()


def open_program(
    path: Path, person: str | None, passphrase: str, *, means: Means | None = None, holder: str = "reintegration",
    progress: Progress | None = None, older: bool = False,
) -> Program:  # fmt: skip
    """Unlock a vault for a person, by label or id; raises the vault's and the store's refusals.

    ``older`` is said by a person who put an older ``vault.json`` back on purpose.
    """
    folder, made = VaultFolder(path), means or means_here()
    if not folder.exists:
        raise VaultMissing
    lock = lock_of(folder, holder)
    try:
        told = (SpareUsed(),) if folder.read().from_spare else ()
        forget_due(folder.home, path)
        mark = begin_mark(folder.database)
        keyring = unlock(folder, person, passphrase, made, older=older)
        program = assemble(folder, lock, keyring, made, progress, mark)
        program = program.going_by(program.programme) if let_in_newer(program) else program
        sweep_near(path)
        unread = unread_erasures(folder.home, keyring.office)
        return telling_of_drafts(replace(program, notices=(*program.notices, *told, *unread)))
    except BaseException:
        lock.release()
        raise


def telling_of_drafts(program: Program) -> Program:
    """The same, telling first of what was typed under keys that who is signed in has lost; it is told once."""
    if program.store is None or program.database is None or program.database.read_only:
        return program
    lost = program.store.drafts.settle()
    return replace(program, notices=(DraftsLost(drafts=lost), *program.notices)) if lost else program


def lock_of(folder: VaultFolder, holder: str) -> VaultLock:
    """The vault for one program; nobody needs to be kept out of a folder that nobody can write to."""
    try:
        return folder.lock(holder)
    except FolderReadOnly:
        return VaultLock.of_nothing()


def create_program(
    path: Path, newcomer: Newcomer, passphrase: str, *, means: Means | None = None, office: str = "",
    programme: Programme | None = None, holder: str = "reintegration", root: bytes | None = None,
) -> Program:  # fmt: skip
    """Begin a vault: office, keys, database, the programme's choices; with a root of its own where none is brought."""
    folder, made = VaultFolder(path), means or means_here()
    if root is None:
        keyring = begin_alone(folder, newcomer, passphrase, made, office)
    else:
        keyring = found_office(folder, root, newcomer, passphrase, made, office)
    lock = folder.lock(holder)
    try:
        program = assemble(folder, lock, keyring, made)
        return program.settle(programme or Programme())
    except BaseException:
        lock.release()
        raise


def assemble(
    folder: VaultFolder, lock: VaultLock, keyring: Keyring, means: Means, progress: Progress | None = None,
    mark: Mark | None = None,
) -> Program:  # fmt: skip
    """Everything that an unlocked person works with; raises what ``opening.find_cases`` raises."""
    programme, written = with_staff(Programme(), keyring), shipped()
    bare = Program(folder, lock, keyring, means, _me(keyring, programme), _settled(written, programme), programme)
    if keyring.database_key() is None:
        return replace(bare, notices=_closed_to(keyring))

    def store(database: Database, own: Keyring, questions: Dictionary) -> Store:
        return Store(database, own, folder.device(own.file, means.random).id, questions, means.clock, means.random)

    def rewrap(database: Database, own: Keyring) -> None:
        if own.holds_every_room:
            store(database, own, bare.dictionary).rewrap(progress or NoProgress())

    def sound(database: Database, own: Keyring) -> bool:
        checker = store(database, own, bare.dictionary).checker
        return checker.check((), progress or NoProgress(), sealed_only=True).is_sound

    found = find_cases(folder, keyring, rewrap, sound, progress, mark)
    if not found.database.read_only:
        opened = store(found.database, found.keyring, bare.dictionary)
        found = replace(found, keyring=_followed(opened, folder, found.keyring, means))
    settled = with_staff(programme_in(store(found.database, found.keyring, written), found.keyring), found.keyring)
    return replace(
        bare, keyring=found.keyring, programme=settled, dictionary=(questions := _settled(written, settled)),
        database=found.database, store=store(found.database, found.keyring, questions),
        training=Settings(found.database).get(TRAINING) is not None, notices=found.notices,
    )  # fmt: skip


def _followed(opened: Store, folder: VaultFolder, keyring: Keyring, means: Means) -> Keyring:
    """The keyring once rings are settled, revocations followed, and pairs forgotten whose time is over."""
    if keyring.holds_every_room:
        opened.settle_rings()
    follow_papers(opened, keyring, means)
    return forget_old_pairs(folder, keyring, means.now(), opened.latest())


def _closed_to(keyring: Keyring) -> tuple[Refusal, ...]:
    """What is told to somebody to whom the cases are closed: nothing to a role that never opens them."""
    return () if away_since(keyring.file, keyring.id) is None else (Travelling(),)


def with_staff(programme: Programme, keyring: Keyring) -> Programme:
    """The programme with the names of the office, its staff and its peers as the vault has them."""
    people = {str(person): name for person, name in keyring.names().items()}
    peers = {str(peer.office): peer.name for peer in peers_of(keyring)}
    office = {str(keyring.office): keyring.file.settings.get(OFFICE, "")}
    return replace(programme, people={**programme.people, **people}, offices={**programme.offices, **peers, **office})


def _me(keyring: Keyring, programme: Programme) -> Me:
    return Me(
        id=keyring.id,
        name=keyring.name,
        role=keyring.role,
        duties=keyring.duties,
        office=keyring.office,
        office_name=programme.offices.get(str(keyring.office), ""),
        readable=frozenset(room for room in Room if keyring.can_open(room)),
        writable=frozenset(room for room in Room if keyring.can_seal(room)),
    )


def _settled(written: Dictionary, programme: Programme) -> Dictionary:
    """The questions as a programme asks them: its own lists, and what it switched on."""
    return written.filled(programme.lists).switched_on(programme.switched_on)
