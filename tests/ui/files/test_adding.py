"""A file is added whole and clean, or not at all; it is looked at and saved out as its room allows."""

import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.attachments.adding import Told, add_file, look_into
from reintegration_desktop.casework.attachments.looking import State, content, note_look
from reintegration_desktop.casework.attachments.saving_out import note_copy, write_copy
from reintegration_desktop.casework.errors import (
    FileEmpty,
    FileNotRead,
    FileTooLarge,
    FileTypeRefused,
    NotPermitted,
    PhotographNotAgreed,
    PictureDamaged,
    PurposeMissing,
    ReasonNeeded,
    WrittenByProgram,
)
from reintegration_desktop.casework.saving import delete, save, undelete
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.limits.files import LARGEST_FILE
from reintegration_desktop.store.errors import SealedFileDamaged, SealedFileMissing
from reintegration_desktop.vault.roles import Role, Room
from tests.e2e.canaries import in_folder
from tests.ui.files.cases import TOLD, a_case, add, consent, line_of, lines_of, sealed_in, sent, written
from tests.ui.workplaces import Bench, an_edit
from tests.unit.casework.attachments.made import CANARY, OGG, PDF, TEXT, photograph

PHOTOGRAPH = Told("photograph", Room.PERSON, f"{CANARY} at the wall")


def test_a_photograph_is_kept_without_what_was_hidden_in_it(bench, tmp_path):
    line = add(bench, a_case(bench), written(tmp_path, "IMG_1.jpg", photograph(turned=True)), PHOTOGRAPH)
    kept = content(bench.desk, line)
    assert CANARY.encode() in photograph(turned=True)
    assert CANARY.encode() not in kept
    assert (line.media, line.name, line.size) == ("image/jpeg", "IMG_1.jpg", len(kept))
    assert line.caption == PHOTOGRAPH.caption
    assert line.added.by == str(bench.desk.me.id)


@pytest.mark.parametrize(("name", "given"), [("a.pdf", PDF), ("a.ogg", OGG), ("a.txt", TEXT)])
def test_other_files_are_kept_as_they_are(bench, tmp_path, name, given):
    path = written(tmp_path, name, given)
    line = add(bench, a_case(bench), path)
    assert content(bench.desk, line) == given
    assert look_into(path).keeps_hidden_data is not name.endswith("txt")


def test_nothing_of_a_file_is_found_outside_its_seal(bench, tmp_path_factory):
    own, card = bench.database.path.parents[1], tmp_path_factory.mktemp("card")
    (own / "temporary").mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(own / "temporary"))
        patch.setattr(tempfile, "tempdir", None)
        case = a_case(bench)
        lines = [
            add(bench, case, written(card, f"{CANARY}.jpg", photograph()), PHOTOGRAPH),
            add(bench, case, written(card, f"{CANARY}.txt", TEXT * 90_000), replace(TOLD, caption=CANARY)),
        ]
        assert all(content(bench.desk, line) for line in lines)
    assert in_folder(own, [CANARY]) == []
    assert list((own / "temporary").iterdir()) == []
    write_copy(bench.desk, lines[1], own / "copy.txt")
    assert {hit.where for hit in in_folder(own, [CANARY])} == {"copy.txt"}


def test_sealed_lengths_are_of_a_few_classes(bench, tmp_path):
    case = a_case(bench)
    for length in (1, 500, 20_000, 60_000, 70_000, 100_000):
        add(bench, case, written(tmp_path, f"{length}.txt", b"x" * length))
    sizes = sorted(path.stat().st_size for path in sealed_in(bench))
    assert [round(size / 65_536) for size in sizes] == [1, 1, 1, 1, 2, 2]
    assert max(sizes[:4]) - min(sizes[:4]) < 1024


def too_large(path: Path) -> Path:
    with path.open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    return path


REFUSED = {
    "too large": (too_large, FileTooLarge),
    "empty": (lambda path: written(path.parent, path.name, b""), FileEmpty),
    "not there": (lambda path: path, FileNotRead),
    "a folder": (lambda path: path.parent, FileNotRead),
    "a program": (lambda path: written(path.parent, path.name, b"MZ" + bytes(99)), FileTypeRefused),
    "a broken picture": (lambda path: written(path.parent, path.name, photograph()[:300]), PictureDamaged),
}


