"""What comes while somebody has a record on the screen is not taken for seen: nothing of it goes without a word."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from reintegration_desktop.casework import records, saving, visits
from reintegration_desktop.casework.differing import deciding
from reintegration_desktop.casework.errors import ChoiceMissing
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.roles import Room
from tests.store.custody.handing import desk_of
from tests.store.office import Laptop, a_laptop, a_visit, an_edit, another_laptop, consent, open_a_case, save
from tests.store.test_travel import hand_over

NAME, WILLING = "caregiver_name", "caregiver_willing"


@dataclass
class Apart:
    """One case on two computers of an office: somebody works here, a colleague there."""

    here: Laptop
    there: Laptop
    case: UUID

    def begin(self, form: str = "household", record: UUID | None = None) -> Sheet:
        """What is opened here."""
        with desk_of(self.here).read() as cases:
            return records.sheet(desk_of(self.here), cases.open(self.case), form, record)

    def writes_there(self, **answers: str) -> None:
        """The colleague saves some answers of the household over what is there, and it comes here."""
        with self.there.store.read() as cases:
            row = cases.open(self.case).file.one("household")
        edit = an_edit(self.case, "household", **{**{key: str(value) for key, value in row.items()}, **answers})
        save(self.there, self.case, replace(edit, edited=frozenset(answers)))
        hand_over(self.there, self.here)

    def saves(self, one: Sheet, **answers: str) -> tuple[Sheet, Changes]:
        """What is typed here is saved."""
        for key, value in answers.items():
            one = one.filled(one.filling.answer(key, value))
        return one, records.save_sheet(desk_of(self.here), one)

    def shown(self) -> Answers:
        """The household as both see it once they have met."""
        hand_over(self.here, self.there)
        hand_over(self.there, self.here)
        seen = []
        for laptop in (self.here, self.there):
            with laptop.store.read() as cases:
                seen.append(cases.open(self.case).file.one("household"))
        assert seen[0] == seen[1]
        return seen[0]

    def waiting(self) -> list[str]:
        """The questions that wait for a person."""
        with self.here.store.read() as cases:
            found = cases.open(self.case).conflicts.values()
        return sorted(conflict.key for conflicts in found for conflict in conflicts)


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[Apart]:
    here = a_laptop(tmp_path)
    there = another_laptop(here, tmp_path / "there", "0b" * 16)
    case = open_a_case(here)
    save(here, case, consent(case))
    hand_over(here, there)
    yield Apart(here, there, case)
    for laptop in (here, there):
        laptop.database.close()


def test_a_first_version_that_came_while_an_empty_form_was_open(apart: Apart):
    one = apart.begin()
    assert one.seen == ()
    apart.writes_there(**{NAME: "Furaha", WILLING: "no"})
    apart.saves(one, **{WILLING: "yes"})
    assert apart.shown().text(NAME) == "Furaha"
    assert apart.waiting() == [WILLING]


def test_undo_takes_back_what_was_saved_and_nothing_that_came_since(apart: Apart):
    apart.writes_there(**{NAME: "Furaha", WILLING: "unknown"})
    saved, changes = apart.saves(apart.begin(), **{WILLING: "yes"})
    hand_over(apart.here, apart.there)
    apart.writes_there(**{NAME: "Nsimire"})
    saving.save(desk_of(apart.here), apart.case, records.reverse(saved, changes))
    assert (apart.shown().text(NAME), apart.shown().choice(WILLING)) == ("Nsimire", "unknown")
    assert apart.waiting() == []


def test_undo_of_an_answer_that_a_colleague_changed_since_waits_for_a_person(apart: Apart):
    apart.writes_there(**{NAME: "Furaha", WILLING: "unknown"})
    saved, changes = apart.saves(apart.begin(), **{WILLING: "yes"})
    hand_over(apart.here, apart.there)
    apart.writes_there(**{WILLING: "no"})
    saving.save(desk_of(apart.here), apart.case, records.reverse(saved, changes))
    apart.shown()
    assert apart.waiting() == [WILLING]


def test_undo_of_a_new_visit_leaves_what_a_colleague_wrote_in_it(apart: Apart):
    desk = desk_of(apart.here)
    one = apart.begin("follow_up")
    one = one.filled(one.filling.answer("risk_level", "low"))
    changes = visits.save_visit(desk, one, ())
    hand_over(apart.here, apart.there)
    visit = an_edit(apart.case, "follow_up", one.record, risk_level="high")
    save(apart.there, apart.case, replace(visit, edited=frozenset({"risk_level"})))
    hand_over(apart.there, apart.here)
    visits.take_back(desk, one, (), changes)
    with apart.here.store.read() as cases:
        assert cases.open(apart.case).file.record(one.record).answers.choice("risk_level") == "high"


@pytest.mark.parametrize("same", [False, True])
def test_a_draft_goes_on_from_what_was_on_the_screen(apart: Apart, same: bool):
    """A colleague's edit that came meanwhile is not put back; of the same answer, a person decides."""
    apart.writes_there(**{NAME: "Furaha", WILLING: "unknown"})
    desk, one = desk_of(apart.here), apart.begin()
    records.keep(desk, one.filled(one.filling.answer(WILLING, "yes")), apart.here.clock.now())
    apart.writes_there(**({WILLING: "no"} if same else {NAME: "Nsimire"}))
    (draft,) = desk.drafts.all()
    again = records.resumed(apart.begin(), draft)
    assert again.filling.edited == {WILLING}
    records.save_sheet(desk, again)
    assert apart.shown().text(NAME) == ("Furaha" if same else "Nsimire")
    assert apart.waiting() == ([WILLING] if same else [])


