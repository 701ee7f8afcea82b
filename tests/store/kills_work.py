"""What a program is killed at: each kind of work with what it acknowledges, and how to tell that something was lost."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol
from uuid import UUID, uuid4

from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.history.arrivals import Batch, Mark
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.kernel.locations import migrations
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.store.backup import back_up
from reintegration_desktop.store.database import open_database
from reintegration_desktop.store.steps import bring_up_to_date, schema_of
from reintegration_desktop.store.tables import SCHEMA
from tests.store.office import Laptop, a_person, a_visit, an_edit, another_laptop, case_facts, open_a_case, save

OPEN = "open"
MOMENT = datetime(2026, 3, 2, tzinfo=UTC)
NEXT_STEP = f'''
revision, down_revision = "next", "{SCHEMA}"
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.add_column("setting", sa.Column("more", sa.Text()))
    op.execute("UPDATE setting SET more = value")
    op.create_table("further", sa.Column("words", sa.Text()))
    op.execute("INSERT INTO further SELECT hex(document) FROM change")
    with op.batch_alter_table("setting") as batch:
        batch.drop_column("value")
    op.drop_table("further")
'''


@dataclass
class Scene:
    """One kill: the laptop (its database closed), a folder beside it, a seed."""

    laptop: Laptop
    beside: Path
    seed: int
    file: Path = field(init=False)
    items: list = field(default_factory=list)

    def __post_init__(self) -> None:
        self.file = self.laptop.folder.database

    def opened(self) -> Laptop:
        database = open_database(self.file, self.laptop.keyring.database_key())
        return self.laptop.as_another_device(self.laptop.device, database)


class Work(Protocol):
    """A kind of work."""

    def prepare(self, scene: Scene) -> None: ...

    def go(self, scene: Scene) -> Iterator[str]: ...

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int: ...


class Saves:
    """Cases opened and visits saved, two to a transaction."""

    checkpoints = False

    def prepare(self, scene: Scene) -> None:
        pass

    def go(self, scene: Scene) -> Iterator[str]:
        laptop = scene.opened()
        yield OPEN
        while True:
            case = open_a_case(laptop, code=uuid4().hex)
            for number in range(5):
                pair = [a_visit(case, observations=str(number)) for _ in range(2)]
                save(laptop, case, *pair)
                yield f"{case.hex} {pair[0].record.hex} {pair[1].record.hex} {number}"
                if self.checkpoints:
                    laptop.database.checkpoint()

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int:
        lost = 0
        with laptop.store.read() as cases:
            for line in said:
                case, *records, number = line.split()
                file = cases.open(UUID(case)).file
                found = [file.record(UUID(record)) for record in records]
                lost += any(row is None or row.answers.text("observations") != number for row in found)
            lost += sum(len(cases.open(row.id).file.rows("follow_up")) % 2 for row in cases.rows(range(1, 1000)))
        return lost


class Checkpoints(Saves):
    """The same, the log file emptied after each."""

    checkpoints = True


class Bulk:
    """Whole cases, some at a time."""

    def prepare(self, scene: Scene) -> None:
        pass

    def go(self, scene: Scene) -> Iterator[str]:
        laptop = scene.opened()
        yield OPEN
        with laptop.store.bulk() as bulk:
            while True:
                cases = [self._case(laptop) for _ in range(10)]
                for case in cases:
                    bulk.add(case)
                bulk.flush()
                yield " ".join(case.id.hex for case in cases)

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int:
        wanted = [UUID(case) for line in said for case in line.split()]
        with laptop.store.read() as cases:
            return len(wanted) - len(cases.facts(wanted))

    def _case(self, laptop: Laptop) -> CaseFile:
        case = uuid4()
        edits = [case_facts(case, laptop.keyring, case.hex), a_person(case), *(a_visit(case) for _ in range(4))]
        return CaseFile(case, tuple(Record(edit.form, edit.record, edit.parent, edit.answers) for edit in edits))


class Drafts:
    """Drafts kept and dropped."""

    def prepare(self, scene: Scene) -> None:
        pass

    def go(self, scene: Scene) -> Iterator[str]:
        laptop = scene.opened()
        yield OPEN
        while True:
            visit = a_visit(uuid4())
            draft = Draft(uuid4(), None, "follow_up", visit.record, MOMENT, visit.answers)
            laptop.store.drafts.keep(draft)
            yield draft.id.hex

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int:
        return len(set(said) - {draft.id.hex for draft in laptop.store.drafts.all()})


class Receives:
    """What another laptop wrote, taken in by small batches."""

    def prepare(self, scene: Scene) -> None:
        laptop = scene.opened()
        other = another_laptop(laptop, scene.beside / f"other{scene.seed}", uuid4().hex)
        for _ in range(6):
            case = open_a_case(other, code=uuid4().hex)
            save(other, case, a_visit(case), a_visit(case), an_edit(case, "concerns", risk_level="high"))
        upto = {device: mark.seq for device, mark in other.store.outgoing.vector().items()}
        scene.items = list(other.store.outgoing.outgoing({}, upto))
        other.database.close()
        laptop.database.close()

    def go(self, scene: Scene) -> Iterator[str]:
        laptop = scene.opened()
        yield OPEN
        batch: list[Change | SaveRow] = []
        for item in scene.items:
            batch.append(item)
            if isinstance(item, SaveRow):
                changes = tuple(one for one in batch if isinstance(one, Change))
                mark = Mark(item.last, item.head)
                laptop.store.incoming.apply(Batch(applied=changes, saves=(item,), marks={item.device: mark}))
                yield f"{item.device} {item.last}"
                batch = []

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int:
        held = {device: mark.seq for device, mark in laptop.store.incoming.vector().items()}
        return sum(held.get(line.split()[0], 0) < int(line.split()[1]) for line in said)


class Migration:
    """Tables brought a step further, a copy made first; on a copy of the database, which is as it was or done."""

    def prepare(self, scene: Scene) -> None:
        laptop = scene.opened()
        laptop.store.settings.put("programme", "kept")
        scene.file = scene.laptop.folder.database.with_name(f"migrated{scene.seed}.db")
        back_up(laptop.database, scene.file)
        laptop.database.close()
        steps = scene.beside / f"steps{scene.seed}"
        shutil.copytree(migrations(), steps, ignore=shutil.ignore_patterns("__pycache__"))
        (steps / "versions" / "next_step.py").write_text(NEXT_STEP)

    def go(self, scene: Scene) -> Iterator[str]:
        laptop = scene.opened()
        yield OPEN
        steps = scene.beside / f"steps{scene.seed}"
        bring_up_to_date(laptop.database, scene.file.parent, steps=steps, goal="next")
        yield "done"

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int:
        stands_at = schema_of(laptop.database)
        column = "more" if stands_at == "next" else "value"
        with laptop.database.read() as connection:
            kept = connection.exec_driver_sql(f"SELECT {column} FROM setting").scalar()
        return kept != "kept" or (bool(said) and stands_at != "next")


class Copies:
    """Backups: under its name a copy is whole, or it isn't there."""

    def prepare(self, scene: Scene) -> None:
        laptop = scene.opened()
        save(laptop, open_a_case(laptop, code=uuid4().hex), a_visit(uuid4()), a_visit(uuid4()))
        laptop.database.close()

    def go(self, scene: Scene) -> Iterator[str]:
        laptop = scene.opened()
        yield OPEN
        for number in range(1000):
            yield back_up(laptop.database, self._copy(scene, number)).name

    def lost(self, laptop: Laptop, scene: Scene, said: list[str]) -> int:
        lost = 0
        for number in range(len(said) + 1):
            copy = self._copy(scene, number)
            if copy.exists():
                database = open_database(copy, laptop.keyring.database_key())
                lost += schema_of(database) != SCHEMA
                database.close()
            else:
                lost += number < len(said)
        return lost

    def _copy(self, scene: Scene, number: int) -> Path:
        return scene.file.with_name(f"copy{scene.seed}-{number}.db")


WORKS: tuple[Work, ...] = (Saves(), Bulk(), Checkpoints(), Receives(), Drafts(), Migration(), Saves(), Copies())
