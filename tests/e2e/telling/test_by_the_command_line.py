"""The command line tells what the pages of sending and receiving tell."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from reintegration_desktop.app.apart import WENT_APART
from reintegration_desktop.app.program import Program
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.saving import save
from tests.e2e.offices import Offices, add_cases, both
from tests.e2e.telling.test_not_told_yet import commanded
from tests.e2e.test_put_aside import put_aside
from tests.e2e.test_travelling_by_the_window import brought_back, jonas_writes, office, with_second_laptop
from tests.e2e.test_what_is_wanting import meet, plain
from tests.ui.workplaces import an_edit

__all__ = ["office"]


@pytest.fixture
def offices(tmp_path: Path) -> Iterator[Offices]:
    made = both(tmp_path)
    yield made
    made.close()


def data(*words: object) -> dict:
    return json.loads(commanded(*words, "--json").stdout)


def test_receiving_says_what_came_and_what_arrived(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 2)
    send_all(offices.goma, offices.stick)
    offices.close()
    assert "2 cases are new here." in commanded("bundle", "receive", tmp_path / "hq.vault", offices.stick).stdout
    told = commanded("bundle", "receive", tmp_path / "Goma.vault", offices.stick).stdout
    assert "1 bundle of ours arrived: they told that they have it." in told
    assert "new here.\n0" not in told


def test_receiving_says_what_was_replaced(office: Program, tmp_path: Path):
    (case,) = add_cases(office, 1)
    save(office.desk, case, an_edit(case, "concerns", risk_level="high"))
    goma, laptop = with_second_laptop(office)
    jonas_writes(laptop, case, risk_level="low")
    brought_back(laptop, goma, tmp_path / "stick")
    goma.close()
    told = data("bundle", "receive", tmp_path / "Goma.vault", tmp_path / "stick", "--as", "Esther")
    assert (told["new_cases"], told["changed_cases"], told["conflicts"], told["files_differ"]) == (0, 1, 0, 0)
    assert [one["careful"] != "" for one in told["replaced"]] == [True]


def test_the_state_tells_the_steps_of_each_and_a_computer_that_was_copied(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 1)
    meet(offices)
    offices.goma.opened.settings.put(WENT_APART, offices.goma.opened.device)
    offices.close()
    told = commanded("bundle", "status", tmp_path / "Goma.vault").stdout
    assert "Headquarters: 6 changes were sent, they told that they have 6 of them." in told
    assert "They have said nothing for" in told
    assert "This computer was copied whole" in told
    (peer,) = data("bundle", "status", tmp_path / "Goma.vault")["wanting"]
    assert (peer["name"], peer["steps"][0]["tone"]) == ("Headquarters", "warn")
    assert data("hq", "status", tmp_path / "hq.vault")["apart"] == []


def test_a_line_of_what_was_put_aside_says_what_it_says(office: Program, tmp_path: Path):
    goma, _ = put_aside(office, tmp_path)
    goma.close()
    line = ("bundle", "quarantine", tmp_path / "Goma.vault")
    assert "What do people call them?: – → Zuzu" in plain(commanded(*line, 1, "--as", "Esther").stdout)
    assert any("Zuzu" in answer for one in data(*line, 1, "--as", "Esther")["says"] for answer in one["answers"][0])
    assert commanded(*line, 2, "--as", "Esther").exit_code == 2


def test_a_second_look_has_nothing_to_say_of_cases(offices: Offices, tmp_path: Path):
    add_cases(offices.goma, 1)
    send_all(offices.goma, offices.stick)
    came(offices.hq, offices.stick)
    offices.close()
    told = commanded("bundle", "receive", tmp_path / "hq.vault", offices.stick).stdout
    assert "1 bundle was already taken in before; nothing was done." in told
    assert "case" not in told
