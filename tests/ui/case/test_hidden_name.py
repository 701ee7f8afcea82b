"""Hiding a name on the case's page: who opens it is said there, and nobody else's keys are named."""

import pytest

from reintegration_desktop.casework import records
from reintegration_desktop.ui.case.hidden_name import HiddenNameCard
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.case.who_sees import WhoSeesCard
from reintegration_desktop.ui.widgets.words import Words
from tests.ui.whole import assert_whole
from tests.ui.workplaces import Bench


def hidden(bench: Bench):
    (case,) = bench.add_people(1)
    with bench.desk.read() as cases:
        opened = cases.open(case)
    file = records.sheet(bench.desk, opened, "case", case)
    records.save_sheet(bench.desk, file.filled(file.filling.answer("name_is_hidden", True)))
    return case


@pytest.fixture
def page(bench, studio, qtbot):
    made = CasePage(bench.workplace)
    qtbot.addWidget(made)
    made.resize(1250, 760)
    made.open(hidden(bench), "person")
    made.show()
    studio.settle(bench.tasks)
    return made


def test_the_page_says_who_opens_a_case_whose_name_is_hidden(page, bench):
    (card,) = page.findChildren(HiddenNameCard)
    assert card.isVisible()
    said = " ".join(words.text() for words in card.findChildren(Words) if not words.isHidden())
    assert "the supervisors of this office and the two recovery sheets" in said
    assert "not among them" not in said
    assert not any(one.isVisible() for one in page.findChildren(WhoSeesCard))


@pytest.mark.parametrize(
    ("theme", "factor", "language"),
    [("light", 1.0, "en"), ("dark", 1.0, "en"), ("light", 1.5, "en"), ("light", 1.0, "ar")],
)
def test_the_card_is_whole(page, dress, studio, bench, theme, factor, language):
    dress(theme, factor, language)
    studio.settle(bench.tasks)
    assert_whole(page.findChildren(HiddenNameCard)[0])
