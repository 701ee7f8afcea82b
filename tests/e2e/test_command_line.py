"""The command line as somebody uses it who has no window: real vaults, files there and back, codes typed."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from openpyxl import Workbook
from typer.testing import CliRunner, Result

from reintegration_desktop.cli import app
from reintegration_desktop.cli.importing import stoppable
from reintegration_desktop.kernel.errors import Cancelled
from reintegration_desktop.kernel.progress import NoProgress
from tests.e2e.canaries import NAMES
from tests.e2e.planted import LAST_QUARTER, PASSPHRASE, plainer

ANOTHER = "harbour lantern mosaic thistle quartz"
WRONG = {"identification": {"sex": "neither", "date_of_birth": "2999"}, "consent": [{"event_kind": "perhaps"}]}
SUPERVISOR = "Esther"


class Line:
    """Somebody's command line: the vault of an office, and the passphrase that opens their slot."""

    def __init__(self, folder: Path, passphrase: str = PASSPHRASE) -> None:
        self.folder, self.vault, self._passphrase = folder, str(folder / "Goma.vault"), passphrase

    def says(self, *given: object, typed: str | None = None) -> Result:
        """What a command prints, and how it ends."""
        env = {"REINTEGRATION_PASSPHRASE": self._passphrase}
        return CliRunner().invoke(app, [str(one) for one in given], env=env, input=typed)

    def tells(self, *given: object) -> dict:
        """The one object that a command prints with ``--json``; nothing else stands beside it."""
        said = self.says(*given, "--json")
        assert said.exit_code == 0, said.stderr
        assert said.stdout.count("\n") == 1
        return json.loads(said.stdout)

    def tells_of_trouble(self, *given: object) -> dict:
        """The one object of a command that did some of what it was asked, and refused the rest."""
        said = self.says(*given, "--json")
        assert said.exit_code == 1, said.output
        return json.loads(said.stdout)

    def refuses(self, *given: object, code: int = 1) -> str:
        """What a refused command says; it prints no result and no traceback."""
        said = self.says(*given)
        assert (said.exit_code, said.stdout) == (code, ""), said.output
        assert "Traceback" not in said.stderr
        return said.stderr

    def writes(self, name: str, content: object) -> Path:
        """A file that is handed to a command."""
        path = self.folder / name
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return path

    def codes(self) -> list[str]:
        return [case["code"] for case in self.tells("case", "list", self.vault, "--as", SUPERVISOR)["cases"]]

    def adds(self, case: Mapping[str, object]) -> str:
        return self.tells("case", "add", self.vault, self.writes("case.json", case), "--as", SUPERVISOR)["code"]


@pytest.fixture
def line(tmp_path) -> Line:
    """A vault that Esther began."""
    made = Line(tmp_path)
    made.tells("vault", "create", made.vault, "--person", SUPERVISOR, "--label", SUPERVISOR, "--office", "Goma")
    return made


def test_a_vault_is_begun_once(line: Line):
    assert line.codes() == []
    assert "already" in line.refuses("vault", "create", line.vault, "--person", "Somebody else")


def test_nobody_closes_a_case_or_approves_a_plan_from_a_file(line: Line):
    code = line.adds({"identification": {"name_first": "Zawadi"}})
    said = line.refuses("case", "edit", line.vault, code, line.writes("shut.json", {"case": {"case_status": "closed"}}))
    assert "each changes by its own step" in said
    said = line.refuses(
        "case", "add", line.vault, line.writes("plan.json", {"case_plan": [{"approval_status": "approved"}]})
    )
    assert "a step of the work writes it" in said
    (case,) = line.tells("case", "list", line.vault, "--as", SUPERVISOR)["cases"]
    assert (case["status"], case["stage"]) == ("open", "identified")


def test_a_case_is_added_shown_edited_and_tells_its_history(line: Line):
    code = line.adds(plainer(1))
    line.tells("case", "edit", line.vault, code, line.writes("edit.json", {"identification": {"nickname": "Zuzu"}}))
    shown = line.tells("case", "show", line.vault, code)
    assert shown["identification"]["nickname"] == "Zuzu"
    assert shown["identification"]["name_first"] == "Young person 1"
    changes = [
        change for entry in line.tells("case", "history", line.vault, code)["history"] for change in entry["changes"]
    ]
    assert ["", "Zuzu"] in [change[1:] for change in changes]


def test_a_case_comes_from_standard_input_too(line: Line):
    said = line.says("case", "add", line.vault, "-", "--json", typed=json.dumps(plainer(2)))
    assert [json.loads(said.stdout)["code"]] == line.codes()


