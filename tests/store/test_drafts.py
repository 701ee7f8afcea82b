"""What was typed and not saved is kept, sealed, and offered to who typed it."""

import os
from datetime import UTC, datetime
from uuid import uuid4

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.facts import Draft
from reintegration_desktop.store.settings import Settings
from reintegration_desktop.vault.identity import PrivateKeys
from tests.store.office import a_person, a_visit


def a_draft(case, **more) -> Draft:
    visit = a_visit(case, **more)
    return Draft(uuid4(), case, "follow_up", visit.record, datetime(2026, 3, 2, 9, tzinfo=UTC), visit.answers)


def test_drafts_are_offered_again_after_a_crash_newest_first(laptop):
    case = uuid4()
    first = a_draft(case)
    second = Draft(uuid4(), None, "identification", None, datetime(2026, 3, 2, 10, tzinfo=UTC), a_person(case).answers)
    laptop.store.drafts.keep(first)
    laptop.store.drafts.keep(second)
    again = laptop.opened_again()
    assert again.store.drafts.all() == [second, first]
    again.database.close()


def test_a_draft_kept_again_is_the_same_draft(laptop):
    case = uuid4()
    draft = a_draft(case)
    later = Draft(draft.id, case, "follow_up", draft.record, datetime(2026, 3, 2, 9, 2, tzinfo=UTC),
                  draft.answers.with_("risk_level", "high"))  # fmt: skip
    laptop.store.drafts.keep(draft)
    laptop.store.drafts.keep(later)
    assert laptop.store.drafts.all() == [later]
    laptop.store.drafts.drop(draft.id)
    assert laptop.store.drafts.all() == []


def test_several_forms_can_lie_in_one_draft(laptop):
    answers = Answers(
        {"identification.name_first": "Aminata", "concerns.risk_level": "high", "consent.given_by": ("child",)}
    )
    draft = Draft(uuid4(), None, "intake", None, datetime(2026, 3, 2, 9, tzinfo=UTC), answers)
    laptop.store.drafts.keep(draft)
    (found,) = laptop.store.drafts.all()
    assert dict(found.answers) == dict(answers)


def test_a_draft_is_sealed_and_says_nothing_but_which_case_it_is_about(laptop):
    case = uuid4()
    laptop.store.drafts.keep(draft := a_draft(case, observations="near Kalehe"))
    with laptop.database.read() as connection:
        row = connection.exec_driver_sql("SELECT * FROM draft").mappings().one()
    assert row["about"] == case.bytes
    assert all(word not in row["content"] for word in (b"Kalehe", b"follow_up", case.bytes, draft.record.bytes))
    assert set(row) == {"draft_id", "author", "kept", "about", "content"}


def test_one_of_two_copies_stays_whichever_pair_the_vault_opens_with(laptop):
    laptop.store.drafts.keep(draft := a_draft(uuid4()))
    fresh = PrivateKeys.new(os.urandom)
    laptop.store.drafts.copy_for(fresh.seal_key)
    assert len(laptop.store.drafts.all()) == 1
    assert laptop.store.drafts.settle() == 0
    with laptop.database.read() as connection:
        assert connection.exec_driver_sql("SELECT draft_id FROM draft").scalars().all() == [draft.id.bytes]


def test_a_draft_of_somebody_else_or_changed_from_outside_is_passed_over(laptop):
    laptop.store.drafts.keep(a_draft(uuid4()))
    with laptop.database.write() as connection:
        connection.exec_driver_sql("UPDATE draft SET content = substr(content, 2)")
    assert laptop.store.drafts.all() == []
    with laptop.database.write() as connection:
        connection.exec_driver_sql("UPDATE draft SET author = 99")
    assert laptop.store.drafts.all() == []


def test_settings_are_kept_by_name(laptop):
    settings: Settings = laptop.store.settings
    assert settings.get("programme") is None
    settings.put("programme", "{}")
    settings.put("programme", '{"version": 1}')
    assert settings.get("programme") == '{"version": 1}'
