"""Every part is whole in three themes, two directions, at 100 and at 200 per cent."""

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.pictures import settle
from reintegration_desktop.ui.style.tokens import Theme
from tests.ui.conftest import Dress
from tests.ui.examples import PARTS
from tests.ui.whole import assert_whole

WIDTH = 560


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("factor", [1.0, 2.0])
@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("theme", list(Theme))
def test_a_part_is_whole(part: str, theme: Theme, language: str, factor: float, dress: Dress, qtbot: QtBot) -> None:
    dress(theme, factor, language)
    widget = PARTS[part]()
    qtbot.addWidget(widget)
    widget.resize(max(widget.minimumSizeHint().width(), round(WIDTH * factor)), widget.sizeHint().height())
    widget.show()
    settle()
    if widget.hasHeightForWidth():
        widget.resize(widget.width(), max(widget.height(), widget.heightForWidth(widget.width())))
        settle()
    widget.grab()
    assert_whole(widget)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_follows_theme_size_and_language_while_it_stands(part: str, dress: Dress, qtbot: QtBot) -> None:
    widget = PARTS[part]()
    qtbot.addWidget(widget)
    widget.resize(round(WIDTH * 2.2), 1400)
    widget.show()
    settle()
    dress("dark", 2.0, "ar")
    settle()
    if widget.hasHeightForWidth():
        widget.resize(widget.width(), max(1400, widget.heightForWidth(widget.width())))
        settle()
    assert_whole(widget)
