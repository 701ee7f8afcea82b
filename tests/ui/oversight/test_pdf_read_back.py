"""Ways in which a PDF could give hidden counts away: the auditor, who reads the pages back, refuses each."""

import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPainterPath, QPdfWriter, QTextDocument

from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.auditor.pages import read_pages
from reintegration_desktop.reports.auditor.seen import Seen
from reintegration_desktop.reports.errors import LeakFound
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.reading_back import on_paper
from reintegration_desktop.reports.table import TOTAL, Dimension
from reintegration_desktop.reports.writers.grid import grid_of
from reintegration_desktop.ui.report_pdf import draw_pdf
from tests.ui.oversight.overseeing import a_report, a_table

FACTS = frozenset({"2026", "1", "5", "12", "19"})
WIDTH = 595
"""Of a page of A4, in points."""
Draw = Callable[[QPainter], None]
STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def read(folder: Path, *tables: Published) -> list[Seen]:
    return on_paper(tables, folder / "report.pdf", FACTS)


def written(folder: Path, *tables: Published) -> Path:
    draw_pdf(replace(a_report().report, tables=tables), folder)
    return folder / "report.pdf"


@pytest.fixture(params=["en", "ar"])
def _both_ways(request: pytest.FixtureRequest) -> Iterator[None]:
    speak(request.param)
    yield
    speak("en")


def places(many: int, name: str = "district") -> Dimension:
    """So many, each with another name."""
    names = ("".join(letters) for letters in product("ABCDEFGH", "aeiou", "lmnr"))
    return Dimension(name, "District", {f"p{at}": next(names) for at in range(many)})


def counted(*dimensions: Dimension, kind: Kind = Kind.COUNT, most: int = 10) -> Published:
    """Any counts, every fifth hidden."""
    keys = list(product(*(one.nodes for one in dimensions)))
    cells = {key: None if at % 5 == 3 else most + at for at, key in enumerate(keys)}
    return Published("any", "Any", "any", dimensions, cells, kind)


AGES = Dimension("age", "Age", {"5-11": "5 to 11", "12-14": "12 to 14", "15-17": "15 to 17"})
SEXES = Dimension("sex", "Sex", {"female": "Girl or woman", "male": "Boy or man"})
SCORES = Dimension("score", "Score", {str(score): str(score) for score in range(1, 6)})
SCRIPTS = Dimension("place", "Place", {
    "a": "تل الزعتر ٣", "b": "ቀበሌ 12", "c": "မြို့ 4", "d": "မြို့", "e": "Ñuñoa ffi",
})  # fmt: skip
MET = Dimension("met", "Met", {"yes": "Yes", "no": "No"})
WAYS = Dimension("way", "Way", {
    "home": "from an armed group over an interim care centre of the district and a family of relatives to home",
    "work": "from an armed group over a school of the district and a workshop of the neighbourhood to a trade",
})  # fmt: skip
YEARS = Dimension("age", "Age", {"5-11": "من 5 إلى 11", "12-14": "من 12 إلى 14"})
ALIKE = Dimension("place", "Place", {"north": "Goma", "south": "Goma", "west": "Goma 2"})
WORDY = Dimension("way", "Way", {key: f"{way}, and {way} again" for key, way in WAYS.labels.items()})
BRACKETS = Dimension("place", "Place", {"a": "مدرسة (c18", "b": "< 5 سنوات", "c": "«تل» (٣)"})
FULL_WIDTH = Dimension("place", "Place", {"a": "３ care", "b": "i\u0307", "c": "3"})
SHAPES = {
    "two ways": (counted(AGES, SEXES),),
    "one way": (counted(AGES),),
    "numbers as names": (counted(SEXES, SCORES), counted(SCORES)),
    "higher than a page": (counted(places(60), SEXES), counted(AGES, SEXES)),
    "too high for its picture": (counted(places(20), SEXES), counted(places(20))),
    "wider than high": (counted(SEXES, places(20)),),
    "wide and high": (counted(places(20), places(14, "province")),),
    "three ways": (counted(places(3), AGES, SEXES),),
    "names in other scripts": (counted(SCRIPTS, SEXES),),
    "nothing to be drawn before the same lines": (
        replace(counted(AGES, SEXES), cells=dict.fromkeys(counted(AGES, SEXES).cells, 0)), counted(AGES, SEXES),
    ),
    "shares": (counted(places(4), MET, kind=Kind.SHARE),),
    "means": (counted(places(4), SCORES, kind=Kind.MEAN),),
    "medians": (counted(places(4), AGES, kind=Kind.MEDIAN),),
    "medians in words of many lines": (counted(places(20), WORDY, kind=Kind.MEDIAN),),
    "medians that are drawn the other way round": (counted(places(8), YEARS, kind=Kind.MEDIAN),),
    "numbers as names down and across": (counted(SCORES, replace(SCORES, name="before")),),
    "two categories called alike": (counted(ALIKE), counted(ALIKE, SEXES), counted(SEXES, ALIKE)),
    "counts of seven digits": (counted(AGES, SEXES, most=1_234_567), counted(AGES, most=1_234_567)),
    "names longer than a line": (counted(WORDY, SEXES), counted(WORDY)),
    "brackets in words from the right": (counted(BRACKETS, SEXES),),
    "signs that no font has as such": (counted(FULL_WIDTH, SEXES),),
}  # fmt: skip


