"""A file is looked at from memory, larger and smaller by keys; a copy leaves only with a reason."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from reintegration_desktop.casework.attachments.adding import Told
from reintegration_desktop.casework.attachments.looking import FileLine
from reintegration_desktop.ui.attachments.pages import COPY, LOOK, file_page
from reintegration_desktop.ui.attachments.save_out import SaveOutPage
from reintegration_desktop.ui.attachments.thumbs import decoded
from reintegration_desktop.ui.attachments.viewer import FilePage
from reintegration_desktop.vault.roles import Room
from tests.ui.files.cases import a_case, add, line_of, sealed_in, sent, written
from tests.unit.casework.attachments.made import PDF, TEXT, photograph

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def looking(bench, studio, qtbot, tmp_path):
    def open_(name: str, given: bytes, room: Room = Room.PERSON, reason: str = "") -> FilePage:
        case = a_case(bench)
        line = add(bench, case, written(tmp_path, name, given), Told("other", room, "From her aunt"))
        return shown(line_of(bench.desk, case, line.record, reason), reason)

    def shown(line: FileLine, reason: str) -> FilePage:
        page = file_page(bench.workplace, LOOK, (line, reason))
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        studio.settle(bench.tasks)
        return page

    return open_


def said(page: QWidget) -> str:
    return " ".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def test_a_picture_is_fitted_and_zoomed_by_keys(looking):
    page = looking("a.jpg", photograph(1600, 1200))
    fitted = page.picture.zoom
    assert 0 < fitted < 1
    assert page.picture.widget().width() <= page.picture.viewport().width()
    QTest.keyClick(page, Qt.Key.Key_Plus, CONTROL)
    QTest.keyClick(page.picture, Qt.Key.Key_Plus)
    assert page.picture.zoom > fitted * 1.5
    assert page.picture.horizontalScrollBar().maximum() > 0
    QTest.keyClick(page, Qt.Key.Key_9, CONTROL)
    assert page.picture.zoom == 1.0
    QTest.keyClick(page, Qt.Key.Key_Minus, CONTROL)
    assert page.picture.zoom < 1.0
    QTest.keyClick(page, Qt.Key.Key_0, CONTROL)
    assert page.picture.zoom == pytest.approx(fitted)
    assert "From her aunt" in said(page)


def test_what_was_fitted_stays_fitted_and_what_is_pulled_moves(looking, studio):
    page = looking("a.jpg", photograph(1600, 1200))
    before = page.picture.zoom
    page.resize(1200, 900)
    studio.settle()
    assert page.picture.zoom > before
    page.picture.natural()
    page.picture.larger()
    bar, pulled = page.picture.horizontalScrollBar(), page.picture.viewport()
    before, middle = bar.value(), pulled.rect().center()
    QTest.mousePress(pulled, Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(pulled, middle - QPoint(40, 0))
    QTest.mouseRelease(pulled, Qt.MouseButton.LeftButton, pos=middle - QPoint(40, 0))
    assert bar.value() == before + 40


def test_a_text_is_read_and_not_typed_into(looking):
    page = looking("a.txt", TEXT)
    assert page.text.toPlainText() == TEXT.decode()
    assert page.text.isReadOnly()
    assert not page.zooms.isVisible()


def test_names_hidden_hide_the_content_too(looking, bench, studio):
    page = looking("a.jpg", photograph())
    bench.workplace.show_names(False)
    studio.settle(bench.tasks)
    assert not page.picture.isVisible()
    assert "From her aunt" not in said(page)
    bench.workplace.show_names(True)
    assert page.picture.isVisible()


def test_each_look_at_a_file_kept_apart_is_written_down(looking, bench):
    page = looking("a.txt", TEXT, Room.RESTRICTED, "asked by the court")
    assert page.text.toPlainText() == TEXT.decode()
    assert sent(bench, page._line.case) == [("VIEW", "asked by the court")]


def test_a_damaged_file_is_told_in_words(looking, bench, studio):
    page = looking("a.txt", TEXT)
    (sealed,) = sealed_in(bench)
    sealed.write_bytes(sealed.read_bytes()[:-1] + b"\0")
    page.ask_again()
    studio.settle(bench.tasks)
    assert "damaged on the disk" in said(page)


def test_a_picture_of_strange_bytes_is_no_picture():
    assert decoded(b"\x89PNG\r\n\x1a\n" + bytes(40)).isNull()
    assert max(decoded(photograph(), 64).width(), decoded(photograph(), 64).height()) == 64


@pytest.fixture
def saving(bench, studio, qtbot, tmp_path):
    case, target = a_case(bench), tmp_path / "out" / "copy.pdf"
    target.parent.mkdir()
    line = add(bench, case, written(tmp_path, "a.pdf", PDF))
    page = file_page(bench.workplace, COPY, (line, ""))
    qtbot.addWidget(page)
    page.show()
    studio.settle(bench.tasks)
    return page, target, line


def picked(page: SaveOutPage, target: Path) -> list[str]:
    names: list[str] = []

    def pick(_: QWidget, __: str, name: str) -> str:
        names.append(name)
        return str(target)

    page._pick = pick
    return names


def test_nothing_leaves_without_a_reason(saving, bench, studio):
    page, target, line = saving
    names = picked(page, target)
    page.deed.trigger()
    studio.settle(bench.tasks)
    assert "Write in a few words" in said(page)
    assert names == []
    assert sent(bench, line.case) == []


def test_a_copy_is_written_and_the_reason_stands_in_the_log(saving, bench, studio):
    page, target, line = saving
    names = picked(page, target)
    QTest.keyClicks(page.reason, "the hospital asked")
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    studio.settle(bench.tasks)
    assert target.read_bytes() == PDF
    assert names == ["copy.pdf"]
    assert sent(bench, line.case) == [("EXPORT", "the hospital asked")]
    assert "your reason stands in the log" in said(page)


def test_a_full_or_closed_folder_is_told_in_words_and_the_reason_stays(saving, bench, studio, tmp_path):
    page, _, _ = saving
    picked(page, tmp_path / "nowhere" / "copy.pdf")
    page.reason.setText("the hospital asked")
    page.deed.trigger()
    studio.settle(bench.tasks)
    assert page.failure.isVisible()
    assert page.reason.text() == "the hospital asked"
    assert page.deed.isEnabled()


def test_another_page_asks_for_a_copy_of_what_one_looks_at(looking, bench):
    page, asked = looking("a.txt", TEXT), []
    bench.workplace.went.connect(lambda name, about: asked.append((name, about[0].record)))
    page.copy_asked.emit()
    assert asked == [(COPY, page._line.record)]


def test_a_picture_that_cannot_be_drawn_says_so(looking, bench, studio):
    page = looking("a.jpg", photograph())
    page.picture.show_image(decoded(b"no picture"))
    page._show()
    assert "This picture cannot be shown here." in said(page)
