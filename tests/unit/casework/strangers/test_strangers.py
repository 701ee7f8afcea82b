"""What is told of a stranger's paper, table or recording: its words, cells, pages and samples, or why it is not."""

import io
import random
import zipfile
from datetime import date, datetime

import pytest

from reintegration_desktop.casework.strangers import tables, writing
from reintegration_desktop.casework.strangers.errors import (
    REFUSALS,
    FileEncrypted,
    FileUnfolds,
    FileUnreadable,
)
from reintegration_desktop.casework.strangers.paper import Paper
from reintegration_desktop.casework.strangers.parts import DEEPEST, Parts
from reintegration_desktop.casework.strangers.reading import open_strange
from reintegration_desktop.casework.strangers.recording import RATE, Recording
from reintegration_desktop.casework.strangers.wire import Message, MessageError, Pieces, packed
from reintegration_desktop.kernel.sentences import in_words
from tests.unit.casework.attachments.made import ODT, RTF, WORD, docx, ods, odt, pdf, spoken, wave, xlsx, zipped
from tests.unit.casework.attachments.sounds import encoded

A_DAY = datetime(2026, 3, 1, 14, 30)  # noqa: DTZ001 - workbooks know no zones
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'


def said(blocks: list[writing.Block]) -> list[tuple[str, object]]:
    return [(block["kind"], block.get("text", block.get("rows"))) for block in blocks]


def test_a_word_document_is_its_headings_paragraphs_and_tables():
    blocks, cut = writing.of_docx(docx("She came.", "يوسف", heading="Report", rows=(("Day", "Came"), ("1", "yes"))))
    assert said(blocks) == [("heading", "Report"), ("text", "She came."), ("text", "يوسف"),
                            ("table", [["Day", "Came"], ["1", "yes"]])]  # fmt: skip
    assert not cut


def test_what_was_deleted_in_a_document_is_not_shown():
    body = "<w:p><w:r><w:t>kept</w:t><w:tab/></w:r><w:del><w:r><w:t>gone</w:t></w:r></w:del></w:p>"
    (only,), _ = writing.of_docx(zipped(word__document_xml=f'<w:d xmlns:w="{WORD}"><w:body>{body}</w:body></w:d>'))
    assert only["text"] == "kept\t"


def test_an_open_document_is_read_with_its_lists():
    assert said(writing.of_odt(odt("One", "Two", heading="Head"))[0]) == [
        ("heading", "Head"), ("text", "One"), ("entry", "Two"),
    ]  # fmt: skip


def test_rich_text_is_its_words():
    text = "\n".join(block["text"] for block in writing.of_rtf(RTF)[0])
    assert "She lives with her aunt." in text
    assert "يوسف" in text


def test_a_workbook_is_its_sheets_with_days_and_whole_numbers_as_people_write_them():
    found, cut = tables.of_xlsx(xlsx(First=[["a", None, 2.0], [A_DAY, 1.5, True], [None]], Second=[[date(2026, 3, 2)]]))
    assert found == [{"name": "First", "rows": [["a", "", "2"], ["2026-03-01 14:30", "1.5", "True"]]},
                     {"name": "Second", "rows": [["2026-03-02"]]}]  # fmt: skip
    assert not cut


def test_cells_that_are_repeated_are_unfolded_within_bounds():
    found, cut = tables.of_ods(ods(("a", "=2", "b"), ("=99999999", "x"), ("c", "=1000000")))
    assert found[0]["rows"][0] == ["a", "", "", "b"]
    assert found[0]["rows"][1:] == [["", "x"], ["c"]]
    assert not cut


def test_of_a_long_document_and_table_the_first_part_is_shown_and_said_to_be():
    blocks, cut = writing.bounded({"kind": "text", "text": "x" * 1000} for _ in range(3000))
    assert cut
    assert sum(len(block["text"]) for block in blocks) <= writing.MOST_LETTERS
    found, cut = tables._bounded([("a", (["x"] for _ in range(10**9)))])
    assert cut
    assert len(found[0]["rows"]) == tables.MOST_ROWS


@pytest.mark.parametrize("read", [writing.of_docx, writing.of_odt, tables.of_ods])
def test_an_entity_bomb_is_refused_before_it_unfolds(read):
    with pytest.raises(FileUnfolds):
        read(zipped(word__document_xml=BOMB, content_xml=BOMB))


def test_an_entity_bomb_in_any_part_of_a_workbook_is_refused():
    made = io.BytesIO(xlsx(A=[[1]]))
    with zipfile.ZipFile(made, "a") as file:
        file.writestr("xl/worksheets/more.xml", BOMB)
    with pytest.raises(FileUnfolds):
        tables.of_xlsx(made.getvalue())


