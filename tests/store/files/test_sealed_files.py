"""Sealed files lie beside the database, named by one record, and are gone when nobody may keep them."""

import io
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from shutil import copyfile
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.forms.sealed_file import SealedFile
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.limits.files import FILE_FORMS
from reintegration_desktop.store.checking.findings import Trouble
from reintegration_desktop.store.errors import SealedFileDamaged, SealedFileMissing
from reintegration_desktop.store.files.loose import folder_of, sweep
from reintegration_desktop.vault.errors import FileChanged, NoKey
from reintegration_desktop.vault.office.rotation import renew
from reintegration_desktop.vault.roles import Room
from tests.store.keys.test_keys import renewed
from tests.store.office import Laptop, a_person, an_edit, another_laptop, consent, open_a_case, save
from tests.store.test_travel import batch_of, everything

PAPER = b"a paper that says where they are"


def put(laptop: Laptop, case: UUID, record: UUID, content: bytes = PAPER, room: Room = Room.PERSON) -> SealedFile:
    return laptop.store.files.put(case, room, record, io.BytesIO(content), len(content))


def attach(laptop: Laptop, case: UUID, *, kind: str = "letter", room: Room = Room.PERSON) -> tuple[UUID, SealedFile]:
    record = uuid4()
    sealed = put(laptop, case, record, room=room)
    answers = {"file_kind": kind, "caption": "from their aunt", "sealed_file": str(sealed)}
    save(laptop, case, an_edit(case, FILE_FORMS[room], record, **answers))
    return record, sealed


def opened(laptop: Laptop, case: UUID, record: UUID, sealed: SealedFile, room: Room = Room.PERSON) -> bytes:
    target = io.BytesIO()
    laptop.store.files.open(case, room, record, sealed, target)
    return target.getvalue()


def lying(laptop: Laptop) -> list[Path]:
    return sorted(folder_of(laptop.database).iterdir())


def test_a_file_is_sealed_under_a_random_name_and_opens_again(laptop):
    case = open_a_case(laptop)
    record, sealed = attach(laptop, case)
    assert opened(laptop, case, record, sealed) == PAPER
    (path,) = lying(laptop)
    assert len(bytes.fromhex(path.name)) == 16
    assert PAPER not in path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o600


def test_what_was_sealed_and_never_saved_is_deleted_by_a_sweep_and_what_was_saved_stays(laptop):
    case = open_a_case(laptop)
    record, sealed = attach(laptop, case)
    put(laptop, case, uuid4())
    assert len(lying(laptop)) == 2
    assert sweep(laptop.opened_again().database) == 0
    assert opened(laptop, case, record, sealed) == PAPER
    assert len(lying(laptop)) == 1


def test_a_file_that_is_no_file_of_ours_is_left_alone(laptop):
    case = open_a_case(laptop)
    attach(laptop, case)
    strange = folder_of(laptop.database) / "notes"
    strange.write_bytes(b"")
    laptop.store.files.sweep()
    assert strange in lying(laptop)


def test_nothing_half_written_stays_where_reading_fails(laptop):
    case = open_a_case(laptop)
    with pytest.raises(FileChanged):
        laptop.store.files.put(case, Room.PERSON, uuid4(), io.BytesIO(b"short"), 9)
    assert lying(laptop) == []


def test_a_file_that_is_gone_or_changed_says_so_and_the_case_opens(laptop):
    case = open_a_case(laptop)
    record, sealed = attach(laptop, case)
    (path,) = lying(laptop)
    whole = path.read_bytes()
    path.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    with pytest.raises(SealedFileDamaged):
        opened(laptop, case, record, sealed)
    path.unlink()
    assert not laptop.store.files.lies_here(case, record, sealed)
    with pytest.raises(SealedFileMissing):
        opened(laptop, case, record, sealed)
    with laptop.store.read() as cases:
        assert cases.open(case).file.record(record).answers.text("caption") == "from their aunt"


def test_a_sealed_file_put_in_anothers_place_is_refused(laptop):
    case = open_a_case(laptop)
    first, sealed = attach(laptop, case)
    second, other = attach(laptop, case)
    files = laptop.store.files
    copyfile(files._path(case, first, sealed), files._path(case, second, other))
    with pytest.raises(SealedFileDamaged):
        opened(laptop, case, second, other)
    told = SealedFile(other.salt, other.generation, sealed.digest)
    with pytest.raises(SealedFileDamaged):
        opened(laptop, case, second, told)


def test_destroying_a_case_deletes_its_files_and_no_others(laptop):
    gone, stays = open_a_case(laptop), open_a_case(laptop)
    attach(laptop, gone)
    attach(laptop, gone, room=Room.ACCOUNT)
    record, sealed = attach(laptop, stays)
    laptop.store.destroy(gone)
    assert [path.name for path in lying(laptop)] == [laptop.store.files._path(stays, record, sealed).name]
    assert opened(laptop, stays, record, sealed) == PAPER


