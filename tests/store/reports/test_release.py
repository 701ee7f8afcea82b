"""A report leaves as proved files, or not at all."""

import csv
import json
from dataclasses import replace
from datetime import date
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile, is_zipfile

import pytest

from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.words import speak
from reintegration_desktop.reports.errors import CutsDiffer, FormatUnknown, LeakFound, LedgerBroken, ThresholdLowered
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.ledger import Entry, check_chain
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.redesign import merged
from reintegration_desktop.reports.release import Release, preview, release
from reintegration_desktop.reports.report import Report
from reintegration_desktop.reports.table import TOTAL
from reintegration_desktop.ui.report_pdf import draw_pdf
from tests.store.reports.figures import WATCH, a_request, formats, some_figures


def released(folder: Path, *wanted: str, recipient: Recipient = Recipient.HEADQUARTERS) -> Release:
    return release(a_request(recipient=recipient), [], formats(*(wanted or ("xlsx", "csv", "json"))), folder, WATCH)


def test_every_form_leaves_with_its_fingerprint_in_the_record(tmp_path: Path):
    found = released(tmp_path / "out")
    names = {file.name for file in found.files}
    assert {"report.xlsx", "report.json", "datapackage.json", "registered_province_sex.csv"} <= names
    assert found.entry.files == {file.name: sha256(file.read_bytes()).hexdigest() for file in found.files}
    assert {file.name for file in (tmp_path / "out").iterdir()} == names


def test_no_count_below_the_threshold_stands_in_any_file(tmp_path: Path):
    found = released(tmp_path)
    for file in found.files:
        if file.suffix == ".csv":
            rows = list(csv.DictReader(file.read_text().splitlines()))
            assert all(row["count"] == ".." or not 0 < int(row["count"]) < 5 for row in rows)
    report = json.loads((tmp_path / "report.json").read_text())
    counts = [cell["count"] for table in report["tables"] for cell in table["cells"]]
    assert None in counts
    assert not any(0 < count < 5 for count in counts if count is not None)


def test_donors_see_nothing_below_ten(tmp_path: Path):
    found = released(tmp_path, "json", recipient=Recipient.DONOR)
    shown = [count for table in found.shown.report.tables for count in table.cells.values() if count]
    assert min(shown) >= 10


def test_the_ledger_holds_what_was_published_and_never_a_true_count(tmp_path: Path):
    entry = released(tmp_path, "json").entry
    back = Entry.from_bytes(entry.to_bytes())
    assert back == entry
    assert back.hash == entry.hash
    assert entry.left_out == "Fewer than 10 were left out: they did not agree to be counted."
    assert any(count is None for table in entry.tables for count in table.cells.values())


def test_what_a_report_is_for_stands_in_the_ledger_and_in_no_file(tmp_path: Path):
    asked = replace(a_request(), purpose="Zebra hearing of the regional board")
    found = release(asked, [], formats("xlsx", "csv", "json"), tmp_path, WATCH)
    assert Entry.from_bytes(found.entry.to_bytes()).purpose == "Zebra hearing of the regional board"
    assert all(b"Zebra" not in content for file in found.files for content in _contents(file))


def _contents(file: Path) -> list[bytes]:
    if not is_zipfile(file):
        return [file.read_bytes()]
    with ZipFile(file) as whole:
        return [whole.read(name) for name in whole.namelist()]


def test_an_entry_from_before_purposes_were_asked_keeps_its_fingerprint(tmp_path: Path):
    entry = replace(released(tmp_path, "json").entry, version=1)
    assert b"purpose" not in entry.to_bytes()
    back = Entry.from_bytes(entry.to_bytes())
    assert (back.purpose, back.version, back.hash) == ("", 1, entry.hash)
    later = release(a_request(), [back], formats("csv"), tmp_path, WATCH).entry
    assert later.version == 2
    check_chain([back, later])


def test_the_chain_of_releases_holds_and_a_missing_one_is_noticed(tmp_path: Path):
    ledger: list[Entry] = []
    for nth, period in enumerate(("2026-Q1", "2026-Q2", "2026-Q3")):
        request = a_request(some_figures(nth, period))
        ledger.append(release(request, ledger, formats("json"), tmp_path, WATCH).entry)
    check_chain(ledger)
    for broken in (ledger[1:], [ledger[0], ledger[2]], [replace(ledger[0], hidden=0), *ledger[1:]]):
        with pytest.raises(LedgerBroken):
            check_chain(broken)


