"""The log written out by an auditor: an entry in itself, with a reason, and nothing in the files that names anybody."""

import csv
import json
from pathlib import Path

import pytest

from reintegration_desktop.app.evidence import evidence_of, export_log, may_export_log
from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, add_cases, an_office, opened

WORDS, REASON = "harbour lantern mosaic thistle quartz", "Because Zawadi's family asked"


@pytest.fixture
def auditor(tmp_path: Path):
    program = an_office(tmp_path / "Goma.vault")
    add_person(program.folder, program.keyring, Newcomer("Amani Odhiambo", "Amani", Role.AUDITOR), WORDS, MEANS)
    add_person(program.folder, program.keyring, Newcomer("Carla", "Carla", Role.COORDINATOR), WORDS, MEANS)
    add_cases(program, 3)
    program.close()
    opened_by = opened(tmp_path / "Goma.vault", "Amani", WORDS)
    yield opened_by
    opened_by.close()


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
    told = "\n".join(found.lines)
    assert found.sound
    assert "Verified:" in told and "signatures" in told
    assert "Not verified: whether sealed answers open" in told
    assert "Nobody can verify that what was written is true" in told
    assert told.count("kept outside of the database up to number") == 1