def test_all_bad_answers_are_listed_and_nothing_is_saved(line: Line):
    said = line.refuses("case", "add", line.vault, line.writes("wrong.json", WRONG))
    assert "identification, sex" in said
    assert "consent 1, event_kind" in said
    assert line.codes() == []


def test_what_is_doubtful_is_saved_and_told_beside_it(line: Line):
    case = {**plainer(1), "learning_and_work": [{"activity_kind": "job", "safe_work": "no"}]}
    told = line.tells("case", "add", line.vault, line.writes("case.json", case))
    assert [(one["form"], one["key"], one["code"]) for one in told["warnings"]] == [
        ("learning_and_work", "safe_work", "work_not_safe")
    ]
    edit = line.writes("edit.json", {"household_member": [{"full_name": "Aisha", "contact_agreed": "no"}]})
    said = line.says("case", "edit", line.vault, told["code"], edit)
    assert (said.exit_code, "contact nobody" in said.stderr, "contact nobody" in said.stdout) == (0, True, False)
    quiet = line.writes("edit.json", {"identification": {"nickname": "Zuzu"}})
    assert line.tells("case", "edit", line.vault, told["code"], quiet)["warnings"] == []


def test_a_referral_that_nobody_agreed_to_is_refused_in_a_file(line: Line):
    case = {**plainer(1), "service": [{"service_type": "medical", "referral": [{"referral_status": "sent"}]}]}
    assert "referral_status: Leave it a draft" in line.refuses("case", "add", line.vault, line.writes("c.json", case))
    assert line.codes() == []


def test_an_edit_with_a_bad_answer_changes_nothing(line: Line):
    code = line.adds(plainer(1))
    before = line.tells("case", "show", line.vault, code)
    edit = line.writes("edit.json", {"identification": {"nickname": "Zuzu", "sex": "neither"}})
    line.refuses("case", "edit", line.vault, code, edit)
    assert line.tells("case", "show", line.vault, code) == before


def test_lines_of_json_are_tried_first_and_added_then(line: Line):
    lines = line.writes("cases.jsonl", "\n".join(json.dumps(one) for one in (plainer(1), WRONG, plainer(2))))
    tried = line.tells_of_trouble("case", "import", line.vault, lines, "--dry-run")
    assert (tried["lines"], tried["fit"], tried["refused"], tried["added"]) == (3, 2, 1, 0)
    assert {(one["row"], one["form"], one["question"]) for one in tried["problems"]} == {
        (2, "identification", "sex"), (2, "identification", "date_of_birth"), (2, "consent 1", "event_kind"),
    }  # fmt: skip
    assert line.codes() == []
    assert line.tells_of_trouble("case", "import", line.vault, lines)["added"] == len(line.codes()) == 2


def test_a_table_is_tried_first_and_added_then(line: Line):
    table = line.writes("cases.csv", "identification.name_first,identification.sex\nAmina,female\nJean,neither\n")
    tried = line.tells_of_trouble("case", "import", line.vault, table, "--dry-run")
    assert (tried["fit"], tried["added"], tried["problems"][0]["row"]) == (1, 0, 3)
    assert line.tells_of_trouble("case", "import", line.vault, table)["added"] == len(line.codes()) == 1


def test_a_table_without_trouble_ends_with_nought(line: Line):
    table = line.writes("cases.csv", "\ufeffidentification.name_first;identification.sex\r\nAmina;female\r\n\r\n")
    assert line.tells("case", "import", line.vault, table)["added"] == 1


def test_a_column_that_is_no_question_refuses_the_table_and_says_what_to_do(line: Line):
    table = line.writes("cases.csv", "identification.name_frist,colour\nAmina,red\n")
    said = line.says("case", "import", line.vault, table)
    assert said.exit_code == 1
    assert "row 1, identification, name_frist" in said.stderr
    assert "name_first" in said.stderr
    assert "row 1, colour, colour" in said.stderr
    assert "--map" in said.stderr
    assert line.codes() == []


def test_what_is_piped_holds_no_isolates_and_nothing_of_python(line: Line):
    table = line.writes("cases.csv", "identification.name_first,identification.sex\nAmina,neither\n")
    said = line.says("case", "import", line.vault, table)
    assert not set(said.output + said.stderr) & set("\u2068\u2069[]{}")
    assert "None" not in said.stdout
    assert "1 rows read: 0 added, 1 refused." in said.stdout
    assert "Write one of: female, male" in said.stderr


