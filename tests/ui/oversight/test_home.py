"""A manager's first page: published figures with their date, and nothing that was not proved."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.oversight.home import HomePage
from reintegration_desktop.ui.oversight.overview import Overview
from reintegration_desktop.ui.oversight.published import bar_rows
from reintegration_desktop.ui.oversight.tiles import tiles_of
from reintegration_desktop.ui.tasks import Tasks
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import HOME_HELD, KINDS, Reporting, a_release, of_measure, plain, the_caseload
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def home(tasks: Tasks, qtbot: QtBot, of: Reporting | None = None) -> HomePage:
    made = of or Reporting(held=HOME_HELD, released=(a_release(),))
    page = HomePage(tasks, made.verbs(home=True))
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def test_figures_stand_with_the_day_they_are_of(tasks: Tasks, qtbot: QtBot) -> None:
    told = plain("\n".join(texts(home(tasks, qtbot))))
    assert "Figures as of 12 March 2026. What happened is of January to March 2026" in told
    assert "Open cases: 214. high risk: 31, 14 %" in told
    assert "Counts under 5 show as “..”" in told


def test_old_figures_say_whose_they_are(tasks: Tasks, qtbot: QtBot) -> None:
    bukavu = replace(HOME_HELD[-1], office="Bukavu", as_of=date(2026, 2, 1))
    told = plain("\n".join(texts(home(tasks, qtbot, Reporting(held=(*HOME_HELD, bukavu))))))
    assert "Goma: 12 March 2026 · Bukavu: 1 February 2026. Old: Bukavu" in told
    assert "Programme, all offices" in told


def test_a_tile_shows_the_last_complete_quarter_and_a_line_of_published_totals(tasks: Tasks, qtbot: QtBot) -> None:
    told = plain("\n".join(texts(home(tasks, qtbot))))
    assert "Newly registered: 49. before: .." in told
    assert "July to September 2025: 20, October to December 2025: .., January to March 2026: 49" in told


def test_what_a_template_does_not_count_has_no_figure(tasks: Tasks, qtbot: QtBot) -> None:
    assert "Visited: . no figures yet" in plain("\n".join(texts(home(tasks, qtbot))))


def test_a_share_is_told_only_of_enough(tasks: Tasks, qtbot: QtBot) -> None:
    few = of_measure("open_cases", KINDS, [(3, 1, 5, 9), (3, 1, 5, 9), (0, 0, 0, 0)])
    shown = replace(the_caseload(), report=replace(the_caseload().report, tables=(few,)))
    tile = tiles_of(Overview(HOME_HELD, now=shown))[0]
    assert "%" not in tile.accessibleName()


def test_late_work_is_drawn_with_what_is_hidden_as_hatching(tasks: Tasks, qtbot: QtBot) -> None:
    late = bar_rows(the_caseload().report.tables[1])
    assert [(part.value, part.colour, part.hidden) for part in late[0].parts] == [
        (8, "danger", False), (11, "series_2", False), (7, "series_5", False),
    ]  # fmt: skip
    assert [part.value for part in late[1].parts if part.hidden] == [14]
    assert "Late, by what is due and risk" in texts(home(tasks, qtbot))


def test_releases_say_to_whom_when_and_what_for(tasks: Tasks, qtbot: QtBot) -> None:
    told = plain("\n".join(texts(home(tasks, qtbot).releases)))
    assert "A donor" in told
    assert "14 January 2026" in told
    assert "Quarterly summary, October to December 2025, Goma" in told
    assert "For: Mid-term review" in told


def test_of_many_releases_the_newest_stand_first_and_the_rest_a_press_away(tasks: Tasks, qtbot: QtBot) -> None:
    many = [a_release(number, f"Number {number}") for number in range(1, 10)]
    page = home(tasks, qtbot, Reporting(held=HOME_HELD, released=many))
    told = "\n".join(texts(page.releases))
    assert "Number 9" in told and "Number 3" not in told
    page.releases.more.click()
    wait_for(tasks)
    assert "Number 3" in "\n".join(texts(page.releases))


def test_a_manager_s_page_shows_nothing_that_was_not_proved(tasks: Tasks, qtbot: QtBot) -> None:
    told = "\n".join(texts(home(tasks, qtbot, Reporting(held=HOME_HELD, leaks=True))))
    assert not {"214", "49", "26"} & set(told.replace(".", " ").split())


def test_what_was_proved_is_not_proved_again_until_something_changed(tasks: Tasks, qtbot: QtBot) -> None:
    of = Reporting(held=HOME_HELD)
    page = home(tasks, qtbot, of)
    before = len(of.shown)
    assert before == 4, "the caseload and three complete quarters"
    page.ask_again()
    wait_for(tasks)
    assert len(of.shown) == before
    of.released = (a_release(),)
    page.ask_again()
    wait_for(tasks)
    assert len(of.shown) == 2 * before


def test_a_report_that_left_meanwhile_stands_among_the_releases_when_one_comes_back(tasks: Tasks, qtbot: QtBot) -> None:
    of = Reporting(held=HOME_HELD)
    page = home(tasks, qtbot, of)
    page.hide()
    of.released = (a_release(purpose="For the board"),)
    page.show()
    wait_for(tasks)
    assert "For: For the board" in plain("\n".join(texts(page.releases)))


def test_without_figures_home_says_how_they_come(tasks: Tasks, qtbot: QtBot) -> None:
    page = home(tasks, qtbot, Reporting(held=()))
    assert "No figures have come yet." in texts(page)
    assert_whole(page)


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "en"), ("light", 1.0, "qps")])  # fmt: skip
def test_home_is_whole(tasks: Tasks, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str) -> None:
    dress(theme, factor, language)
    assert_whole(home(tasks, qtbot))
