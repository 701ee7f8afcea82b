"""What goes on when a fault strikes: each kind of the store's work, what it acknowledges, how a loss is told."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
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
from reintegration_desktop.store.database import Database, open_database
from reintegration_desktop.store.steps import bring_up_to_date, schema_of
from reintegration_desktop.store.tables import SCHEMA
from tests.faults.scene import Scene
from tests.store.office import Laptop, a_person, a_visit, an_edit, another_laptop, case_facts, open_a_case, save

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


class Work(Protocol):
    """A kind of work: prepared while nothing fails, done without an end, looked at in a vault opened again."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None: ...

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]: ...

    def settle(self, scene: Scene, said: list[str]) -> int: ...

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int: ...


class Plain:
    """Nothing to prepare, and nothing to find out before the vault is opened again."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None:
        pass

    def settle(self, scene: Scene, said: list[str]) -> int:
        return 0


class Saves(Plain):
    """Cases opened and visits saved, two to a transaction."""

    checkpoints = False

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        while True:
            case = open_a_case(laptop, code=uuid4().hex)
            for number in range(5):
                pair = [a_visit(case, observations=str(number)) for _ in range(2)]
                save(laptop, case, *pair)
                yield f"{case.hex} {pair[0].record.hex} {pair[1].record.hex} {number}"
                if self.checkpoints:
                    laptop.database.checkpoint()

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
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


class Bulk(Plain):
    """Whole cases, some at a time."""

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        with laptop.store.bulk() as bulk:
            while True:
                cases = [self._case(laptop) for _ in range(10)]
                for case in cases:
                    bulk.add(case)
                bulk.flush()
                yield " ".join(case.id.hex for case in cases)

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        wanted = [UUID(case) for line in said for case in line.split()]
        with laptop.store.read() as cases:
            return len(wanted) - len(cases.facts(wanted))

    def _case(self, laptop: Laptop) -> CaseFile:
        case = uuid4()
        edits = [case_facts(case, laptop.keyring, case.hex), a_person(case), *(a_visit(case) for _ in range(4))]
        return CaseFile(case, tuple(Record(edit.form, edit.record, edit.parent, edit.answers) for edit in edits))


class Drafts(Plain):
    """Drafts kept and dropped."""

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        while True:
            visit = a_visit(uuid4())
            draft = Draft(uuid4(), None, "follow_up", visit.record, MOMENT, visit.answers)
            laptop.store.drafts.keep(draft)
            yield draft.id.hex

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        return len(set(said) - {draft.id.hex for draft in laptop.store.drafts.all()})


class Receives(Plain):
    """What another laptop wrote, taken in by small batches."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None:
        other = another_laptop(laptop, scene.beside("other"), uuid4().hex)
        for _ in range(6):
            case = open_a_case(other, code=uuid4().hex)
            save(other, case, a_visit(case), a_visit(case), an_edit(case, "concerns", risk_level="high"))
        upto = {device: mark.seq for device, mark in other.store.outgoing.vector().items()}
        scene.arriving = list(other.store.outgoing.outgoing({}, upto))
        other.database.close()

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        batch: list[Change | SaveRow] = []
        held = {device: mark.seq for device, mark in laptop.store.incoming.vector().items()}
        for item in scene.arriving:
            batch.append(item)
            if isinstance(item, SaveRow):
                if item.last <= held.get(item.device, 0):
                    batch = []
                    continue
                changes = tuple(one for one in batch if isinstance(one, Change))
                mark = Mark(item.last, item.head)
                laptop.store.incoming.apply(Batch(applied=changes, saves=(item,), marks={item.device: mark}))
                yield f"{item.device} {item.last}"
                batch = []

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        held = {device: mark.seq for device, mark in laptop.store.incoming.vector().items()}
        return sum(held.get(line.split()[0], 0) < int(line.split()[1]) for line in said)


class Migration(Plain):
    """Tables brought a step further, a copy made first; on a copy of the database, which is as it was or done."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None:
        laptop.store.settings.put("programme", "kept")
        scene.beside("migrated").mkdir()
        back_up(laptop.database, scene.beside("migrated") / "cases.db")
        steps = scene.beside("steps")
        shutil.copytree(migrations(), steps, ignore=shutil.ignore_patterns("__pycache__"))
        (steps / "versions" / "next_step.py").write_text(NEXT_STEP)

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        with self._copy(scene, laptop) as database:
            bring_up_to_date(database, scene.beside("migrated"), steps=scene.beside("steps"), goal="next")
            yield "done"

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        with self._copy(scene, laptop) as database:
            stands_at = schema_of(database)
            column = "more" if stands_at == "next" else "value"
            with database.read() as connection:
                kept = connection.exec_driver_sql(f"SELECT {column} FROM setting").scalar()
        return kept != "kept" or (bool(said) and stands_at != "next")

    @contextmanager
    def _copy(self, scene: Scene, laptop: Laptop) -> Iterator[Database]:
        database = open_database(scene.beside("migrated") / "cases.db", laptop.keyring.database_key())
        try:
            yield database
        finally:
            database.close()


class Copies(Plain):
    """Backups: under its name a copy is whole, or it isn't there."""

    def prepare(self, scene: Scene, laptop: Laptop) -> None:
        save(laptop, open_a_case(laptop, code=uuid4().hex), a_visit(uuid4()), a_visit(uuid4()))
        scene.beside("copies").mkdir()

    def go(self, scene: Scene, laptop: Laptop) -> Iterator[str]:
        for number in range(1000):
            yield back_up(laptop.database, self._copy(scene, number)).name

    def lost(self, scene: Scene, laptop: Laptop, said: list[str]) -> int:
        lost, done = 0, len(set(said))
        for number in range(done + 1):
            copy = self._copy(scene, number)
            if copy.exists():
                database = open_database(copy, laptop.keyring.database_key())
                lost += schema_of(database) != SCHEMA
                database.close()
            else:
                lost += number < done
        return lost

    def _copy(self, scene: Scene, number: int) -> Path:
        return scene.beside("copies") / f"{number}.db"
