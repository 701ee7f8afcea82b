"""Emptying a bin: what lay there for thirty days goes for good, here and at whoever hears of it; nothing else does."""

import io
from pathlib import Path
from uuid import uuid4

import pytest

from reintegration_desktop.app.erasing.due import registry_of
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.reports import count_figures
from reintegration_desktop.casework import saving
from reintegration_desktop.casework.erasing.emptying import empty_bin, ready
from reintegration_desktop.casework.errors import BinNotReady, CodeNotTyped, NotPermitted, UnderLegalHold
from reintegration_desktop.casework.figures.counting import to_the_end
from reintegration_desktop.casework.steps import moving
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.entries import emptying_document
from reintegration_desktop.vault.roles import Room
from tests.store.erasing.signers import Signers, a_young_person
from tests.store.office import a_visit, an_edit


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


def with_a_deleted_visit(signers: Signers):
    """A case with one visit in its bin and one that stays; case, code, both records."""
    with signers.opened() as program:
        case = a_young_person(program)
        gone, stays = a_visit(case), a_visit(case)
        with program.desk.begin() as work:
            work.save(case, gone)
            work.save(case, stays)
            work.commit()
        saving.delete(program.desk, case, gone.record)
        with program.desk.read() as cases:
            code = cases.open(case).row.code
    return case, code, gone.record, stays.record


def emptied(signers: Signers, case, code: str, label: str = "Esther"):
    signers.clock.turn(days=31)
    with signers.desk(label) as registry:
        return empty_bin(registry, case, code)


def test_what_lay_there_for_thirty_days_is_gone_and_everything_else_stays(signers):
    case, code, gone, stays = with_a_deleted_visit(signers)
    with signers.desk() as registry, registry.desk.read() as cases:
        assert ready(cases.open(case), registry.desk.clock.now()) == ()
    emptied(signers, case, f" {code.lower()} ")
    with signers.opened() as program:
        with program.desk.read() as cases:
            opened, history = cases.open(case), cases.history(case)
        assert opened.bin == ()
        assert [row.id for row in opened.file.rows("follow_up")] == [stays]
        assert not [version for version in history if version.record == gone]
        assert check_vault(program, NoProgress()).sound


def test_what_was_counted_from_it_goes_with_it(signers):
    case, code, *_ = with_a_deleted_visit(signers)
    with signers.opened() as program:
        to_the_end(count_figures(program, NoProgress()))
        assert program.database is not None
        with program.database.read() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM contribution").scalar() == 1
    emptied(signers, case, code)
    with signers.opened() as program, program.database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM contribution").scalar() == 0


def test_it_takes_thirty_days_the_code_a_supervisor_and_no_legal_hold(signers):
    case, code, *_ = with_a_deleted_visit(signers)
    with signers.desk() as registry, pytest.raises(BinNotReady):
        empty_bin(registry, case, code)
    with pytest.raises(CodeNotTyped):
        emptied(signers, case, "yes")
    with pytest.raises(NotPermitted):
        emptied(signers, case, code, "Jonas")
    with signers.opened() as program:
        moving.hold(program.desk, case, "A court asks.")
        with pytest.raises(UnderLegalHold):
            empty_bin(registry_of(program), case, code)


def test_nobody_empties_what_still_stands_in_a_file_whatever_they_write(signers):
    case, _, gone, stays = with_a_deleted_visit(signers)
    signers.clock.turn(days=31)
    with signers.desk() as registry:
        for records in ([stays], [gone, stays], [gone, case]):
            versions = [one.id for one in registry.orders.versions_of(case, records)]
            with registry.desk.begin() as work:
                work.about_erasing(emptying_document(versions), uuid4(), case)
                work.commit()
        with registry.desk.read() as cases:
            assert [row.id for row in cases.open(case).bin] == [gone]


def test_nobody_empties_what_was_deleted_a_moment_ago_whatever_they_write(signers):
    case, _, gone, _ = with_a_deleted_visit(signers)
    with signers.desk() as registry:
        versions = [one.id for one in registry.orders.versions_of(case, [gone])]
        with registry.desk.begin() as work:
            work.about_erasing(emptying_document(versions), uuid4(), case)
            work.commit()
        with registry.desk.read() as cases:
            assert [row.id for row in cases.open(case).bin] == [gone]


def test_it_travels_and_what_arrives_late_is_emptied(signers):
    hq = signers.headquarters()
    case, code, gone, _ = with_a_deleted_visit(signers)
    signers.send()
    signers.receive("Hanna", hq)
    emptied(signers, case, code)
    signers.send()
    got = signers.receive("Hanna", hq)
    assert got.is_whole
    with signers.opened("Hanna", hq) as program:
        assert registry_of(program).orders.versions_of(case, [gone]) == []
        assert check_vault(program, NoProgress()).sound


def test_a_version_that_was_made_meanwhile_lives(signers):
    case, code, gone, _ = with_a_deleted_visit(signers)
    signers.clock.turn(days=20)
    with signers.opened() as program:
        saving.undelete(program.desk, case, gone)
        saving.delete(program.desk, case, gone)
    signers.clock.turn(days=15)
    with signers.desk() as registry, pytest.raises(BinNotReady):
        empty_bin(registry, case, code)


def test_the_sealed_files_of_what_is_emptied_go_with_it_and_no_others(signers):
    with signers.opened() as program:
        case = a_young_person(program)
        gone, _ = a_letter(program, case), a_letter(program, case)
        folder = program.folder.part("files")
        assert len(list(folder.iterdir())) == 2
        saving.delete(program.desk, case, gone)
        with program.desk.read() as cases:
            code = cases.open(case).row.code
    emptied(signers, case, code)
    assert len(list(folder.iterdir())) == 1


def a_letter(program, case):
    """A letter that was taken into the case, sealed."""
    record, content = uuid4(), b"From their aunt."
    sealed = program.opened.files.put(case, Room.PERSON, record, io.BytesIO(content), len(content))
    with program.desk.begin() as work:
        work.save(case, an_edit(case, "person_file", record, file_kind="letter", sealed_file=str(sealed)))
        work.commit()
    return record
