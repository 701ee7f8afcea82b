"""Doubts stand where a person looks, in words and with a sign, and never stop a save."""

from time import perf_counter
from uuid import uuid4

from PySide6.QtWidgets import QWidget

from reintegration_desktop.casework import reading
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.words import warning_words
from reintegration_desktop.ui.case.page import CasePage
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.visit import VisitPage
from reintegration_desktop.ui.theme import change_language, dress_first
from reintegration_desktop.ui.widgets.doubts import DoubtLine
from reintegration_desktop.vault.roles import Role
from tests.ui.workplaces import TODAY, Bench, an_edit


def shown(studio, bench, qtbot, page):
    qtbot.addWidget(page)
    page.resize(1150, 690)
    page.show()
    studio.settle(bench.tasks)
    return page


def told(inside: QWidget) -> list[str]:
    """The doubts in sight."""
    return [line.text for line in inside.findChildren(DoubtLine) if line.isVisible()]


def a_row(bench, studio, qtbot, form, *edits):
    """A new row of a form on the page of a new case."""
    case = bench.add(*(edit for edit in edits))
    page = CasePage(bench.workplace)
    page.open(case)
    shown(studio, bench, qtbot, page)
    page._begin_row(form, None)
    studio.settle(bench.tasks)
    return page


def test_a_doubt_stands_under_its_question_is_described_and_stops_nothing(bench, studio, qtbot):
    page = a_row(bench, studio, qtbot, "learning_and_work")
    field = page.panel.form.field("safe_work")
    assert told(page) == []
    studio.choose(field.editor, "no")
    assert told(field) == told(page) == [warning_words("work_not_safe")]
    assert warning_words("work_not_safe") in field.editor.accessibleDescription()
    page.save_action.trigger()
    studio.settle(bench.tasks)
    rows = reading.open_case(bench.desk, page.case).file.rows("learning_and_work")
    assert [row.answers.choice("safe_work") for row in rows] == ["no"]


def test_a_doubt_goes_with_its_cause_and_comes_in_the_reader_s_language(bench, studio, qtbot):
    page = a_row(bench, studio, qtbot, "household_member")
    field = page.panel.form.field("contact_agreed")
    studio.choose(field.editor, "no")
    change_language("qps")
    studio.settle(bench.tasks)
    assert told(field) == [warning_words("no_contact")] != [""]
    change_language("en")
    assert warning_words("no_contact") in field.editor.accessibleDescription()
    studio.choose(field.editor, "yes")
    assert told(page) == [] and warning_words("no_contact") not in field.editor.accessibleDescription()


def test_a_restricted_question_that_is_closed_is_not_doubted_aloud(bench, studio, qtbot):
    page = a_row(bench, studio, qtbot, "identity_paper")
    form = page.panel.form
    form.show_filling(form.filling.answer("names_armed_actor", "yes"))
    assert told(page) == []


def test_a_doubt_about_a_folded_question_stands_at_the_head_of_its_section(bench, studio, qtbot):
    page = a_row(bench, studio, qtbot, "learning_and_work")
    form = page.panel.form
    studio.choose(form.field("safe_work").editor, "no")
    card = next(card for card in form._cards.values() if told(card))
    card.set_open(False)
    assert told(card) == [warning_words("work_not_safe")]
    card.set_open(True)
    assert told(form.field("safe_work")) == told(page) == [warning_words("work_not_safe")]


def test_what_was_saved_is_doubted_when_it_is_opened_again(bench, studio, qtbot):
    case = uuid4()
    age = UncertainDate.of_age(15, 15, TODAY)
    bench.add(an_edit(case, "identification", name_first="Amina", date_of_birth=age, interviewers=("w",)), case=case)
    page = CasePage(bench.workplace)
    page.open(case)
    shown(studio, bench, qtbot, page)
    page.panel.form.field("interviewers")
    assert warning_words("fewer_than_two") in told(page)


