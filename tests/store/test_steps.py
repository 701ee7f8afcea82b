"""The tables are made and changed step by step, and a step that fails changes nothing."""

import shutil
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from reintegration_desktop.kernel.locations import migrations
from reintegration_desktop.store.database import create_database, open_database
from reintegration_desktop.store.errors import DatabaseTooNew, MigrationFailed
from reintegration_desktop.store.steps import alembic_config, bring_up_to_date, schema_of, write_step
from reintegration_desktop.store.tables import SCHEMA, metadata

KEY = bytes(range(32))
FAULTY = """
revision = "{step}"
down_revision = "{before}"
import sqlalchemy as sa
from alembic import op


def upgrade():
    op.add_column("setting", sa.Column("more", sa.Text()))
    op.execute("DELETE FROM setting")
    {last}
"""


@pytest.fixture
def database(tmp_path):
    made = create_database(tmp_path / "cases.db", KEY)
    bring_up_to_date(made, tmp_path)
    with made.write() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('programme', '{}')")
    yield made
    made.close()


@pytest.fixture
def steps(tmp_path):
    """A copy of the steps, to which a test adds its own."""
    folder = tmp_path / "steps"
    shutil.copytree(migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def _add_step(folder: Path, last: str) -> str:
    step = f"{int(SCHEMA) + 1:04d}"
    (folder / "versions" / f"{step}_next.py").write_text(FAULTY.format(step=step, before=SCHEMA, last=last))
    return step


def _settings(database) -> list[tuple]:
    with database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql("SELECT * FROM setting")]


def test_all_steps_on_an_empty_file_give_the_tables_as_they_are_written_down(database):
    with database.read() as connection:
        found = compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata)
    assert [change for change in found if "alembic_version" not in str(change)] == []


def test_the_program_knows_its_newest_step():
    assert ScriptDirectory(str(migrations())).get_heads() == [SCHEMA]


def test_nothing_is_done_to_tables_that_are_up_to_date(database, tmp_path):
    assert not bring_up_to_date(database, tmp_path)
    assert list(tmp_path.glob("before-*")) == []


def test_a_step_runs_with_rows_in_the_tables_after_a_copy_was_made(database, steps, tmp_path):
    goal = _add_step(steps, "op.execute(\"INSERT INTO setting VALUES ('kept', '1', NULL)\")")
    assert bring_up_to_date(database, tmp_path, steps=steps, goal=goal)
    assert _settings(database) == [("kept", "1", None)]
    copy = open_database(tmp_path / f"before-{goal}.db", KEY)
    assert _settings(copy) == [("programme", "{}")]
    copy.close()


def test_a_step_that_fails_leaves_everything_as_it_was(database, steps, tmp_path):
    goal = _add_step(steps, "raise RuntimeError('Aminata')")
    with pytest.raises(MigrationFailed) as caught:
        bring_up_to_date(database, tmp_path, steps=steps, goal=goal)
    assert "Aminata" not in str(caught.value)
    assert schema_of(database) == SCHEMA
    assert _settings(database) == [("programme", "{}")]


def test_tables_of_a_newer_program_are_left_alone(database, tmp_path):
    with database.write() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(DatabaseTooNew):
        bring_up_to_date(database, tmp_path)


def test_every_step_goes_back_and_forth(database):
    with database.write() as connection:
        config = alembic_config(migrations(), connection)
        command.downgrade(config, "base")
        command.upgrade(config, "head")
    assert schema_of(database) == SCHEMA


def test_the_next_step_is_written_from_what_the_tables_have_become(steps):
    """Nothing has become of them since the newest step: an empty step, numbered, that stands by itself."""
    step = write_step("Change nothing", steps)
    assert step.name == f"{int(SCHEMA) + 1:04d}_change_nothing.py"
    assert "import reintegration" not in step.read_text()
    assert ScriptDirectory(str(steps)).get_heads() == [step.name[:4]]
