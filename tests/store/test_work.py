"""Saving is writing the log: sealed by room, numbered, from what was seen; or nothing happened."""

from dataclasses import replace
from uuid import uuid4

import pytest

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import decode
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.store.errors import CaseNotHere, CodeTaken, RecordNotHere
from reintegration_desktop.vault.roles import Room
from tests.store.office import a_person, a_visit, an_edit, case_facts, consent, open_a_case, save


def _rows(laptop, sql, *values):
    with laptop.database.read() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql, values)]


def test_what_was_saved_is_read_again_after_the_vault_was_opened_anew(laptop):
    case = open_a_case(laptop)
    visit = a_visit(case)
    save(laptop, case, visit)
    again = laptop.opened_again()
    with again.store.read() as cases:
        file = cases.open(case).file
    assert file.one("identification").text("name_first") == "Aminata"
    assert file.rows("follow_up")[0].answers == visit.answers
    assert [record.form for record in file.records] == ["case", "identification", "follow_up"]
    again.database.close()


def test_a_commit_says_which_pages_may_ask_again(laptop):
    case = open_a_case(laptop)
    with laptop.store.begin() as work:
        work.save(case, a_visit(case))
        assert work.commit().topics == {"cases", "tasks", f"case:{case}"}


def test_leaving_without_commit_means_that_nothing_happened(laptop):
    case = open_a_case(laptop)
    before = _rows(laptop, "SELECT * FROM change")
    with laptop.store.begin() as work:
        work.save(case, a_visit(case))
        assert len(work.file(case).rows("follow_up")) == 1
    with pytest.raises(RuntimeError), laptop.store.begin() as work:
        work.save(case, a_visit(case))
        raise RuntimeError
    assert _rows(laptop, "SELECT * FROM change") == before


def test_only_rooms_with_edits_are_written(laptop):
    case = open_a_case(laptop)
    person = a_person(case)
    before = _rows(laptop, "SELECT count(*) FROM change")[0][0]
    edit = replace(person, answers=person.answers.with_("nickname", "Mina"), edited=frozenset({"nickname"}))
    save(laptop, case, edit)
    written = _rows(laptop, "SELECT room FROM change WHERE seq > ?", before)
    assert written == [(1,)]


def test_several_edits_of_one_record_in_a_transaction_are_one_version(laptop):
    case = open_a_case(laptop)
    visit = a_visit(case)
    with laptop.store.begin() as work:
        work.save(case, visit)
        work.save(
            case, replace(visit, answers=visit.answers.with_("risk_level", "high"), edited=frozenset({"risk_level"}))
        )
        work.commit()
    with laptop.store.read() as cases:
        assert cases.open(case).file.record(visit.record).answers.choice("risk_level") == "high"
        assert sum(version.record == visit.record for version in cases.history(case)) == 1


def test_a_version_names_what_was_on_the_screen(laptop):
    case = open_a_case(laptop)
    person = a_person(case)
    with laptop.store.read() as cases:
        seen = cases.open(case).seen(person.record)
    save(
        laptop,
        case,
        replace(person, answers=person.answers.with_("nickname", "Mina"), edited=frozenset({"nickname"}), seen=seen),
    )
    save(
        laptop, case, replace(person, answers=person.answers.with_("sex", "male"), edited=frozenset({"sex"}), seen=seen)
    )
    with laptop.store.read() as cases:
        opened = cases.open(case)
        assert cases.conflicts() == [(case, person.record, Room.PERSON)]
    answers = opened.file.one("identification")
    assert (answers.text("nickname"), answers.text("sex")) == ("Mina", "male")
    assert opened.conflicts == {}


def test_the_same_answer_changed_twice_waits_for_a_person_until_one_decides(laptop):
    case = open_a_case(laptop)
    person = a_person(case)
    with laptop.store.read() as cases:
        seen = cases.open(case).seen(person.record)
    for name in ("Mina", "Nana"):
        save(
            laptop,
            case,
            replace(person, answers=person.answers.with_("nickname", name), edited=frozenset({"nickname"}), seen=seen),
        )
    with laptop.store.read() as cases:
        opened = cases.open(case)
    (conflict,) = opened.conflicts[person.record, Room.PERSON]
    assert {option.value for option in conflict.options} == {"Mina", "Nana"}
    with laptop.store.begin() as work:
        work.resolve(case, person.record, Room.PERSON, person.answers.with_("nickname", "Mina"))
        work.commit()
    with laptop.store.read() as cases:
        assert cases.conflicts() == []
        assert cases.open(case).file.one("identification").text("nickname") == "Mina"


