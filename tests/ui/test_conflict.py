"""Two answers to one question: both in sight, a digit keeps one, nothing is lost."""

from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework import deciding
from reintegration_desktop.casework.errors import ChoiceMissing, NotPermitted
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.today import Verb, look
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.ui.pages.conflict import ConflictPage
from reintegration_desktop.vault.roles import Role, Room
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import Bench, two_answers, wait_for


@pytest.fixture
def torn(bench: Bench) -> UUID:
    """A case whose safe contact was changed on two computers."""
    case = bench.add_people(1)[0]
    two_answers(bench, case, "safe_contact", "Her grandmother, after 18:00", "Her uncle, mornings only")
    return case


def shown(bench: Bench, qtbot: QtBot) -> ConflictPage:
    one = deciding.waiting(bench.desk).mine[0]
    page = ConflictPage(bench.workplace, (one.line.row.id, one.record, one.room))
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(bench.tasks)
    return page


def contact(bench: Bench, case: UUID) -> str | None:
    with bench.desk.read() as cases:
        return cases.open(case).file.one("identification").text("safe_contact")


def test_both_answers_stand_side_by_side_with_their_question(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    words = texts(shown(bench, qtbot))
    assert "Her grandmother, after 18:00" in words
    assert "Her uncle, mornings only" in words
    assert "Shown for now" in words
    assert "Not shown" in words


def test_a_digit_keeps_an_answer_and_the_other_stays_in_the_history(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    page = shown(bench, qtbot)
    other = contact(bench, torn)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_2)
    assert {contact(bench, torn), other} == {"Her grandmother, after 18:00", "Her uncle, mornings only"}
    assert deciding.waiting(bench.desk).mine == ()
    told = history(bench.desk, torn)
    assert Kind.RESOLVE in {line.kind for line in told}
    assert any(change.after == other for line in told for change in line.changes)


def test_escape_decides_nothing(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    page = shown(bench, qtbot)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert len(deciding.waiting(bench.desk).mine) == 1


def test_nothing_has_the_focus_of_an_answer_before_a_person_chooses(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    page = shown(bench, qtbot)
    focused = page.focusWidget()
    assert focused is None or "Keep" not in focused.accessibleName()


def test_the_next_one_that_waits_follows(bench: Bench, qtbot: QtBot) -> None:
    for number, case in enumerate(bench.add_people(2)):
        two_answers(bench, case, "nickname", f"Ami {number}", f"Mina {number}")
    page = shown(bench, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_1)
    wait_for(bench.tasks)
    assert "Ami 1" in texts(page) or "Ami 0" in texts(page)
    assert len(deciding.waiting(bench.desk).mine) == 1


def test_today_leads_there(bench: Bench, torn: UUID) -> None:
    waiting = look(bench.desk).waiting
    assert [one.verb for one in waiting] == [Verb.CHOOSE]


def test_a_choice_that_is_not_among_the_answers_is_refused(bench: Bench, torn: UUID) -> None:
    one = deciding.waiting(bench.desk).mine[0]
    with pytest.raises(ChoiceMissing):
        deciding.resolve(bench.desk, torn, one.record, one.room, {})


def test_a_role_that_only_reads_does_not_decide(bench: Bench, torn: UUID) -> None:
    one = deciding.waiting(bench.desk).mine[0]
    clinician = bench.desk_of("0c" * 16, Role.CLINICIAN)
    with pytest.raises(NotPermitted):
        deciding.questions(clinician, torn, one.record, Room.PERSON)


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "qps")])  # fmt: skip
def test_the_page_is_whole(
    bench: Bench, torn: UUID, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str
) -> None:
    page = shown(bench, qtbot)
    dress(theme, factor, language)
    page.resize(1290, 690)
    wait_for(bench.tasks)
    assert_whole(page)