def test_what_was_deleted_while_a_colleague_wrote_in_it_comes_back(apart: Apart):
    visit = a_visit(apart.case)
    save(apart.here, apart.case, visit)
    hand_over(apart.here, apart.there)
    with apart.here.store.read() as cases:
        seen = cases.open(apart.case).seen(visit.record)
    raised = an_edit(apart.case, "follow_up", visit.record, **{"risk_level": "high"})
    save(apart.there, apart.case, replace(raised, edited=frozenset({"risk_level"})))
    hand_over(apart.there, apart.here)
    saving.delete(desk_of(apart.here), apart.case, visit.record, seen)
    hand_over(apart.here, apart.there)
    for laptop in (apart.here, apart.there):
        with laptop.store.read() as cases:
            row = cases.open(apart.case).file.record(visit.record)
        assert row is not None and row.answers.choice("risk_level") == "high"


def test_an_answer_that_came_while_somebody_decided_is_asked_about(apart: Apart, tmp_path: Path):
    apart.writes_there(**{NAME: "Furaha", WILLING: "unknown"})
    third = another_laptop(apart.here, tmp_path / "third", "0c" * 16)
    hand_over(apart.here, third)
    one = apart.begin()
    apart.writes_there(**{WILLING: "no"})
    apart.saves(one, **{WILLING: "yes"})
    desk = desk_of(apart.here)
    (spot,) = spots(apart)
    (question,) = deciding.questions(desk, *spot)
    among = {question.key: [answer.version for answer in question.answers]}
    edit = an_edit(apart.case, "household", caregiver_name="Furaha", caregiver_willing="unknown")
    save(third, apart.case, replace(edit, answers=edit.answers.without(WILLING), edited=frozenset({WILLING})))
    hand_over(third, apart.here)
    with pytest.raises(ChoiceMissing):
        deciding.resolve(desk, *spot, {question.key: among[question.key][0]}, among)
    (question,) = deciding.questions(desk, *spot)
    assert len(question.answers) == 3
    third.database.close()


def spots(apart: Apart) -> list[tuple[UUID, UUID, Room]]:
    with apart.here.store.read() as cases:
        return [(apart.case, record, room) for record, room in cases.open(apart.case).conflicts]


def test_a_draft_of_an_earlier_version_is_read(apart: Apart):
    """It says nothing of what was on the screen: it is put over what stands there now, as it was then."""
    one = apart.begin()
    kept = one.filled(one.filling.answer(WILLING, "yes"))
    desk = desk_of(apart.here)
    records.keep(desk, kept, apart.here.clock.now())
    (draft,) = desk.drafts.all()
    older = replace(draft, id=uuid4(), saved=None, seen=None)
    desk.drafts.drop(draft.id)
    desk.drafts.keep(older)
    (found,) = desk.drafts.all()
    assert (found.saved, found.seen) == (None, None)
    assert records.resumed(one, found).filling.given == kept.filling.given