@pytest.mark.usefixtures("qapp", "_both_ways")
@pytest.mark.parametrize("tables", SHAPES.values(), ids=SHAPES)
def test_what_stands_on_the_pages_is_what_was_published(tmp_path: Path, tables: tuple[Published, ...]) -> None:
    written(tmp_path, *tables)
    found = read(tmp_path, *tables)
    assert [dict(one.cells) for one in found] == [dict(one.cells) for one in tables]
    assert [[axis.name for axis in one.axes] for one in found] == [
        [one.name for one in table.dimensions] for table in tables
    ]


@pytest.mark.usefixtures("qapp", "_both_ways")
def test_no_name_is_so_long_that_its_count_stands_off_the_paper(tmp_path: Path) -> None:
    tables = (counted(WORDY), counted(WORDY, SEXES))
    _, runs = read_pages(written(tmp_path, *tables), FACTS)
    assert all(run.left >= 0 and run.right <= WIDTH for run in runs)
    assert len(read(tmp_path, *tables)) == len(tables)


@pytest.mark.usefixtures("qapp", "_both_ways")
def test_a_count_that_its_table_hides_is_seen(tmp_path: Path) -> None:
    table = a_table()
    written(tmp_path, replace(table, cells={**table.cells, table.hidden[0]: 3}))
    assert dict(read(tmp_path, table)[0].cells) != dict(table.cells)


def drawn(folder: Path, table: Published, *more: Draw, html: Callable[[str], str] = str, about: str = "Report") -> None:
    """A page with a table that others laid out, and more beside it."""
    grid = grid_of(table)
    lines = [[grid.corner, *(column.label for column in grid.columns)]]
    lines += [[row.label, *(".." if count is None else str(count) for count in row.cells)] for row in grid.rows]
    cells = (f"<tr>{''.join(f'<td align=right>{words}</td>' for words in line)}</tr>" for line in lines)
    document = QTextDocument()
    document.setHtml(html(f"<h1>{table.title}</h1><table width='100%'>{''.join(cells)}</table>"))
    writer = QPdfWriter(str(folder / "report.pdf"))
    writer.setTitle(about)
    writer.setResolution(96)
    document.setPageSize(writer.pageLayout().paintRectPixels(96).size().toSizeF())
    painter = QPainter(writer)
    document.drawContents(painter)
    for draw in more:
        draw(painter)
    painter.end()


def words(text: str, x: float, y: float, colour: str = "#000000", size: float = 10) -> Draw:
    def draw(painter: QPainter) -> None:
        font = painter.font()
        font.setPointSizeF(size)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        painter.drawText(QRectF(x, y, 300, 40), Qt.AlignmentFlag.AlignLeft, text)

    return draw


def an_image(painter: QPainter) -> None:
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    inner = QPainter(image)
    inner.drawText(image.rect(), "7")
    inner.end()
    painter.drawImage(0, 400, image)


@pytest.mark.usefixtures("qapp")
def test_a_page_that_others_laid_out_is_read_as_well(tmp_path: Path) -> None:
    drawn(tmp_path, a_table(), words("as of 12 2026", 0, 600))
    assert dict(read(tmp_path, a_table())[0].cells) == COUNTS


COUNTS = dict(a_table().cells)


def at_a_hidden_cell(painter: QPainter) -> None:
    """A fact of the report where a count is hidden, written when the table is finished."""
    words("5", 300, 90)(painter)


