"""The log written out by an auditor: an entry in itself, with a reason, and nothing in the files that names anybody."""

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from reintegration_desktop.app.evidence import evidence_of, export_log, may_export_log
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program, open_program
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.ui.oversight.log import LogPage
from reintegration_desktop.ui.tasks import Tasks
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, add_cases, an_office, opened
from tests.ui.whole import assert_whole, texts
from tests.ui.workplaces import wait_for

WORDS, REASON = "harbour lantern mosaic thistle quartz", "Because Zawadi's family asked"


LATER = replace(MEANS, clock=replace(MEANS.clock, moment=MEANS.now() + timedelta(seconds=1)))


@pytest.fixture
def auditor(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    add_person(program.folder, program.keyring, Newcomer("Amani Odhiambo", "Amani", Role.AUDITOR), WORDS, LATER)
    add_person(program.folder, program.keyring, Newcomer("Carla", "Carla", Role.COORDINATOR), WORDS, LATER)
    add_cases(program, 3)
    program.close()
    opened_by = open_program(tmp_path / "Goma.vault", "Amani", WORDS, means=LATER)
    yield opened_by
    opened_by.close()


@pytest.fixture
def tasks(qapp: object) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    made.join(2)


def codes(program: Program) -> list[str]:
    with program.desk.read() as cases:
        return [row.code for row in cases.rows(list(cases.ids(CaseFilter(status=None))))]


def test_nothing_in_the_files_names_anybody_and_each_line_leads_back_to_its_entry(auditor: Program, tmp_path: Path):
    files = export_log(auditor, auditor.desk.today, REASON, ("csv", "jsonl"), tmp_path)
    assert [file.name for file in files] == ["log-2026-03-12.csv", "log-2026-03-12.jsonl"]
    table = list(csv.DictReader(files[0].read_text(encoding="utf-8").splitlines()))
    lines = [json.loads(line) for line in files[1].read_text(encoding="utf-8").splitlines()]
    assert [{**row, "number": int(row["number"])} for row in table] == lines
    for secret in ("Young person", "Zawadi", "Esther", "Amani", str(auditor.me.id), *codes(auditor)):
        assert not any(secret in file.read_text(encoding="utf-8") for file in files)
    assert {line["case"] for line in lines if line["kind"] == "save"} == {line["case"] for line in lines} - {"office"}
    with auditor.opened.read() as cases:
        held = {(one.device, one.seq) for one in cases.log(auditor.means.now().replace(hour=0))}
    assert {(line["device"], line["number"]) for line in lines} == held
    assert all(oct(file.stat().st_mode & 0o777) == "0o600" for file in files)


def test_that_it_was_written_is_an_entry_with_its_reason(auditor: Program, tmp_path: Path):
    export_log(auditor, auditor.desk.today, REASON, ("csv",), tmp_path)
    (entry,) = [line for line in log_verbs(auditor).lines(auditor.desk.today) if line.kind is Kind.EXPORT]
    assert (entry.reason, entry.who) == (REASON, "Amani Odhiambo")


def test_without_a_reason_nothing_leaves_and_nothing_is_noted(auditor: Program, tmp_path: Path):
    with pytest.raises(ReasonNeeded):
        export_log(auditor, auditor.desk.today, "  ", ("csv",), tmp_path / "nowhere")
    assert [line for line in log_verbs(auditor).lines(auditor.desk.today) if line.kind is Kind.EXPORT] == []


def test_a_coordinator_writes_no_log_out(auditor: Program, tmp_path: Path):
    auditor.close()
    carla = opened(tmp_path / "Goma.vault", "Carla", WORDS)
    assert not may_export_log(carla) and log_verbs(carla).export is None
    with pytest.raises(NotPermitted):
        export_log(carla, carla.desk.today, REASON, ("csv",), tmp_path)
    carla.close()


def test_the_auditor_is_told_what_was_verified_and_what_nobody_can_verify(auditor: Program):
    found = evidence_of(auditor)
    assert found.sound and not found.troubles
    verified = " ".join(found.verified)
    for sentence in (
        "The vault's own file was signed", "slots are whole", "pages of the database are as they were written",
        "hang in their chains", "under saves", "lists of", "in whole pages",
    ):  # fmt: skip
        assert sentence in verified, sentence
    assert "sealed document" not in verified, "none was opened"
    unverified = " ".join(found.unverified)
    assert "Whether sealed answers open, in the rooms that you hold no key to" in unverified
    assert "Whether backups come back whole" in unverified
    assert "Nobody can verify that what was written is true" in unverified
    assert " ".join(found.lines).count("kept outside of the database up to number") == 1


def test_what_is_not_as_it_should_be_is_told_and_not_among_what_was_verified(auditor: Program):
    (auditor.folder.part("files") / ("1f2e" * 8)).write_bytes(b"in the clear")
    with auditor.database.write() as connection:
        connection.exec_driver_sql("UPDATE change SET document = zeroblob(80) WHERE seq = 2")
    found = evidence_of(auditor)
    assert not found.sound and found.sentence in found.troubles
    assert any("should be sealed" in trouble for trouble in found.troubles)
    assert any("hang in its chain" in trouble for trouble in found.troubles)
    verified = " ".join(found.verified)
    assert "in their chains" not in verified and "sealed file" not in verified
    assert "slots are whole" in verified


def test_the_auditors_page_shows_each_as_a_sentence_under_its_heading(auditor: Program, tasks: Tasks, qtbot: QtBot):
    page = LogPage(tasks, log_verbs(auditor))
    qtbot.addWidget(page)
    page.resize(1366, 690)
    page.show()
    wait_for(tasks)
    page.more.click()
    told = texts(page)
    for heading in ("Verified just now", "Not verified", "How far each device's chain goes"):
        assert heading in told
    assert "Not as it should be" not in told
    assert any(one.startswith("The copy of the vault's file") for one in told)
    assert_whole(page)