def test_a_workbook_with_its_own_words_comes_in_by_a_map(line: Line):
    book = Workbook()
    book.active.append(["Prénom", "Sexe", "Né en", "Remarque"])
    book.active.append(["Amina", "F", 2010, "of no use"])
    book.save(line.folder / "cases.xlsx")
    columns = line.writes(
        "map.toml",
        '[columns]\n"Prénom" = "identification.name_first"\n"Sexe" = "identification.sex"\n'
        '"Né en" = "identification.date_of_birth"\n"Remarque" = ""\n'
        '[values."identification.sex"]\nF = "female"\n[always]\n"identification.in_danger_now" = "no"\n',
    )
    told = line.tells("case", "import", line.vault, line.folder / "cases.xlsx", "--map", columns)
    assert told["added"] == 1
    shown = line.tells("case", "show", line.vault, line.codes()[0])["identification"]
    assert (shown["name_first"], shown["sex"], shown["in_danger_now"]) == ("Amina", "female", "no")


@pytest.mark.parametrize("name", ["map.toml", "cases.xlsx", "cases.jsonl"])
def test_a_file_that_is_damaged_ends_with_a_sentence_and_adds_nothing(line: Line, name: str):
    good = line.writes("cases.csv", "identification.name_first\nAmina\n")
    bad = line.writes(name, json.dumps(plainer(1)) + "\n{not what it says")
    given = (good, "--map", bad) if name == "map.toml" else (bad,)
    assert "No case was added" in line.refuses("case", "import", line.vault, *given)
    assert line.codes() == []


def test_ctrl_c_ends_between_two_cases_and_never_within_one():
    before = signal.getsignal(signal.SIGINT)
    with stoppable(NoProgress()) as progress:
        progress.report(1)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            progress.report(2)
    assert signal.getsignal(signal.SIGINT) is before


def test_a_vault_that_is_not_there_is_said_in_a_sentence(line: Line):
    assert "holds no vault" in line.refuses("case", "list", line.folder / "None.vault")


def test_a_backup_is_brought_back_with_its_cases(line: Line):
    code = line.adds(plainer(1))
    assert line.tells("vault", "backup", line.vault, line.folder / "goma.age")["bytes"] > 0
    again = line.folder / "Again.vault"
    line.tells("vault", "restore", line.folder / "goma.age", again, "--custodian-of", line.vault)
    assert line.tells("case", "show", again, code)["identification"]["name_first"] == "Young person 1"
    assert line.tells("vault", "check", again)["sound"] is True


def test_a_damaged_backup_brings_nothing_back(line: Line):
    line.tells("vault", "backup", line.vault, line.folder / "goma.age")
    (line.folder / "goma.age").write_bytes((line.folder / "goma.age").read_bytes()[:-30])
    line.refuses(
        "vault", "restore", line.folder / "goma.age", line.folder / "Again.vault", "--custodian-of", line.vault
    )
    assert not (line.folder / "Again.vault" / "vault.json").exists()


def test_somebody_is_let_in_by_two_files_and_two_codes(line: Line):
    newcomer, ask, answer = Line(line.folder, ANOTHER), line.folder / "j.req", line.folder / "j.ans"
    asked = newcomer.tells("person", "request", line.vault, "--label", "Jonas", "--out", ask)
    certify = ("person", "certify", line.vault, ask, "--out", answer, "--name", "Jonas B.", "--role", "caseworker",
               "--as", SUPERVISOR)  # fmt: skip
    line.refuses(*certify, "--code", asked["code"][::-1])
    answered = line.tells(*certify, "--code", asked["code"])
    joined = newcomer.tells("person", "join", line.vault, answer, "--request", ask, "--code", answered["code"])
    assert joined == {"person": asked["person"], "role": "caseworker"}
    people = line.tells("person", "list", line.vault, "--as", SUPERVISOR)["people"]
    assert {one["name"] for one in people} == {SUPERVISOR, "Jonas B."}
    assert newcomer.tells("case", "list", line.vault, "--as", "Jonas") == {"cases": []}


def test_figures_are_counted_and_a_report_is_made_of_them(line: Line):
    lines = line.writes("cases.jsonl", "\n".join(json.dumps(plainer(number)) for number in range(12)))
    line.tells("case", "import", line.vault, lines)
    assert {"template": "quarterly", "period": LAST_QUARTER} in line.tells("figures", "refresh", line.vault)["figures"]
    run = ("report", "run", line.vault, "quarterly", "--period", LAST_QUARTER, "--out", line.folder / "R")
    made = line.tells(*run, "--format", "csv,json")
    assert all(Path(file).is_file() for file in made["report_files"])
    assert [one["period"] for one in line.tells("report", "list", line.vault)["releases"]] == [LAST_QUARTER]
    assert "csv" in line.refuses(*run, "--format", "doc", code=2)