def an_outline(painter: QPainter) -> None:
    """What a program writes that may not embed a font."""
    shape = QPainterPath()
    shape.addText(0, 600, QFont("Noto Sans", 10), "7 girls")
    painter.fillPath(shape, QColor("#000000"))


def a_hole(painter: QPainter) -> None:
    shape = QPainterPath()
    shape.addText(0, 600, QFont("Noto Sans", 10), "7")
    painter.save()
    painter.setClipPath(shape)
    painter.fillRect(0, 500, 100, 200, QColor("#000000"))
    painter.restore()


def strokes(painter: QPainter) -> None:
    painter.drawLine(0, 600, 10, 600)
    painter.drawLine(10, 600, 4, 618)


def digits_of_old(painter: QPainter) -> None:
    """Signs of the font that no character stands for: the file doesn't say what they mean."""
    font = QFont("Noto Sans", 10)
    font.setFeature(QFont.Tag("onum"), 1)
    painter.setFont(font)
    painter.drawText(0, 600, "7")


BESIDE = {
    "a number beneath": words("7", 0, 600),
    "in white": words("7", 0, 600, "#FFFFFF"),
    "too small to read": words("7", 0, 600, size=0.5),
    "off the paper": words("7", 0, -400),
    "in a sentence": words("of them 37 girls", 0, 600),
    "in Arabic digits": words("٧", 0, 600),
    "a bar with a count of its own": words("Karuba 7", 0, 600),
    "a picture": an_image,
    "in a circle": words("⑦ girls", 0, 600),
    "raised": words("girls⁷", 0, 600),
    "in Roman digits": words("Ⅶ girls", 0, 600),
    "in Ethiopic digits": words("፯", 0, 600),
    "a fact where a count is hidden": at_a_hidden_cell,
    "an outline": an_outline,
    "a hole": a_hole,
    "strokes": strokes,
    "signs without a meaning": digits_of_old,
}


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("more", BESIDE.values(), ids=BESIDE)
def test_a_number_beside_the_table_is_found(tmp_path: Path, more: Draw) -> None:
    drawn(tmp_path, a_table(), more)
    with pytest.raises(LeakFound):
        read(tmp_path, a_table())


