"""The vault locks when the system locks, sleeps, or shows itself to somebody else: told over a real bus."""

import ctypes
import os
import struct
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QObject
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusUnixFileDescriptor, QDBusVirtualObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.locking.idle import LOOKED_EVERY, SLEPT, IdleLock
from reintegration_desktop.ui.locking.macos import ASKED_EVERY, Frameworks, MacSession
from reintegration_desktop.ui.locking.session import MinimiseLock, SystemLock
from reintegration_desktop.ui.locking.windows import WindowsSession

LOGIND, OWN = "/org/freedesktop/login1", "/org/freedesktop/login1/session/_37"
PROPERTIES, SESSION = "org.freedesktop.DBus.Properties.PropertiesChanged", "string:org.freedesktop.login1.Session"
LOCKS = {
    "sleep": (LOGIND, "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true"),
    "lock": (OWN, "org.freedesktop.login1.Session.Lock"),
    "screen saver": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:true"),
    "gnome": ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true"),
}
STAYS = {
    "waking": (LOGIND, "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:false"),
    "another's lock": (f"{LOGIND}/session/_38", "org.freedesktop.login1.Session.Lock"),
    "unlocked": ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver.ActiveChanged", "boolean:false"),
}


@pytest.fixture(scope="module")
def bus() -> Iterator[str]:
    """The address of a bus of one's own."""
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", "--print-address=1"]
    daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert daemon.stdout
    with daemon:
        yield daemon.stdout.readline().strip()
        daemon.terminate()


class Locked:
    """Counts the locks that were asked for."""

    def __init__(self, address: str, name: str) -> None:
        self.times, self.owner = 0, QObject()
        connection = QDBusConnection.connectToBus(address, name)
        assert connection.isConnected()
        SystemLock(self.lock, self.owner, connection, connection)
        self.address = address

    def lock(self) -> None:
        self.times += 1

    def tell(self, path: str, signal: str, *arguments: str) -> None:
        command = ["dbus-send", f"--bus={self.address}", "--type=signal", path, signal, *arguments]
        subprocess.run(command, check=True)


@pytest.fixture
def locked(bus: str, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Locked:
    monkeypatch.setenv("XDG_SESSION_ID", "7")
    return Locked(bus, request.node.name)


linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="D-Bus is Linux's")


@linux
@pytest.mark.parametrize(
    ("message", "first", "locks"),
    [(0x02B1, 7, True), (0x02B1, 2, True), (0x02B1, 4, True), (0x02B1, 6, True), (0x0218, 4, True),
     (0x02B1, 8, False), (0x02B1, 1, False), (0x0218, 7, False), (0x0218, 18, False), (0x0010, 7, False)],
)  # fmt: skip
def test_what_windows_says_of_its_session_locks(message: int, first: int, locks: bool) -> None:
    asked: list[None] = []
    told = struct.pack("@PIxxxxNnIii", 0x1234, message, first, -1, 0, 5, 6)
    at = ctypes.create_string_buffer(told, len(told))
    listens = WindowsSession(lambda: asked.append(None))
    assert listens.nativeEventFilter(QByteArray(b"xcb_generic_event_t"), ctypes.addressof(at)) == (False, 0)
    assert not asked
    assert listens.nativeEventFilter(QByteArray(b"windows_generic_MSG"), ctypes.addressof(at)) == (False, 0)
    assert bool(asked) is locks


@pytest.mark.parametrize("what", LOCKS)
def test_what_the_system_says_locks(what: str, locked: Locked, qtbot: QtBot) -> None:
    locked.tell(*LOCKS[what])
    qtbot.waitUntil(lambda: locked.times == 1)


@linux
def test_what_begins_nothing_locks_nothing(locked: Locked, qtbot: QtBot) -> None:
    for told in STAYS.values():
        locked.tell(*told)
    locked.tell(*LOCKS["lock"])
    qtbot.waitUntil(lambda: locked.times > 0)
    assert locked.times == 1


def test_a_computer_that_slept_is_noticed_by_the_clock(qapp: object, qtbot: QtBot) -> None:
    wall, locks, owner = [1000.0], [], QObject()
    idle = IdleLock(qapp, lambda: locks.append(wall[0]), 5, owner, lambda: wall[0])
    for passed in (LOOKED_EVERY, -3600.0, LOOKED_EVERY + SLEPT - 1):
        wall[0] += passed
        idle.look_at_clock()
    assert locks == []
    wall[0] += LOOKED_EVERY + SLEPT + 1
    idle.look_at_clock()
    assert len(locks) == 1


