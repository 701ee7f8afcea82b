"""A young person is opened to headquarters' tracing desk, and closed again, by the command line."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.lines import Line
from tests.e2e.offices import PASSPHRASE, opened
from tests.store.erasing.signers import BEGAN, Ticking
from tests.store.tracing_desk.test_grants import Programme, a_child, programme_code


@pytest.fixture
def programme(tmp_path: Path) -> Iterator[Programme]:
    made = Programme(tmp_path, Ticking(BEGAN))
    yield made
    made.goma.close()


def test_somebody_is_opened_and_closed(programme: Programme):
    code = programme_code(programme, a_child(programme.goma))
    goma, line = programme.goma.folder.path, Line(programme.place, PASSPHRASE)
    programme.goma.close()
    made = line.tells("case", "open-to-desk", goma, code, "--days", 7)
    assert (made["code"], made["to"]) == (code, str(programme.dalia))
    again = line.tells("case", "open-to-desk", goma, code, "--to", programme.dalia)
    assert again["until"] > made["until"]
    assert line.tells("case", "close-to-desk", goma, code) == {"code": code, "closed": 1}
    assert "ended already" in line.refuses("case", "close-to-desk", goma, code)
    told = line.refuses("case", "open-to-desk", goma, code, "--to", "Nobody", code=2)
    assert str(programme.dalia) in told
    programme.goma = opened(goma)
    assert [one.is_live for one in programme.goma.opened.tracing_desk.grants()] == [False, False]


def test_who_does_not_agree_is_not_opened(programme: Programme):
    code = programme_code(programme, a_child(programme.goma, agrees=False))
    goma, line = programme.goma.folder.path, Line(programme.place, PASSPHRASE)
    programme.goma.close()
    assert "traced" in line.refuses("case", "open-to-desk", goma, code)
    programme.goma = opened(goma)
