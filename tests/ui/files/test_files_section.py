"""The section Files: choosing, dropping, what is asked, refusals in words, undo, what is kept apart."""

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from reintegration_desktop.casework.attachments.adding import Told
from reintegration_desktop.casework.attachments.looking import State
from reintegration_desktop.casework.saving import save
from reintegration_desktop.ui.attachments.pages import COPY, LOOK
from reintegration_desktop.ui.attachments.rows import FileRow
from reintegration_desktop.ui.attachments.section import FilesView
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.chips import Chip
from reintegration_desktop.vault.roles import Role, Room
from tests.ui.files.cases import a_case, add, consent, lines_of, sealed_in, written
from tests.unit.casework.attachments.made import PDF, TEXT, photograph


@pytest.fixture
def case(bench) -> UUID:
    return a_case(bench)


@pytest.fixture
def page(bench, studio, qtbot, case) -> CasePage:
    made = CasePage(bench.workplace)
    qtbot.addWidget(made)
    bench.workplace.changed.connect(lambda changes: made.touched(changes.topics))
    made.open(case, "files")
    made.resize(1150, 900)
    made.show()
    studio.settle(bench.tasks)
    made.activateWindow()
    studio.settle(bench.tasks)
    return made


def view(page: CasePage) -> FilesView:
    return page._files


def rows(page: CasePage) -> list[FileRow]:
    return [row for row in view(page).findChildren(FileRow) if row.isVisible()]


def said(page: CasePage) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def chosen(page: CasePage, bench, studio, path: Path) -> None:
    view(page)._pick = lambda *_: str(path)
    QTest.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    studio.settle(bench.tasks)


def test_a_file_is_added_with_the_keyboard_alone(page, bench, studio, case, tmp_path):
    assert "No file yet." in said(page)
    chosen(page, bench, studio, written(tmp_path, "IMG_7.jpg", photograph()))
    asked = view(page).chosen
    assert asked.kind.value() == "photograph"
    assert "Place, day, camera" in said(page)
    asked.caption.setFocus()
    QTest.keyClicks(asked.caption, "At the wall")
    QTest.keyClick(asked.caption, Qt.Key.Key_Return)
    studio.settle(bench.tasks)
    (row,) = rows(page)
    assert not asked.isVisible()
    assert "At the wall" in said(page)
    assert not row.thumb.image.isNull()
    assert lines_of(bench.desk, case)[0].room is Room.PERSON


def test_a_file_that_was_just_added_can_be_taken_out_again(page, bench, studio, case, tmp_path):
    undone = []
    bench.workplace.toasted.connect(lambda _, undo: undone.append(undo))
    chosen(page, bench, studio, written(tmp_path, "a.txt", TEXT))
    view(page).chosen._on_add()
    view(page).chosen.room.set_value("person")
    view(page).chosen._on_add()
    studio.settle(bench.tasks)
    assert len(rows(page)) == 1
    undone[-1]()
    studio.settle(bench.tasks)
    assert rows(page) == []


def test_what_a_file_is_about_must_be_said_since_it_decides_who_opens_it(page, bench, studio, case, tmp_path):
    chosen(page, bench, studio, written(tmp_path, "a.txt", TEXT))
    view(page).chosen._on_add()
    studio.settle(bench.tasks)
    assert "that decides who can open it" in said(page)
    assert lines_of(bench.desk, case) == ()


def test_a_refused_file_is_told_in_words_and_its_page_stays(page, bench, studio, case, tmp_path):
    chosen(page, bench, studio, written(tmp_path, "film.mp4", b"\x1a\x45\xdf\xa3" + bytes(50)))
    assert "A film is not kept in a case" in said(page)
    assert not view(page).chosen.isVisible()
    chosen(page, bench, studio, written(tmp_path, "order.pdf", PDF))
    assert "may carry hidden details" in said(page)
    assert "A film" not in said(page)


def test_a_photograph_without_a_yes_cannot_be_added(page, bench, studio, case, tmp_path):
    save(bench.desk, case, consent(case, "no", day=9))
    page.open(case, "files")
    studio.settle(bench.tasks)
    chosen(page, bench, studio, written(tmp_path, "a.jpg", photograph()))
    asked = view(page).chosen
    assert asked.kind.value() == "other_picture"
    asked.kind.set_value("photograph")
    asked.kind.picked.emit()
    assert "There is no yes to photographs" in said(page)
    assert not asked.add_button.isEnabled()
    asked.caption.returnPressed.emit()
    studio.settle(bench.tasks)
    assert sealed_in(bench) == []


def test_several_files_are_dropped_and_asked_about_one_after_the_other(page, bench, studio, case, tmp_path):
    paths = [written(tmp_path, "a.txt", TEXT), written(tmp_path, "b.exe", b"MZ\0"), written(tmp_path, "c.pdf", PDF)]
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    one, mouse, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    entered = QDragEnterEvent(QPointF(5, 5).toPoint(), one, mime, mouse, keys)
    view(page).dragEnterEvent(entered)
    assert entered.isAccepted()
    view(page).dropEvent(QDropEvent(QPointF(5, 5), one, mime, mouse, keys))
    studio.settle(bench.tasks)
    assert "a.txt" in said(page)
    view(page).chosen.room.set_value("account")
    view(page).chosen._on_add()
    studio.settle(bench.tasks)
    assert "c.pdf" in said(page)
    assert "By what is in it" in said(page)
    view(page).chosen.leave_button.click()
    studio.settle(bench.tasks)
    assert [line.name for line in lines_of(bench.desk, case)] == ["a.txt"]