def test_a_zip_bomb_is_refused_unopened_whatever_it_says_of_its_size():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
        for part in ("word/document.xml", *(f"{number}.xml" for number in range(12))):
            file.writestr(part, bytes(9_000_000))
    with pytest.raises(FileUnfolds):
        writing.of_docx(made.getvalue())


def test_xml_nested_beyond_reason_is_refused():
    with pytest.raises(FileUnfolds):
        Parts(zipped(a_xml="<x>" * (DEEPEST + 1) + "</x>" * (DEEPEST + 1))).tree("a.xml")


@pytest.mark.parametrize(
    "read", [writing.of_docx, writing.of_odt, tables.of_xlsx, tables.of_ods, Paper, lambda raw: next(
        iter(Recording("audio/mpeg", raw).decode()))],
)  # fmt: skip
@pytest.mark.parametrize(
    "raw", [b"", b"nothing", ODT[:60], zipped(a_xml="<x/>")], ids=["empty", "words", "cut off", "another"]
)
def test_what_is_no_such_file_is_refused_by_name(read, raw):
    with pytest.raises(FileUnreadable):
        read(raw)


def test_a_paper_tells_its_pages_and_draws_the_one_that_is_asked_for():
    paper = Paper(pdf("One", "Two", "Three"))
    (first,) = paper.first()
    assert first.head == {"say": "pages", "sizes": [(200.0, 300.0)] * 3, "all": 3}
    (page,) = paper.answer({"ask": "page", "number": 1, "width": 400})
    wide, high, stride = page.head["points"]
    assert (wide, high, len(page.body)) == (400, 600, stride * high)
    assert min(page.body) < 60 < 255 == max(page.body)


def test_a_page_of_absurd_size_is_drawn_no_larger_than_goes_through_the_pipe():
    paper = Paper(pdf("One").replace(b"[0 0 200 300]", b"[0 0 9 14000]"))
    (page,) = paper.answer({"ask": "page", "number": 0, "width": 5000})
    assert list(Pieces().take(packed(page.head, page.body))) == [page]


def test_a_paper_with_a_password_says_so():
    with pytest.raises(FileEncrypted):
        Paper(pdf("One", password="x"))


@pytest.mark.parametrize("media", ["audio/mpeg", "audio/aac", "audio/flac", "audio/mp4", "audio/ogg", "audio/amr"])
def test_a_recording_of_each_type_is_decoded(media):
    recording = Recording(media, encoded(media, 2.0))
    peaks = [peak for some in recording.decode() for peak in some]
    assert recording.whole
    assert recording.seconds == pytest.approx(2.0, abs=0.2)
    assert len(peaks) == pytest.approx(40, abs=4)
    assert max(peaks) > 30


def test_the_peaks_of_a_recording_follow_its_loudness():
    recording = Recording("audio/wav", spoken(12))
    parts = list(recording.decode())
    assert len(recording.samples) == pytest.approx(12 * RATE * 2, rel=0.01)
    assert len(parts) == 2
    assert min(parts[0]) < 10 < max(parts[0])


def test_a_recording_that_breaks_off_is_played_as_far_as_it_goes():
    whole = encoded("audio/mpeg", 2.0)
    recording = Recording("audio/mpeg", whole[: len(whole) // 2] + bytes(3000))
    list(recording.decode())
    assert 0.5 < recording.seconds < 2.0
    silent = Recording("audio/wav", wave(0.1))
    assert max(peak for some in silent.decode() for peak in some) <= 255


def test_a_type_without_a_reader_is_refused():
    with pytest.raises(FileUnreadable):
        open_strange("application/x-unknown", b"x")


def test_every_refusal_of_a_reader_has_its_three_sentences():
    assert all(all(in_words(kind())) for kind in REFUSALS.values())


def test_messages_come_whole_out_of_any_pieces():
    sent = [Message({"say": "a"}), Message({"say": "b", "n": [1]}, b"xyz" * 100)]
    raw = b"".join(packed(message.head, message.body) for message in sent)
    chance, pieces, came = random.Random(4), Pieces(), []
    while raw:
        count = chance.randint(1, 50)
        came += pieces.take(raw[:count])
        raw = raw[count:]
    assert came == sent


@pytest.mark.parametrize("raw", [b"\xff" * 8, packed({})[:8].replace(b"\2", b"\1") + b"[]", b"\0\0\0\2\0\0\0\0[]"])
def test_what_is_no_message_is_no_message(raw):
    with pytest.raises(MessageError):
        list(Pieces().take(raw))
