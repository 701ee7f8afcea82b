"""Send and receive: two verbs, and what is and is not acknowledged in sight."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.travel.standing import Side, Step, numbers_words
from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.ui.lists.table import Table
from reintegration_desktop.ui.overpage import OverPage
from reintegration_desktop.ui.page import Page
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.came import CamePage
from reintegration_desktop.ui.travel.cards import CardsPage
from reintegration_desktop.ui.travel.page import SendReceivePage
from reintegration_desktop.ui.travel.peers import peer_cells
from reintegration_desktop.ui.travel.sending import SendPage
from reintegration_desktop.ui.travel.verbs import (
    AsideLine,
    AsideSaid,
    AsideVerbs,
    Came,
    CameLine,
    CardVerbs,
    CarriedLine,
    ParcelLine,
    PeerLine,
    RefusedLine,
    ReplacedLine,
    SentCase,
    Stands,
    TravelVerbs,
    Waiting,
)
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

HOLED = PeerLine("Laptop 2, Goma", "last heard Fri 6 March", 40, date(2026, 3, 6), 40, date(2026, 3, 8), 19,
                 ((17, 18),), 1, 3, "Signed by a person who was removed.", "8MDE2WVAQQ416HSN7T0C",
                 steps=(Step("danger", "Jonas’s computer 3F2A: changes 17 and 18 missing for 9 days",
                             "Send them a bundle: it tells what is missing. What they send next brings it."),
                        Step("warn", "3 changes were put aside and change nothing.", "A supervisor looks at them.")),
                 sides=(Side("Jonas’s computer 3F2A", 19, ((17, 18),)), Side("Esther’s computer", 212)))  # fmt: skip
PEERS = (
    PeerLine("Headquarters", "N. Haddad", 214, date(2026, 3, 11), 178, date(2026, 3, 4)),
    HOLED,
    PeerLine("Uvira office", "P. Ilunga", certified=False),
)
CARRIED = (
    CarriedLine("9PX4TB-M", "Bukavu", "Goma", True, Stands.THERE, date(2026, 3, 5)),
    CarriedLine("HZ5W1K-6", "Goma", "Uvira", False, Stands.DISPUTED),
)


HQ, UVIRA = uuid4(), uuid4()
GIVEN, REFUSED, UNASKED, KEPT = (uuid4() for _ in range(4))
CASES = (
    SentCase(GIVEN, "9PX4TB-M", 4, 4_000, "yes"), SentCase(REFUSED, "HZ5W1K-6", 1, 900, "no"),
    SentCase(UNASKED, "BZ42CQ-B", 2, 2_000, ""), SentCase(KEPT, "C9D3RT-2", 6, 9_000, "yes", kept=True),
)  # fmt: skip
PARCELS = (
    ParcelLine(HQ, "Headquarters", "8MDE2WVAQQ416HSN7T0C", 1, 2, 3_000, CASES),
    ParcelLine(UVIRA, "Uvira office", "9X0E2WVAQQ416HSN7T0C", 0, 0, 0, CASES[:1]),
)
CAME = Came(
    (CameLine("New cases", 3, "They were not here before.", "ok", "plus"), CameLine("Refused bundles", 1, "Nothing.")),
    (RefusedLine("ab.rdb", "The bundle is cut short: its end is missing.", "Nothing was taken from it."),),
    (ReplacedLine("9PX4TB-M", "Concerns", "Jonas over Esther", "Risk: high, now low"),),
    asks=True,
    beyond=7,
)
ASIDE = AsideLine(uuid4(), "9PX4TB-M", "Jonas Bahati", date(2026, 3, 2), 3,
                  "It was written by a person who was removed.", (("0a" * 16, 4),))  # fmt: skip

SAID = AsideSaid("Jonas Bahati changed “Identification”", datetime(2026, 3, 2, 9, tzinfo=UTC),
                 (("Nickname", "Ami", "Zuzu"), ("Safe contact", "", "Her aunt")))  # fmt: skip


@dataclass
class Stick:
    """What was asked of it; ``full`` refuses."""

    asked: list[tuple[object, ...]] = field(default_factory=list)
    full: bool = False

    def send(self, folder: Path, to: Mapping[UUID, frozenset[UUID]], progress: Progress) -> str:
        if self.full:
            raise Refusal
        self.asked.append(("send", folder, to))
        return "3 bundles were written and read back."

    def receive(self, folder: Path, progress: Progress) -> Came:
        if self.full:
            raise Refusal
        self.asked.append(("receive", folder))
        return CAME

    def write(self, file: Path) -> str:
        self.asked.append(("card", file))
        return "8MDE2WVAQQ416HSN7T0C"

    def take(self, file: Path, code: str) -> str:
        self.asked.append(("take", file, code))
        return "Uvira office"

    def adopt(self, line: AsideLine) -> None:
        self.asked.append(("adopt", line))

    def refuse(self, line: AsideLine, reason: str) -> None:
        self.asked.append(("refuse", line, reason))

    def verbs(self, peers: tuple[PeerLine, ...] = PEERS, *, decides: bool = True) -> TravelVerbs:
        return TravelVerbs(
            self.send, self.receive, lambda: PARCELS if peers else (), "{} B".format, lambda: peers,
            lambda: CARRIED if peers else (), lambda: Waiting(58, 12, 3, 2), CardVerbs(self.write, self.take),
            AsideVerbs(
                lambda: (ASIDE,) if peers else (), lambda _: (SAID,), self.adopt if decides else None,
                self.refuse if decides else None,
            ), carries_sealed=True,
        )  # fmt: skip


@pytest.fixture
def stick() -> Stick:
    return Stick()


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


class Shown:
    """The page of sending and receiving, and what comes over it."""

    def __init__(self, tasks: Tasks, verbs: TravelVerbs, qtbot: QtBot, folder: str = "/media/stick") -> None:
        self.over: list[OverPage] = []
        self._qtbot = qtbot
        self.page = SendReceivePage(tasks, verbs, self._show_over, lambda parent, title: folder)
        self._show(self.page)
        wait_for(tasks)

    def _show(self, page: Page) -> None:
        self._qtbot.addWidget(page)
        page.resize(1158, 690)
        page.show()

    def _show_over(self, page: OverPage) -> None:
        self.over.append(page)
        self._show(page)


def shown(tasks: Tasks, verbs: TravelVerbs, qtbot: QtBot, folder: str = "/media/stick") -> SendReceivePage:
    return Shown(tasks, verbs, qtbot, folder).page


def over(tasks: Tasks, verbs: TravelVerbs, qtbot: QtBot, way: str, folder: str = "/media/stick") -> OverPage:
    """The page that one of the ways leads to."""
    seen = Shown(tasks, verbs, qtbot, folder)
    getattr(seen.page, way).trigger()
    wait_for(tasks)
    return seen.over[0]


def said(page: QWidget) -> str:
    return " ".join(texts(page)).translate({0x2068: None, 0x2069: None})


def cells(table: Table) -> list[list[str]]:
    model = table.model()
    return [
        [str(model.index(row, column).data()).translate({0x2068: None, 0x2069: None})
         for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]  # fmt: skip


def test_before_sending_one_sees_to_whom_how_much_and_which_cases(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "send")
    assert isinstance(page, SendPage)
    assert [[row[0], *row[2:]] for row in cells(page.table)] == [
        ["Headquarters", "2", "7", "2", "9000 B"], ["Uvira office", "1", "4", "0", "4000 B"],
    ]  # fmt: skip
    assert cells(page.cases.table) == [
        ["ticked, 9PX4TB-M", "4", "given"], ["ticked, BZ42CQ-B", "2", "not asked yet"],
        ["not ticked, C9D3RT-2, kept back until now", "6", "given"],
        ["not ticked, HZ5W1K-6, stays here", "1", "not given"],
    ]  # fmt: skip
    assert "2 of 4 cases go" in said(page)
    assert "1 case stays here because sharing was refused." in said(page)
    assert stick.asked == []


def test_a_tick_decides_what_goes_and_space_turns_it(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "send")
    assert isinstance(page, SendPage)
    for row in (0, 3):
        page.cases.table.setCurrentIndex(page.cases.table.model().index(row, 0))
        qtbot.keyClick(page.cases.table, Qt.Key.Key_Space)
    assert page.cases.table.currentIndex().row() == 3
    assert [row[2:4] for row in cells(page.table)] == [["2", "4"], ["0", "0"]]
    page.deed.trigger()
    wait_for(tasks)
    assert stick.asked == [("send", Path("/media/stick"), {HQ: {GIVEN, KEPT}, UVIRA: {GIVEN}})]


def test_a_press_on_the_tick_turns_it_and_one_beside_it_does_not(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "send")
    assert isinstance(page, SendPage)
    table = page.cases.table
    for column in (0, 2):
        place = table.visualRect(table.model().index(1, column)).center()
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not page.cases.goes("BZ42CQ-B")


def test_a_case_is_found_by_its_code_and_all_that_are_shown_are_ticked_at_once(
    tasks: Tasks, stick: Stick, qtbot: QtBot
) -> None:
    page = over(tasks, stick.verbs(), qtbot, "send")
    assert isinstance(page, SendPage)
    page.cases.sought.setText("hz5")
    assert [row[0] for row in cells(page.cases.table)] == ["not ticked, HZ5W1K-6, stays here"]
    page.cases.all.click()
    assert [page.cases.goes(case.code) for case in CASES] == [True, True, True, False]
    page.cases.sought.clear()
    page.cases.none.click()
    assert not any(page.cases.goes(case.code) for case in CASES)
    assert "0 of 4 cases go" in said(page)


def test_sending_asks_for_a_folder_and_says_what_was_written(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "send")
    assert isinstance(page, SendPage)
    page.to.ticks[str(UVIRA)].click()
    page.deed.trigger()
    wait_for(tasks)
    assert stick.asked == [("send", Path("/media/stick"), {HQ: {REFUSED, KEPT}})]
    assert "3 bundles were written and read back." in said(page)
    assert page.deed.isEnabled()


def test_without_a_folder_nothing_goes(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = over(tasks, stick.verbs(), qtbot, "send", folder="")
    page.deed.trigger()
    wait_for(tasks)
    assert stick.asked == []


def test_a_full_stick_is_told_and_one_can_try_again(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    stick.full = True
    page = over(tasks, stick.verbs(), qtbot, "send")
    page.deed.trigger()
    wait_for(tasks)
    assert page.failure.isVisible()
    assert page.deed.isEnabled()


def test_receiving_says_what_came_what_was_refused_and_what_was_replaced(
    tasks: Tasks, stick: Stick, qtbot: QtBot
) -> None:
    page = over(tasks, stick.verbs(), qtbot, "receive")
    assert isinstance(page, CamePage)
    assert cells(page.table)[0][:2] == ["New cases", "3"]
    assert "The bundle is cut short: its end is missing." in said(page)
    assert "A supervisor is asked to look at what was replaced." in said(page)
    assert cells(page.replaced)[0][0] == "9PX4TB-M"
    assert "7 more changed cases were not looked through for what was replaced." in said(page)


def test_a_computer_that_was_copied_says_so_above_all_else_and_leads_to_backups(tasks: Tasks, qtbot: QtBot) -> None:
    told = Step("danger", "This computer was copied whole.", "Nothing is lost. Bring a backup back.")
    verbs = Stick().verbs()
    page = shown(tasks, replace(verbs, waiting=lambda: Waiting(0, 0, 0, apart=told)), qtbot)
    assert page.apart.isVisible()
    assert page.apart.accessibleName() == f"{told.what} {told.do}"
    with qtbot.waitSignal(page.backups_wanted):
        page.backups.click()
    assert not shown(tasks, verbs, qtbot).apart.isVisible()


def test_a_folder_that_can_not_be_read_is_told_on_the_page(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    stick.full = True
    seen = Shown(tasks, stick.verbs(), qtbot)
    seen.page.receive.trigger()
    wait_for(tasks)
    assert seen.page.failure.isVisible()
    assert seen.page.receive.isEnabled()
    assert seen.over == []


def test_an_office_is_certified_by_two_cards_and_two_codes(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    made = CardsPage(tasks, stick.verbs().cards, (lambda *_: "/media/ours.card", lambda *_: ""))
    qtbot.addWidget(made)
    made.resize(1158, 690)
    made.show()
    made.write.click()
    wait_for(tasks)
    assert "8MDE  2WVA  QQ41" in said(made)
    made.file.line.setText("/media/theirs.card")
    made.code.setText("9X0E-2WVA-QQ41")
    assert not made.deed.isEnabled()
    made.code.setText("9X0E-2WVA-QQ41-6HSN-7T0C")
    made.deed.trigger()
    wait_for(tasks)
    assert stick.asked[-1] == ("take", Path("/media/theirs.card"), "9X0E-2WVA-QQ41-6HSN-7T0C")
    assert "Uvira office is certified" in said(made)
    assert_whole(made)


def test_sent_is_never_shown_as_received(qapp: object) -> None:
    sent, has = peer_cells(PEERS[0])[1:3]
    assert (sent.text, has.text.replace("\u2068", "").replace("\u2069", "")) == ("214", "178 of 214")


def test_holes_are_named(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = shown(tasks, stick.verbs(), qtbot)
    page.table.selectRow(1)
    wait_for(tasks)
    told = " ".join(texts(page.peer)).replace("\u2068", "").replace("\u2069", "")
    assert "changes 17 and 18 missing for 9 days" in told
    assert "Send them a bundle: it tells what is missing." in told
    assert "came up to 19; 2 not" in told
    assert "came up to 212" in told
    assert "8MDE  2WVA  QQ41" in told


def test_numbers_are_said_as_people_say_them(qapp: object) -> None:
    plain = [
        numbers_words(numbers).replace("\u2068", "").replace("\u2069", "")
        for numbers in ((), ((17, 17),), ((1, 1), (3, 4)), ((3, 3), (17, 240)))
    ]
    assert plain == ["", "17", "1, 3 and 4", "3 and 17 to 240"]


def test_cases_on_their_way_stand_there_by_their_code(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    model = shown(tasks, stick.verbs(), qtbot).carried.model()
    rows = [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]
    assert [row[0] for row in rows] == ["9PX4TB-M", "HZ5W1K-6"]
    assert rows[1][2] == "not given"


@pytest.mark.parametrize("decides", [True, False])
def test_who_decides_between_handovers_is_led_there(tasks: Tasks, stick: Stick, qtbot: QtBot, decides: bool) -> None:
    page = shown(tasks, replace(stick.verbs(), decides=decides), qtbot)
    assert page.decide.isVisible() is decides


def test_before_anybody_is_certified_the_page_says_so(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = shown(tasks, stick.verbs(()), qtbot)
    assert "Nobody is certified yet to exchange with this office." in texts(page)
    assert not page.table.isVisible()
    assert_whole(page)


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "en"), ("light", 1.0, "qps")])  # fmt: skip
def test_the_page_is_whole(
    tasks: Tasks, stick: Stick, qtbot: QtBot, dress: Dress, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    page = shown(tasks, stick.verbs(), qtbot)
    page.table.selectRow(1)
    wait_for(tasks)
    assert_whole(page)


@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 1.5, "qps")])  # fmt: skip
@pytest.mark.parametrize("way", ["send", "receive", "certify", "aside"])
def test_every_page_over_it_is_whole(
    tasks: Tasks, stick: Stick, qtbot: QtBot, dress: Dress, way: str, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    assert_whole(over(tasks, stick.verbs(), qtbot, way))
