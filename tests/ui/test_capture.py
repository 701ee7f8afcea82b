"""Where the system can keep a window out of pictures of the screen, it is asked to, whenever the window is shown."""

import ctypes
import gc
import subprocess
from pathlib import Path

from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.locking.capture import OutOfPictures, keep_out_on_a_mac


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


def test_a_window_that_nobody_holds_goes_without_a_word(qtbot: QtBot) -> None:
    with capture_exceptions() as told:
        for _ in range(3):
            OutOfPictures(window := QWidget(), lambda _: True)
            window.show()
            del window
            gc.collect()
    assert told == []


OBJC = """
#include <string.h>
unsigned long shared = 9;
void *sel_registerName(const char *name) { return (void *)name; }
void *objc_msgSend(void *to, void *name, unsigned long given) {
    if (!strcmp(name, "window")) return to == (void *)1 ? (void *)2 : 0;
    if (to == (void *)2 && !strcmp(name, "setSharingType:")) shared = given;
    return 0;
}
"""


def test_on_a_mac_the_window_of_the_view_is_shared_with_nobody(tmp_path: Path) -> None:
    """A library of our own in place of the system's: which messages are sent to what."""
    (tmp_path / "objc.c").write_text(OBJC)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", tmp_path / "objc.so", tmp_path / "objc.c"], check=True)
    objc = ctypes.CDLL(str(tmp_path / "objc.so"))
    shared = ctypes.c_ulong.in_dll(objc, "shared")
    assert not keep_out_on_a_mac(objc, 7)
    assert shared.value == 9
    assert keep_out_on_a_mac(objc, 1)
    assert shared.value == 0
