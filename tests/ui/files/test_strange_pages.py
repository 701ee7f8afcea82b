"""Papers, documents, tables and recordings are looked at and heard here, read by a process that ends with the page."""

import os
import re
import signal
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from reintegration_desktop.casework.attachments.adding import Told
from reintegration_desktop.casework.strangers.reading import SILENT
from reintegration_desktop.casework.strangers.wire import Message
from reintegration_desktop.ui.attachments.strange_page import StrangePage
from reintegration_desktop.ui.strangers.process import Stranger, surroundings
from reintegration_desktop.ui.strangers.sound import clock
from reintegration_desktop.ui.strangers.tables import letters_of
from reintegration_desktop.vault.roles import Room
from tests.ui.files.cases import a_case, add, line_of, sent, written
from tests.ui.files.test_file_pages import CONTROL, said
from tests.unit.casework.attachments.made import docx, pdf, spoken, xlsx


@pytest.fixture
def looking(bench, studio, qtbot, tmp_path):
    def open_(name: str, given: bytes, room: Room = Room.PERSON, device: str = SILENT) -> StrangePage:
        case, reason = a_case(bench), "asked by the court" if room is Room.RESTRICTED else ""
        line = add(bench, case, written(tmp_path, name, given), Told("other", room, "From her aunt"))
        page = StrangePage(bench.workplace, line_of(bench.desk, case, line.record, reason), reason, device)
        qtbot.addWidget(page)
        page.resize(900, 600)
        page.show()
        studio.settle(bench.tasks)
        qtbot.waitUntil(lambda: page.view.isVisible() or page.failure.isVisible(), timeout=30_000)
        studio.settle()
        return page

    return open_


