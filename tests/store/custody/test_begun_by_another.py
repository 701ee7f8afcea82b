"""Who writes a first version of another office's case is never taken for who began it, though it comes first."""

from dataclasses import replace
from datetime import timedelta
from secrets import choice
from uuid import uuid4

import pytest

from reintegration_desktop.casework.incoming.importing import add_case, import_cases
from reintegration_desktop.casework.intake import register
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.document import Document
from reintegration_desktop.history.arrivals import Reason
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.ids import may_have_begun, new_case_code
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.store.errors import NotAdoptable
from reintegration_desktop.vault.roles import Room
from tests.store.custody.handing import PROGRESS, a_case, desk_of, hand_over, holder_at, listed, three_offices
from tests.store.office import a_person, an_edit, consent, open_a_case, save
from tests.store.revoking.undoing import hears, held_at, revocation


@pytest.fixture
def offices(tmp_path):
    made = three_offices(tmp_path)
    yield made
    made.close()


def claim(laptop, case) -> None:
    """A changed program says that a case is its own office's."""
    facts = {
        "case_code": "UVI-1",
        "case_status": "open",
        "case_stage": "identified",
        "office": str(laptop.keyring.office),
    }
    with laptop.store.begin() as work:
        work.enter(case, case, Kind.SAVE, Document("case", None, facts))
        work.commit()
    laptop.store.checker.fold_anew(NoProgress())


@pytest.mark.parametrize("writes", [False, True])
@pytest.mark.parametrize("days", [-30, 0, 30])
@pytest.mark.parametrize("first", ["uvira", "goma"])
def test_in_whatever_order_and_by_whatever_clock_it_comes(offices, days, first, writes):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    save(goma, case, an_edit(case, "concerns", risk_level="high"))
    uvira.clock.moment += timedelta(days=days)
    claim(uvira, case)
    if writes:
        with uvira.store.begin() as work:
            work.enter(case, uuid4(), Kind.SAVE, Document("concerns", None, {"risk_level": "low"}))
            work.commit()
    for who in (uvira, goma) if first == "uvira" else (goma, uvira):
        offices.report(who, hq)
    assert holder_at(hq, case) == goma.keyring.office
    aside = [(one.author, reason) for one, reason in hq.store.incoming.quarantined()]
    assert aside == [(uvira.keyring.id, why) for why in (Reason.NOT_PERMITTED, Reason.NOT_HOLDER)[: 1 + writes]]
    assert [row.risk for row in listed(hq)] == ["high"]
    assert hq.store.checker.check((), PROGRESS, sealed_only=True).is_sound


def test_who_was_given_it_by_stick_does_not_become_who_began_it(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = a_case(goma)
    hand_over(goma, uvira, case)
    offices.carry(goma, uvira)
    claim(uvira, case)
    offices.report(uvira, hq)
    offices.report(goma, hq)
    assert holder_at(hq, case) == goma.keyring.office


def test_what_another_office_began_too_late_is_let_in_by_nobody_here(offices):
    goma, uvira = offices.goma, offices.uvira
    held, case = held_at(goma), a_case(uvira)
    offices.report(uvira, goma)
    hears(goma, revocation(offices, uvira, held))
    lying = [one for one, reason in goma.store.incoming.quarantined() if reason is Reason.AUTHOR_REVOKED]
    assert {one.case for one in lying} == {case}
    with goma.store.begin() as work, pytest.raises(NotAdoptable):
        work.adopt(case, [one.id for one in lying if one.room is Room.OPEN])
    assert listed(goma) == []


def test_however_a_case_is_begun_its_id_is_the_office_s(offices):
    goma, uvira = offices.goma, offices.uvira
    desk, today = replace(desk_of(goma), new_code=lambda: new_case_code(choice)), goma.clock.today()
    said = {"name_first": "Young person 1", "identified_on": today, "registered_on": today,
            "how_identified": "self_or_family"}  # fmt: skip
    raw = {"identification": {key: str(value) for key, value in said.items()}}
    begun = {register(desk, {"identification": Answers(said)})[0], add_case(desk, raw)[0]}
    begun |= set(import_cases(desk, [(1, raw), (2, raw)], PROGRESS).added)
    assert len(begun) == 4
    for case in begun:
        assert may_have_begun(goma.keyring.office, case)
        assert not may_have_begun(uvira.keyring.office, case)


def test_an_id_from_before_ids_said_it_is_believed_as_it_was(offices):
    goma, uvira, hq = offices.goma, offices.uvira, offices.hq
    case = uuid4()
    assert may_have_begun(uvira.keyring.office, case)
    open_a_case(goma, a_person(case), consent(case), case=case)
    offices.report(goma, hq)
    assert holder_at(hq, case) == goma.keyring.office
    assert hq.store.incoming.quarantined() == []
