"""The first pages: whole at every size, in every language, and doing what they say."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.beginning import FirstRun
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Stoppable
from reintegration_desktop.kernel.swap import InTheClear
from reintegration_desktop.kernel.words import PSEUDO, language
from reintegration_desktop.ui.failures import in_plain_words
from reintegration_desktop.ui.first.beginning import Wish
from reintegration_desktop.ui.first.passphrase import PassphraseStep
from reintegration_desktop.ui.first.ways import Beginning
from reintegration_desktop.ui.inputs.languages import LANGUAGES
from reintegration_desktop.ui.pages.first_run import LAST, PASSPHRASE, VAULT, FirstRunMeans, FirstRunPage
from reintegration_desktop.ui.pictures import Shot, draw, settle
from reintegration_desktop.ui.style.tokens import Theme
from reintegration_desktop.ui.theme import look
from reintegration_desktop.ui.widgets.progress import Working
from tests.ui.conftest import Dress
from tests.ui.pages import (
    ASKED,
    FIRST,
    FIVE,
    PAGES,
    SECOND,
    SHEETS,
    at_joining,
    at_recovery,
    first_run,
    halves,
    unlock_page,
)
from tests.ui.whole import assert_whole, texts

ENGLISH, ARABIC, LONGER = (Theme.LIGHT, "en"), (Theme.DARK, "ar"), (Theme.SUNLIGHT, PSEUDO)
DRAWN = [
    (*ENGLISH, 1.0, 1366, 690), (*ENGLISH, 1.0, 1000, 620), (*ENGLISH, 1.5, 1366, 690), (*ENGLISH, 2.0, 1366, 690),
    (*ARABIC, 1.0, 1000, 620), (*ARABIC, 2.0, 1366, 690), (*LONGER, 1.0, 1366, 690), (*LONGER, 1.5, 1366, 690),
]  # fmt: skip


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("theme", "language", "factor", "width", "height"), DRAWN)
def test_a_page_is_whole(
    page: str, width: int, height: int, factor: float, theme: Theme, language: str, dress: Dress, qtbot: QtBot
) -> None:
    dress(theme, factor, language)
    shown = PAGES[page]()
    qtbot.addWidget(shown)
    draw(shown, Shot(theme, factor, language, width, height))
    assert_whole(shown)
    if factor == 1.0:
        least = shown.minimumSizeHint()
        assert (least.width() <= 1000, least.height() <= 620) == (True, True)


@pytest.mark.parametrize("page", PAGES)
def test_every_word_of_a_page_is_translated(page: str, dress: Dress, qtbot: QtBot) -> None:
    shown = PAGES[page]()
    qtbot.addWidget(shown)
    shown.show()
    dress(language=PSEUDO)
    settle()
    data = {"Goma", "Esther", "Daniel", "11/3/2026", FIVE, "8MDE  2WVA  QQ41  6HSN  7T0C", *LANGUAGES.values()}
    data |= {f"{share} %" for share in (100, 125, 150, 175, 200)} | {"qps, 100 %"}
    plain = [text for text in texts(shown) if "[" not in text and text.strip("\u2068\u2069") not in data]
    assert plain == []


def test_nothing_heavy_is_imported_to_ask_for_the_passphrase() -> None:
    heavy = ["sqlalchemy", "alembic", "numpy", "matplotlib", "cryptography", "msgspec", "rapidfuzz", "zxcvbn", "segno"]
    asked = (
        "import sys, reintegration_desktop.ui.pages.unlock, reintegration_desktop.ui.theme;"
        f"print([name for name in {heavy!r} if name in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_enter_asks_to_unlock_with_the_person_and_the_passphrase(qtbot: QtBot) -> None:
    page = unlock_page("Esther", "Daniel")
    qtbot.addWidget(page)
    page.show()
    page.who.set_value("Daniel")
    with qtbot.waitSignal(page.unlock_asked) as asked:
        qtbot.keyClicks(page.passphrase, "amber")
        qtbot.keyClick(page.passphrase, Qt.Key.Key_Return)
    assert asked.args == ["Daniel", "amber"]


def test_a_miss_waits_in_words_with_the_button_off_and_the_field_alive(qtbot: QtBot) -> None:
    page = unlock_page()
    qtbot.addWidget(page)
    page.show()
    page.passphrase.setText("amber")
    page.missed(3, 1)
    assert not page.unlock.isEnabled()
    assert page.passphrase.isEnabled()
    assert page.banner.isVisible()
    assert "1 second" in page.banner.accessibleName()
    qtbot.waitUntil(page.unlock.isEnabled, timeout=3000)
    assert "3 tries missed" in page.banner.accessibleName()


def test_caps_lock_is_noticed_from_what_is_typed(qtbot: QtBot) -> None:
    page = unlock_page()
    qtbot.addWidget(page)
    page.show()
    heard: list[bool] = []
    page.passphrase.caps_lock.connect(heard.append)
    qtbot.keyClicks(page.passphrase, "A", Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(page.passphrase, "a", Qt.KeyboardModifier.NoModifier)
    assert heard == [True, False]


def test_the_passphrase_is_hidden_until_one_looks_and_when_it_is_sent(qtbot: QtBot) -> None:
    page = unlock_page()
    qtbot.addWidget(page)
    page.show()
    page.passphrase.setText("amber")
    page.passphrase.eye.click()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Normal
    assert page.passphrase.eye.accessibleName() == "Hide the passphrase"
    page.unlock.click()
    assert page.passphrase.echoMode() is QLineEdit.EchoMode.Password


def test_a_refusal_is_shown_in_its_own_words(qtbot: QtBot) -> None:
    page = unlock_page()
    qtbot.addWidget(page)
    page.show()
    page.refused(in_plain_words(Refusal()))
    assert "This could not be done." in page.banner.accessibleName()


def test_a_new_vault_is_asked_for_in_three_steps(qtbot: QtBot) -> None:
    page = first_run()
    qtbot.addWidget(page)
    page.show()
    page.next.click()
    assert not page.next.isEnabled()
    page.beginning._office.setText("Goma")
    page.beginning._name.setText("Esther Mbeki")
    page.beginning._label.setText("Caseworker 1")
    page.next.click()
    page.passphrase.again.setText(FIVE)
    with qtbot.waitSignal(page.begin_asked) as asked:
        page.next.click()
    assert asked.args == [Wish(Beginning.NEW, "Goma", "Esther Mbeki", "Caseworker 1", "Goma.vault"), FIVE]


def test_looking_round_needs_no_passphrase(qtbot: QtBot) -> None:
    page = first_run()
    qtbot.addWidget(page)
    page.show()
    page.go(VAULT)
    page.beginning.choose(Beginning.EXPLORE)
    with qtbot.waitSignal(page.explore_asked):
        page.next.click()


def test_an_own_passphrase_must_be_strong_and_typed_twice(qtbot: QtBot) -> None:
    page = first_run()
    qtbot.addWidget(page)
    page.go(PASSPHRASE)
    page.passphrase.choose_own(True)
    for typed, again, taken in (("short", "short", ""), ("a sentence nobody wrote", "other", "")):
        page.passphrase.own.setText(typed)
        page.passphrase.again.setText(again)
        assert page.passphrase.passphrase == taken
    page.passphrase.again.setText("a sentence nobody wrote")
    assert page.passphrase.passphrase == "a sentence nobody wrote"
    assert page.next.isEnabled()


def test_the_vault_opens_only_after_four_words_of_two_sheets_on_paper(qtbot: QtBot) -> None:
    page = at_recovery()
    qtbot.addWidget(page)
    page.show()
    first, second = halves(page)
    first.print.click()
    second.write.click()
    second.write.click()
    for half, words in ((first, (FIRST[6], FIRST[14].upper())), (second, (SECOND[3], " tulip "))):
        assert not page.next.isEnabled()
        for line, word in zip(half.lines, words, strict=True):
            line.setText(word)
    with qtbot.waitSignal(page.recovery_kept):
        page.next.click()


def test_words_are_covered_at_rest_and_the_asked_ones_once_they_are_on_paper(qtbot: QtBot) -> None:
    page = at_recovery()
    qtbot.addWidget(page)
    page.show()
    half = halves(page)[0]
    assert "river" not in half.paper.accessibleName()
    half.write.click()
    assert "7 basket" in half.paper.accessibleName()
    half.write.click()
    assert "river" in half.paper.accessibleName()
    assert "basket" not in half.paper.accessibleName()


def test_writing_by_hand_is_offered_first(qtbot: QtBot) -> None:
    page = at_recovery()
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    half = halves(page)[0]
    assert half.write.x() < half.print.x()


def test_whose_language_has_no_list_of_words_is_told(qtbot: QtBot, dress: Dress, tmp_path: Path) -> None:
    told = "these five are English"
    for spoken, borrowed in (("ar", True), ("sw", True), ("fr", False), ("en", False)):
        dress(language=spoken)
        page = FirstRun(lambda _: None).page(tmp_path)
        qtbot.addWidget(page)
        assert any(told in text for text in texts(page.passphrase._generated)) is borrowed


@pytest.mark.parametrize("state", list(InTheClear))
def test_whether_this_computer_writes_memory_onto_its_disk_is_told_with_the_passphrase(
    state: InTheClear, qtbot: QtBot, tmp_path: Path
) -> None:
    page = FirstRunPage(FirstRunMeans(lambda: FIVE, len, lambda *_: True, str, tmp_path, in_the_clear=state))
    qtbot.addWidget(page)
    page.show()
    assert not page.swap.isVisible()
    page.go(PASSPHRASE)
    assert page.swap.isVisible() is (state is not InTheClear.NO)
    page.go(VAULT)
    assert not page.swap.isVisible()


def test_a_print_that_was_given_up_changes_nothing(qtbot: QtBot) -> None:
    page = first_run(prints=False)
    qtbot.addWidget(page)
    page.show_recovery(SHEETS, ASKED)
    half = halves(page)[0]
    half.print.click()
    assert not half.lines[0].isEnabled()


def test_later_is_possible_and_said_to_come_back(qtbot: QtBot) -> None:
    page = at_recovery()
    qtbot.addWidget(page)
    draw(page, Shot())
    with qtbot.waitSignal(page.later_asked):
        page.later.click()
    assert any("asks for the two sheets next time" in text for text in texts(page))


def test_who_joins_gives_a_file_and_a_whole_code(qtbot: QtBot) -> None:
    page = at_joining()
    qtbot.addWidget(page)
    page.show()
    assert page.column.accessibleName().startswith("Step 4 of 4")
    page.last._answer.line.setText("answer.json")
    page.last._code.setText("8mde-2wva-qq41-6hsn-7t0")
    assert not page.next.isEnabled()
    page.last._code.setText("8mde 2wva qq41 6hsn 7t0c")
    with qtbot.waitSignal(page.answer_given) as given:
        page.next.click()
    assert given.args == ["answer.json", "8mde 2wva qq41 6hsn 7t0c"]
    assert page._here == LAST


def test_the_keyboard_alone_goes_through_the_steps(qtbot: QtBot) -> None:
    page = first_run()
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(page.isActiveWindow)
    page.go(0)
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page._here == VAULT
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert page._here == 0


def test_text_size_and_colours_show_at_once(qtbot: QtBot) -> None:
    page = first_run()
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.look_chosen):
        page.language.sizes.buttons["1.5"].click()
    page.language.themes.buttons[Theme.DARK].click()
    assert (look().factor, look().theme) == (1.5, Theme.DARK)
    with qtbot.waitSignal(page.look_chosen):
        page.language.languages.buttons["ar"].click()
    assert look().right_to_left
    assert page.language.in_words == "العربية, 150 %"


def test_a_request_that_was_saved_says_what_comes_next(qtbot: QtBot) -> None:
    page = at_joining()
    qtbot.addWidget(page)
    page.show()
    page.show_saved()
    assert any("Carry it to a custodian" in text for text in texts(page))


def test_an_opening_that_takes_long_shows_how_far_it_is_and_can_be_stopped(qtbot: QtBot) -> None:
    page = unlock_page()
    qtbot.addWidget(page)
    page.show()
    progress = Stoppable()
    page.set_busy(True)
    page.watch(progress)
    assert page.findChildren(Working) == []
    progress.report(40, 100)
    qtbot.waitUntil(lambda: bool(page.findChildren(Working)))
    (working,) = page.findChildren(Working)
    qtbot.waitUntil(working.isVisible)
    assert any("40" in text for text in texts(working))
    working.stop.click()
    assert progress.is_stopped
    page.set_busy(False)
    assert not working.isVisible()


def test_where_there_is_no_list_of_words_in_a_language_that_is_said(qtbot: QtBot, dress: Dress) -> None:
    step = PassphraseStep(lambda: FIVE, len, lambda: language() in ("ar", "sw"))
    qtbot.addWidget(step)
    step.show()
    assert not any("these five are English" in text for text in texts(step))
    dress("light", 1.0, "sw")
    assert any("these five are English" in text for text in texts(step))


def test_words_follow_the_language_until_somebody_typed(qtbot: QtBot, dress: Dress) -> None:
    step = PassphraseStep(lambda: f"word of {language()}", len)
    qtbot.addWidget(step)
    step.show()
    dress("light", 1.0, "fr")
    assert "word of fr" in texts(step)
    step.again.setText("word")
    dress("light", 1.0, "en")
    assert "word of fr" in texts(step)
