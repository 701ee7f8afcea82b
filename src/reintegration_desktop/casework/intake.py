"""The intake desk: a young person's file is opened."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.casework.saving import every_answer_of_the_program, write
from reintegration_desktop.casework.steps.compared import Compared, rows
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.vault.roles import Room

QUICK_INTAKE = ("identification", "consent", "concerns")


def register(desk: Desk, answers: Mapping[str, Answers], compared: Sequence[Compared] = ()) -> tuple[UUID, Changes]:
    """Open a case from intake answers by form; any of them may be missing, and each may be incomplete.

    ``compared`` are files that look alike, with what was said of each: one without an answer keeps the case from being
    registered. Raises FormHasProblems with every problem found, NotPermitted.
    """
    case = desk.new_case()
    edits = [first_case_facts(desk, case), *(_first(desk, case, form, own) for form, own in answers.items() if own)]
    return open_with(desk, case, desk.new_code(), [*edits, *rows(desk, compared)])


def open_with(desk: Desk, case: UUID, code: str, edits: list[Edit]) -> tuple[UUID, Changes]:
    """Open a case with these records, in one transaction."""
    if not may(desk.me.role, desk.me.duties, Kind.SAVE, Room.PERSON, "identification"):
        raise NotPermitted
    with desk.begin() as work:
        work.open_case(case, code)
        begun = [
            Edit(
                edit.form, edit.record, edit.parent, edit.answers.with_("case_code", code), edit.edited | {"case_code"}
            )
            if edit.form == "case"
            else edit
            for edit in edits
        ]
        write(desk, work, case, begun, writes=every_answer_of_the_program(desk))
        return case, work.commit()


def first_case_facts(desk: Desk, case: UUID) -> Edit:
    """What the program itself answers about a new file."""
    facts = Answers(
        {
            "case_status": "open",
            "case_stage": "identified",
            "name_is_hidden": False,
            "caseworker": str(desk.me.id),
            "office": str(desk.me.office),
        }
    )
    return Edit("case", case, None, facts, frozenset(facts))


def _first(desk: Desk, case: UUID, form: str, answers: Answers) -> Edit:
    record = desk.new_id() if desk.dictionary[form].repeats else record_of(case, form)
    return Edit(form, record, None, answers, frozenset(answers))
