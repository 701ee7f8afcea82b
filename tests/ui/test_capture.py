"""Where the system can keep a window out of pictures of the screen, it is asked to, whenever the window is shown."""

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.locking.capture import OutOfPictures


def test_a_window_is_kept_out_of_pictures_as_soon_as_it_is_shown(qtbot: QtBot) -> None:
    window, asked = QWidget(), []
    qtbot.addWidget(window)
    out = OutOfPictures(window, lambda handle: asked.append(handle) or True)
    assert asked == []
    window.show()
    assert asked == [int(window.winId())]
    assert out.is_out
    window.hide()
    window.show()
    assert len(asked) == 2


def test_a_system_that_refuses_is_believed(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    out = OutOfPictures(window, lambda _: False)
    window.show()
    assert not out.is_out