def test_a_bundle_reaches_headquarters_and_is_answered(line: Line):
    line.adds(plainer(1))
    hq, stick = line.folder / "hq.vault", line.folder / "stick"
    stick.mkdir()
    line.tells("hq", "init", hq, "--person", "Hanna", "--label", "Hanna", "--under", line.vault)
    for here, there in ((line.vault, hq), (hq, line.vault)):
        card = line.tells("bundle", "card", here, line.folder / "a.card")
        line.tells("bundle", "peer", there, card["file"], "--code", card["code"])
    (code,) = (case["code"] for case in line.tells("case", "list", line.vault)["cases"])
    kept = line.tells("bundle", "send", line.vault, stick, "--without", code)
    assert kept["kept_back"] == 1
    assert line.tells("hq", "receive", hq, stick)["changes"] == kept["changes"]
    assert line.tells("case", "list", hq)["cases"] == []
    assert line.tells("bundle", "receive", line.vault, stick)["taken"] == 1
    sent = line.tells("bundle", "send", line.vault, stick, "--whole")
    assert line.tells("bundle", "show", stick / f"{sent['bundles'][0]}.rdb", hq)["bundle"] == sent["bundles"][0]
    assert line.tells("hq", "receive", hq, stick)["changes"] == sent["changes"] > 0
    assert line.tells("bundle", "receive", line.vault, stick)["taken"] == 1
    peer = line.tells("bundle", "status", line.vault)["peers"][0]
    assert peer["acknowledged"] == peer["held"]


def test_a_wrong_passphrase_is_refused_in_words(line: Line):
    assert "passphrase" in Line(line.folder, ANOTHER).refuses("case", "list", line.vault).lower()


@pytest.mark.parametrize(
    "given",
    [
        ("case", "show", "{vault}", "7K4M2Q-A"),
        ("case", "list", "{folder}/nowhere.vault"),
        ("figures", "refresh", "{vault}", "--period", "soon"),
        ("report", "run", "{vault}", "quarterly", "--period", "1999-Q1", "--out", "{folder}"),
        ("report", "run", "{vault}", "no_such_report", "--period", "1999-Q1", "--out", "{folder}"),
        ("person", "remove", "{vault}", "00000000-0000-0000-0000-000000000001"),
        ("bundle", "send", "{vault}", "{folder}/no_stick", "--to", "Headquarters"),
        ("vault", "restore", "{folder}/none.age", "{folder}/n.vault", "--custodian-of", "{vault}"),
    ],
)
def test_what_cannot_be_done_ends_with_one_or_two_and_a_sentence(line: Line, given):
    said = line.says(*(one.format(vault=line.vault, folder=line.folder) for one in given))
    assert said.exit_code in (1, 2), said.output
    assert not said.exception or isinstance(said.exception, SystemExit), repr(said.exception)
    assert said.stderr.strip()
    assert not said.stdout


@pytest.mark.parametrize(
    "given",
    [
        ("case", "add", "{vault}", "{folder}/missing.json"),
        ("case", "import", "{vault}", "{folder}/cases.doc"),
        ("case", "list", "{vault}", "--names", "--json"),
        ("person", "remove", "{vault}", "nobody"),
        ("person", "certify", "{vault}", "{folder}/none.req", "--code", "X", "--out", "{folder}/a", "--name", "A",
         "--role", "caseworker"),
        ("bundle", "peer", "{vault}", "{folder}/none.card", "--code", "X"),
        ("bundle", "show", "{folder}/none.rdb", "{vault}"),
        ("case", "list", "{vault}", "--passphrase-file", "{folder}/none"),
        ("tour",),
        ("vault", "create", "{folder}/n.vault", "--person", "A", "--role", "king"),
    ],
)  # fmt: skip
def test_wrong_usage_ends_with_two(line: Line, given):
    said = line.says(*(one.format(vault=line.vault, folder=line.folder) for one in given))
    assert said.exit_code == 2, said.output or repr(said.exception)
    assert said.stderr.strip()


def test_an_error_that_nobody_expected_says_nothing_of_what_it_was_about(tmp_path: Path):
    """A folder that no system makes: what the system says of it names it."""
    log = tmp_path / "home" / "log.txt"
    program = "from reintegration_desktop.cli import main; main()"
    said = subprocess.run(
        [sys.executable, "-c", program, "tour", "--out", f"/proc/{NAMES[0]}"],
        env={**os.environ, "REINTEGRATION_HOME": str(log.parent)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 1
    assert said.stderr.splitlines()[:2] == ["This could not be done.", "Nothing was changed."]
    assert "Traceback" not in said.stderr and NAMES[0] not in said.stderr + said.stdout
    written = log.read_text(encoding="utf-8")
    assert "unexpected" in written and "tour.py" in written and "Error at" in written
    assert NAMES[0] not in written
