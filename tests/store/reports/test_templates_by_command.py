"""Templates of one's own from the command line, in an office and at headquarters."""

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest
from typer.testing import CliRunner

from reintegration_desktop.app.overseeing import held, refreshed
from reintegration_desktop.app.program import create_program, open_program
from reintegration_desktop.casework.figures.files import write_figures
from reintegration_desktop.casework.figures.reporting import show
from reintegration_desktop.casework.invented.programme import invented_programme
from reintegration_desktop.cli import app
from reintegration_desktop.hq.founding import found_headquarters
from reintegration_desktop.kernel.clock import FixedClock
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.means import Means
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.store.office import QUICK, a_person, case_facts, consent

MEANS = Means(FixedClock(datetime(2026, 11, 27, 9, tzinfo=UTC)), kdf=QUICK, floor=QUICK)
WORDS = "a test's own words"
LABEL = "Zinzibele of the hills"


@pytest.fixture(scope="module")
def vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of two people with twelve girls registered, whose figures lie there."""
    path = tmp_path_factory.mktemp("office") / "Goma.vault"
    program = create_program(
        path, Newcomer("Daniel Okello", Role.SUPERVISOR.value, Role.SUPERVISOR), WORDS, means=MEANS, office="Goma",
        programme=invented_programme({}, {}),
    )  # fmt: skip
    newcomer = Newcomer(Role.CASEWORKER.value, Role.CASEWORKER.value, Role.CASEWORKER)
    add_person(program.folder, program.keyring, newcomer, WORDS, MEANS)
    for number in range(12):
        case, code = uuid4(), f"CODE{number:02d}-X"
        with program.desk.begin() as work:
            work.open_case(case, code)
            work.save(case, case_facts(case, program.keyring, code))
            work.save(case, a_person(case, registered_on=MEANS.clock.today().replace(month=8), sex="female"))
            work.save(case, consent(case))
            work.commit()
    refreshed(program, NoProgress())
    program.close()
    return path


def asked(vault: Path, *words: object, role: Role = Role.SUPERVISOR, code: int = 0) -> Any:
    command, *more = words
    given = ("report", "template", command, vault, *more, "--as", role.value, "--json")
    found = CliRunner().invoke(app, [str(one) for one in given], env={"REINTEGRATION_PASSPHRASE": WORDS})
    assert found.exit_code == code, found.output
    return json.loads(found.stdout) if code == 0 else found.output


def added(vault: Path, *more: object, **how: Any) -> Any:
    return asked(vault, "add", "--label", LABEL, "--count", "registered:sex", *more, **how)


def names(vault: Path) -> list[str]:
    return [one["name"] for one in asked(vault, "list")["templates"]]


def test_a_template_is_described_listed_and_taken_away(vault: Path):
    made = added(vault, "--for", "headquarters", "--for", "donor")
    assert (made["label"], made["counts"], made["for"]) == (LABEL, ["registered:sex"], ["headquarters", "donor"])
    assert made["fits"]
    assert made["with_the_next_figures"] == []
    assert made["name"] in names(vault)
    assert asked(vault, "remove", made["name"]) == {"removed": made["name"]}
    assert made["name"] not in names(vault)


def test_what_can_be_counted_by_what_is_listed_by_period(vault: Path):
    offers = asked(vault, "list")["can_be_counted"]
    assert set(offers) == {"quarter", "year", "now"}
    assert "sex" in offers["quarter"]["registered"]


def test_what_the_rules_refuse_is_refused_in_words_and_nothing_is_kept(vault: Path):
    before = names(vault)
    for line in ("registered:", "registered:no_such_cut", "no_such_measure:sex"):
        told = asked(vault, "add", "--label", LABEL, "--count", line, code=1)
        assert "Nothing" in told
    added(vault, "--for", "monitoring", code=2)
    added(vault, "--period", "month", code=2)
    added(vault, role=Role.CASEWORKER, code=1)
    asked(vault, "remove", "own-nothing", code=2)
    assert names(vault) == before


def test_headquarters_describes_one_and_draws_it_from_all_offices(vault: Path, tmp_path: Path):
    """Figures of two offices lie there, as bundles leave them."""
    office = open_program(vault, Role.SUPERVISOR.value, WORDS, means=MEANS)
    counted = [one for one in office.report_desk.held() if one.figures.template == "quarterly"]
    office.close()
    folder = VaultFolder(tmp_path / "Hq.vault")
    keyring = found_headquarters(folder, Role.HEADQUARTERS.value, WORDS, MEANS, title="Headquarters")
    for one in counted:
        for number, name in enumerate(("Goma", "Bukavu")):
            theirs = replace(one.figures, office=UUID(int=number), office_name=name)
            write_figures(folder.part("figures"), theirs, keyring, one.at)
    made = added(folder.path, role=Role.HEADQUARTERS)
    program = open_program(folder.path, Role.HEADQUARTERS.value, WORDS, means=MEANS)
    lying = {one.office for one in held(program) if one.template == made["name"] and one.period == "2026-Q3"}
    shown = show(program.report_desk, made["name"], "2026-Q3", Recipient.HEADQUARTERS, NoProgress())
    program.close()
    assert lying == {"Goma", "Bukavu"}
    assert shown.report.tables[0].grand_total == 24
