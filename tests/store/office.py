"""An office's laptop for tests: a real vault and database, one person, invented answers."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from secrets import token_bytes
from uuid import UUID, uuid4

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.dictionary import Dictionary, load
from reintegration_desktop.forms.values import Score
from reintegration_desktop.kernel.clock import Clock
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.ids import case_id
from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.store.database import Database, create_database, open_database
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.store.store import Store
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.roles import Role

QUICK = KdfParameters(memory=64, passes=1, lanes=1)
DEVICE = "0a" * 16
CODES = (f"CASE{number:02d}-X" for number in count())


class TurnedClock:
    """A clock that a test turns; it moves on by itself, a second at each look."""

    def __init__(self, start: datetime = datetime(2026, 3, 2, 8, tzinfo=UTC)) -> None:
        self.moment = start

    def now(self) -> datetime:
        self.moment += timedelta(seconds=1)
        return self.moment

    def today(self) -> date:
        return self.moment.date()


@cache
def questions() -> Dictionary:
    return load(resources() / "dictionary")


@dataclass
class Laptop:
    """A vault that is open, and who opened it; ``random`` gives what of its changes is drawn."""

    folder: VaultFolder
    keyring: Keyring
    database: Database
    clock: Clock
    device: str = DEVICE
    random: Random = token_bytes

    @property
    def means(self) -> Means:
        return Means(self.clock, kdf=QUICK, floor=QUICK)

    @property
    def store(self) -> Store:
        return Store(self.database, self.keyring, self.device, questions(), self.clock, self.random)

    def as_another_device(self, device: str, database: Database | None = None) -> "Laptop":
        return Laptop(self.folder, self.keyring, database or self.database, self.clock, device, self.random)

    def opened_again(self) -> "Laptop":
        self.database.close()
        database = open_database(self.folder.database, self.keyring.database_key())
        return Laptop(self.folder, self.keyring, database, self.clock, self.device, self.random)


def a_laptop(path: Path, role: Role = Role.SUPERVISOR, means: Means | None = None) -> Laptop:
    """A fresh vault with its database, opened by its first person."""
    means = means or Means(TurnedClock(), kdf=QUICK, floor=QUICK)
    folder = VaultFolder(path / "Goma.vault", path / "home")
    keyring = begin_alone(folder, Newcomer("Grace", "supervisor", role), "passphrase of a test", means)
    database = create_database(folder.database, keyring.database_key())
    bring_up_to_date(database, folder.path)
    return Laptop(folder, keyring, database, means.clock, random=means.random)


def another_laptop(laptop: Laptop, path: Path, device: str) -> Laptop:
    """The same person on another device, with an empty database."""
    path.mkdir()
    database = create_database(path / "cases.db", laptop.keyring.database_key())
    bring_up_to_date(database, path)
    return laptop.as_another_device(device, database)


def an_edit(case: UUID, form: str, record: UUID | None = None, parent: UUID | None = None, **answers) -> Edit:
    """A record with these answers, all of them edited."""
    repeats = questions()[form].repeats
    record = record or (uuid4() if repeats else record_of(case, form))
    return Edit(form, record, parent, Answers(answers), frozenset(answers))


def case_facts(case: UUID, keyring: Keyring, code: str, **more) -> Edit:
    facts = {
        "case_code": code, "case_status": "open", "case_stage": "identified", "name_is_hidden": False,
        "caseworker": str(keyring.id), "office": str(keyring.office), **more,
    }  # fmt: skip
    return an_edit(case, "case", **facts)


def a_person(case: UUID, **more) -> Edit:
    answers = {
        "name_first": "Aminata", "name_last": "Kalonge", "nickname": "Ami", "sex": "female",
        "date_of_birth": UncertainDate.year(2010, date(2026, 3, 1)), "current_place": "CD-61-01",
    } | more  # fmt: skip
    return an_edit(case, "identification", **answers)


def consent(case: UUID, record: UUID | None = None, **more) -> Edit:
    answers = {
        "event_at": datetime(2026, 3, 1, 9, tzinfo=UTC), "event_kind": "given", "given_by": ("child",),
        "agrees_to_case_management": "yes", "agrees_to_storage": "yes", "agrees_to_reporting": "yes",
        "agrees_to_tracing": "yes", "agrees_to_sharing": "no",
    } | more  # fmt: skip
    return an_edit(case, "consent", record, **answers)


def a_visit(case: UUID, record: UUID | None = None, **more) -> Edit:
    domains = list(questions().choices("domain"))
    answers = {
        "visit_purpose": "routine", "due_on": date(2026, 3, 9), "visited_on": date(2026, 3, 8),
        "contact_kind": "home_visit", "met_with": ("child", "caregiver"), "child_seen": "yes",
        "situation_change": "same", "domain_scores": {domain: Score(3) for domain in domains},
        "approached_by_armed_actor": "no", "risk_level": "medium", "next_visit_on": date(2026, 3, 22),
    } | more  # fmt: skip
    return an_edit(case, "follow_up", record, **answers)


def open_a_case(laptop: Laptop, *edits: Edit, case: UUID | None = None, code: str | None = None, **facts) -> UUID:
    """Open a case with its own form, a person and further records, in one transaction."""
    case = case or case_id(laptop.keyring.office, uuid4())
    code = code or next(CODES)
    with laptop.store.begin() as work:
        work.open_case(case, code)
        work.save(case, case_facts(case, laptop.keyring, code, **facts))
        for edit in edits or (a_person(case),):
            work.save(case, edit)
        work.commit()
    return case


def save(laptop: Laptop, case: UUID, *edits: Edit) -> None:
    with laptop.store.begin() as work:
        for edit in edits:
            work.save(case, edit)
        work.commit()
