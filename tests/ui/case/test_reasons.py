"""Beside a case stands why something is to be done now, in words, and for nobody who isn't shown the answer."""

from datetime import UTC, datetime
from uuid import uuid4

from PySide6.QtWidgets import QLabel

from reintegration_desktop.casework import reading
from reintegration_desktop.casework.due import reasons_of
from reintegration_desktop.rules.words import reason_words
from reintegration_desktop.ui.due.reasons import ReasonsCard
from reintegration_desktop.vault.roles import Role
from tests.ui.workplaces import TODAY, an_edit


def a_case(bench, **answers):
    case = uuid4()
    yes = {"event_kind": "given", "event_at": datetime(2026, 3, 1, tzinfo=UTC), "agrees_to_case_management": "yes"}
    identified = {"identified_on": TODAY, "registered_on": TODAY, "how_identified": "community", "eligible": "yes"}
    person = an_edit(case, "identification", **identified, **answers)
    return bench.add(person, an_edit(case, "consent", **yes), case=case)


def shown(bench, case, qtbot):
    card = ReasonsCard(bench.workplace)
    qtbot.addWidget(card)
    card.show_case(reading.open_case(bench.desk, case))
    return card, [label.text() for label in card.findChildren(QLabel)]


def test_danger_today_is_told_beside_the_case(bench, qtbot):
    card, words = shown(bench, a_case(bench, in_danger_now="yes"), qtbot)
    assert reason_words("danger_today") in words and not card.isHidden()


def test_where_nothing_presses_nothing_is_told(bench, qtbot):
    card, words = shown(bench, a_case(bench, in_danger_now="no"), qtbot)
    assert reason_words("danger_today") not in words and card.isHidden()


def test_who_is_not_shown_the_answer_is_not_told_the_reason(bench):
    case = a_case(bench, in_danger_now="yes")
    auditor = bench.desk_of("0a" * 16, Role.AUDITOR)
    assert reasons_of(auditor, reading.open_case(auditor, case)) == ()