def test_who_may_not_answer_is_told_no_doubts(qapp, tmp_path, studio, qtbot):
    dress_first()
    bench = Bench(tmp_path, role=Role.TRACING_OFFICER)
    case = uuid4()
    edits = [an_edit(case, "identification", name_first="Amina", interviewers=("w",))]
    supervisor, bench.desk = bench.desk, bench.desk_of("0a" * 16)
    bench.add(*edits, case=case)
    bench.desk = supervisor
    page = CasePage(bench.workplace)
    page.open(case)
    shown(studio, bench, qtbot, page)
    assert told(page) == []
    bench.close()


def test_a_visit_doubts_a_day_too_far_off_and_tells_a_fall_once(bench, studio, qtbot):
    case = bench.add_people(1)[0]
    page = shown(studio, bench, qtbot, VisitPage(bench.workplace, case))
    studio.type_into(page.panel.form.field("next_visit_on").editor, "1 September 2026")
    qtbot.waitUntil(lambda: told(page) == [warning_words("visit_too_late")])
    studio.type_scores(page.panel.form.field("domain_scores").editor, "333333333")
    assert told(page) == [warning_words("visit_too_late")]


def test_an_intake_doubts_a_carer_s_answer_alone(bench, studio, qtbot):
    page = shown(studio, bench, qtbot, IntakePage(bench.workplace))
    page._go(2)
    editor = page.form(2, "consent").field("given_by").editor
    editor.set_value(("caregiver",))
    editor.changed.emit()
    assert told(page) == [warning_words("child_not_asked")]
    page._go(0)
    studio.type_into(page.form(0, "identification").field("name_first").editor, "Zawadi")
    page.save_action.trigger()
    studio.settle(bench.tasks)
    with bench.desk.read() as cases:
        assert sum(cases.counts().values()) >= 1


def test_an_answer_is_drawn_with_its_doubts_before_anybody_waits(bench, studio, qtbot):
    case = uuid4()
    visits = [an_edit(case, "follow_up", visited_on=TODAY, child_seen="yes") for _ in range(40)]
    page = a_row(bench, studio, qtbot, "case_plan", *visits)
    line = page.panel.form.field("goal").editor
    studio.type_into(line, "B")
    begun = perf_counter()
    studio.type_into(line, "ack at school")
    assert (perf_counter() - begun) / len("ack at school") < 0.05


def test_a_photograph_says_in_words_where_in_the_case_it_is_kept(bench, studio, qtbot):
    case = uuid4()
    bench.add(an_edit(case, "identification", name_first="Amina"), case=case)
    page = CasePage(bench.workplace)
    page.open(case)
    shown(studio, bench, qtbot, page)
    form = page.panel.form
    words = form.field("photo").editor.inside
    assert "looked at under Files" in words.text()
    form.show_filling(form.filling.answer("photo", "a-file"))
    assert "a-file" not in words.text() and "A sealed file is kept" in words.text()
    assert warning_words("no_consent_to_photograph") in told(form.field("photo"))


def test_what_follows_from_an_answer_is_shown_and_asked_about_at_once(bench, studio, qtbot):
    case = uuid4()
    bench.add(an_edit(case, "identification", name_first="Amina", sex="female"), case=case)
    page = CasePage(bench.workplace)
    page.open(case)
    shown(studio, bench, qtbot, page)
    form = page.panel.form
    assert form.field("age_band").editor.value() is None and form.field("pregnant_or_breastfeeding").isHidden()
    editor = form.field("date_of_birth").editor
    editor.set_value(UncertainDate.of_age(16, 16, TODAY))
    editor.changed.emit()
    assert form.field("age_band").editor.value() == "from_15_to_17"
    assert not form.field("pregnant_or_breastfeeding").isHidden()
    assert page.panel.sheet.filling.edited == {"date_of_birth"}
    page.save_action.trigger()
    studio.settle(bench.tasks)
    assert reading.open_case(bench.desk, case).file.one("identification").choice("age_band") == "from_15_to_17"