def test_what_was_hidden_stays_hidden(tmp_path: Path):
    first = release(a_request(), [], formats("json"), tmp_path, WATCH)
    again = release(a_request(recipient=Recipient.DONOR), [first.entry], formats("json"), tmp_path, WATCH)
    for before, after in zip(first.shown.report.tables, again.shown.report.tables, strict=True):
        assert set(before.hidden) <= set(after.hidden)


def test_the_same_report_again_hides_the_same(tmp_path: Path):
    first = release(a_request(), [], formats("json"), tmp_path, WATCH)
    again = release(a_request(), [first.entry], formats("json"), tmp_path, WATCH)
    assert [table.hidden for table in again.shown.report.tables] == [
        table.hidden for table in first.shown.report.tables
    ]


def test_a_count_that_changed_by_a_few_is_hidden(tmp_path: Path):
    figures = some_figures(most=30)
    first = release(a_request(figures), [], formats("json"), tmp_path, WATCH)
    cut = figures.cuts[1]
    more = replace(cut, counts={**cut.counts, ("escaped", "female"): cut.counts["escaped", "female"] + 2})
    changed = replace(figures, cuts=(figures.cuts[0], more))
    again = release(a_request(changed), [first.entry], formats("json"), tmp_path, WATCH)
    table = again.shown.report.tables[-1]
    assert table.cells["escaped", "female"] is None
    assert table.cells[TOTAL, TOTAL] is None


def test_a_preview_shows_what_a_release_would(tmp_path: Path):
    shown = preview(a_request(), [], WATCH)
    assert shown.report.tables == released(tmp_path, "json").shown.report.tables
    assert shown.few > 0
    assert all(low == 0 for low, _ in shown.intervals.values() if low < 5)


def test_nobody_lowers_a_threshold():
    with pytest.raises(ThresholdLowered):
        preview(a_request(threshold=3), [], WATCH)
    assert preview(a_request(threshold=12), [], WATCH).report.about.threshold == 12


def test_an_unknown_form_is_refused_before_anything_is_written(tmp_path: Path):
    with pytest.raises(FormatUnknown):
        released(tmp_path / "out", "docx")
    assert not (tmp_path / "out").exists()


def test_a_report_that_is_stopped_leaves_nothing(tmp_path: Path):
    progress = Stoppable()
    progress.stop()
    with pytest.raises(Cancelled):
        release(a_request(), [], formats("csv"), tmp_path, Watch(lambda: 0.0, 60.0, progress))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("language", ["ar", "qps"])
def test_a_report_is_proved_in_every_language(tmp_path: Path, language: str):
    speak(language)
    try:
        assert released(tmp_path).files
    finally:
        speak("en")


def test_a_page_is_drawn_from_published_cells_read_back_and_counted_among_the_files(qapp: object, tmp_path: Path):
    found = release(a_request(), [], replace(formats("pdf"), draw_pdf=draw_pdf), tmp_path, WATCH)
    assert [file.name for file in found.files] == ["report.pdf"]
    assert list(found.entry.files) == ["report.pdf"]


def test_a_page_that_shows_what_is_hidden_does_not_leave(qapp: object, tmp_path: Path):
    def draw(report: Report, folder: Path) -> None:
        first, *others = report.tables
        shown = replace(first, cells={**first.cells, first.hidden[0]: 3})
        draw_pdf(replace(report, tables=(shown, *others)), folder)

    with pytest.raises(LeakFound):
        release(a_request(), [], replace(formats("json", "pdf"), draw_pdf=draw), tmp_path, WATCH)
    assert not list(tmp_path.iterdir())


def test_places_within_places_keep_their_levels_in_every_file(tmp_path: Path):
    figures = some_figures(most=20)
    cut = figures.cuts[0]
    province = replace(
        cut.dimensions[0],
        labels={"north": "North", "P1": "Karuba", "P2": "Tandala", "P3": "Selim", "south": "South", "P4": "Ouro",
                "P5": "Vista Alta", "P6": "Nahr"},
        parents={"P1": "north", "P2": "north", "P3": "north", "P4": "south", "P5": "south", "P6": "south"},
    )  # fmt: skip
    nested = replace(figures, cuts=(replace(cut, dimensions=(province, *cut.dimensions[1:])), figures.cuts[1]))
    found = release(a_request(nested), [], formats("xlsx", "csv", "json"), tmp_path, WATCH)
    assert ("north", TOTAL) in found.shown.report.tables[0].cells


