"""The log: what happened where, never to whom."""

import logging
from pathlib import Path

from reintegration_desktop.kernel.logs import MOST, open_log

LOGGER = logging.getLogger("reintegration_desktop.tested")


def test_a_failure_is_told_by_type_and_place_and_without_its_words(tmp_path: Path) -> None:
    handler = open_log(tmp_path / "new" / "log.txt")
    try:
        try:
            raise ValueError("Zawadi")
        except ValueError:
            LOGGER.exception("unexpected")
    finally:
        logging.getLogger("reintegration_desktop").removeHandler(handler)
        handler.close()
    written = (tmp_path / "new" / "log.txt").read_text()
    assert "ValueError at test_logs.py:" in written
    assert "Zawadi" not in written


def test_a_log_that_has_grown_long_is_begun_anew(tmp_path: Path) -> None:
    file = tmp_path / "log.txt"
    for before, kept in ((MOST, True), (MOST + 1, False)):
        file.write_text("x" * before)
        handler = open_log(file)
        LOGGER.warning("told")
        logging.getLogger("reintegration_desktop").removeHandler(handler)
        handler.close()
        assert file.read_text().startswith("x") is kept
