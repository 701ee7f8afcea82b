"""A destroyed case leaves nothing to guess from, and comes back neither from a late bundle nor from a backup."""

from uuid import uuid4

import pytest

from reintegration_desktop.casework.people import FOUND_BY
from reintegration_desktop.history.arrivals import Hole
from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.errors import CaseNotHere
from tests.store.office import a_visit, another_laptop, open_a_case, save
from tests.store.test_travel import batch_of, everything


def test_nothing_of_a_destroyed_case_is_left_and_every_other_stays(laptop):
    gone, stays = open_a_case(laptop), open_a_case(laptop)
    save(laptop, gone, a_visit(gone))
    sealed = [item.document for item in everything(laptop) if isinstance(item, Change) and item.case == gone]
    salts = [item.salt for item in everything(laptop) if isinstance(item, Change) and item.case == gone]
    assert laptop.store.destroy(gone) == len(sealed)
    with laptop.store.read() as cases:
        with pytest.raises(CaseNotHere):
            cases.open(gone)
        assert cases.facts([gone, stays])[0].id == stays
        assert [one.case for one in cases.people(None, 10, FOUND_BY)] == [stays]
    assert laptop.store.checker.check((), NoProgress()).is_sound
    with laptop.database.read() as connection:
        tables = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type = 'table'").scalars().all()
        rows = [tuple(row) for table in tables for row in connection.exec_driver_sql(f"SELECT * FROM {table}")]
    left = b"".join(value for row in rows for value in row if isinstance(value, bytes))
    assert not any(content in left for content in (*sealed, *salts))


def test_holes_stand_in_the_place_of_a_destroyed_case(laptop):
    case = open_a_case(laptop)
    before = [item.hash for item in everything(laptop) if isinstance(item, Change)]
    laptop.store.destroy(case)
    left = everything(laptop)
    assert [item.hash for item in left if isinstance(item, Hole)] == before
    assert [type(item) for item in left if not isinstance(item, Hole)] == [SaveRow]


def test_what_arrives_late_for_a_destroyed_case_is_emptied(laptop, tmp_path):
    other = another_laptop(laptop, tmp_path / "other", "0b" * 16)
    case, stays = open_a_case(laptop), open_a_case(laptop)
    other.store.incoming.apply(batch_of(everything(laptop)))
    other.store.destroy(case)
    held = other.store.incoming.vector()[laptop.device].seq
    save(laptop, case, a_visit(case))
    save(laptop, stays, a_visit(stays))
    other.store.incoming.apply(batch_of(everything(laptop, {laptop.device: held})))
    with other.store.read() as cases:
        with pytest.raises(CaseNotHere):
            cases.open(case)
        assert len(cases.open(stays).file.rows("follow_up")) == 1
    assert other.store.checker.check((), NoProgress()).is_sound
    assert other.store.incoming.vector() == laptop.store.incoming.vector()
    other.database.close()


def test_destroying_what_was_never_here_only_remembers_it(laptop):
    assert laptop.store.destroy(uuid4()) == 0
