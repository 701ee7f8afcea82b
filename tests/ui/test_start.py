"""From the first paint to the open window and back to the lock."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from reintegration_desktop.__main__ import Opener
from reintegration_desktop.app.program import Program, create_program, open_program
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.frame.places import Place
from reintegration_desktop.ui.pages.intake import IntakePage
from reintegration_desktop.ui.pages.unlock import UnlockPage
from reintegration_desktop.ui.pictures import Studio
from reintegration_desktop.ui.settings.page import SECTIONS
from reintegration_desktop.ui.start import Remembered, Start
from reintegration_desktop.ui.theme import dress_first, px, restyle
from reintegration_desktop.ui.widgets.words import Words
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role

PASSPHRASE = "umbrella tundra copper violin basket"
LABEL = "Supervisor"


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    path = tmp_path / "office.vault"
    create_program(path, Newcomer(LABEL, LABEL, Role.SUPERVISOR), PASSPHRASE).close()
    return path


class Started:
    """The program as ``main`` puts it together; what would replace or end the process is written down instead."""

    def __init__(self, vault: Path, pick: Callable[..., str] = lambda *_: "") -> None:
        dress_first()
        self.studio = Studio()
        self.again: list[Path] = []
        self.left: list[bool] = []
        self.last: list[Path] = []
        self.opener = Opener(Remembered(), self.again.append, lambda: self.left.append(True), self.last.append)
        self.start = Start(self.opener, Remembered(), vault, "0", pick)
        self.studio.settle(self.start.tasks)

    @property
    def page(self) -> UnlockPage:
        assert isinstance(self.start.page, UnlockPage)
        return self.start.page

    def unlock(self) -> None:
        QTest.keyClicks(self.page.passphrase, PASSPHRASE)
        self.page.unlock.click()
        self.studio.settle(self.start.tasks)

    def type_a_name(self, name: str) -> None:
        page = self.opener._open.open_intake()
        assert isinstance(page, IntakePage)
        self.studio.settle(self.start.tasks)
        line = page.form(0, "identification").field("name_first").editor.findChild(QLineEdit)
        QTest.keyClicks(line, name)


@pytest.mark.parametrize("way", ["lock_asked", "close_asked"])
def test_what_was_typed_a_moment_before_the_vault_is_put_away_waits_as_a_draft(qapp, vault, way):
    started = Started(vault)
    started.unlock()
    started.type_a_name("Zawadi")
    getattr(started.opener._open.window, way).emit()
    assert (started.again == [vault.resolve()]) == (way == "lock_asked")
    assert bool(started.left) == (way == "close_asked")
    program = open_program(vault, LABEL, PASSPHRASE)
    kept = [draft.answers.text("identification.name_first") for draft in program.desk.drafts.all()]
    assert kept == ["Zawadi"]
    program.close()


def test_another_vault_can_be_chosen_before_one_is_open(qapp, vault, tmp_path):
    other = tmp_path / "other.vault"
    create_program(other, Newcomer("Somebody", "Somebody", Role.SUPERVISOR), PASSPHRASE).close()
    started = Started(vault, lambda *_: str(other))
    started.page.other_asked.emit()
    assert started.page.who.value() == "Somebody"


def test_a_folder_without_a_vault_is_told_in_words(qapp, vault, tmp_path):
    started = Started(vault, lambda *_: str(tmp_path))
    started.page.other_asked.emit()
    assert "no vault" in started.page.banner.accessibleName()
    assert started.page.who.value() == LABEL


def test_where_everything_lies_is_told(qapp, vault):
    started = Started(vault)
    started.page.where_asked.emit()
    assert str(vault.resolve()) in started.page.banner.accessibleName()


@pytest.mark.parametrize("way", ["lock_asked", "close_asked"])
def test_a_vault_that_cannot_be_put_away_in_order_is_closed_all_the_same(qapp, vault, way):
    started = Started(vault)
    started.unlock()
    database = started.opener._open.program.database
    other = database.connect(database.path)
    other.execute("BEGIN IMMEDIATE")
    getattr(started.opener._open.window, way).emit()
    other.close()
    assert bool(started.again or started.left)


class Watched(Opener):
    """Notes what is imported in the same list that paintings are noted in."""

    def __init__(self, order: list[str]) -> None:
        super().__init__(Remembered(), lambda _: None, lambda: None, lambda _: None)
        self.order = order

    def prepare(self) -> None:
        self.order.append("imported")


class Paintings(QObject):
    """Sees the unlock page being painted."""

    def __init__(self, order: list[str]) -> None:
        super().__init__()
        self.order = order

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - the name is Qt's
        if isinstance(watched, UnlockPage) and event.type() is QEvent.Type.Paint:
            self.order.append("painted")
        return False


def test_what_is_heavy_is_imported_once_the_page_has_been_painted(qapp, qtbot, vault):
    order: list[str] = []
    paintings = Paintings(order)
    qapp.installEventFilter(paintings)
    start = Start(Watched(order), Remembered(), vault, "0")
    qtbot.waitUntil(lambda: "imported" in order, timeout=10_000)
    QTest.qWait(50)
    qapp.removeEventFilter(paintings)
    assert start.page.isVisible()
    assert (order[0], order.count("imported")) == ("painted", 1)


@pytest.mark.parametrize("factor", [1.5, 2.0])
def test_an_old_laptops_screen_holds_every_page_with_large_text(qapp, vault, factor):
    started = Started(vault)
    started.unlock()
    started.type_a_name("Zawadi")
    opened = started.opener._open
    opened.window.page.save_action.trigger()
    started.studio.settle(started.start.tasks)
    restyle(factor=factor)
    started.studio.settle(started.start.tasks)
    opened.window.resize(1366, 690)
    (case,) = every_case(opened.program)
    ways = [*(partial(opened.window.go, place) for place in opened.places), partial(opened.open_case, case),
            partial(opened.open_visit, case), opened.open_intake, partial(opened.inquiries.ask, case),
            opened.inquiries.all, partial(opened.desk.grants, case), opened.rules.open,
            *(partial(section_of_settings, opened, name) for name in SECTIONS)]  # fmt: skip
    least, narrow = [], []
    for way in ways:
        way()
        started.studio.settle(started.start.tasks)
        least.append(opened.window.minimumSizeHint())
        narrow += squeezed(opened.window)
    assert narrow == []
    wide = [(str(way), size.width()) for way, size in zip(ways, least, strict=True) if size.width() > 1366]
    assert wide == []
    tall = [(str(way), size.height()) for way, size in zip(ways, least, strict=True) if size.height() > 690]
    assert tall == []


def section_of_settings(opened, name: str) -> None:
    opened.window.go(Place.SETTINGS)
    opened.window.page.show_section(name)


def squeezed(window) -> list[str]:
    """Words that stand on more than five lines where hardly more than one has room beside another."""
    return [
        words.text()
        for words in window.findChildren(Words)
        if words.isVisible() and words.width() < px(120) and words.height() > 5 * words.fontMetrics().height()
    ]


def every_case(program: Program) -> list[UUID]:
    with program.desk.read() as cases:
        return [row.id for row in cases.rows(list(cases.ids(CaseFilter(status=None))))]