def test_a_deleted_record_is_hidden_and_can_be_brought_back(laptop):
    case = open_a_case(laptop)
    visit = a_visit(case)
    save(laptop, case, visit)
    with laptop.store.begin() as work:
        work.delete(case, visit.record)
        assert work.file(case).record(visit.record) is None
        work.commit()
    with laptop.store.read() as cases:
        assert cases.open(case).file.record(visit.record) is None
    with laptop.store.begin() as work:
        work.undelete(case, visit.record)
        assert work.file(case).record(visit.record).answers == visit.answers
        work.commit()
    with laptop.store.read() as cases:
        assert cases.open(case).file.record(visit.record).answers == visit.answers
        kinds = [version.kind for version in cases.history(case) if version.record == visit.record]
    assert kinds == [Kind.SAVE, Kind.DELETE, Kind.UNDELETE]


def test_what_is_not_there_is_refused(laptop):
    case = open_a_case(laptop, code="K3W9ZP-4")
    with laptop.store.begin() as work:
        with pytest.raises(CaseNotHere):
            work.file(uuid4())
        with pytest.raises(RecordNotHere):
            work.delete(case, uuid4())
        with pytest.raises(RecordNotHere):
            work.resolve(case, uuid4(), Room.PERSON, Answers())
        with pytest.raises(CodeTaken):
            work.open_case(uuid4(), "K3W9ZP-4")


def test_sealed_answers_cannot_be_found_in_the_rows(laptop):
    case = open_a_case(laptop, a_person(uuid4()))
    save(laptop, case, a_visit(case, observations="He was seen near Kalehe"))
    for (document,) in _rows(laptop, "SELECT document FROM change WHERE room <> 0"):
        assert b"Aminata" not in document and b"Kalehe" not in document and b"follow_up" not in document


def test_an_answer_taken_away_is_gone_and_its_room_written(laptop):
    case = open_a_case(laptop)
    person = a_person(case)
    save(laptop, case, replace(person, answers=person.answers.without("nickname"), edited=frozenset({"nickname"})))
    with laptop.store.read() as cases:
        assert "nickname" not in cases.open(case).file.one("identification")


def test_a_new_record_without_an_answer_is_kept(laptop):
    case = open_a_case(laptop)
    episode = an_edit(case, "association")
    save(laptop, case, episode, an_edit(case, "exit", parent=episode.record))
    with laptop.store.read() as cases:
        file = cases.open(case).file
    assert file.rows("association")[0].id == episode.record
    assert len(file.children(episode.record, "exit")) == 1


def test_open_facts_are_folded_for_lists(laptop):
    case = uuid4()
    open_a_case(
        laptop, a_person(case), consent(case), an_edit(case, "concerns", risk_level="high"), case=case, code="7K4M2Q-D"
    )
    with laptop.store.read() as cases:
        (row,) = cases.facts([case])
        assert cases.by_code("7K4M2Q-D") == case
    assert (row.code, row.status, row.stage, row.risk) == ("7K4M2Q-D", "open", "identified", "high")
    assert (row.worker, row.office) == (laptop.keyring.id, laptop.keyring.office)
    assert row.consent["agrees_to_sharing"] == "no" and row.consent["agrees_to_tracing"] == "yes"


def test_a_look_is_written_down_and_who_may_not_read_oversight_cannot_read_why(laptop):
    case = open_a_case(laptop)
    with laptop.store.begin() as work:
        work.note(Kind.VIEW, case, {"form": "association", "reason": "court asked"})
        work.note(Kind.EXPORT, None, {"form": "", "reason": "donor"})
        assert work.commit().topics == {"entries"}
    with laptop.store.read() as cases:
        view = cases.history(case)[-1]
    assert (view.kind, view.room, view.document.answers["reason"]) == (Kind.VIEW, Room.OVERSIGHT, "court asked")
    sealed = _rows(laptop, "SELECT document FROM change WHERE kind IN (9, 10)")
    assert len(sealed) == 2 and all(b"court" not in document for (document,) in sealed)


def test_keys_travel_in_the_open_room_wrapped(laptop):
    open_a_case(laptop)
    documents = [decode(raw) for (raw,) in _rows(laptop, "SELECT document FROM change WHERE room = 0")]
    (keys,) = [document for document in documents if document.form == "keys"]
    assert set(keys.answers) == {"person", "account", "restricted"}


def test_a_record_of_the_case_itself_has_the_id_of_the_case(laptop):
    case = open_a_case(laptop)
    with laptop.store.read() as cases:
        opened = cases.open(case)
    assert opened.file.record(record_of(case, "case")).form == "case"
    assert (case, Room.OPEN) in opened.heads
    assert case_facts(case, laptop.keyring, "x").record == case
