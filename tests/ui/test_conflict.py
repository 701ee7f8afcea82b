"""Two answers to one question: both in sight, a digit keeps one, nothing is lost."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.differing import deciding, inbox
from reintegration_desktop.casework.errors import ChoiceMissing, NothingToTakeBack, NotPermitted
from reintegration_desktop.casework.history_words import history
from reintegration_desktop.casework.today import Verb, look
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.ui.due.today import TodayPage
from reintegration_desktop.ui.finding.cases import CasesPage
from reintegration_desktop.ui.inputs.texts import TextLine
from reintegration_desktop.ui.pages.conflict import ConflictPage
from reintegration_desktop.ui.widgets.buttons import Button
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


def first(bench: Bench) -> inbox.ToDecide:
    return inbox.waiting(bench.desk).mine[0]


def shown(bench: Bench, qtbot: QtBot, *, about: bool = True) -> ConflictPage:
    page = ConflictPage(bench.workplace, first(bench).spot if about else None)
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
    assert inbox.waiting(bench.desk).mine == ()
    told = history(bench.desk, torn)
    assert Kind.RESOLVE in {line.kind for line in told}
    assert any(change.after == other for line in told for change in line.changes)


def test_escape_decides_nothing(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    page = shown(bench, qtbot)
    with qtbot.waitSignal(page.closed):
        qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert len(inbox.waiting(bench.desk).mine) == 1


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
    assert len(inbox.waiting(bench.desk).mine) == 1


def test_today_leads_there(bench: Bench, torn: UUID) -> None:
    waiting = look(bench.desk).waiting
    assert [one.verb for one in waiting] == [Verb.CHOOSE]


def all_of(question: deciding.Question) -> dict[str, frozenset[VersionId]]:
    """What stands beside each other on the screen."""
    return {question.key: frozenset(answer.version for answer in question.answers)}


def test_a_choice_that_is_not_among_the_answers_is_refused(bench: Bench, torn: UUID) -> None:
    with pytest.raises(ChoiceMissing):
        deciding.resolve(bench.desk, *first(bench).spot, {}, {})


def test_a_role_that_only_reads_does_not_decide(bench: Bench, torn: UUID) -> None:
    clinician = bench.desk_of("0c" * 16, Role.CLINICIAN)
    with pytest.raises(NotPermitted):
        deciding.questions(clinician, torn, first(bench).spot[1], Room.PERSON)
    assert inbox.waiting(clinician) == inbox.Inbox((), 1)


def cells(page: ConflictPage) -> list[list[str]]:
    model = page.table.model()
    return [
        [str(model.index(row, column).data()).translate({0x2068: None, 0x2069: None}) for column in range(4)]
        for row in range(model.rowCount())
    ]


def several(bench: Bench, number: int = 3) -> list[UUID]:
    cases = bench.add_people(number)
    for at, case in enumerate(cases):
        two_answers(bench, case, "nickname", f"Ami {at}", f"Mina {at}")
    return cases


def test_everything_that_waits_is_listed_with_both_answers_and_who_wrote_them(bench: Bench, qtbot: QtBot) -> None:
    several(bench)
    page = shown(bench, qtbot, about=False)
    listed = cells(page)
    assert [row[0].split(",")[0] for row in listed] == sorted(row[0].split(",")[0] for row in listed)
    assert len(listed) == 3
    for at in range(3):
        (row,) = [row for row in listed if f"Ami {at}" in row[2] + row[3]]
        assert f"Mina {at}" in row[2] + row[3]
        assert "a colleague, " in row[2]
        assert "12 March" in row[3]


def test_one_after_the_other_is_decided_by_digits_until_nothing_waits(bench: Bench, qtbot: QtBot) -> None:
    several(bench)
    page = shown(bench, qtbot, about=False)
    page.table.setFocus()
    for left in (2, 1, 0):
        qtbot.keyClick(page.table, Qt.Key.Key_1)
        wait_for(bench.tasks)
        page.ask_again()
        wait_for(bench.tasks)
        assert len(cells(page)) == left
    assert "Nothing waits for your decision." in texts(page)


def test_the_arrows_go_to_a_question_and_its_answers_stand_below(bench: Bench, qtbot: QtBot) -> None:
    several(bench)
    page = shown(bench, qtbot, about=False)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Down)
    wait_for(bench.tasks)
    name = cells(page)[1][0].split(",")[0]
    assert any(name in words and "Who the young person is" in words for words in texts(page))


def test_where_one_reads_from_the_right_the_first_question_is_shown_too(
    bench: Bench, qtbot: QtBot, dress: Dress
) -> None:
    several(bench)
    dress("light", 1.0, "ar")
    page = shown(bench, qtbot, about=False)
    assert page.table.currentIndex().row() == 0
    assert page.table.selectionModel().isRowSelected(0)
    assert "Shown for now" in texts(page)


def test_a_decision_is_taken_back_and_both_answers_wait_again_as_before(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    before = first(bench).questions[0]
    page = shown(bench, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_2)
    wait_for(bench.tasks)
    assert inbox.waiting(bench.desk).mine == ()
    page.back.trigger()
    wait_for(bench.tasks)
    assert first(bench).questions[0] == before
    assert contact(bench, torn) == next(answer.words for answer in before.answers if answer.shown)
    told = [line.sentence for line in history(bench.desk, torn) if line.kind is Kind.RESOLVE]
    assert "took back a decision" in told[0]
    assert "decided between two answers" in told[1]


def test_the_toast_takes_it_back_too(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    toasts: list[tuple[str, object]] = []
    bench.workplace.toasted.connect(lambda words, undo: toasts.append((words, undo)))
    page = shown(bench, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_1)
    wait_for(bench.tasks)
    ((_, undo),) = toasts
    assert callable(undo)
    undo()
    wait_for(bench.tasks)
    assert len(inbox.waiting(bench.desk).mine) == 1


def test_decided_anew_after_it_was_taken_back_it_waits_no_more(bench: Bench, torn: UUID) -> None:
    one = first(bench)
    (question,) = one.questions
    for answer in question.answers:
        deciding.resolve(bench.desk, *one.spot, {question.key: answer.version}, all_of(question))
        assert inbox.waiting(bench.desk).mine == ()
        assert contact(bench, torn) == answer.words
        deciding.take_back(bench.desk, *one.spot)
        assert first(bench).questions == (question,)


def test_what_somebody_wrote_since_is_not_taken_back(bench: Bench, torn: UUID) -> None:
    one = first(bench)
    (question,) = one.questions
    with pytest.raises(NothingToTakeBack):
        deciding.take_back(bench.desk, *one.spot)
    deciding.resolve(bench.desk, *one.spot, {question.key: question.answers[0].version}, all_of(question))
    deciding.take_back(bench.desk, *one.spot)
    with pytest.raises(NothingToTakeBack):
        deciding.take_back(bench.desk, *one.spot)


def test_who_has_no_key_sees_a_count_and_no_word(bench: Bench, torn: UUID, qtbot: QtBot) -> None:
    without = replace(bench.desk, me=replace(bench.desk.me, role=Role.COORDINATOR, readable=frozenset({Room.OPEN})))
    assert inbox.waiting(without) == inbox.Inbox((), 1)
    bench.workplace.take(without)
    page = ConflictPage(bench.workplace)
    qtbot.addWidget(page)
    page.show()
    wait_for(bench.tasks)
    assert any("1 more is for somebody else to decide" in words.replace("\u2068", "").replace("\u2069", "")
               for words in texts(page))  # fmt: skip
    assert "grandmother" not in " ".join(texts(page))


def test_answers_that_merge_by_themselves_wait_for_nobody(bench: Bench) -> None:
    case = bench.add_people(1)[0]
    apart(bench, case, {"nickname": "Ami"}, {"safe_contact": "Her uncle"})
    assert inbox.waiting(bench.desk) == inbox.Inbox()
    assert look(bench.desk).waiting == ()


def test_restricted_answers_are_opened_after_a_reason_which_is_logged(bench: Bench, qtbot: QtBot) -> None:
    case, record = bench.add_people(1)[0], uuid4()
    with bench.desk.begin() as work:
        work.save(
            case,
            Edit("association", record, None, Answers({"military_unit": "The first"}), frozenset({"military_unit"})),
        )
        work.commit()
    apart(
        bench, case, {"military_unit": "The second"}, {"military_unit": "The third"}, form="association", record=record
    )
    page = shown(bench, qtbot, about=False)
    (row,) = cells(page)
    assert row[1].startswith("Restricted answers")
    assert not any("The second" in words or "The third" in words for words in texts(page))
    line = page.findChild(TextLine)
    assert line is not None
    line.setText("Two reports differ")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    wait_for(bench.tasks)
    assert {"The second", "The third"} <= set(texts(page))
    assert any(told.kind is Kind.VIEW and told.reason == "Two reports differ" for told in history(bench.desk, case))


def apart(
    bench: Bench, case: UUID, *said: dict[str, str], form: str = "identification", record: UUID | None = None
) -> None:
    """Different answers of one entry, written on two computers."""
    record = record or record_of(case, form)
    with bench.desk.read() as cases:
        opened = cases.open(case)
    before, seen = opened.file.record(record), opened.seen(record)
    assert before is not None
    for device, answers in zip(("0a" * 16, "0b" * 16), said, strict=True):
        with bench.desk_of(device).begin() as work:
            whole = Answers({**before.answers, **answers})
            work.save(case, Edit(form, record, None, whole, frozenset(answers), seen))
            work.commit()


def test_several_are_one_line_of_today_which_leads_to_all(bench: Bench, qtbot: QtBot) -> None:
    several(bench)
    (one,) = look(bench.desk).waiting
    assert (one.verb, one.number, one.line) == (Verb.CHOOSE, 3, None)
    page = TodayPage(bench.workplace)
    qtbot.addWidget(page)
    page.show()
    wait_for(bench.tasks)
    button = next(one for one in page.waiting.findChildren(Button) if one.accessibleName() == "Choose")
    with qtbot.waitSignal(bench.workplace.went) as went:
        button.click()
    assert went.args == ["conflict", None]


def test_the_page_of_cases_leads_there(bench: Bench, qtbot: QtBot) -> None:
    several(bench, 2)
    page = CasesPage(bench.workplace)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    qtbot.waitUntil(lambda: any("Answers differ in" in words for words in texts(page)), timeout=5000)
    wait_for(bench.tasks)
    (button,) = [one for one in page.findChildren(Button) if "Answers differ in" in one.accessibleName()]
    with qtbot.waitSignal(bench.workplace.went) as went:
        button.click()
    assert went.args == ["conflict", None]


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