@pytest.mark.parametrize("wished", [True, False])
def test_a_minimised_window_locks_where_that_is_wished_for(wished: bool, qtbot: QtBot) -> None:
    window, locks = QWidget(), []
    qtbot.addWidget(window)
    MinimiseLock(lambda: locks.append(True), window, lambda: wished)
    window.show()
    window.showMinimized()
    QTest.qWait(20)
    assert locks == [True] * wished


class Logind(QDBusVirtualObject):
    """Answers as logind does: with a file, and waits with the sleep until that is closed."""

    def __init__(self, address: str, name: str) -> None:
        super().__init__()
        self.asked: list[object] = []
        self.read, self.held = os.pipe()
        connection = QDBusConnection.connectToBus(address, name)
        assert connection.registerService("org.freedesktop.login1")
        assert connection.registerVirtualObject(LOGIND, self)

    def introspect(self, path: str) -> str:
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802 - Qt's name
        self.asked = [message.member(), *message.arguments()]
        connection.send(message.createReply([QDBusUnixFileDescriptor(self.held)]))
        return True

    def waits(self) -> bool:
        """Whether anybody still holds the file open."""
        os.set_blocking(self.read, False)
        try:
            return os.read(self.read, 1) != b""
        except BlockingIOError:
            return True


@linux
def test_the_system_waits_with_its_sleep_until_the_vault_is_locked(bus: str, qtbot: QtBot) -> None:
    logind, owner = Logind(bus, "logind"), QObject()
    connection = QDBusConnection.connectToBus(bus, "asks for time")
    lock = SystemLock(lambda: None, owner, connection, connection)
    qtbot.waitUntil(lambda: bool(lock.holds))
    assert (logind.asked[0], logind.asked[1], logind.asked[4]) == ("Inhibit", "sleep", "delay")
    os.close(logind.held)
    assert logind.waits()
    lock.holds.clear()
    qtbot.waitUntil(lambda: not logind.waits())
    os.close(logind.read)


SESSION_OF_A_MAC = """
#include <stdint.h>
#include <string.h>
int there = 1, locked = -1, console = 1, copies = 0;
void *CFStringCreateWithCString(void *by, const char *text, uint32_t encoding) { copies++; return strdup(text); }
void *CGSessionCopyCurrentDictionary(void) { if (!there) return 0; copies++; return strdup("session"); }
void CFRelease(void *one) { copies--; }
_Bool CFBooleanGetValue(int *one) { return *one; }
int *CFDictionaryGetValue(const char *of, const char *name) {
    int *one = strcmp(name, "CGSSessionScreenIsLocked") ? &console : &locked;
    return *one < 0 ? 0 : one;
}
"""


@pytest.mark.parametrize(
    ("there", "locked", "console", "away"),
    [(1, -1, 1, False), (1, 0, 1, False), (1, 1, 1, True), (1, -1, 0, True), (1, -1, -1, False), (0, -1, 1, True)],
)
def test_a_mac_that_is_locked_or_shown_to_nobody_is_away(
    tmp_path: Path, there: int, locked: int, console: int, away: bool
) -> None:
    """A library of our own in place of the system's; everything that it gave is given back."""
    (tmp_path / "mac.c").write_text(SESSION_OF_A_MAC)
    subprocess.run(["cc", "-shared", "-fPIC", "-o", tmp_path / "mac.so", tmp_path / "mac.c"], check=True)
    mac = ctypes.CDLL(str(tmp_path / "mac.so"))
    for name, value in (("there", there), ("locked", locked), ("console", console)):
        ctypes.c_int.in_dll(mac, name).value = value
    assert Frameworks(mac, mac).is_away() is away
    assert ctypes.c_int.in_dll(mac, "copies").value == 0


def test_a_session_that_goes_away_locks_once_each_time() -> None:
    owner, asked, locks = QObject(), iter([False, True, True, False, True]), []
    session = MacSession(lambda: locks.append(None), lambda: next(asked), owner)
    for _ in range(5):
        session.look()
    assert len(locks) == 2


def test_a_mac_is_asked_again_and_again(qtbot: QtBot) -> None:
    owner, asked = QObject(), []
    MacSession(lambda: None, lambda: bool(asked.append(None)), owner)
    qtbot.waitUntil(lambda: len(asked) == 1, timeout=5000 * ASKED_EVERY)
