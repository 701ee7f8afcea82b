"""A workplace for pages: a real vault and database, a few invented people, a clock that stands still."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from time import monotonic
from typing import Any
from uuid import UUID, uuid4

from PySide6.QtCore import QEventLoop, QTimer

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.ports import Cases, Me
from reintegration_desktop.casework.saving import every_answer_of_the_program, write
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.store.database import Database, create_database
from reintegration_desktop.store.steps import bring_up_to_date
from reintegration_desktop.store.store import Store
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.workplace import Workplace
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.founding import begin_alone
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.passphrases.passphrase import KdfParameters
from reintegration_desktop.vault.roles import Role, Room
from tests.builders import a_programme, the_questions

PATIENCE, LEAST = 20.0, 0.15
QUICK = KdfParameters(memory=64, passes=1, lanes=1)
NOW = datetime(2026, 3, 12, 8, 30, tzinfo=UTC)
TODAY = NOW.date()
PEOPLE = (
    ("Amina", "Kasongo", "7K4M2Q-D", "high", -3), ("يوسف", "الحسن", "W9T3XA-5", "high", 0),
    ("Mariam", "Traoré", "BZ42CQ-B", "medium", -1), ("Samuel", "Deng", "4F9ZN7-E", "low", -6),
    ("Grace", "Achieng", "AS91R1-E", "high", 1), ("João", "Sesay", "BT42PD-S", "medium", 1),
    ("Luis", "Restrepo", "PHP1B9-9", "medium", 4), ("Ibrahim", "Ouédraogo", "3KS965-T", "low", 5),
)  # fmt: skip


class Bench:
    """An open vault with its desk; ``close`` it at the end."""

    def __init__(self, path: Path, role: Role = Role.SUPERVISOR) -> None:
        clock = FixedClock(NOW)
        means = Means(clock, kdf=QUICK, floor=QUICK)
        folder = VaultFolder(path / "Goma.vault", path / "home")
        self.keyring = begin_alone(folder, Newcomer("Esther Mbeki", "esther", Role.SUPERVISOR), "a test's words", means)
        key = self.keyring.database_key()
        assert key is not None
        self.database: Database = create_database(folder.database, key)
        bring_up_to_date(self.database, folder.path)
        self.clock = clock
        self.desk = self.desk_of("0a" * 16, role)
        self.tasks = Tasks()
        self.workplace = Workplace(self.desk, self.tasks)

    def desk_of(self, device: str, role: Role = Role.SUPERVISOR) -> Desk:
        """The desk of a device, with a role on it."""
        store = Store(self.database, self.keyring, device, the_questions(), self.clock)

        @contextmanager
        def read() -> Iterator[Cases]:
            with store.read() as cases:
                yield cases

        codes = (f"CASE{number:02d}-X" for number in count())
        rooms = frozenset(Room)
        me = Me(self.keyring.id, "Esther Mbeki", role, frozenset(), self.keyring.office, "Goma", rooms, rooms)
        return Desk(me, the_questions(), a_programme(), self.clock, store.begin, read, store.drafts, uuid4,
                    lambda: next(codes), store.own, store.files, store.keep_contributions,
                    store.written_at)  # fmt: skip

    def add(self, *edits: Edit, case: UUID | None = None, code: str | None = None) -> UUID:
        """Open a case with these records, as the program does."""
        case = case or uuid4()
        with self.desk.begin() as work:
            work.open_case(case, code or self.desk.new_code())
            facts: dict[str, Any] = {
                "case_code": code or "CASE00-X", "case_status": "open", "case_stage": "registered",
                "name_is_hidden": False, "caseworker": str(self.desk.me.id), "office": str(self.desk.me.office),
            }  # fmt: skip
            begun = [an_edit(case, "case", **facts), *edits]
            write(self.desk, work, case, begun, writes=every_answer_of_the_program(self.desk))
            work.commit()
        return case

    def add_people(self, number: int = len(PEOPLE)) -> list[UUID]:
        """Some young people, each with a visit that is due."""
        return [self._person(*person) for person in PEOPLE[:number]]

    def _person(self, first: str, last: str, code: str, risk: str, due: int) -> UUID:
        case, day = uuid4(), TODAY + timedelta(days=due)
        return self.add(
            an_edit(case, "identification", name_first=first, name_last=last, sex="female",
                    date_of_birth=UncertainDate.year(2010, TODAY), registered_on=date(2026, 1, 5),
                    identified_on=date(2026, 1, 4), first_response_on=date(2026, 1, 5)),
            an_edit(case, "concerns", risk_level=risk),
            an_edit(case, "assessment", started_on=date(2026, 1, 6), completed_on=date(2026, 1, 7), child_seen="yes"),
            an_edit(case, "case_plan", goal="Back at school", next_review_on=date(2026, 6, 1)),
            an_edit(case, "follow_up", visited_on=day - timedelta(days=5), next_visit_on=day, risk_level=risk),
            case=case, code=code,
        )  # fmt: skip

    def close(self) -> None:
        """Let everything go."""
        self.tasks.join(2)
        self.database.close()


def an_edit(case: UUID, form: str, record: UUID | None = None, parent: UUID | None = None, **answers: Any) -> Edit:
    """A record with these answers, all of them edited."""
    repeats = the_questions()[form].repeats
    known = record or (uuid4() if repeats else record_of(case, form))
    return Edit(form, known, parent, Answers(answers), frozenset(answers))


def wait_for(tasks: Tasks) -> None:
    """Until nothing is read or written any more and the page has drawn it."""
    begun = monotonic()
    _let_run(LEAST)
    while tasks.busy and monotonic() - begun < PATIENCE:
        _let_run(0.01)
    assert not tasks.busy
    _let_run(LEAST)


def _let_run(seconds: float) -> None:
    pause = QEventLoop()
    QTimer.singleShot(round(seconds * 1000), pause.quit)
    pause.exec()


def two_answers(bench: Bench, case: UUID, key: str, first: object, second: object) -> None:
    """The same answer of the identification changed on two computers that had not heard of each other."""
    with bench.desk.read() as cases:
        record = record_of(case, "identification")
        opened = cases.open(case)
        before = opened.file.record(record)
        seen = opened.seen(record)
    assert before is not None
    for device, value in (("0a" * 16, first), ("0b" * 16, second)):
        desk = bench.desk_of(device)
        answers = Answers({**before.answers, key: value})  # type: ignore[dict-item]
        with desk.begin() as work:
            work.save(case, Edit("identification", record, None, answers, frozenset({key}), seen))
            work.commit()
