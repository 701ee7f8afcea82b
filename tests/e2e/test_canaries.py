"""No answer about a young person is ever found outside the vault, whatever is done with it."""

import logging
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from reintegration_desktop.kernel.logs import open_log
from reintegration_desktop.ui.theme import dress_first
from reintegration_desktop.vault.files.contents import lying_in
from tests.e2e.canaries import ALL, NAMES, UNIT, VILLAGE, in_bytes, in_folder
from tests.e2e.journey import STEPS, Journey, walk
from tests.e2e.journey_of_keys import STEPS as STEPS_OF_KEYS
from tests.e2e.planted import Planted
from tests.spooling import Spooler

EVERY_STEP = {**STEPS, **STEPS_OF_KEYS}


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory, qapp: object) -> Iterator[Journey]:
    """All steps taken once; home, temporary files and the log lie in the folder that is sought through."""
    base = tmp_path_factory.mktemp("canaries")
    with pytest.MonkeyPatch.context() as patch:
        for variable, name in (("TMPDIR", "temporary"), ("REINTEGRATION_HOME", "home"), ("XDG_CONFIG_HOME", "config")):
            (base / name).mkdir()
            patch.setenv(variable, str(base / name))
        spooler = Spooler.made_in(tmp_path_factory.mktemp("printer") / "spooler")
        patch.setenv("PATH", spooler.path)
        patch.setattr(tempfile, "tempdir", None)
        handler = open_log(base / "program.log", logging.DEBUG)
        dress_first()
        mask = os.umask(0o022)
        made = Journey(Planted(base), spooler=spooler)
        try:
            walk(made, EVERY_STEP)
        finally:
            os.umask(mask)
            logging.getLogger("reintegration_desktop").removeHandler(handler)
            handler.close()
        yield made


def _as_text(path: Path, canary: str) -> None:
    path.write_text(f"name: {canary}", encoding="utf-8")


def _as_two_byte_text(path: Path, canary: str) -> None:
    path.write_bytes(canary.encode("utf-16"))


def _as_a_name(path: Path, canary: str) -> None:
    path.with_name(f"{canary}.txt").touch()


def _as_json(path: Path, canary: str) -> None:
    path.write_text(f'["{canary.encode("ascii", "backslashreplace").decode()}"]', encoding="ascii")


def _in_a_sheet(path: Path, canary: str) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", f"<t>{canary}</t>" * 9)


def _in_a_pdf(path: Path, canary: str) -> None:
    path.write_bytes(b"%PDF-1.4\nstream\n" + zlib.compress(canary.encode() * 9) + b"\nendstream")


@pytest.mark.parametrize("canary", ALL)
@pytest.mark.parametrize("plant", [_as_text, _as_two_byte_text, _as_a_name, _as_json, _in_a_sheet, _in_a_pdf])
def test_the_scan_finds_a_canary_that_was_planted(tmp_path, plant: Callable[[Path, str], None], canary):
    inside = tmp_path / "vault" / "outbox"
    inside.mkdir(parents=True)
    assert in_folder(tmp_path, ALL) == []
    plant(inside / "planted", canary)
    assert {hit.canary for hit in in_folder(tmp_path, ALL)} == {canary}


@pytest.mark.parametrize("step", EVERY_STEP)
def test_nothing_on_the_disk_holds_an_answer_after(journey: Journey, step):
    assert journey.found[step] == []


def test_nothing_on_the_disk_holds_an_answer_while_work_goes_on(journey: Journey):
    between = journey.found.keys() - EVERY_STEP.keys()
    assert len(between) == 8
    assert [hit for moment in between for hit in journey.found[moment]] == []


def test_the_answers_were_really_there_for_who_may_read_them(journey: Journey):
    shown = "\n".join(journey.seen).encode()
    assert {hit.canary for hit in in_bytes(shown, (*NAMES, VILLAGE, UNIT), "screen")} == {*NAMES, VILLAGE, UNIT}


def test_what_was_sought_through_holds_all_that_the_program_writes(journey: Journey):
    base = journey.planted.base
    assert {path.name for path in base.iterdir()} >= {"field.vault", "hq.vault", "home", "temporary", "stick", "report"}
    assert {path.suffix for path in (base / "report").iterdir()} >= {".xlsx", ".csv", ".json", ".pdf"}
    assert list((base / "field.vault" / "figures").iterdir())
    assert list((base / "home").iterdir())
    assert "step a case edited" in (base / "program.log").read_text(encoding="utf-8")


def test_no_refusal_says_an_answer(journey: Journey):
    assert len(journey.refused) == 13
    said = {what: list(in_bytes(text.encode(), ALL, what)) for what, text in journey.refused.items()}
    assert not any(said.values()), said


def test_no_window_is_titled_by_an_answer(journey: Journey):
    assert any(title.strip() for title in journey.titles)
    assert list(in_bytes("\n".join(journey.titles).encode(), ALL, "title")) == []


def test_nothing_temporary_is_left_behind(journey: Journey):
    assert list((journey.planted.base / "temporary").iterdir()) == []


def test_nothing_in_a_vault_nor_a_backup_can_be_read_by_other_users(journey: Journey):
    base = journey.planted.base
    vaults = [base / name for name in ("field.vault", "hq.vault", "restored.vault")]
    open_to_others = {
        str(path.relative_to(base))
        for place in (*vaults, base / "chosen")
        for path in (*place.rglob("*"), *([place] if place in vaults else []))
        if path.stat().st_mode & 0o077
    }
    assert open_to_others == set()
    assert len(list((base / "chosen").glob("*.age"))) == 1


def test_everything_in_a_vault_is_known_to_be_its_own(journey: Journey):
    lying = [one for name in ("field.vault", "hq.vault") for one in lying_in(journey.planted.base / name)]
    assert [one.path.name for one in lying if not one.own] == []
    assert {one.sealed for one in lying} == {True, None}
