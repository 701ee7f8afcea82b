"""What the page of reports says of the figures it has: unread, old, of several days, near to what left already."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.reports.ledger import Released
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.ui.charts.lines import Sparkline
from reintegration_desktop.ui.charts.tiles import StatTile
from reintegration_desktop.ui.oversight.home import HomePage
from reintegration_desktop.ui.oversight.reports import ReportsPage
from reintegration_desktop.ui.oversight.shown import Halves, PictureCard, TableView
from reintegration_desktop.ui.oversight.standing import Told, age_told, lost_told, near_told
from reintegration_desktop.ui.oversight.verbs import Cure, Lost
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.arrange import come_to_rest
from reintegration_desktop.ui.widgets.words import Words
from tests.ui.oversight.overseeing import HELD, HOME_HELD, Reporting, a_release, a_report, a_table, plain, the_caseload
from tests.ui.whole import texts
from tests.ui.workplaces import wait_for

LOST = (Lost("Goma", "Quarterly summary", "July to September 2025"), Lost("Goma"))
TODAY = date(2026, 5, 20)


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def said(told: Told) -> str:
    return plain(f"{told.sentence} {told.cure}").strip()


def test_figures_that_cannot_be_read_are_named_and_the_others_are_shown(tasks: Tasks, qtbot: QtBot):
    for page in (ReportsPage(tasks, Reporting(lost=LOST).verbs()),
                 HomePage(tasks, Reporting(held=HOME_HELD, lost=LOST).verbs(home=True))):  # fmt: skip
        qtbot.addWidget(page)
        page.show()
        wait_for(tasks)
        shown = plain("\n".join(texts(page)))
        assert "Goma: Quarterly summary, July to September 2025; a file." in shown
        assert "“Count anew” counts the cases of this office" in shown
    assert lost_told((), Cure.COUNT) == Told()


@pytest.mark.parametrize(("cure", "words"), [
    (Cure.COUNT, "“Count anew”"), (Cure.ASK, "Ask a caseworker or supervisor"), (Cure.SEND, "Ask Goma to count anew"),
])  # fmt: skip
def test_figures_older_than_a_month_say_so_and_what_to_do(cure: Cure, words: str):
    told = said(age_told([HELD], TODAY, cure))
    assert told.startswith("Counted on 12 March 2026: what was entered since is not in these figures.")
    assert words in told
    assert age_told([HELD], date(2026, 4, 12), cure) == Told()


def test_figures_of_long_ago_that_nobody_counts_any_more_are_not_called_old():
    assert age_told([replace(HELD, current=False)], TODAY, Cure.COUNT) == Told()


def test_offices_that_counted_on_several_days_are_named_with_them():
    other = replace(HELD, office="Bukavu", as_of=date(2026, 3, 20))
    told = said(age_told([HELD, other], date(2026, 3, 21), Cure.SEND))
    assert told == "Not all offices counted on the same day: Goma: 12 March 2026 · Bukavu: 20 March 2026."
    assert "Ask Goma to" in said(age_told([HELD, other], date(2026, 4, 15), Cure.SEND))


def test_a_period_that_was_counted_early_can_be_counted_whole_once_it_is_over():
    early = replace(HELD, complete=False)
    assert age_told([early], HELD.as_of, Cure.COUNT).cure == ""
    assert "“Count anew”" in said(age_told([early], TODAY, Cure.COUNT))


def test_a_table_is_seen_whole_and_the_picture_gives_way_or_stands_below(qtbot: QtBot):
    long = {
        code: f"Released after talks with the United Nations and many others of whom nobody heard in {code}"
        for code in ("karuba", "tandala")
    }
    for names, beside in ((dict.fromkeys(long, "Karuba"), True), (long, False)):
        table = a_table()
        wide = replace(table, dimensions=(replace(table.dimensions[0], labels=names), table.dimensions[1]))
        view, picture = TableView(), PictureCard()
        halves = Halves(view, view, picture)
        qtbot.addWidget(halves)
        view.show_table(wide, a_report().report)
        picture.show_table(wide)
        halves.resize(1150, 700)
        halves.show()
        come_to_rest()
        assert view.needs() <= view.width()
        assert (picture.y() == view.y()) is beside


def test_a_long_figure_is_whole_beside_its_line(qtbot: QtBot):
    tile = StatTile("Visited", "12640", line=Sparkline("", (1, 2)))
    qtbot.addWidget(tile)
    tile.resize(168, 90)
    tile.show()
    number = next(one for one in tile.findChildren(Words) if one.text() == "12640")
    assert number.width() >= number.sizeHint().width()


def test_a_day_that_is_still_to_come_is_told():
    assert "still to come" in said(age_told([HELD], date(2026, 3, 1), Cure.COUNT))


def test_counts_of_now_that_left_of_another_day_not_long_ago_say_what_that_hides():
    report = the_caseload().report
    left = a_release(period="now", scope="Goma", recipient=Recipient.DONOR, as_of=date(2026, 2, 3),
                     tables=(Released.of(report.tables[0]),))  # fmt: skip
    told = said(near_told(report, [left]))
    assert told.startswith(
        "The same counts left as of 3 February 2026. What has changed since by fewer than 5 is hidden"
    )
    assert "From 6 May 2026 on" in told
    assert near_told(report, [replace(left, as_of=date(2025, 11, 3))]) == Told()
    assert near_told(report, [replace(left, as_of=report.about.as_of)]) == Told()
