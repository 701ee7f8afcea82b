"""The page of a packet for a service: nothing is ticked before a person ticks it, and only what was ticked goes."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.ui.case.menu import CaseMenu
from reintegration_desktop.ui.referring.packet import KEY, PacketPage
from reintegration_desktop.vault.age_keys import identity_of, own_recipient
from reintegration_desktop.vault.envelope import open_bytes
from tests.ui.whole import texts
from tests.ui.workplaces import Bench, an_edit, wait_for

SECRET = b"\x07" * 32


@pytest.fixture
def bench(tmp_path: Path, qapp: object) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


def somebody(bench: Bench, *agreed: str) -> UUID:
    case = uuid4()
    return bench.add(
        an_edit(case, "identification", name_first="Amina", name_last="Kasongo", sex="female"),
        an_edit(case, "consent", event_at=datetime(2026, 3, 1, 9, tzinfo=UTC), event_kind="given", given_by=("child",),
                agrees_to_case_management="yes", agrees_to_sharing="yes", services_agreed=agreed),
        an_edit(case, "service", service_type="medical", needed_since_at=datetime(2026, 3, 1, 9, tzinfo=UTC)),
        case=case,
    )  # fmt: skip


def a_page(bench: Bench, case: UUID, qtbot: QtBot, folder: Path) -> PacketPage:
    page = PacketPage(bench.workplace, case, lambda: "five words are not drawn here", lambda *_: str(folder))
    qtbot.addWidget(page)
    page.resize(1000, 640)
    page.show()
    wait_for(bench.tasks)
    return page


def test_what_a_person_ticked_goes_to_the_key_they_typed(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "stick").mkdir()
    case = somebody(bench, "medical")
    page = a_page(bench, case, qtbot, tmp_path / "stick")
    assert page.ticked == () and not page.deed.isEnabled()
    page.ticks["identification.name_first"].tick.click()
    assert page.deed.isEnabled()
    page.how.set_value(KEY)
    page.how.changed.emit()
    assert not page.deed.isEnabled()
    page.key.setText(own_recipient(SECRET))
    page.deed.trigger()
    wait_for(bench.tasks)
    (packet,) = (tmp_path / "stick").glob("*.age")
    text = open_bytes(packet.read_bytes(), [identity_of(SECRET)]).decode()
    assert "Amina" in text and "Kasongo" not in text
    assert page.told.isVisible() and page.ticked == ()
    menu = CaseMenu(bench.workplace, page, lambda _: None).menu(open_case(bench.desk, case), lambda: None)
    assert "Take in a service’s answer…" in [action.text() for action in menu.actions()]


def test_without_an_agreed_service_it_says_what_is_missing(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    page = a_page(bench, somebody(bench, "nutrition"), qtbot, tmp_path)
    assert not page.deed.isEnabled()
    assert page.ticks == {}


def test_names_are_dots_while_they_are_hidden(bench: Bench, qtbot: QtBot, tmp_path: Path) -> None:
    bench.workplace.show_names(shown=False)
    page = a_page(bench, somebody(bench, "medical"), qtbot, tmp_path)
    assert "identification.name_first" in page.ticks
    assert not any("Amina" in words for words in texts(page))
    bench.workplace.show_names(shown=True)
    again = a_page(bench, somebody(bench, "medical"), qtbot, tmp_path)
    assert any("Amina" in words for words in texts(again))
