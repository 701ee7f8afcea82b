"""Fields, choices, scores, lists and search take answers by keyboard alone, and say so to who cannot see them."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.inputs.choices import ChoiceRow, TickGroup
from reintegration_desktop.ui.inputs.dropdown import Dropdown
from reintegration_desktop.ui.inputs.fields import Field
from reintegration_desktop.ui.inputs.scores import Domain, ScoreRow
from reintegration_desktop.ui.inputs.search import SearchBox
from reintegration_desktop.ui.inputs.texts import SEALED, TextLine
from tests.ui.conftest import Dress

SEXES = {"female": "Girl or woman", "male": "Boy or man", "unknown": "Not known"}
SAFETY = Domain("safety", "Safety", "no threat, no approach", "shield")


@pytest.fixture
def row(qtbot: QtBot) -> ChoiceRow:
    made = ChoiceRow(dict(SEXES))
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def scored(qtbot: QtBot) -> ScoreRow:
    made = ScoreRow(SAFETY, 4)
    qtbot.addWidget(made)
    made.show()
    return made


def test_the_label_is_the_editors_name_and_the_error_its_description(qtbot: QtBot) -> None:
    field = Field("Safe contact", TextLine(), help="Whom may we call?")
    qtbot.addWidget(field)
    assert field.label.buddy() is field.editor
    assert field.editor.accessibleName() == "Safe contact"
    assert field.editor.accessibleDescription() == "Whom may we call?"
    field.set_error("Digits only.")
    assert field.editor.accessibleDescription() == "Digits only."
    assert field.editor.property("wrong") is True
    field.set_error("")
    assert field.editor.accessibleDescription() == "Whom may we call?"


def test_what_changed_is_said_beside_the_label(qtbot: QtBot) -> None:
    field = Field("Nickname", TextLine(), beside="a nickname will do")
    qtbot.addWidget(field)
    field.show()
    field.set_changed(True)
    assert field._beside.text() == "changed"
    field.set_changed(False)
    assert field._beside.text() == "a nickname will do"


def test_a_line_is_kept_from_the_keyboards_memory() -> None:
    assert TextLine().inputMethodHints() & SEALED == SEALED


def test_a_digit_chooses_and_delete_takes_back(row: ChoiceRow, qtbot: QtBot) -> None:
    heard: list[str | None] = []
    row.changed.connect(lambda: heard.append(row.value()))
    qtbot.keyClick(row.buttons["female"], "2")
    qtbot.keyClick(row.buttons["male"], Qt.Key.Key_Delete)
    assert heard == ["male", None]


def test_arrows_move_and_answer_nothing_by_themselves(row: ChoiceRow, qtbot: QtBot) -> None:
    row.buttons["female"].setFocus()
    qtbot.keyClick(row.buttons["female"], Qt.Key.Key_Right)
    assert (row.focusWidget(), row.value()) == (row.buttons["male"], None)
    qtbot.keyClick(row.buttons["male"], Qt.Key.Key_Space)
    assert row.value() == "male"


def test_setting_an_answer_says_nothing(row: ChoiceRow) -> None:
    heard: list[None] = []
    row.changed.connect(lambda: heard.append(None))
    row.set_value("unknown")
    row.set_value(None)
    assert (heard, row.value()) == ([], None)


def test_tab_comes_to_the_chosen_answer(row: ChoiceRow) -> None:
    row.set_value("unknown")
    assert row.focusProxy() is row.buttons["unknown"]


def test_a_choice_is_a_radio_button_to_a_screen_reader(row: ChoiceRow) -> None:
    row.setAccessibleName("Sex")
    told = QAccessible.queryAccessibleInterface(row.buttons["male"])
    assert told.role() == QAccessible.Role.RadioButton
    assert told.text(QAccessible.Text.Name) == "Boy or man"
    assert told.text(QAccessible.Text.Description) == "Sex"


def test_several_answers_are_told_in_their_order(qtbot: QtBot) -> None:
    group = TickGroup({"a": "Services", "b": "Tracing", "c": "Photographs"})
    qtbot.addWidget(group)
    group.set_value(("c", "a"))
    assert group.value() == ("a", "c")
    with qtbot.waitSignal(group.changed):
        group.ticks["b"].click()


def test_the_wheel_scrolls_the_page_and_changes_no_answer(qtbot: QtBot) -> None:
    box = Dropdown({"a": "Karuba", "b": "Selim"})
    qtbot.addWidget(box)
    box.show()
    box.set_value("a")
    nowhere, down = QPointF(5, 5), QPoint(0, -120)
    pressed, phase = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier), Qt.ScrollPhase.NoScrollPhase
    wheel = QWheelEvent(nowhere, nowhere, down, down, *pressed, phase, False)
    QApplication.sendEvent(box, wheel)
    assert box.value() == "a"


def test_a_list_tells_what_a_person_picked_and_keeps_a_code_it_does_not_know(qtbot: QtBot) -> None:
    box = Dropdown({"a": "Karuba", "b": "Selim"}, empty="–")
    qtbot.addWidget(box)
    heard: list[str | None] = []
    box.picked.connect(lambda: heard.append(box.value()))
    box.set_value("of another office")
    assert (box.value(), heard) == ("of another office", [])
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert heard == ["b"]


def test_a_score_is_told_in_word_and_arrow_beside_last_times(scored: ScoreRow, dress: Dress) -> None:
    told = [(scored.set_value(score), scored._difference.text(), scored.fell)[1:] for score in (None, 4, 2, 5)]
    assert told == [("not yet", 0), ("same", 0), ("worse by 2", 2), ("better by 1", 0)]
    scored.set_last(None)
    assert scored._difference.text() == "first time"


def test_scoring_by_keyboard(scored: ScoreRow, qtbot: QtBot) -> None:
    first = scored.buttons[1]
    qtbot.keyClick(first, "3")
    assert scored.value() == 3
    with qtbot.waitSignals([scored.next_asked, scored.reason_asked]):
        qtbot.keyClick(scored.buttons[3], Qt.Key.Key_Return)
        qtbot.keyClick(scored.buttons[3], "r")
    qtbot.keyClick(scored.buttons[3], Qt.Key.Key_Delete)
    assert scored.value() is None


def test_each_box_says_its_domain_and_score(scored: ScoreRow) -> None:
    assert scored.buttons[2].accessibleName() == "\u2068Safety\u2069: 2 of 5"


def test_search_seeks_at_once_and_escape_clears(qtbot: QtBot) -> None:
    box = SearchBox("Find by name", "Find a case")
    qtbot.addWidget(box)
    box.show()
    sought: list[str] = []
    box.sought.connect(sought.append)
    qtbot.keyClicks(box, "ami")
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert sought == ["a", "am", "ami", ""]
    with qtbot.waitSignals([box.down, box.entered]):
        qtbot.keyClick(box, Qt.Key.Key_Down)
        qtbot.keyClick(box, Qt.Key.Key_Return)


def test_an_answer_stands_at_the_leading_edge_in_every_script(qtbot: QtBot, dress: Dress) -> None:
    line, phone = TextLine(), TextLine(left_to_right=True)
    for one in (line, phone):
        qtbot.addWidget(one)
    dress(language="ar")
    assert line.alignment() & Qt.AlignmentFlag.AlignRight
    assert phone.layoutDirection() == Qt.LayoutDirection.LeftToRight


def test_a_bar_shows_that_a_search_works_only_after_a_while(qtbot: QtBot) -> None:
    box = SearchBox("Find by name", "Find a case")
    qtbot.addWidget(box)
    box.show()
    box.set_working(True)
    assert not box._working
    qtbot.waitUntil(lambda: box._working, timeout=1000)
    box.set_working(False)
    assert not box._working


def test_a_locked_field_says_who_may_answer(qtbot: QtBot) -> None:
    field = Field("Unit", TextLine())
    qtbot.addWidget(field)
    field.set_locked("Only caseworkers and supervisors hold the key.")
    assert not field.editor.isEnabled()
    assert "hold the key" in field.editor.accessibleDescription()
