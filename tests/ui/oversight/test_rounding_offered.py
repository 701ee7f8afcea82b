"""Where hiding takes too much, rounding is offered in words, shown, taken back, and leaves as it was shown."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.release import Shown
from reintegration_desktop.reports.report import Report
from reintegration_desktop.ui.oversight.reports import ReportsPage
from reintegration_desktop.ui.oversight.verbs import Wanted
from reintegration_desktop.ui.tasks import Tasks
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import Reporting, plain
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

OFFER = "More than a third of the cells is hidden. Rounded to multiples of 5 instead"


@dataclass
class MuchHidden(Reporting):
    """Of twelve cells five are hidden."""

    def show(self, wanted: Wanted, progress: Progress) -> Shown:
        shown = super().show(wanted, progress)
        if wanted.rounded:
            return shown
        table = shown.report.tables[0]
        more = replace(table, cells={**table.cells, ("karuba", "12-14"): None})
        return replace(shown, report=Report(shown.report.about, (more,), {}))


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def reports(tasks: Tasks, qtbot: QtBot, of: Reporting) -> ReportsPage:
    page = ReportsPage(tasks, of.verbs(), lambda parent, title: "/media/stick")
    qtbot.addWidget(page)
    page.resize(1158, 900)
    page.show()
    wait_for(tasks)
    return page


def said(page: ReportsPage) -> str:
    return plain("\n".join(texts(page)))


def test_rounding_is_offered_where_more_than_a_third_is_hidden(tasks: Tasks, qtbot: QtBot) -> None:
    page = reports(tasks, qtbot, MuchHidden())
    assert OFFER in said(page)
    assert page.offers.round.isVisible()
    less = reports(tasks, qtbot, Reporting())
    assert OFFER not in said(less)
    assert not less.offers.round.isVisible()


def test_what_is_rounded_is_shown_leaves_and_is_taken_back(tasks: Tasks, qtbot: QtBot) -> None:
    of = MuchHidden()
    page = reports(tasks, qtbot, of)
    page.offers.round.click()
    wait_for(tasks)
    assert of.shown[-1].rounded
    assert "Every count is rounded to a multiple of 5" in said(page)
    assert "cells guard those" not in said(page)
    assert not page.offers.round.isVisible()
    page.leaving.purpose.setText("For the board")
    page.leaving.show()
    page.leaving.go.click()
    wait_for(tasks)
    assert of.left[0][0].rounded
    page.offers.as_it_was.click()
    wait_for(tasks)
    assert not of.shown[-1].rounded
    assert page.offers.round.isVisible()


def test_the_offer_is_whole_in_every_dress(tasks: Tasks, qtbot: QtBot, dress: Dress) -> None:
    assert_whole(reports(tasks, qtbot, MuchHidden()))