def test_a_file_taken_out_of_the_case_waits_in_the_bin(laptop):
    case = open_a_case(laptop)
    record, sealed = attach(laptop, case)
    with laptop.store.begin() as work:
        work.delete(case, record)
        work.commit()
    laptop.store.files.sweep()
    assert opened(laptop, case, record, sealed) == PAPER


@pytest.mark.parametrize(("agrees", "left"), [("yes", 1), ("no", 0), (None, 0)])
def test_a_photograph_that_is_named_no_more_goes_only_without_a_yes_to_photographs(laptop, agrees, left):
    case = open_a_case(laptop, a_person_who_said(agrees), case=CASE)
    record, _ = attach(laptop, case, kind="photograph")
    save(laptop, case, an_edit(case, "person_file", record, file_kind="photograph", sealed_file=None))
    assert len(lying(laptop)) == left


CASE = UUID(int=0xCA5E)


def a_person_who_said(agrees: str | None):
    return a_person(CASE) if agrees is None else consent(CASE, agrees_to_photograph=agrees)


def test_a_withdrawal_that_arrives_takes_the_photograph_along(laptop, tmp_path):
    other = another_laptop(laptop, tmp_path / "other", "0b" * 16)
    case = open_a_case(laptop, consent(CASE, agrees_to_photograph="yes"), case=CASE)
    record, _ = attach(laptop, case, kind="photograph")
    other.store.incoming.apply(batch_of(everything(laptop)))
    later = datetime(2026, 3, 9, tzinfo=UTC)
    save(other, case, consent(case, uuid4(), event_at=later, event_kind="withdrawn", agrees_to_photograph="no"),
         an_edit(case, "person_file", record, file_kind="photograph", sealed_file=None))  # fmt: skip
    held = laptop.store.incoming.vector()
    assert len(lying(laptop)) == 1
    laptop.store.incoming.apply(batch_of(everything(other, {device: mark.seq for device, mark in held.items()})))
    assert lying(laptop) == []
    other.database.close()


def test_nobody_lets_another_record_lose_its_file(laptop):
    case = open_a_case(laptop)
    record, sealed = attach(laptop, case)
    thief = uuid4()
    save(laptop, case, an_edit(case, "person_file", thief, file_kind="letter", sealed_file=str(sealed)))
    save(laptop, case, an_edit(case, "person_file", thief, file_kind="letter", sealed_file=None))
    laptop.store.files.sweep()
    assert opened(laptop, case, record, sealed) == PAPER


def test_what_a_record_says_of_its_file_may_be_nonsense(laptop):
    case = open_a_case(laptop)
    save(laptop, case, an_edit(case, "person_file", file_kind="letter", sealed_file="2.x"))
    laptop.store.files.sweep()
    laptop.store.destroy(case)
    assert laptop.store.checker.check((), NoProgress()).is_sound


def test_after_a_renewal_a_file_is_sealed_under_a_new_generation_and_earlier_ones_open(laptop):
    case = open_a_case(laptop)
    record, sealed = attach(laptop, case)
    after = renewed(laptop)
    after.store.rewrap(NoProgress())
    assert opened(after, case, record, sealed) == PAPER
    later, newer = attach(after, case)
    assert (sealed.generation, newer.generation) == (1, 2)
    with laptop.store.read() as cases, pytest.raises(NoKey):
        cases.open(case)
        opened(laptop, case, later, newer)
    fresh = replace(after, keyring=renew(after.folder, after.keyring, frozenset(), after.means))
    with fresh.store.read() as cases:
        cases.open(case)
    assert opened(fresh, case, later, newer) == opened(fresh, case, record, sealed) == PAPER
    assert len(lying(laptop)) == 2


def test_a_check_names_a_changed_file_and_counts_those_that_are_elsewhere(laptop):
    case = open_a_case(laptop)
    attach(laptop, case)
    attach(laptop, case, room=Room.RESTRICTED)
    first, second = lying(laptop)
    whole = laptop.store.checker.check((), NoProgress(), sealed_only=True)
    assert (whole.is_sound, whole.checked["files of cases"]) == (True, 2)
    first.unlink()
    elsewhere = laptop.store.checker.check((), NoProgress())
    assert (elsewhere.is_sound, elsewhere.checked["files elsewhere"]) == (True, 1)
    second.write_bytes(second.read_bytes()[:-1])
    damaged = laptop.store.checker.check((), NoProgress())
    assert damaged.counts == {Trouble.FILE: 1}
    assert damaged.listed[0].case == case
