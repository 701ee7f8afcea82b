"""Today, visits and referrals: what is due, in the order it matters, and the ways on."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.saving import save, write
from reintegration_desktop.casework.search.left import note_left
from reintegration_desktop.casework.travel.standing import Step, Wanting
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.ui.due.list import DuePage
from reintegration_desktop.ui.due.today import TodayPage
from reintegration_desktop.ui.due.visits import VisitsPage
from reintegration_desktop.ui.lists.table import Table
from reintegration_desktop.ui.pages.referrals import ReferralsPage
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.vault.roles import Role
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import NOW, TODAY, Bench, an_edit, wait_for


def rows(table: Table) -> list[str]:
    model = table.model()
    return [
        " ".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]


def today(bench: Bench, qtbot: QtBot) -> TodayPage:
    page = TodayPage(bench.workplace)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(bench.tasks)
    return page


def test_late_visits_stand_first_by_risk_and_say_how_late(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people()
    page = today(bench, qtbot)
    late = rows(page.overdue.table)
    assert late[0].endswith("3 days late")
    assert "Amina Kasongo, 7K4M2Q-D" in late[0]
    assert "High risk" in late[0]
    assert "Samuel Deng" in late[2]
    assert "due today" in rows(page.week.table)[0]


def test_it_greets_by_the_time_of_day_and_the_first_name(bench: Bench, qtbot: QtBot) -> None:
    hour = NOW.astimezone().hour
    part = "morning" if hour < 12 else "afternoon" if hour < 18 else "evening"
    assert any(text.startswith(f"Good {part}, ") and "Esther" in text for text in texts(today(bench, qtbot)))


def test_an_empty_day_says_that_nothing_is_due(bench: Bench, qtbot: QtBot) -> None:
    page = today(bench, qtbot)
    shown = texts(page)
    assert "Nothing is due." in shown
    assert "Nothing waits for you." in shown
    assert not page.overdue.isVisible()


def test_enter_opens_the_case_one_is_on(bench: Bench, qtbot: QtBot) -> None:
    cases = bench.add_people(1)
    page = today(bench, qtbot)
    went: list[tuple[str, object]] = []
    bench.workplace.went.connect(lambda name, about: went.append((name, about)))
    page.overdue.table.selectRow(0)
    qtbot.keyClick(page.overdue.table, Qt.Key.Key_Return)
    assert went == [("case", cases[0])]


def test_a_draft_waits_and_is_gone_on_with(bench: Bench, qtbot: QtBot) -> None:
    draft = Draft(uuid4(), uuid4(), "follow_up", uuid4(), NOW, Answers({}))
    bench.desk.drafts.keep(draft)
    page = today(bench, qtbot)
    went: list[tuple[str, object]] = []
    bench.workplace.went.connect(lambda name, about: went.append((name, about)))
    next(button for button in page.waiting.findChildren(Button) if button.text() == "Go on").click()
    assert went[0][0] == "draft"
    assert isinstance(went[0][1], Draft)
    assert went[0][1].id == draft.id


def test_codes_stand_for_names_once_names_are_hidden(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people(1)
    page = today(bench, qtbot)
    bench.workplace.show_names(False)
    wait_for(bench.tasks)
    assert "Amina" not in " ".join(rows(page.overdue.table))
    assert "7K4M2Q-D" in rows(page.overdue.table)[0]


def test_more_than_six_rows_are_shown_when_asked_for(bench: Bench, qtbot: QtBot) -> None:
    case = bench.add_people(1)[0]
    save = [
        an_edit(case, "service", appointment_at=NOW - timedelta(days=number), service_type="education")
        for number in range(1, 8)
    ]
    with bench.desk.begin() as work:
        write(bench.desk, work, case, save)
        work.commit()
    page = today(bench, qtbot)
    assert len(rows(page.overdue.table)) == 6
    next(button for button in page.overdue.findChildren(Button) if "show all" in button.text()).click()
    assert len(rows(page.overdue.table)) > 6


def test_show_all_works_by_keyboard_and_hands_the_focus_on(bench: Bench, qtbot: QtBot) -> None:
    for _ in range(40):
        bench.desk.drafts.keep(Draft(uuid4(), uuid4(), "follow_up", uuid4(), NOW, Answers({})))
    page = today(bench, qtbot)
    more = next(button for button in page.waiting.findChildren(Button) if "show all" in button.text())
    assert "32 more" in more.text()
    more.setFocus()
    qtbot.keyClick(more, Qt.Key.Key_Return)
    wait_for(bench.tasks)
    verbs = [button for button in page.waiting.findChildren(Button) if button.text() == "Go on"]
    assert len(verbs) == 40
    assert page.waiting.focusWidget() is verbs[8]


def test_the_week_shows_what_was_done_beside_what_is_to_do(bench: Bench, qtbot: QtBot) -> None:
    case = bench.add_people(2)[0]
    monday = TODAY - timedelta(days=TODAY.weekday())
    save(bench.desk, case, an_edit(case, "follow_up", visited_on=monday, risk_level="high", next_visit_on=TODAY))
    page = today(bench, qtbot)

    def told() -> bool:
        said = page._chart.accessibleName().translate({0x2068: None, 0x2069: None})
        return "Mon 9: 1 done, 0 to do" in said

    qtbot.waitUntil(told, timeout=5000)


def test_an_empty_day_names_the_next_visit_with_its_weekday(bench: Bench, qtbot: QtBot) -> None:
    case = bench.add_people(1)[0]
    later = TODAY + timedelta(days=21)
    save(bench.desk, case, an_edit(case, "follow_up", visited_on=TODAY, risk_level="low", next_visit_on=later))
    said = [text.translate({0x2068: None, 0x2069: None}) for text in texts(today(bench, qtbot))]
    assert "Nothing is due." in said
    assert "Next visit: Thursday 2 April, Amina K." in said


def kept_at(bench: Bench, moment: datetime) -> Draft:
    draft = Draft(uuid4(), uuid4(), "follow_up", uuid4(), moment, Answers({}))
    bench.desk.drafts.keep(draft)
    return draft


def test_after_a_crash_a_question_with_the_date_is_asked_and_nothing_is_filled_in(bench: Bench, qtbot: QtBot) -> None:
    note_left(bench.desk.own, NOW - timedelta(days=1))
    kept_at(bench, NOW - timedelta(days=2))
    broken = kept_at(bench, NOW - timedelta(hours=1))
    page = today(bench, qtbot)
    assert page.broken_off.isVisible()
    said = [text.translate({0x2068: None, 0x2069: None}) for text in texts(page.broken_off)]
    assert any("Go on with what was kept on 12 March 2026" in text for text in said)
    went: list[tuple[str, object]] = []
    bench.workplace.went.connect(lambda name, about: went.append((name, about)))
    page.broken_off.go_on.click()
    assert [(name, about.id) for name, about in went] == [("draft", broken.id)]  # type: ignore[attr-defined]


def test_what_was_left_as_it_should_be_asks_nothing(bench: Bench, qtbot: QtBot) -> None:
    kept_at(bench, NOW - timedelta(hours=1))
    note_left(bench.desk.own, NOW)
    assert not today(bench, qtbot).broken_off.isVisible()


def test_the_question_can_wait_and_the_draft_with_it(bench: Bench, qtbot: QtBot) -> None:
    kept_at(bench, NOW)
    page = today(bench, qtbot)
    page.broken_off.later.click()
    assert not page.broken_off.isVisible()
    assert len(bench.desk.drafts.all()) == 1


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "en"), ("light", 1.0, "qps")])  # fmt: skip
def test_today_is_whole(bench: Bench, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str) -> None:
    bench.add_people(4)
    bench.desk.drafts.keep(Draft(uuid4(), uuid4(), "follow_up", uuid4(), NOW, Answers({})))
    page = today(bench, qtbot)
    dress(theme, factor, language)
    page.resize(1290, 690)
    wait_for(bench.tasks)
    assert_whole(page)


def visits(page: DuePage, bench: Bench, qtbot: QtBot) -> DuePage:
    qtbot.addWidget(page)
    page.resize(1000, 600)
    page.show()
    wait_for(bench.tasks)
    return page


def test_visits_are_listed_from_the_latest_on(bench: Bench, qtbot: QtBot) -> None:
    bench.add_people()
    page = visits(VisitsPage(bench.workplace), bench, qtbot)
    listed = rows(page.table)
    assert len(listed) == 8
    assert "6 days late" in listed[0]
    assert_whole(page)


def test_a_visit_is_recorded_from_its_row(bench: Bench, qtbot: QtBot) -> None:
    cases = bench.add_people(1)
    page = visits(VisitsPage(bench.workplace), bench, qtbot)
    went: list[tuple[str, object]] = []
    bench.workplace.went.connect(lambda name, about: went.append((name, about)))
    page.findChildren(Button)[0].click()
    assert went == [("visit", cases[0])]


def test_an_appointment_is_a_referral_until_the_service_was_given(bench: Bench, qtbot: QtBot) -> None:
    case = uuid4()
    appointment = datetime(2026, 3, 10, 9, tzinfo=NOW.tzinfo)
    bench.add(an_edit(case, "identification", name_first="Grace"), an_edit(case, "service", appointment_at=appointment),
              case=case)  # fmt: skip
    page = visits(ReferralsPage(bench.workplace), bench, qtbot)
    assert "2 days late" in rows(page.table)[0]


def test_a_referral_that_nobody_answered_stands_among_the_referrals(bench: Bench, qtbot: QtBot) -> None:
    case, service = uuid4(), uuid4()
    sent = datetime(2026, 3, 1, 9, tzinfo=NOW.tzinfo)
    agreed = an_edit(case, "consent", event_kind="given", agrees_to_case_management="yes", agrees_to_sharing="yes",
                     services_agreed=("legal_aid",), event_at=sent)  # fmt: skip
    bench.add(an_edit(case, "identification", name_first="Grace"), agreed,
              an_edit(case, "service", service, service_type="legal_aid"),
              an_edit(case, "referral", None, service, sent_at=sent, referral_status="sent"), case=case)  # fmt: skip
    (row,) = rows(visits(ReferralsPage(bench.workplace), bench, qtbot).table)
    assert "Answer to a referral" in row and "4 days late" in row


def test_no_appointment_is_said_in_words(bench: Bench, qtbot: QtBot) -> None:
    page = visits(ReferralsPage(bench.workplace), bench, qtbot)
    assert "No referral waits for an answer, and no appointment is open." in texts(page)
    assert_whole(page)


def test_a_coordinator_is_not_asked_to_record_anything(tmp_path: Path, qtbot: QtBot) -> None:
    bench = Bench(tmp_path, Role.COORDINATOR)
    page = today(bench, qtbot)
    assert not [button for button in page.findChildren(Button) if "New case" in button.text()]
    bench.close()


def test_who_sends_and_receives_is_told_what_is_wanting_with_others(bench: Bench, qtbot: QtBot) -> None:
    step = Step("danger", "Jonas’s computer 3F2A: changes 212 to 260 missing for 9 days", "Send them a bundle.")
    bench.workplace.wanting = lambda: [Wanting("Uvira office", step)]
    page = today(bench, qtbot)
    qtbot.waitUntil(lambda: page.exchange.isVisible(), timeout=5000)
    assert {"Uvira office", step.what, step.do} <= set(texts(page.exchange))
    with qtbot.waitSignal(bench.workplace.went) as went:
        page.exchange.look.click()
    assert went.args[0] == "send_receive"
    assert_whole(page)


def test_where_nothing_is_wanting_nothing_is_said_of_others(bench: Bench, qtbot: QtBot) -> None:
    page = today(bench, qtbot)
    assert not page.exchange.isVisible()
