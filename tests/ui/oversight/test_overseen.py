"""What the log says to who oversees, out of a real vault."""

from datetime import date
from pathlib import Path

from reintegration_desktop.app.overseeing import log_verbs
from reintegration_desktop.app.program import create_program
from reintegration_desktop.casework.intake import register
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role


def test_a_decision_is_told_once_and_without_what_was_said_to_who_works_on_the_case(tmp_path: Path) -> None:
    program = create_program(tmp_path / "office.vault", Newcomer("S", "S", Role.SUPERVISOR), "umbrella tundra copper")
    case, *_ = register(program.desk, {"identification": Answers({"name_first": "Zawadi"})})
    decided = {"form": "case_plan", "decision": "rejected"}
    with program.desk.begin() as work:
        work.note(Kind.APPROVE, case, decided)
        work.note(Kind.APPROVE, case, {**decided, "record": "", "comment": "Ask her first"}, told=True)
        work.commit()
    lines = [line for line in log_verbs(program).lines(date.min) if line.kind is Kind.APPROVE]
    program.close()
    assert [(line.form, line.reason) for line in lines] == [("The plan", "")]