def test_three_ways_at_once_are_laid_out_and_proved(tmp_path: Path):
    figures = some_figures(most=20)
    deep = replace(figures.cuts[0], tables=(("province", "age_band", "sex"),))
    found = release(a_request(replace(figures, cuts=(deep,))), [], formats("xlsx", "csv", "json"), tmp_path, WATCH)
    assert found.shown.gap == 0


def as_of(figures: Figures, day: date, more: int) -> Figures:
    """What is told as of now, of another day: so many more who were let go."""
    counts = {**figures.cuts[1].counts, ("let_go", "male"): 13 + more}
    return replace(figures, period="now", as_of=day, cuts=(replace(figures.cuts[1], counts=counts),))


@pytest.mark.parametrize(("day", "more", "joined", "told"), [
    (date(2026, 10, 3), 0, 1, 13), (date(2026, 10, 9), 0, 1, 13), (date(2026, 10, 9), 1, 1, None),
    (date(2026, 10, 9), 5, 1, 18), (date(2027, 1, 2), 1, 1, None), (date(2027, 1, 3), 1, 0, 14),
])  # fmt: skip
def test_what_is_told_as_of_now_is_joined_with_days_of_the_quarter_before_it(
    tmp_path: Path, day: date, more: int, joined: int, told: int | None
):
    """One more since the other day would be one young person; after a quarter others stand behind the counts."""
    first = release(a_request(as_of(some_figures(), date(2026, 10, 3), 0)), [], formats("json"), tmp_path, WATCH)
    later = release(a_request(as_of(some_figures(), day, more)), [first.entry], formats("json"), tmp_path, WATCH)
    assert later.shown.earlier == joined
    assert later.shown.report.tables[0].cells["let_go", "male"] == told


def test_the_cover_says_of_which_day_and_whose_the_figures_are(tmp_path: Path):
    asked = a_request(some_figures(period="2026-Q4"), offices=("Kivara 1", "Selim 2"), without=("Nahr 3",))
    release(asked, [], formats("xlsx", "csv", "json"), tmp_path, WATCH)
    sentences = json.loads((tmp_path / "report.json").read_text())["about"]["figures"]
    assert sentences == [
        "Figures as of 3 October 2026", "They were counted before the period ended: it is not complete.",
        "Added up from the figures of Kivara 1, Selim 2.", "Nothing of Nahr 3 is in it.",
    ]  # fmt: skip
    assert all(one in (tmp_path / "datapackage.json").read_text() for one in sentences)


def test_an_entry_that_was_damaged_is_refused(tmp_path: Path):
    entry = released(tmp_path, "json").entry
    for damage in (b"{}", b"no", entry.to_bytes().replace(b'"version":2', b'"version":9'),
                   entry.to_bytes().replace(b'"purpose"', b'"because"')):  # fmt: skip
        with pytest.raises(LedgerBroken):
            Entry.from_bytes(damage)


def test_what_cannot_be_written_down_does_not_leave(tmp_path: Path):
    def full(entry: Entry) -> None:
        raise OSError

    with pytest.raises(OSError):
        release(a_request(), [], formats("csv"), tmp_path, WATCH, full)
    assert not list(tmp_path.iterdir())
    noted: list[Entry] = []
    assert release(a_request(), [], formats("csv"), tmp_path, WATCH, noted.append).entry == noted[0]


def test_categories_stay_apart_or_together_as_the_report_first_left(tmp_path: Path):
    merge = ("age_band", ("from_5_to_11", "from_12_to_14"))
    coarser = a_request(merged(some_figures(), merge))
    apart = release(a_request(), [], formats("json"), tmp_path, WATCH).entry
    together = release(coarser, [], formats("json"), tmp_path, WATCH).entry
    for request, entry in ((coarser, apart), (a_request(), together)):
        with pytest.raises(CutsDiffer):
            preview(request, [entry], WATCH)
    assert preview(coarser, [together], WATCH).earlier == 1


def test_headquarters_may_see_what_the_public_may_not(tmp_path: Path):
    public = release(a_request(recipient=Recipient.PUBLIC), [], formats("json"), tmp_path, WATCH)
    later = release(a_request(), [public.entry], formats("json"), tmp_path, WATCH)
    assert later.shown.report.hidden < public.shown.report.hidden
    for before, after in zip(public.shown.report.tables, later.shown.report.tables, strict=True):
        assert all(after.cells[key] == count for key, count in before.cells.items() if count is not None)
