"""What is printed goes through a pipe: no file of it lies anywhere on this side of the system's spooler."""

import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.ui.printing.by_qt import passing_through_memory
from reintegration_desktop.ui.printing.dialog import PrinterDialog
from reintegration_desktop.ui.printing.pages import in_memory
from reintegration_desktop.ui.printing.sheets import paint_sheet
from reintegration_desktop.ui.printing.spooler import spooler
from tests.spooling import Spooler, files_below
from tests.ui.pages import SHEETS

PAGES = partial(in_memory, partial(paint_sheet, SHEETS[0]))


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Spooler:
    made = Spooler.made_in(tmp_path / "spooler")
    monkeypatch.setenv("PATH", made.path)
    return made


@pytest.fixture
def asked(lp: Spooler, qtbot: QtBot) -> Iterator[PrinterDialog]:
    """The window that asks which printer, with the printers in it."""
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = PrinterDialog(PAGES, window)
    dialog.open()
    qtbot.waitUntil(lambda: dialog.printer.value() == "Upstairs")
    yield dialog
    dialog.reject()


def test_the_printers_are_offered_and_the_usual_one_is_chosen(asked: PrinterDialog) -> None:
    assert [asked.printer.itemData(at) for at in range(asked.printer.count())] == ["Office", "Upstairs"]
    assert "may keep a copy" in " ".join(
        label.text() for label in asked.findChildren(QWidget) if hasattr(label, "text")
    )


def test_pages_reach_the_printer_whole_and_no_file_of_them_lies_here(
    asked: PrinterDialog, lp: Spooler, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "temporary"
    home.mkdir()
    monkeypatch.setenv("TMPDIR", str(home))
    lp.hold.touch()
    asked.copies.set_value("2")
    asked.print.click()
    qtbot.waitUntil(lp.taken.exists)
    assert files_below(home) == set()
    assert asked.isVisible()
    lp.hold.unlink()
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert asked.result() == PrinterDialog.DialogCode.Accepted
    assert lp.told == ["-d", "Upstairs", "-n", "2", "-t", "pages", "-s", "-"]
    pages = lp.taken.read_bytes()
    assert pages.startswith(b"%PDF") and pages.rstrip().endswith(b"%%EOF")
    assert b"Goma" not in pages
    assert files_below(home) == set()


def test_a_printer_that_takes_nothing_is_told_and_can_be_tried_again(
    asked: PrinterDialog, lp: Spooler, qtbot: QtBot
) -> None:
    jam = lp.folder / "jam"
    jam.touch()
    asked.print.click()
    qtbot.waitUntil(asked.failure.isVisible)
    assert "took nothing" in asked.failure.accessibleName()
    jam.unlink()
    asked.print.click()
    qtbot.waitUntil(lambda: not asked.isVisible())
    assert asked.result() == PrinterDialog.DialogCode.Accepted


def test_where_the_window_goes_nothing_is_left_running(asked: PrinterDialog, lp: Spooler, qtbot: QtBot) -> None:
    lp.hold.touch()
    asked.print.click()
    qtbot.waitUntil(lambda: (lp.folder / "pid").exists() and bool((lp.folder / "pid").read_text().strip()))
    asked.parentWidget().window().hide()
    assert asked.result() == PrinterDialog.DialogCode.Rejected
    assert not Path(f"/proc/{lp.pid}").exists()


def test_no_spooler_is_told_from_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lp: Spooler) -> None:
    assert spooler() == str(lp.folder / "lp")
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert spooler() == ""


def test_what_qt_writes_in_passing_lies_in_memory_and_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    memory, disk = tmp_path / "memory", tmp_path / "disk"
    memory.mkdir()
    monkeypatch.setenv("TMPDIR", str(disk))
    with passing_through_memory(memory):
        passing = Path(os.environ["TMPDIR"])
        assert passing.parent == memory
        assert passing.stat().st_mode & 0o077 == 0
        (passing / "job").write_text("a page")
    assert os.environ["TMPDIR"] == str(disk)
    assert list(memory.iterdir()) == []


def test_without_a_place_in_memory_all_stays_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    with passing_through_memory(tmp_path / "none"):
        assert os.environ["TMPDIR"] == str(tmp_path)
