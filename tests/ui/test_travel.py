"""Send and receive: two verbs, and what is and is not acknowledged in sight."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.travel.page import SendReceivePage
from reintegration_desktop.ui.travel.peers import numbers_words, peer_cells
from reintegration_desktop.ui.travel.verbs import CarriedLine, PeerLine, Stands, TravelVerbs, Waiting
from tests.ui.conftest import Dress
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

HOLED = PeerLine("Laptop 2, Goma", "J. Bahati", 40, date(2026, 3, 6), 40, date(2026, 3, 8), 19, (17, 18), (19,), 3,
                 "Signed by a person who was removed.", "8MDE2WVAQQ416HSN7T0C")  # fmt: skip
PEERS = (
    PeerLine("Headquarters", "N. Haddad", 214, date(2026, 3, 11), 178, date(2026, 3, 4)),
    HOLED,
    PeerLine("Uvira office", "P. Ilunga", certified=False),
)
CARRIED = (
    CarriedLine("9PX4TB-M", "Bukavu", "Goma", True, Stands.ACCEPTED, date(2026, 3, 5)),
    CarriedLine("HZ5W1K-6", "Goma", "Uvira", False, Stands.WITH_CASEWORKER),
)


@dataclass
class Stick:
    """What was asked of it; ``full`` refuses."""

    asked: list[tuple[str, Path]] = field(default_factory=list)
    full: bool = False

    def send(self, folder: Path) -> str:
        if self.full:
            raise Refusal
        self.asked.append(("send", folder))
        return "3 bundles were written and read back."

    def receive(self, folder: Path) -> str:
        self.asked.append(("receive", folder))
        return "2 bundles came in."

    def verbs(self, peers: tuple[PeerLine, ...] = PEERS) -> TravelVerbs:
        return TravelVerbs(self.send, self.receive, lambda: peers, lambda: CARRIED if peers else (),
                           lambda: Waiting(58, 12, 3), carries_sealed=True)  # fmt: skip


@pytest.fixture
def stick() -> Stick:
    return Stick()


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def shown(tasks: Tasks, verbs: TravelVerbs, qtbot: QtBot, folder: str = "/media/stick") -> SendReceivePage:
    page = SendReceivePage(tasks, verbs, lambda parent, title: folder)
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def test_sending_asks_for_a_folder_and_says_what_was_written(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = shown(tasks, stick.verbs(), qtbot)
    page.send.trigger()
    wait_for(tasks)
    assert stick.asked == [("send", Path("/media/stick"))]
    assert "3 bundles were written and read back." in texts(page)
    assert page.send.isEnabled()


def test_receiving_says_what_came(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = shown(tasks, stick.verbs(), qtbot)
    page.receive.trigger()
    wait_for(tasks)
    assert "2 bundles came in." in texts(page)


def test_without_a_folder_nothing_goes(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    shown(tasks, stick.verbs(), qtbot, folder="").send.trigger()
    wait_for(tasks)
    assert stick.asked == []


def test_a_full_stick_is_told_and_one_can_try_again(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    stick.full = True
    page = shown(tasks, stick.verbs(), qtbot)
    page.send.trigger()
    wait_for(tasks)
    assert page.failure.isVisible()
    assert page.send.isEnabled()


def test_sent_is_never_shown_as_received(qapp: object) -> None:
    sent, has = peer_cells(PEERS[0])[1:3]
    assert (sent.text, has.text.replace("\u2068", "").replace("\u2069", "")) == ("214", "178 of 214")


def test_holes_are_named(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    page = shown(tasks, stick.verbs(), qtbot)
    page.table.selectRow(1)
    wait_for(tasks)
    told = " ".join(texts(page.peer)).replace("\u2068", "").replace("\u2069", "")
    assert "17 and 18 have not come" in told
    assert "No case was changed in part." in told
    assert "8MDE  2WVA  QQ41" in told


def test_numbers_are_said_as_people_say_them(qapp: object) -> None:
    plain = [numbers_words(numbers).replace("\u2068", "").replace("\u2069", "") for numbers in ((), (17,), (1, 2, 3))]
    assert plain == ["", "17", "1, 2 and 3"]


def test_cases_on_their_way_stand_there_by_their_code(tasks: Tasks, stick: Stick, qtbot: QtBot) -> None:
    model = shown(tasks, stick.verbs(), qtbot).carried.model()
    rows = [[str(model.index(row, column).data()) for column in range(4)] for row in range(model.rowCount())]
    assert [row[0] for row in rows] == ["9PX4TB-M", "HZ5W1K-6"]
    assert rows[1][2] == "not given"


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
