"""Figures that remember what each case counts for are the same as figures that remember nothing, whatever happens."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.casework.figures.counting import refreshing, to_the_end
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.vault.children import CHILD_ROOMS
from reintegration_desktop.vault.errors import NoKey, SealBroken
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.store.office import an_edit
from tests.store.reports.incremental import WORDS, Counts, an_office, story

MANY = 6


@pytest.fixture
def counts(tmp_path: Path) -> Iterator[Counts]:
    """Six cases, counted once."""
    made = an_office(tmp_path, MANY, 3)
    made.figures()
    yield made
    made.program.close()


def kept(program: Program) -> Mapping[tuple[UUID, int], bytes]:
    """What lies of each case and person."""
    assert program.database is not None
    with program.database.read() as connection:
        rows = connection.exec_driver_sql("SELECT case_id, author, content FROM contribution").fetchall()
    return {(UUID(bytes=case), author): content for case, author, content in rows}


def written(program: Program, sql: str) -> None:
    assert program.database is not None
    with program.database.write() as connection:
        connection.exec_driver_sql(sql)


def visited(counts: Counts, case: UUID) -> None:
    counts.save(case, an_edit(case, "follow_up", visited_on=counts.today, child_seen="yes"))


@pytest.mark.parametrize("seed", range(2))
def test_what_is_remembered_counts_as_if_everything_was_read_again(seed: int):
    told = list(story(seed, MANY, 14))
    assert [what for what, _, same in told if not same] == []
    assert sum(read for _, read, _ in told) < MANY * len(told) / 2


def test_each_day_that_passes_makes_of_them_what_counting_anew_does():
    told = list(story(5, MANY, 14, ("next",)))
    assert [what for what, _, same in told if not same] == []
    assert 0 < sum(read for _, read, _ in told) < MANY * len(told) / 3


def test_only_what_changed_is_read_again(counts: Counts):
    counts.figures()
    assert counts.opened == 0
    visited(counts, counts.cases[2])
    assert counts.figures() == counts.figures(remembers=False)
    counts.figures()
    assert counts.opened == 0
    visited(counts, counts.cases[2])
    counts.figures()
    assert counts.opened == 1


def test_what_was_counted_before_somebody_stopped_it_is_not_counted_again(tmp_path: Path):
    made, stop = an_office(tmp_path, 102, 3), Stoppable()
    walk = refreshing(made.program.desk, made.templates, lambda _: None, stop)
    next(walk)
    stop.stop()
    with pytest.raises(Cancelled):
        to_the_end(walk)
    made.figures()
    assert made.opened == 2
    made.program.close()


def test_a_row_in_the_place_of_another_or_changed_by_a_bit_counts_for_nothing(counts: Counts):
    true = counts.figures(remembers=False)
    first, second = (f"x'{case.hex}'" for case in counts.cases[:2])
    other = f"(SELECT content FROM contribution WHERE case_id = {first})"
    written(counts.program, f"UPDATE contribution SET content = {other} WHERE case_id = {second}")
    assert counts.figures() == true
    assert counts.opened == 1
    written(counts.program, "UPDATE contribution SET content = CAST(substr(content, 2) || x'00' AS BLOB)")
    assert counts.figures() == true
    assert counts.opened == MANY
    written(counts.program, "UPDATE contribution SET content = x''")
    assert counts.figures() == true


def test_nobody_else_opens_it_though_they_hold_every_key_of_the_child(counts: Counts):
    program = counts.program
    add_person(program.folder, program.keyring, Newcomer("Jonas", "jonas", Role.SUPERVISOR), WORDS, program.means)
    rows = kept(program)
    program.close()
    colleague = open_program(program.folder.path, "jonas", WORDS, means=program.means)
    for case, _ in rows:
        with colleague.desk.read() as cases:
            assert cases.open(case).file.records
        for rooms in (CHILD_ROOMS, CHILD_ROOMS[:2], CHILD_ROOMS[:1]):
            with pytest.raises(SealBroken):
                colleague.keyring.open_counted(case, rooms, rows[case, 1][1:])
    counts.program = colleague
    assert counts.figures() == counts.figures(remembers=False)
    assert len(kept(colleague)) == 2 * MANY


def test_a_key_of_the_child_that_is_gone_closes_it_for_who_counted(counts: Counts):
    case, keyring = counts.cases[0], counts.program.keyring
    lying = kept(counts.program)[case, 1]
    keyring.children.forget(case)
    with pytest.raises(NoKey):
        keyring.open_counted(case, CHILD_ROOMS, lying[1:])


def test_one_length_for_many_cases_and_nothing_of_the_case_in_the_clear(counts: Counts):
    lengths = {len(content) for content in kept(counts.program).values()}
    assert all((length - 1 - 5 - 12 - 16) in (64, 96, 128, 192, 256, 384, 512, 768, 1024) for length in lengths)
    assert len(lengths) < MANY


def test_where_two_versions_stand_nothing_is_kept(counts: Counts):
    """What is shown meanwhile may be another tomorrow."""
    case = counts.cases[1]
    twin = (
        "INSERT INTO head SELECT c.case_id, c.record_id, c.room, c.device, c.seq, h.born FROM change c JOIN head h "
        "ON h.case_id = c.case_id AND h.record_id = c.record_id AND h.room = c.room AND h.seq <> c.seq "
        f"WHERE c.case_id = x'{case.hex}' LIMIT 1"
    )
    visited(counts, case)
    with counts.program.desk.read() as cases:
        visit = cases.open(case).file.rows("follow_up")[-1].id
    counts.save(case, an_edit(case, "follow_up", visit, visited_on=counts.today - timedelta(days=1), child_seen="yes"))
    written(counts.program, twin)
    assert counts.figures() == counts.figures(remembers=False)
    counts.figures()
    assert counts.opened == 1
