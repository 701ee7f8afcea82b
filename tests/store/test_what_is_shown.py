"""What a case shows to whom, and what it refuses to take: rules that ask more than a role's keys."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import pytest

from reintegration_desktop.casework import history_words, reading
from reintegration_desktop.casework.errors import ConsentMissing, NotPermitted, ReasonNeeded
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.sentences import in_words
from reintegration_desktop.rules.consent import tracing_only_with_consent
from reintegration_desktop.vault.roles import Role
from tests.ui.workplaces import Bench, an_edit


@pytest.fixture
def bench(tmp_path: Path, qapp: object) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.close()


def a_case(bench, *rows):
    """A case with an identification and these rows: form, answers."""
    case = uuid4()
    bench.add(an_edit(case, "identification", name_first="Amina"), case=case)
    records = []
    for form, parent, answers in rows:
        edit = an_edit(case, form, parent=parent(records) if parent else None, **answers)
        save(bench.desk, case, edit)
        records.append(edit.record)
    return case, records


def as_(bench, role):
    return replace(bench.desk, me=replace(bench.desk.me, role=role))


def as_somebody_else(bench):
    return replace(bench.desk, me=replace(bench.desk.me, id=uuid4()))


def test_restricted_answers_open_after_a_reason_and_history_never_tells_them(bench):
    case, _ = a_case(bench, ("identity_paper", None, {"names_armed_actor": "yes"}))

    def told(opened):
        return opened.file.rows("identity_paper")[0].answers.choice("names_armed_actor")

    assert told(reading.open_case(bench.desk, case)) is None
    assert told(reading.restricted_too(bench.desk, case, "a checkpoint")) == "yes"
    with pytest.raises(ReasonNeeded):
        reading.restricted_too(bench.desk, case, " ")
    label = bench.desk.dictionary["identity_paper"].fields["names_armed_actor"].label
    changes = [change.label for line in history_words.history(bench.desk, case) for change in line.changes]
    assert changes and label not in changes


def test_a_relative_s_telephone_is_nothing_for_a_tracing_officer_before_a_yes(bench):
    relative = {"full_name": "Aisha", "telephone": "+243 555 0100"}
    case, _ = a_case(
        bench,
        ("household_member", None, {**relative, "contact_agreed": "no"}),
        ("household_member", None, {**relative, "contact_agreed": "yes"}),
    )
    seen = [
        [
            row.answers.text("telephone")
            for row in reading.open_case(as_(bench, role), case).file.rows("household_member")
        ]
        for role in (Role.TRACING_OFFICER, Role.SUPERVISOR)
    ]
    assert seen == [[None, "+243 555 0100"], ["+243 555 0100"] * 2]


def test_the_caseworker_neither_reads_nor_writes_what_is_thought_of_us(bench):
    case = uuid4()
    bench.add(an_edit(case, "identification", name_first="Amina"), case=case)
    feedback = an_edit(case, "feedback", answered_by="child", complaint_made="yes", complaint="they shout")
    with pytest.raises(NotPermitted):
        save(bench.desk, case, feedback)
    other = as_somebody_else(bench)
    save(other, case, feedback)
    assert reading.open_case(other, case).file.rows("feedback")[0].answers.text("complaint") == "they shout"
    assert reading.open_case(bench.desk, case).file.rows("feedback") == ()
    texts = [change.after for line in history_words.history(bench.desk, case) for change in line.changes]
    assert "they shout" not in texts
    assert "they shout" in [one.after for line in history_words.history(other, case) for one in line.changes]


def test_a_tracing_officer_sees_that_consent_to_tracing_was_taken_back(bench):
    yes = {"event_kind": "given", "event_at": datetime(2026, 3, 1, tzinfo=UTC), "agrees_to_tracing": "yes"}
    case, _ = a_case(bench, ("tracing", None, {"wants_tracing": "yes"}), ("consent", None, yes))
    officer = as_(bench, Role.TRACING_OFFICER)
    assert tracing_only_with_consent(reading.open_case(officer, case).file)
    back = {"event_kind": "withdrawn", "event_at": datetime(2026, 3, 2, tzinfo=UTC)}
    save(bench.desk, case, an_edit(case, "consent", **back))
    assert not tracing_only_with_consent(reading.open_case(officer, case).file)


def test_only_a_supervisor_says_that_something_was_shared_without_a_yes(bench):
    case, _ = a_case(bench)
    told = {"event_kind": "refused", "override_ground": "legal_duty", "override_account": "to the court"}
    with pytest.raises(NotPermitted):
        save(as_(bench, Role.CASEWORKER), case, an_edit(case, "consent", **told))
    save(bench.desk, case, an_edit(case, "consent", **told))
    nothing = {"event_kind": "refused", "override_ground": "nothing_shared"}
    save(as_(bench, Role.CASEWORKER), case, an_edit(case, "consent", **nothing))


def a_service(bench, **consent):
    rows = [("consent", None, {"agrees_to_case_management": "yes", **consent})] if consent else []
    case, records = a_case(bench, *rows, ("service", None, {"service_type": "medical"}))
    return case, records[-1]


def test_a_referral_goes_only_with_a_yes_to_its_service(bench):
    case, service = a_service(bench)
    draft = an_edit(case, "referral", parent=service, referral_status="draft")
    save(bench.desk, case, draft)
    with pytest.raises(ConsentMissing) as refused:
        save(bench.desk, case, replace(draft, answers=Answers({"referral_status": "sent"})))
    assert all(in_words(refused.value))
    case, service = a_service(bench, agrees_to_sharing="yes", services_agreed=("medical",))
    sent = {"referral_status": "sent", "fields_shared": ("identification.name_first",)}
    save(bench.desk, case, an_edit(case, "referral", parent=service, **sent))
    with pytest.raises(ConsentMissing):
        too_much = {**sent, "fields_shared": ("association.roles",)}
        save(bench.desk, case, an_edit(case, "referral", parent=service, **too_much))


def test_a_hidden_name_is_its_code_wherever_it_is_listed(bench):
    case, _ = a_case(bench)
    row = reading.open_case(bench.desk, case).row
    name = Answers({"name_first": "Amina"})
    assert shown_name(replace(row, name_is_hidden=True), name) == row.code
    assert shown_name(replace(row, name_is_hidden=False), name) == "Amina"