def once(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


LAID_OUT = {
    "a count in the title": once("</h1>", ", 7 of them girls</h1>"),
    "a sign of its own": once("..", "&lt;5"),
    "a share": once("..", "43 %"),
    "a line that is missing": lambda text: re.sub("<tr><td align=right>Karuba.*?</tr>", "", text),
    "two lines in another order": lambda text: re.sub("(<tr><td [^>]*>Karuba.*?</tr>)(<tr>.*?</tr>)", r"\2\1", text),
    "a count behind a line": once("</tr><tr><td align=right>Tandala", "<td>1</td></tr><tr><td align=right>Tandala"),
    "a count out of line": once("<td align=right>49", "<td align=left>49"),
    "a count under itself": once("..", "..<br>3"),
    "a count behind the last line": once("</tr></table>", "<td align=right>1</td></tr></table>"),
    "a second table": lambda text: text + "<p>.</p>" + text.replace("..", "7"),
}  # fmt: skip


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("change", LAID_OUT.values(), ids=LAID_OUT)
def test_a_table_that_says_more_or_less_is_refused(tmp_path: Path, change: Callable[[str], str]) -> None:
    drawn(tmp_path, a_table(), html=change)
    with pytest.raises(LeakFound):
        read(tmp_path, a_table())


@pytest.mark.usefixtures("qapp")
def test_a_property_that_counts_is_found(tmp_path: Path) -> None:
    drawn(tmp_path, a_table(), about="Report on 7 girls")
    with pytest.raises(LeakFound):
        read(tmp_path, a_table())


def an_earlier_state(content: bytes) -> bytes:
    return content + content[content.rindex(b"xref") :]


def a_stream_of_nobody(content: bytes) -> bytes:
    at = content.index(b"1 0 obj")
    return content[:at] + b"90 0 obj\n<< /Length 1 >>\nstream\n7\nendstream\nendobj\n" + content[at:]


def a_note(content: bytes) -> bytes:
    note = b"[ << /Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (7 girls) >> ]"
    return content.replace(b"[ ]", note, 1)


def an_attachment(content: bytes) -> bytes:
    return content.replace(b"/Type /Catalog", b"/Type /Catalog /AF [ << /Type /Filespec /F (7.csv) >> ]", 1)


def once_more(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    return lambda content: content.replace(old, new, 1)


def a_remark_in_a_drawing(content: bytes) -> bytes:
    drawing = next(found for found in STREAM.finditer(content) if unpacked_of(found[1]).startswith(b"/GSa"))
    packed = zlib.compress(b"% 7 girls\n" + unpacked_of(drawing[1]))
    return content[: drawing.start(1)] + packed + b"\n" + content[drawing.end(1) :]


FILES = {
    "an earlier state": an_earlier_state,
    "a stream of nobody": a_stream_of_nobody,
    "a note": a_note,
    "an attachment": an_attachment,
    "words of nobody": once_more(b"1 0 obj", b"90 0 obj\n(girls)\nendobj\n1 0 obj"),
    "a remark": once_more(b"1 0 obj", b"% 7 girls\n1 0 obj"),
    "a remark in a drawing": a_remark_in_a_drawing,
    "more behind a drawing": lambda content: re.sub(rb"\nendstream\nendobj\n14 0", rb" 7 girls\g<0>", content, count=1),
    "more behind the end": lambda content: content + b"7 girls",
    "more before the beginning": lambda content: b"7 girls\n" + content,
    "another property": once_more(b"/Author ()", b"/Author () /Girls (7)"),
    "who wrote it": once_more(b'pdf:Producer="Qt', b'pdf:Producer="7 girls, Qt'),
    "when it was written": lambda content: re.sub(rb"CreationDate \(", rb"\g<0>7 girls, ", content, count=1),
    "a field": once_more(b"/Type /Catalog", b"/Type /Catalog /AcroForm << /Fields [ << /T (girls) /V (7) >> ] >>"),
    "what is done first": once_more(b"/Type /Catalog", b"/Type /Catalog /OpenAction << /S /JavaScript /JS (7) >>"),
    "cut off": lambda content: content[: len(content) // 2],
    "nothing": lambda _: b"",
    "a page that can't be read": once_more(b"/Kids \n[\n10 0 R", b"/Kids \n[\n99 0 R"),
}  # fmt: skip


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("change", FILES.values(), ids=FILES)
def test_what_no_page_shows_is_found_in_the_file(tmp_path: Path, change: Callable[[bytes], bytes]) -> None:
    file = written(tmp_path, a_table())
    read(tmp_path, a_table())
    content = file.read_bytes()
    assert change(content) != content
    file.write_bytes(change(content))
    with pytest.raises(LeakFound):
        read(tmp_path, a_table())


@pytest.mark.usefixtures("qapp")
def test_nothing_that_was_suppressed_is_in_any_part_of_the_file(tmp_path: Path) -> None:
    """Every stream, unpacked; the counts are such as stand nowhere else."""
    true = {key: 70_001 + 1_000 * at for at, key in enumerate(a_table().cells)}
    table = replace(a_table(), cells={key: None if key in a_table().hidden else count for key, count in true.items()})
    content = written(tmp_path, table).read_bytes()
    unpacked = b"".join(unpacked_of(packed) for packed in STREAM.findall(content))
    assert len(unpacked) > len(content)
    found = {key for seen in read(tmp_path, table) for key, count in seen.cells.items() if count == true[key]}
    assert found == set(true) - set(table.hidden), "those that are shown are found, so that the others would be"
    for key in table.hidden:
        count = str(true[key])
        for form in (count.encode(), count.encode("utf-16-be"), count.encode("utf-16-le")):
            assert form not in content
            assert form not in unpacked


def unpacked_of(stream: bytes) -> bytes:
    try:
        return zlib.decompress(stream)
    except zlib.error:
        return stream


@pytest.mark.usefixtures("qapp")
def test_what_a_line_tells_has_to_follow_from_its_counts(tmp_path: Path) -> None:
    rows = places(3)
    told = Published("any", "Any", "any", (rows, MET), {
        (row, met): count for row in rows.nodes for met, count in (("yes", 30), ("no", 10), (TOTAL, 40))
    }, Kind.SHARE)  # fmt: skip
    written(tmp_path, told)
    read(tmp_path, told)
    with pytest.raises(LeakFound):
        read(tmp_path, replace(told, kind=Kind.MEDIAN))