def running(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


def where(page: StrangePage) -> str:
    return re.sub("[\u2066-\u2069]", "", page.view.time.text())


def test_a_paper_is_paged_through_and_only_what_is_in_sight_is_drawn(looking, qtbot):
    page = looking("a.pdf", pdf(*(f"Page {number}" for number in range(200))))
    sheets = page.view.sheets
    qtbot.waitUntil(lambda: sheets.drawn >= set(sheets.seen()), timeout=30_000)
    assert sheets.count == 200
    assert len(sheets.drawn) < 5
    assert "Page 1 of 200" in said(page)
    QTest.keyClick(sheets, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: 199 in sheets.drawn, timeout=30_000)
    assert "Page 200 of 200" in said(page)
    assert len(sheets.drawn) < 9
    QTest.keyClick(sheets, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(sheets, Qt.Key.Key_PageDown)
    assert sheets.page in {1, 2, 3, 4}
    before = sheets.page
    page.view.after.click()
    assert sheets.page == before + 1
    page.view.before.click()
    assert sheets.page == before


def test_a_paper_comes_closer_and_is_drawn_anew_as_sharp(looking, qtbot):
    page = looking("a.pdf", pdf("One", "Two"))
    sheets = page.view.sheets
    qtbot.waitUntil(lambda: 0 in sheets.drawn, timeout=30_000)
    fitted, drawn = sheets.zoom, sheets._kept[0][0]
    assert sheets._spot(0).width() <= sheets.viewport().width()
    QTest.keyClick(page, Qt.Key.Key_Plus, CONTROL)
    assert sheets.zoom > fitted
    qtbot.waitUntil(lambda: sheets._kept[0][0] > drawn, timeout=30_000)
    QTest.keyClick(page, Qt.Key.Key_9, CONTROL)
    assert sheets._spot(0).height() <= sheets.viewport().height()
    QTest.keyClick(page, Qt.Key.Key_0, CONTROL)
    assert sheets.zoom == pytest.approx(fitted)
    sheets.larger()
    bar, middle = sheets.verticalScrollBar(), sheets.viewport().rect().center()
    before = bar.value()
    QTest.mousePress(sheets.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    QTest.mouseMove(sheets.viewport(), middle - QPoint(0, 50))
    QTest.mouseRelease(sheets.viewport(), Qt.MouseButton.LeftButton, pos=middle - QPoint(0, 50))
    assert bar.value() == before + 50


@pytest.mark.parametrize(
    ("given", "words"),
    [(pdf("x", password="y"), "a password of its own"), (b"%PDF-1.7 and nothing else", "cannot be read as what it is")],
)
def test_a_paper_that_cannot_be_read_is_told_in_words(looking, given, words):
    page = looking("a.pdf", given)
    assert words in said(page)
    assert page.stranger is None
    assert not page.view.isVisible()


def test_a_document_is_read_as_its_words_and_tables(looking):
    page = looking("a.docx", docx("She came.", "&lt;b&gt;more", heading="Report", rows=(("Day", "Came"), ("1", "yes"))))
    text = page.view.text.toPlainText()
    assert [word in text for word in ("Report", "She came.", "<b>more", "Day", "yes")] == [True] * 5
    assert page.view.text.isReadOnly()
    assert "without layout and pictures" in said(page)


def test_a_workbook_is_read_sheet_by_sheet(looking):
    page = looking("a.xlsx", xlsx(First=[["a", 2]], Second=[["b"], ["c"]]))
    model = page.view.table.model()
    assert [model.index(0, column).data() for column in range(2)] == ["a", "2"]
    assert model.headerData(1, Qt.Orientation.Horizontal) == "B"
    page.view.tabs.setCurrentIndex(1)
    model = page.view.table.model()
    assert (model.rowCount(), model.index(1, 0).data()) == (2, "c")


def test_a_recording_is_heard_stopped_and_sought_in(looking, qtbot):
    page = looking("a.wav", spoken(20))
    view = page.view
    qtbot.waitUntil(lambda: where(page) == "0:00 / 0:20", timeout=30_000)
    assert not view.is_playing, "it never begins by itself"
    assert len(view.wave.peaks) == 400
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: view._at > 0.1, timeout=30_000)
    assert view.play.text() == "Pause"
    QTest.keyClick(view.wave, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not view.is_playing, timeout=30_000)
    QTest.mouseClick(view.wave, Qt.MouseButton.LeftButton, pos=view.wave.rect().center())
    qtbot.waitUntil(lambda: where(page) in {"0:09 / 0:20", "0:10 / 0:20"}, timeout=30_000)
    QTest.keyClick(view.wave, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: where(page) in {"0:14 / 0:20", "0:15 / 0:20"}, timeout=30_000)
    view.wave.sought.emit(19.8)
    view.toggle()
    qtbot.waitUntil(lambda: view._at >= view._seconds and not view.is_playing, timeout=30_000)


def test_without_a_loudspeaker_it_is_told_and_the_recording_stays_to_be_seen(looking, qtbot):
    page = looking("a.wav", spoken(2), device="")
    page.view.toggle()
    qtbot.waitUntil(lambda: page.failure.isVisible() or page.view.is_playing, timeout=30_000)
    assert page.view.is_playing or "No loudspeaker" in said(page)
    assert page.view.wave.isVisible()


def test_names_hidden_end_the_process_and_nothing_of_the_file_stays(looking, bench, studio, qtbot):
    page = looking("a.wav", spoken(20))
    number = page.stranger.number
    page.view.toggle()
    qtbot.waitUntil(lambda: page.view.is_playing, timeout=30_000)
    bench.workplace.show_names(False)
    assert page.stranger is None
    assert not running(number)
    assert page.view.wave.peaks == ()
    assert "From her aunt" not in said(page)
    bench.workplace.show_names(True)
    studio.settle(bench.tasks)
    qtbot.waitUntil(lambda: page.view.isVisible(), timeout=30_000)
    assert not page.view.is_playing


def test_the_process_ends_with_the_page_and_begins_again_when_it_comes_back(looking, bench, studio, qtbot):
    page = looking("a.docx", docx("She came."))
    number = page.stranger.number
    page.hide()
    assert not running(number)
    assert page.view.text.toPlainText() == ""
    page.show()
    studio.settle(bench.tasks)
    qtbot.waitUntil(lambda: "She came." in page.view.text.toPlainText(), timeout=30_000)


def test_each_look_at_a_file_kept_apart_is_written_down(looking, bench):
    page = looking("a.pdf", pdf("One"), Room.RESTRICTED)
    assert sent(bench, page._line.case) == [("VIEW", "asked by the court")]


@pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")
def test_a_process_that_dies_or_stands_still_is_a_sentence(looking, bench, studio, qtbot):
    page = looking("a.pdf", pdf("One"))
    os.kill(page.stranger.number, signal.SIGKILL)
    qtbot.waitUntil(page.failure.isVisible, timeout=30_000)
    assert "nothing of your work was lost" in said(page)
    still, told = Stranger(page, "audio/wav", spoken(1), SILENT, patience=1500), []
    still.failed.connect(lambda refusal: told.append(refusal.code))
    qtbot.waitUntil(lambda: still.number > 0, timeout=30_000)
    number = still.number
    os.kill(number, signal.SIGSTOP)
    qtbot.waitUntil(lambda: bool(told), timeout=30_000)
    assert told == ["reader_ended"]
    assert not running(number)


LIES = (
    {"say": "pages", "sizes": "x", "all": 1}, {"say": "pages", "sizes": [[1e99, 2]], "all": 1}, {"say": "page"},
    {"say": "page", "number": 0, "width": 9, "points": [90, 90, 360]}, {"say": "words", "parts": [], "cut": 0}, {},
)  # fmt: skip


def test_what_a_process_says_that_cannot_be_meant_ends_it(looking):
    page = looking("a.pdf", pdf("One"))
    for lie in LIES:
        with pytest.raises((KeyError, TypeError, ValueError)):
            page.view.take(Message(lie, b"\0" * 40))
    page._on_heard(Message(LIES[0]))
    assert page.stranger is None
    assert "was ended" in said(page)


def test_nothing_of_what_surrounds_the_window_surrounds_the_process(a_secret_beside):
    assert set(surroundings(sounds=False).keys()) <= {"LC_ALL", "SYSTEMROOT"}
    assert "REINTEGRATION_SECRET" not in set(surroundings(sounds=True).keys())


@pytest.fixture
def a_secret_beside():
    os.environ["REINTEGRATION_SECRET"] = "x"
    yield
    del os.environ["REINTEGRATION_SECRET"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")
def test_the_process_may_write_no_file_and_has_bounds(looking):
    number = looking("a.pdf", pdf("One")).stranger.number
    limits = {
        line.split("  ")[0]: line.split()[-3:-1] for line in Path(f"/proc/{number}/limits").read_text().splitlines()
    }
    command = Path(f"/proc/{number}/cmdline").read_bytes().split(b"\0")
    assert limits["Max file size"][0] == "0"
    assert limits["Max core file size"][0] == "0"
    assert all(limits[name][0].isdecimal() for name in ("Max address space", "Max cpu time"))
    assert command[1:] == [b"-I", b"-B", b"-m", b"reintegration_desktop.casework.strangers", b""]
    assert b"NoNewPrivs:\t1" in Path(f"/proc/{number}/status").read_bytes()


def test_columns_and_times_are_called_as_everywhere():
    assert [letters_of(column) for column in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]
    assert [clock(seconds) for seconds in (0, 63, 3723)] == ["0:00", "1:03", "1:02:03"]