@pytest.mark.parametrize(("make", "refusal"), REFUSED.values(), ids=REFUSED)
def test_what_is_refused_leaves_nothing(bench, tmp_path, make, refusal):
    case = a_case(bench)
    with pytest.raises(refusal) as found:
        add_file(bench.desk, case, make(tmp_path / f"{CANARY}.jpg"), TOLD)
    assert CANARY not in str(found.value) + str(found.value.facts)
    assert sealed_in(bench) == []
    assert lines_of(bench.desk, case) == ()


def test_a_photograph_needs_a_yes_and_is_not_even_sealed_without_one(bench, tmp_path):
    case = a_case(bench, "no")
    path = written(tmp_path, "a.jpg", photograph())
    with pytest.raises(PhotographNotAgreed):
        add_file(bench.desk, case, path, PHOTOGRAPH)
    assert sealed_in(bench) == []
    line = add(bench, case, path, replace(PHOTOGRAPH, kind="other_picture"))
    with pytest.raises(PhotographNotAgreed):
        save(bench.desk, case, changed(bench, line, file_kind="photograph"))


def changed(bench, line, **answers) -> Edit:
    before = reading.open_case(bench.desk, line.case).file.record(line.record).answers
    return Edit(line.form, line.record, None, Answers({**before, **answers}), frozenset(answers))


def test_nobody_types_which_sealed_file_a_record_holds(bench, tmp_path):
    line = add(bench, a_case(bench), written(tmp_path, "a.txt", TEXT))
    with pytest.raises(WrittenByProgram):
        save(bench.desk, line.case, changed(bench, line, sealed_file="1.1.00.00"))
    save(bench.desk, line.case, changed(bench, line, caption="read out by her aunt"))
    assert content(bench.desk, line_of(bench.desk, line.case, line.record)) == TEXT


def test_stopping_leaves_nothing_and_it_can_be_added_again(bench, tmp_path):
    case, path, progress = a_case(bench), written(tmp_path, "a.txt", TEXT * 50_000), Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        add_file(bench.desk, case, path, TOLD, progress)
    assert sealed_in(bench) == []
    going = Stoppable()
    add_file(bench.desk, case, path, TOLD, going)
    assert going.done == going.total == len(TEXT) * 50_000


@pytest.mark.parametrize("kind", ["withdrawn", "changed"])
def test_a_photograph_goes_with_the_yes_and_other_files_stay(bench, tmp_path, kind):
    case = a_case(bench)
    line = add(bench, case, written(tmp_path, "a.jpg", photograph()), PHOTOGRAPH)
    other = add(bench, case, written(tmp_path, "b.txt", TEXT))
    save(bench.desk, case, consent(case, "no", day=9, kind=kind))
    now = line_of(bench.desk, case, line.record)
    assert (now.state, now.sealed) == (State.TAKEN_OUT, None)
    assert content(bench.desk, other) == TEXT
    assert len(sealed_in(bench)) == 1


def test_a_file_in_the_bin_comes_back_with_its_content(bench, tmp_path):
    line = add(bench, a_case(bench), written(tmp_path, "a.txt", TEXT))
    delete(bench.desk, line.case, line.record)
    assert lines_of(bench.desk, line.case) == ()
    undelete(bench.desk, line.case, line.record)
    assert content(bench.desk, line_of(bench.desk, line.case, line.record)) == TEXT


def test_a_photograph_in_the_bin_goes_too_and_its_row_comes_back_to_say_so(bench, tmp_path):
    case = a_case(bench)
    line = add(bench, case, written(tmp_path, "a.jpg", photograph()), PHOTOGRAPH)
    other = add(bench, case, written(tmp_path, "b.txt", TEXT))
    for one in (line, other):
        delete(bench.desk, case, one.record)
    save(bench.desk, case, consent(case, "no", day=9))
    assert [(one.record, one.state) for one in lines_of(bench.desk, case)] == [(line.record, State.TAKEN_OUT)]
    assert len(sealed_in(bench)) == 1
    undelete(bench.desk, case, other.record)
    assert content(bench.desk, line_of(bench.desk, case, other.record)) == TEXT


