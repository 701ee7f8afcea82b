"""Half of a recovery key on paper: one painter for screen and printer, and nothing on it but what belongs there."""

from dataclasses import replace
from functools import partial

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QPlainTextEdit
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.inputs.texts import TextBox
from reintegration_desktop.ui.printing.pages import in_memory
from reintegration_desktop.ui.printing.sheets import paint_sheet
from reintegration_desktop.ui.recovery_sheet import PAPER, SheetPainter, same_word
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.widgets.paper import PaperSheet
from tests.ui.conftest import Dress
from tests.ui.pages import SHEETS


def _drawn(width: int, **covered: object) -> QImage:
    painter = SheetPainter(SHEETS[0], **covered)  # type: ignore[arg-type]
    drawn = QImage(width, round(painter.height(width)), QImage.Format.Format_RGB32)
    brush = QPainter(drawn)
    painter.paint(brush, QRectF(drawn.rect()))
    brush.end()
    return drawn


@pytest.mark.parametrize("width", [380, 500, 2400])
def test_a_sheet_keeps_its_shape_at_every_size(width: int) -> None:
    drawn = _drawn(width)
    assert drawn.width() / drawn.height() == pytest.approx(500 / SheetPainter(SHEETS[0]).height(500), rel=0.06)


@pytest.mark.parametrize("theme", list(Theme))
def test_paper_is_white_in_every_theme(theme: Theme, dress: Dress) -> None:
    dress(theme)
    drawn = _drawn(500)
    assert {drawn.pixelColor(x, 3).name().upper() for x in range(0, 500, 9)} == {PAPER}


def test_covered_words_and_a_covered_code_leave_no_ink_of_theirs() -> None:
    every = frozenset(range(1, 22))
    other = SheetPainter(SHEETS[1], every, on_screen=True)
    drawn = _drawn(500, covered=every, on_screen=True)
    same = QImage(drawn.size(), drawn.format())
    brush = QPainter(same)
    other.paint(brush, QRectF(same.rect()))
    brush.end()
    words = drawn.copy(0, 70, 500, 150)
    assert words == same.copy(0, 70, 500, 150)


def test_a_printer_gets_the_same_sheet() -> None:
    pages = in_memory(partial(paint_sheet, SHEETS[0]))
    assert pages.startswith(b"%PDF") and len(pages) > 1000


def test_the_code_that_holds_all_words_is_on_paper_alone(qtbot: QtBot) -> None:
    without = replace(SHEETS[0], qr=())
    assert _drawn(500) != _drawn(500, on_screen=True)
    for covered in (frozenset(), frozenset({7, 15}), frozenset(range(1, 22))):
        shown, bare = PaperSheet(SHEETS[0]), PaperSheet(without)
        for sheet, of in ((shown, SHEETS[0]), (bare, without)):
            qtbot.addWidget(sheet)
            sheet.resize(540, sheet.heightForWidth(540))
            sheet.show_sheet(of, covered)
        assert shown.grab().toImage() == bare.grab().toImage()


def test_a_word_of_the_paper_may_be_typed_in_capitals() -> None:
    assert same_word(" Basket ", "basket")
    assert not same_word("baskets", "basket")


def test_a_sheet_on_the_screen_is_as_high_as_what_stands_on_it(qtbot: QtBot) -> None:
    sheet = PaperSheet(SHEETS[0])
    qtbot.addWidget(sheet)
    assert sheet.heightForWidth(540) > sheet.heightForWidth(400)


def test_paragraphs_stand_at_the_leading_edge_in_every_script(qtbot: QtBot, dress: Dress) -> None:
    box: QPlainTextEdit = TextBox()
    qtbot.addWidget(box)
    dress(language="ar")
    option = box.document().defaultTextOption()
    assert option.alignment() & Qt.AlignmentFlag.AlignRight
    assert option.textDirection() == Qt.LayoutDirection.LayoutDirectionAuto
