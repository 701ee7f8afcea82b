"""Papers of a case as pages: printed, never kept in a file; each page with its code and number."""

from functools import partial
from html import escape

from PySide6.QtCore import QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPageLayout, QPainter, QTextDocument
from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework.papers import Line, Paper, Part
from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.ui.printing.handing import print_pages
from reintegration_desktop.ui.theme import look

DPI, _FOOT, _BOX = 96, 28, 14
_COLUMNS, _TINY = 3, 3
_BLACK = QColor(0, 0, 0)
_STYLE = """
body { font-family: 'Noto Sans', 'Reintegration Arabic', 'Noto Sans Ethiopic'; font-size: 10.5pt; color: #000000; }
h1 { font-size: 17pt; margin-bottom: 2px; } h2 { font-size: 12.5pt; margin-top: 14px; margin-bottom: 4px; }
p { margin-top: 2px; margin-bottom: 2px; } p.hint { font-size: 8.5pt; color: #333333; }
p.question { margin-top: 8px; } td { padding: 3px 6px; }
"""


def print_paper(paper: Paper, parent: QWidget) -> bool:
    """Ask for a printer and print; whether it was sent."""
    return print_pages(partial(paint_pages, paper), parent)


def document_of(paper: Paper, width: float, height: float) -> QTextDocument:
    """The paper as flowing text, a page being so many px (at 96 to the inch) wide and high."""
    document = QTextDocument()
    document.setDefaultStyleSheet(_STYLE)
    document.setPageSize(QSizeF(width, height))
    document.addResource(QTextDocument.ResourceType.ImageResource.value, QUrl("box://empty"), _empty_box())
    document.setHtml(_html(paper))
    return document


def paint_pages(paper: Paper, device: QPagedPaintDevice) -> bool:
    """Page after page, each with its foot; False where the device takes nothing."""
    painter = QPainter()
    if not painter.begin(device):
        return False
    scale = device.logicalDpiX() / DPI
    page = device.pageLayout().paintRect(QPageLayout.Unit.Inch)
    wide, high = page.width() * DPI, page.height() * DPI - _FOOT
    document = document_of(paper, wide, high)
    painter.scale(scale, scale)
    for number in range(document.pageCount()):
        if number:
            device.newPage()
        painter.save()
        painter.translate(0, -number * high)
        document.drawContents(painter, QRectF(0, number * high, wide, high))
        painter.restore()
        _paint_foot(painter, paper, QRectF(0, high, wide, _FOOT), number + 1, document.pageCount())
    return painter.end()


def _paint_foot(painter: QPainter, paper: Paper, place: QRectF, number: int, of: int) -> None:
    """Which paper, and which page of how many: a stack that fell down is put together again."""
    font = look().font("small")
    font.setPixelSize(11)
    painter.setFont(font)
    painter.setPen(_BLACK)
    page = say("{code} · page {number} of {of}", code=paper.code, number=str(number), of=str(of))
    painter.drawText(place, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignHCenter, page)


def _empty_box() -> QImage:
    """A box to tick, large enough for a hand in a hurry."""
    image = QImage(_BOX * 4, _BOX * 4, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(_BLACK)
    for inset in range(4):
        painter.drawRect(inset, inset, image.width() - 1 - 2 * inset, image.height() - 1 - 2 * inset)
    painter.end()
    return image


def _html(paper: Paper) -> str:
    direction = "rtl" if right_to_left() else "ltr"
    parts = "".join(map(_part, paper.parts))
    return f"<body dir='{direction}'><h1>{escape(paper.title)}</h1><p>{escape(paper.note)}</p>{parts}</body>"


def _part(part: Part) -> str:
    title = f"<h2>{escape(part.title)}</h2>"
    if any(line.answer for line in part.lines):
        return f"{title}<table width='100%' cellspacing='0'>{''.join(map(_told, part.lines))}</table>"
    return title + "".join(map(_asked, part.lines))


def _told(line: Line) -> str:
    return f"<tr><td width='38%'>{escape(line.label)}</td><td><b>{escape(line.answer)}</b></td></tr>"


def _asked(line: Line) -> str:
    """A question, what helps to ask it, and where its answer goes."""
    hint = f"<p class='hint'>{escape(line.hint)}</p>" if line.hint else ""
    answer = _ticks(line.boxes) if line.boxes else "<p>&nbsp;</p><hr>" * line.lines
    return f"<p class='question'><b>{escape(line.label)}</b></p>{hint}{answer}"


def _ticks(texts: tuple[str, ...]) -> str:
    """Boxes in columns, each with its words beside it."""
    columns = len(texts) if max(map(len, texts)) <= _TINY else _COLUMNS
    box = f"<img src='box://empty' width='{_BOX}' height='{_BOX}'>"
    cells = [f"<td width='{100 // columns}%'>{box}&nbsp;{escape(text)}</td>" for text in texts]
    rows = (cells[at : at + columns] for at in range(0, len(cells), columns))
    return "<table width='100%' cellspacing='0'>" + "".join(f"<tr>{''.join(row)}</tr>" for row in rows) + "</table>"