def test_what_is_kept_apart_opens_with_a_reason_is_logged_and_never_leaves(bench, tmp_path):
    case = a_case(bench)
    line = add(bench, case, written(tmp_path, "a.txt", TEXT), Told("other", Room.RESTRICTED, "a list"))
    assert (line.state, line.caption, line.name, line.media) == (State.CLOSED, "", "", "")
    with pytest.raises(ReasonNeeded):
        content(bench.desk, line)
    with pytest.raises(ReasonNeeded):
        note_look(bench.desk, line, " ")
    known = line_of(bench.desk, case, line.record, "asked by the court")
    note_look(bench.desk, known, "asked by the court")
    assert content(bench.desk, known, "asked by the court") == TEXT
    assert sent(bench, case) == [("VIEW", "asked by the court")]
    for act in (lambda: note_copy(bench.desk, known, "why"), lambda: write_copy(bench.desk, known, tmp_path / "out")):
        with pytest.raises(NotPermitted):
            act()
    assert not (tmp_path / "out").exists()


def test_a_copy_leaves_with_a_reason_in_the_log_and_is_its_owners_alone(bench, tmp_path):
    line, copy = add(bench, a_case(bench), written(tmp_path, "a.pdf", PDF)), tmp_path / "copy.pdf"
    with pytest.raises(PurposeMissing):
        note_copy(bench.desk, line, "  ")
    note_copy(bench.desk, line, " the hospital asked ")
    write_copy(bench.desk, line, copy)
    assert copy.read_bytes() == PDF
    assert copy.stat().st_mode & 0o777 == 0o600
    assert sent(bench, line.case) == [("EXPORT", "the hospital asked")]


def test_a_damaged_file_leaves_no_half_copy(bench, tmp_path):
    line = add(bench, a_case(bench), written(tmp_path, "a.txt", TEXT * 9_000))
    (sealed,) = sealed_in(bench)
    os.truncate(sealed, sealed.stat().st_size - 70_000)
    with pytest.raises(SealedFileDamaged):
        write_copy(bench.desk, line, tmp_path / "copy")
    sealed.unlink()
    with pytest.raises(SealedFileMissing):
        write_copy(bench.desk, line, tmp_path / "copy")
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("copy")} == set()
    assert line_of(bench.desk, line.case, line.record).state is State.MISSING


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.TRACING_OFFICER, {Room.PERSON}), (Role.CLINICIAN, {Room.PERSON, Room.ACCOUNT}),
     (Role.CASEWORKER, {Room.PERSON, Room.ACCOUNT, Room.RESTRICTED}), (Role.COORDINATOR, set())],
)  # fmt: skip
def test_a_role_is_shown_the_files_of_its_rooms_and_adds_none_elsewhere(bench: Bench, tmp_path, role, sees):
    case = a_case(bench)
    for room in (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED):
        add(bench, case, written(tmp_path, "a.txt", TEXT), Told("other", room))
    desk = bench.desk_of("0a" * 16, role)
    assert {line.room for line in lines_of(desk, case)} == sees
    if role is not Role.CASEWORKER:
        with pytest.raises(NotPermitted):
            add_file(desk, case, tmp_path / "a.txt", TOLD)


def test_a_picture_that_was_kept_is_one_that_every_program_opens(bench, tmp_path):
    line, copy = add(bench, a_case(bench), written(tmp_path, "a.webp", photograph(kind="WEBP"))), tmp_path / "b.jpg"
    write_copy(bench.desk, line, copy)
    with Image.open(copy) as image:
        assert image.size == (640, 480)


def test_a_paper_of_the_case_says_nothing_of_keys(bench, tmp_path):
    line = add(bench, a_case(bench), written(tmp_path, "a.txt", TEXT))
    opened = reading.open_case(bench.desk, line.case)
    field = bench.desk.dictionary["person_file"].fields["sealed_file"]
    said = bench.workplace.words.of(field, opened.file.record(line.record).answers["sealed_file"])
    assert line.sealed.salt.hex() not in said
    assert said == "a sealed file"


def test_the_identification_may_be_changed_beside_its_files(bench, tmp_path):
    line = add(bench, a_case(bench), written(tmp_path, "a.txt", TEXT))
    save(bench.desk, line.case, an_edit(line.case, "identification", name_first="Amina", nickname="Mina"))
    assert content(bench.desk, line) == TEXT
