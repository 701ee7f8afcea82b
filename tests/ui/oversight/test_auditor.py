"""An auditor's pages beside the log: complaints by day, and the releases with their verified chain."""

from collections.abc import Generator, Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.program import create_program, open_program
from reintegration_desktop.app.window import OpenWindow
from reintegration_desktop.casework.complaints import Complaint
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.reports.errors import LedgerBroken
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.ui.frame.places import PLACES
from reintegration_desktop.ui.oversight.complaints import ComplaintsPage, ComplaintVerbs
from reintegration_desktop.ui.oversight.releases_page import ReleasesPage, ReleaseVerbs
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.ui.widgets.cards import Fold
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.ui.conftest import Dress
from tests.ui.oversight.overseeing import NOW, a_release, plain
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import QUICK, wait_for

ESTHER = UUID(int=7)
FOUND = (
    Complaint(datetime(2026, 3, 12, 9, 5, tzinfo=UTC), ESTHER, "7K4M2Q-D", "feedback", ()),
    Complaint(datetime(2026, 3, 10, 16, 0, tzinfo=UTC), ESTHER, "BZ42CQ-B", "consent",
              (("On what ground?", "Danger to life"),)),
)  # fmt: skip


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def in_slices(found: tuple[Complaint, ...]) -> Generator[None, None, list[Complaint]]:
    yield
    return list(found)


def complaints(tasks: Tasks, qtbot: QtBot, found: tuple[Complaint, ...] = FOUND) -> ComplaintsPage:
    page = ComplaintsPage(
        tasks, ComplaintVerbs(lambda since: in_slices(found), lambda person: "Esther Mbeki", NOW.date)
    )
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def releases(
    tasks: Tasks, qtbot: QtBot, entries: tuple[Entry, ...] | None = None, *, broken: bool = False
) -> ReleasesPage:
    found = (a_release(1, ""), a_release(2)) if entries is None else entries

    def ledger() -> tuple[Entry, ...]:
        if broken:
            raise LedgerBroken(number=2)
        return found

    page = ReleasesPage(tasks, ReleaseVerbs(ledger, lambda: {"quarterly": "Quarterly summary"}))
    qtbot.addWidget(page)
    page.resize(1158, 690)
    page.show()
    wait_for(tasks)
    return page


def entries_of(page: ComplaintsPage) -> str:
    model = page.timeline.model()
    return plain("\n".join(str(model.index(row, 0).data()) for row in range(model.rowCount())))


def test_complaints_stand_by_day_with_who_wrote_them_down_and_the_code(tasks: Tasks, qtbot: QtBot) -> None:
    told = entries_of(complaints(tasks, qtbot))
    assert "12 March 2026" in told
    assert "Esther Mbeki wrote down a complaint in 7K4M2Q-D" in told
    assert "Esther Mbeki wrote down that something was shared without a yes, in BZ42CQ-B" in told
    assert "On what ground? Danger to life" in told


def test_without_complaints_the_page_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    page = complaints(tasks, qtbot, ())
    assert "Nothing was written down in these days." in texts(page)
    assert_whole(page)


def test_releases_stand_with_their_record_and_the_state_of_the_chain(tasks: Tasks, qtbot: QtBot) -> None:
    page = releases(tasks, qtbot)
    told = plain("\n".join(texts(page)))
    assert "2 reports left the office." in told
    assert "Verified: every entry is signed and follows the one before" in told
    assert "Number 2. Counts under 10 hidden; 12 of 40 cells." in told
    assert "For: Mid-term review" in told
    assert "What for was not asked." in told


def test_fingerprints_of_files_fold_away(tasks: Tasks, qtbot: QtBot) -> None:
    page = releases(tasks, qtbot)
    assert "ab" * 32 not in "\n".join(texts(page))
    page.list.findChildren(Fold)[0].head.click()
    wait_for(tasks)
    assert "ab" * 32 in "\n".join(texts(page))


def test_a_chain_that_does_not_hold_shows_where_and_nothing_else(tasks: Tasks, qtbot: QtBot) -> None:
    page = releases(tasks, qtbot, broken=True)
    told = plain("\n".join(texts(page)))
    assert page.failure.isVisible()
    assert "from number 2 on" in told
    assert "Verified" not in told
    assert not page.list.isVisible()


def test_before_anything_left_the_page_says_so(tasks: Tasks, qtbot: QtBot) -> None:
    page = releases(tasks, qtbot, ())
    assert "Nothing was released yet." in texts(page)
    assert "Verified" not in "\n".join(texts(page))


def test_every_place_that_an_auditor_is_promised_is_there(tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> None:
    means = Means(FixedClock(NOW), kdf=QUICK, floor=QUICK)
    office = create_program(
        tmp_path / "Goma.vault", Newcomer("Daniel", "daniel", Role.SUPERVISOR), "some words", means=means
    )
    add_person(office.folder, office.keyring, Newcomer("Huda", "huda", Role.AUDITOR), "other words", means)
    office.close()
    program = open_program(tmp_path / "Goma.vault", "huda", "other words", means=means)
    opened = OpenWindow(program, tasks, lambda: None)
    qtbot.addWidget(opened.window)
    wait_for(tasks)
    assert opened.places == PLACES[Role.AUDITOR]
    program.close()


@pytest.mark.parametrize("make", [complaints, releases])
@pytest.mark.parametrize(("theme", "factor", "language"), [("light", 1.0, "en"), ("dark", 1.5, "ar"),
                                                           ("sunlight", 2.0, "en"), ("light", 1.0, "qps")])  # fmt: skip
def test_a_page_is_whole(
    tasks: Tasks, qtbot: QtBot, dress: Dress, make, theme: str, factor: float, language: str
) -> None:
    dress(theme, factor, language)
    assert_whole(make(tasks, qtbot))
