"""The window: where one can go, what is told to pages, keys and help, discreet mode, training."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.words import PSEUDO
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.ui.failures import catch_unexpected, in_plain_words
from reintegration_desktop.ui.frame.places import PLACES, Place
from reintegration_desktop.ui.frame.sections import Section, SectionNav
from reintegration_desktop.ui.frame.signed_in import initials
from reintegration_desktop.ui.frame.steps import StepBar
from reintegration_desktop.ui.keys import KeysSheet
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.pictures import Shot, draw, settle
from reintegration_desktop.ui.theme import restyle
from reintegration_desktop.ui.widgets.arrange import Column
from reintegration_desktop.ui.widgets.buttons import Button
from reintegration_desktop.ui.widgets.words import title
from reintegration_desktop.ui.window import SignedIn, Window
from reintegration_desktop.vault.roles import Role
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts


class CountedPage(Page):
    """A page that counts how often it asked."""

    def __init__(self, topics: frozenset[str] = frozenset({"cases"})) -> None:
        super().__init__()
        self.topics, self.asked, self.stays = topics, 0, False
        self.done: list[str] = []
        self.button = Button.of(self.act("Save", "Ctrl+S", partial(self.done.append, "saved")))
        column = Column(title("Cases"), self.button)
        column.addStretch(1)
        self.setLayout(column)

    def ask_again(self) -> None:
        self.asked += 1

    def may_leave(self) -> bool:
        return not self.stays


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    pages = dict.fromkeys(PLACES[Role.CASEWORKER], CountedPage)
    made = Window(pages, SignedIn("Esther Mbeki", "Caseworker, Goma"))
    qtbot.addWidget(made)
    made.resize(1366, 690)
    made.show()
    made.go(Place.TODAY)
    qtbot.waitUntil(made.isActiveWindow)
    return made


def _page(window: Window) -> CountedPage:
    assert isinstance(window.page, CountedPage)
    return window.page


def test_a_page_asks_when_first_shown_and_when_its_topics_are_touched(window: Window) -> None:
    today = _page(window)
    window.tell(Changes(frozenset({"bundles"})))
    assert today.asked == 1
    window.tell(Changes(frozenset({"cases"})))
    assert today.asked == 2


def test_a_page_out_of_sight_asks_when_it_comes_back(window: Window) -> None:
    today = _page(window)
    window.go(Place.CASES)
    window.tell(Changes(frozenset({"cases"})))
    assert today.asked == 1
    window.go(Place.TODAY)
    assert today.asked == 2


def test_control_and_a_digit_go_to_a_place(window: Window, qtbot: QtBot) -> None:
    qtbot.keyClick(window, "2", Qt.KeyboardModifier.ControlModifier)
    assert window.navigation.items[Place.CASES].isChecked()
    assert window._place is Place.CASES


def test_a_page_with_something_unsaved_is_not_left_in_silence(window: Window) -> None:
    _page(window).stays = True
    window.navigation.items[Place.CASES].click()
    assert window._place is Place.TODAY
    assert window.navigation.items[Place.TODAY].isChecked()


def test_a_case_lies_over_the_page_that_led_to_it(window: Window) -> None:
    below, case = window.page, CountedPage()
    window.open_over(case, Place.CASES)
    assert window.page is case
    window.back()
    assert window.page is below
    assert window.navigation.items[Place.TODAY].isChecked()


def test_the_title_is_the_products_name_whatever_is_open(window: Window) -> None:
    window.open_over(CountedPage())
    assert window.windowTitle() == "Reintegration"


def test_lock_is_asked_by_key_and_by_press(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignals([window.lock_asked, window.lock_asked]):
        window.navigation.lock.click()
        qtbot.keyClick(window, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)


def test_one_key_hides_the_names(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.names_shown) as shown:
        qtbot.keyClick(window, Qt.Key.Key_F8)
    assert shown.args == [False]
    assert window.navigation.names.accessibleName() == "Codes only"


def test_under_1200_effective_px_the_navigation_is_a_rail(window: Window, dress: Dress) -> None:
    window.navigation.set_count(Place.TODAY, 4)
    wide = window.navigation.width()
    window.resize(1100, 690)
    settle()
    assert window.navigation.width() < wide / 2
    item = window.navigation.items[Place.TODAY]
    assert item.accessibleName() == "\u2068Today\u2069, 4 waiting"
    assert "Today" in item.toolTip()


def test_f1_lists_the_keys_of_the_page_and_escape_gives_the_focus_back(window: Window, qtbot: QtBot) -> None:
    _page(window).button.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    told = texts(sheet)
    assert "Save" in told
    assert "Ctrl+S" in told
    assert "Ctrl+7" in told
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert window.focusWidget() is _page(window).button


def test_a_button_shows_its_actions_key_and_does_the_same(window: Window, qtbot: QtBot) -> None:
    page = _page(window)
    page.button.click()
    window.navigation.lock.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert page.done == ["saved", "saved"]
    page.actions()[0].setEnabled(False)
    assert not page.button.isEnabled()


def test_a_page_has_the_focus_where_it_had_it_last(window: Window) -> None:
    _page(window).button.setFocus()
    button = _page(window).button
    window.navigation.items[Place.CASES].click()
    window.navigation.items[Place.TODAY].click()
    assert window.focusWidget() is button


def test_training_has_a_frame_and_a_word(window: Window) -> None:
    window.show_training(True)
    settle()
    restyle(factor=1.5)
    settle()
    assert window.navigation.x() > 0
    assert any("TRAINING" in text for text in texts(window))


def test_what_nobody_caught_is_shown_without_its_contents(window: Window, qtbot: QtBot) -> None:
    put_back = catch_unexpected(window.fail)
    try:
        window.page.button.clicked.connect(_break)
        window.page.button.click()
    finally:
        put_back()
    assert window.failure.isVisible()
    assert "Amina" not in " ".join(texts(window))


def _break() -> None:
    raise ValueError("Amina Kasongo")


def test_a_refusal_is_told_by_what_happened_what_is_safe_and_what_to_do() -> None:
    failure = in_plain_words(Refusal())
    assert failure.code == "refused"
    assert failure.rest == "Nothing was changed. Try again; if it stays, lock and open the vault."


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize(("factor", "language", "width"), [(1.0, "en", 1000), (1.5, "ar", 1366), (1.0, PSEUDO, 1366)])
def test_the_frame_of_every_role_is_whole(
    role: Role, factor: float, language: str, width: int, dress: Dress, qtbot: QtBot
) -> None:
    window = Window(dict.fromkeys(PLACES[role], CountedPage), SignedIn("Esther Mbeki", "Caseworker, Goma"))
    qtbot.addWidget(window)
    window.status.set_backup("Last backup 2 days ago")
    window.go(PLACES[role][0])
    draw(window, Shot(factor=factor, language=language, width=width))
    assert_whole(window)
    if factor == 1.0:
        assert window.minimumSizeHint().width() <= 1000
        assert window.minimumSizeHint().height() <= 620


@pytest.mark.parametrize(("name", "letters"), [("Esther Mbeki", "EM"), ("Esther", "E"), ("هدى سالم", "ه"), ("", "")])
def test_initials_are_letters_of_the_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.fixture
def sections(qtbot: QtBot) -> SectionNav:
    names = {"person": "Person", "plan": "Plan", "needs": "Needs and safety"}
    made = SectionNav({code: Section(name, "person") for code, name in names.items()})
    qtbot.addWidget(made)
    made.show()
    made.show_section("person")
    return made


def test_a_section_is_chosen_by_press_and_by_keys(sections: SectionNav, qtbot: QtBot) -> None:
    qtbot.waitUntil(sections.isActiveWindow)
    sections.items["person"].setFocus()
    qtbot.keyClick(sections.items["person"], Qt.Key.Key_Down)
    assert sections.items["plan"].hasFocus()
    with qtbot.waitSignal(sections.wanted) as wanted:
        qtbot.keyClick(sections.items["plan"], Qt.Key.Key_Return)
    assert wanted.args == ["plan"]


def test_a_section_says_what_is_inside(sections: SectionNav) -> None:
    sections.set_trailing("plan", "3/7")
    sections.set_trailing("needs", "warning", "two answers are wrong")
    assert sections.items["plan"].accessibleDescription() == "3/7"
    assert sections.items["needs"].accessibleDescription() == "two answers are wrong"


def test_where_it_is_narrow_sections_are_one_list(sections: SectionNav, qtbot: QtBot) -> None:
    sections.setAccessibleName("Sections")
    sections.set_narrow(True)
    assert not sections.items["plan"].isVisible()
    with qtbot.waitSignal(sections.wanted) as wanted:
        qtbot.keyClick(sections.list, Qt.Key.Key_Down)
    assert wanted.args == ["plan"]
    assert sections.list.accessibleName() == "Sections"


def test_any_step_can_be_visited_and_a_skipped_one_says_so(qtbot: QtBot) -> None:
    bar = StepBar(["Who", "Consent", "Safety"])
    qtbot.addWidget(bar)
    bar.go(2, done=frozenset({0}), skipped=frozenset({1}))
    told = [step.accessibleDescription() for step in bar.steps]
    assert told == ["done", "skipped", "you are here"]
    with qtbot.waitSignal(bar.wanted) as wanted:
        bar.steps[1].click()
    assert wanted.args == [1]


def test_a_press_beside_the_page_of_keys_closes_it(window: Window, qtbot: QtBot) -> None:
    window.show_keys()
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(400, 300))
    assert sheet.isVisible()
    window.resize(1200, 640)
    settle()
    assert sheet.size() == window.size()
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(4, 4))
    assert not sheet.isVisible()


def test_other_keys_of_a_page_stand_among_its_actions(window: Window) -> None:
    _page(window).other_keys = lambda: (("1–5", "score a domain"),)  # type: ignore[method-assign]
    window.show_keys()
    assert "score a domain" in texts(window.findChild(KeysSheet))


def test_the_program_decides_whether_a_window_closes(window: Window, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.close_asked):
        window.close()
    assert window.isVisible()


def test_a_role_that_reads_no_name_has_nothing_to_switch(qtbot: QtBot, dress: Dress):
    dress()
    window = Window({Place.HOME: Page}, SignedIn("Manager", "manager"))
    qtbot.addWidget(window)
    window.without_names()
    window.show()
    assert not window.navigation.names.isVisible()
    assert "F8" not in [action.shortcut().toString() for action in window.actions()]