def test_a_file_chosen_for_one_young_person_is_never_offered_to_another(page, bench, studio, case, tmp_path):
    other = a_case(bench)
    view(page)._pick = lambda *_: str(written(tmp_path, "a.txt", TEXT))
    view(page)._choose()
    page.open(other, "files")
    studio.settle(bench.tasks)
    assert not view(page).chosen.isVisible()
    chosen(page, bench, studio, tmp_path / "a.txt")
    assert view(page).chosen.isVisible()
    page.open(case, "files")
    studio.settle(bench.tasks)
    assert not view(page).chosen.isVisible()


def test_what_was_said_stays_where_the_file_has_gone_meanwhile(page, bench, studio, case, tmp_path):
    path = written(tmp_path, "a.txt", TEXT)
    chosen(page, bench, studio, path)
    view(page).chosen.caption.setText("from her aunt")
    view(page).chosen.room.set_value("person")
    path.unlink()
    view(page).chosen._on_add()
    studio.settle(bench.tasks)
    assert "This file could not be read." in said(page)
    assert view(page).chosen.caption.text() == "from her aunt"
    assert view(page).chosen.add_button.isEnabled()


def test_files_kept_apart_are_counted_and_open_with_a_reason(page, bench, studio, case, tmp_path):
    add(bench, case, written(tmp_path, "a.txt", TEXT), Told("other", Room.RESTRICTED, "a list of names"))
    page.open(case, "files")
    studio.settle(bench.tasks)
    assert "1 file is kept apart" in said(page)
    assert rows(page) == []
    page._on_reason("asked by the court", None)
    studio.settle(bench.tasks)
    (row,) = rows(page)
    assert "a list of names" in said(page)
    assert not row.copy_button.isVisible()
    asked = []
    bench.workplace.went.connect(lambda name, about: asked.append((name, about)))
    row.look_button.click()
    assert asked[0][0] == LOOK
    assert asked[0][1][1] == "asked by the court"


def test_names_hidden_hide_pictures_and_words(page, bench, studio, case, tmp_path):
    add(bench, case, written(tmp_path, "a.jpg", photograph()), Told("photograph", Room.PERSON, "Amina at the wall"))
    page.open(case, "files")
    studio.settle(bench.tasks)
    assert not rows(page)[0].thumb.image.isNull()
    bench.workplace.show_names(False)
    studio.settle(bench.tasks)
    assert "Amina at the wall" not in said(page)
    assert "Photograph of them" in said(page)
    assert rows(page)[0].thumb.image.isNull()


def test_a_damaged_and_a_missing_file_say_so_and_the_section_stands(page, bench, studio, case, tmp_path):
    add(bench, case, written(tmp_path, "a.jpg", photograph()))
    (first,) = sealed_in(bench)
    add(bench, case, written(tmp_path, "b.pdf", PDF))
    (second,) = set(sealed_in(bench)) - {first}
    first.write_bytes(first.read_bytes()[:-1] + b"\0")
    second.unlink()
    page.open(case, "files")
    studio.settle(bench.tasks)
    assert {row.line.state for row in rows(page)} == {State.HERE, State.MISSING}
    chips = {chip.accessibleName() for row in rows(page) for chip in row.findChildren(Chip)}
    assert chips >= {"Cannot be opened", "Not on this computer"}


def test_the_words_of_a_file_are_changed_on_its_own_form(page, bench, studio, case, tmp_path):
    add(bench, case, written(tmp_path, "a.txt", TEXT))
    page.open(case, "files")
    studio.settle(bench.tasks)
    rows(page)[0].edit_button.click()
    studio.settle(bench.tasks)
    assert page.panel.form.field("caption").value() == "from their aunt"
    assert "a.txt" in said(page)
    assert "text/plain" not in said(page)
    assert "Move to the bin" in {button.accessibleName() for button in page.findChildren(Button)}


def test_a_copy_is_asked_for_by_its_button(page, bench, studio, case, tmp_path):
    add(bench, case, written(tmp_path, "a.pdf", PDF))
    page.open(case, "files")
    studio.settle(bench.tasks)
    asked = []
    bench.workplace.went.connect(lambda name, about: asked.append(name))
    (row,) = rows(page)
    assert row.look_button.isVisible()
    row.copy_button.click()
    assert asked == [COPY]


def test_a_role_that_adds_none_is_offered_no_way_to(bench, studio, qtbot, case):
    bench.workplace.take(bench.desk_of("0a" * 16, Role.TRACING_OFFICER))
    made = CasePage(bench.workplace)
    qtbot.addWidget(made)
    made.open(case, "files")
    made.show()
    studio.settle(bench.tasks)
    assert not made._files.add_act.isEnabled()
    assert not made._files.acceptDrops()
    assert "Your role adds none." in said(made)
