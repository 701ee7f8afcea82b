"""Colours stand apart, fonts cut no dots, icons are there and mirrored, and the look changes while things stand."""

import tomllib

import pytest
from PySide6.QtGui import QFontInfo, QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.ui.fonts import FAMILIES
from reintegration_desktop.ui.pictures import settle
from reintegration_desktop.ui.style.contrast import contrast, words_on
from reintegration_desktop.ui.style.icons import MIRRORED, pixmap
from reintegration_desktop.ui.style.tokens import Theme, read_tokens
from reintegration_desktop.ui.theme import application, look
from reintegration_desktop.ui.widgets.words import Words
from tests.ui.conftest import Dress

RAW = tomllib.loads((resources() / "style" / "tokens.toml").read_text(encoding="utf-8"))
TOKENS = read_tokens()
WORDS, SHAPES = 4.5, 2.95


def _pairs() -> list[tuple[str, str, str, float, float]]:
    told = RAW["contrast"]
    return [
        (theme, one, other, least, ratio)
        for group, least in (("words", WORDS), ("shapes", SHAPES), ("by_theme", WORDS))
        for one, other, ratios in told[group]
        for theme, ratio in ratios.items()
    ]


@pytest.mark.parametrize(("theme", "one", "other", "least", "told"), _pairs())
def test_two_colours_stand_apart_as_wcag_asks(theme: str, one: str, other: str, least: float, told: float) -> None:
    colours = TOKENS.colours[Theme(theme)]
    found = contrast(colours[one], colours[other])
    assert found >= least
    assert found == pytest.approx(told, abs=0.06)


def test_all_themes_name_the_same_colours() -> None:
    assert len({frozenset(TOKENS.colours[theme]) for theme in Theme}) == 1


@pytest.mark.parametrize("theme", list(Theme))
@pytest.mark.parametrize("bar", ["series_1", "series_2", "series_3", "series_4", "series_5", "danger"])
def test_words_in_a_bar_can_be_read(theme: Theme, bar: str) -> None:
    colour = TOKENS.colours[theme][bar]
    assert contrast(words_on(colour), colour) >= WORDS


def test_the_shipped_fonts_are_the_ones_that_are_drawn() -> None:
    assert tuple(look().font().families()) == FAMILIES
    assert QFontInfo(look().font()).family() == FAMILIES[0]


def _ink(label: Words) -> int:
    """How many px of a label are words."""
    drawn = label.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    ground = drawn.pixelColor(0, 0).value()
    return sum(
        abs(drawn.pixelColor(x, y).value() - ground) > 24 for x in range(drawn.width()) for y in range(drawn.height())
    )


@pytest.mark.parametrize("name", ["في حي مصطفى", "علي", "حج", "ሰላም", "Ångström Ỵ"])
def test_a_label_cuts_no_dots_off(name: str, qtbot: QtBot) -> None:
    plain, tall = Words(name), Words(name)
    for label in (plain, tall):
        qtbot.addWidget(label)
    plain.resize(plain.sizeHint())
    tall.resize(plain.width(), plain.height() + 24)
    assert _ink(plain) == _ink(tall)


def test_a_line_with_an_arabic_name_is_hardly_higher() -> None:
    latin = Words("Amina").sizeHint().height()
    assert Words("يوسف Amina").sizeHint().height() <= latin * 1.15


def test_a_label_stands_at_the_leading_edge_whatever_script_it_begins_with(dress: Dress, qtbot: QtBot) -> None:
    for language, leading in (("en", True), ("ar", False)):
        dress(language=language)
        for name in ("Amina", "يوسف"):
            label = Words(name)
            qtbot.addWidget(label)
            label.resize(400, 30)
            drawn = label.grab().toImage()
            ground = drawn.pixelColor(200, 0)
            columns = [x for x in range(400) if any(drawn.pixelColor(x, y) != ground for y in range(30))]
            assert (columns[0] < 10) is leading
            assert (columns[-1] > 390) is not leading


def test_every_icon_is_drawn_in_the_colour_that_was_asked_for() -> None:
    for file in (resources() / "icons").glob("*.svg"):
        drawn = pixmap(look(), file.stem, 24, "#AA0000").toImage()
        points = [drawn.pixelColor(x, y) for x in range(24) for y in range(24)]
        inks = {point.name() for point in points if point.alpha() > 100}
        assert inks, file.stem
        assert all(ink[5:] == "00" or int(ink[3:5], 16) < 40 for ink in inks), file.stem


def test_only_icons_that_show_a_direction_are_mirrored(dress: Dress) -> None:
    def drawn(name: str) -> QImage:
        return pixmap(look(), name, 24, "text").toImage().convertToFormat(QImage.Format.Format_ARGB32)

    names = ("chevron-right", "referrals", "send-receive", "search", "phone")
    left = {name: drawn(name) for name in names}
    dress(language="ar")
    for name in names:
        same = left[name] == drawn(name)
        assert same is (name not in MIRRORED), name


def test_sizes_grow_with_the_text_and_lines_do_not(dress: Dress) -> None:
    control, hair = look().size("control"), look().hair
    dress(factor=2.0)
    assert look().size("control") == 2 * control
    assert look().hair == hair


def test_the_look_changes_while_a_window_stands(dress: Dress, qtbot: QtBot) -> None:
    label = Words("Amina")
    qtbot.addWidget(label)
    label.show()
    before = label.sizeHint()
    dress("dark", 1.5, "ar")
    settle()
    assert label.sizeHint().height() > before.height() * 1.4
    assert application().palette().window().color().name().upper() == look().hex("ground")
    assert QWidget().layoutDirection() == look().direction


def test_words_that_were_never_seen_grow_with_the_text_too(dress: Dress, qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    hidden = QWidget(page)
    words = Words("Waits below", parent=hidden)
    dress("light", 1.5)
    hidden.show()
    words.show()
    settle()
    assert words.font().pixelSize() == look().font().pixelSize()
