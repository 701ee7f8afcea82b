"""How long what a save seals is depends on which questions were answered, and not on what was chosen."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.document import join
from reintegration_desktop.forms.kinds import Kind
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.vault.roles import Room
from tests.faults.contents.sealed import answers_to, sealed_questions
from tests.store.office import Laptop, open_a_case, questions, save

ALL = list(sealed_questions())
FORMS = sorted({form.name for form, asked in ALL if asked.kind is Kind.CHOICE})
TURNS = 6


def chosen(form: str, turn: int) -> Answers:
    """Every question of a form of whose choices one is taken, each with the one whose turn it is."""
    raw: dict[Room, dict[str, object]] = {}
    for one, asked in ALL:
        if one.name == form and asked.kind is Kind.CHOICE:
            answers = answers_to(asked)[: len(asked.choices)]
            raw.setdefault(asked.room, {})[asked.key] = answers[turn % len(answers)]
    return join(questions()[form], raw)


def saved(laptop: Laptop, case, form: str, turn: int) -> dict[int, int]:
    """By room, how long what a save of these answers seals is."""
    record, answers = uuid4(), chosen(form, turn)
    save(laptop, case, Edit(form, record, None, answers, frozenset(answers)))
    with laptop.database.read() as connection:
        sql = "SELECT room, length(document) FROM change WHERE record_id = ? AND room <> 0"
        return {room: length for room, length in connection.exec_driver_sql(sql, (record.bytes,)).fetchall()}


@pytest.mark.parametrize("form", FORMS)
def test_whatever_is_chosen_a_save_seals_it_to_one_length(laptop, form):
    case = open_a_case(laptop)
    lengths = [saved(laptop, case, form, turn) for turn in range(TURNS)]
    assert lengths[0]
    assert lengths == [lengths[0]] * TURNS


def test_a_draft_of_whatever_is_chosen_is_sealed_to_one_length(laptop):
    moment = datetime(2026, 3, 2, tzinfo=UTC)
    for turn in range(TURNS):
        laptop.store.drafts.keep(Draft(uuid4(), None, "follow_up", uuid4(), moment, chosen("follow_up", turn)))
    with laptop.database.read() as connection:
        lengths = connection.exec_driver_sql("SELECT length(content) FROM draft").scalars().all()
    assert len(lengths) == TURNS
    assert len(set(lengths)) == 1
