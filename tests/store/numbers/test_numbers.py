"""An office's numbers count once two people signed them; what somebody writes into the settings counts for nothing."""

import json
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.people import take_away
from reintegration_desktop.app.program import Program, create_program
from reintegration_desktop.app.settling import bring_numbers, numbers_waiting, seconds_by_name, settling
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.casework.programme.errors import NumbersOver, NumbersUnchanged
from reintegration_desktop.casework.programme.numbers import sign
from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.numbers.entries import (
    Numbers,
    digest_of,
    may_be_said,
    read_entry,
    record_about,
    signing_document,
)
from reintegration_desktop.rules.numbers.standing import State, in_force
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.store.checking.findings import Trouble
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.rows import changes_where
from reintegration_desktop.store.travel.papers import put_papers
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.papers.acts import Act, Statement, begin_approval
from reintegration_desktop.vault.roles import Role
from tests.store.erasing.signers import PASSPHRASE, Signers

WHY = "Decided in the steering group."


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


def other(program: Program, **numbers: object) -> Policy:
    return replace(program.programme.policy, **numbers)


def brought(signers: Signers, label: str = "Esther", **numbers: object) -> bytes:
    with signers.opened(label) as program:
        bring_numbers(program, other(program, **numbers), WHY)
        return numbers_waiting(program)[-1].digest


def in_the_settings(program: Program, **numbers: object) -> None:
    """What somebody with the database's key writes there."""
    assert program.database is not None
    kept = json.loads(program.opened.settings.get("programme") or "{}")
    kept["policy"] = {**kept.get("policy", {}), **numbers}
    with program.database.write() as connection:
        connection.exec_driver_sql("UPDATE setting SET value = ? WHERE name = 'programme'", (json.dumps(kept),))


def policy(signers: Signers, label: str = "Ruth") -> Policy:
    with signers.opened(label) as program:
        return program.programme.policy


@pytest.mark.parametrize("second", ["Salma", "Ali"])
def test_numbers_count_once_a_second_person_signed_them(signers, second):
    digest = brought(signers, keep_years=7)
    assert policy(signers).keep_years == 5
    with signers.opened(second) as program:
        (waits,) = numbers_waiting(program)
        assert waits.signs and any("7 years" in change for change in waits.changes)
        sign(program.numbering(), digest)
        assert not numbers_waiting(program)
    assert policy(signers).keep_years == 7
    with signers.opened() as program:
        now = in_force(program.opened.numbers())
        assert now is not None and not now.alone
        assert now.act is Act.CHANGE_RETENTION
        assert check_vault(program, NoProgress()).sound


def test_numbers_count_although_the_clock_ran_ahead_once(signers):
    """What is signed bears the log's moment, and is in time by that."""
    signers.wrote_ahead(days=45)
    digest = brought(signers, keep_years=7)
    with signers.opened("Salma") as program:
        sign(program.numbering(), digest)
    assert policy(signers).keep_years == 7


def test_a_signature_that_all_others_would_find_too_late_is_refused(signers):
    digest = brought(signers, keep_years=7)
    signers.wrote_ahead(days=31)
    with signers.opened("Salma") as program, pytest.raises(NumbersOver):
        sign(program.numbering(), digest)


@pytest.mark.parametrize("second", ["Esther", "Grace", "Ruth", "Jonas"])
def test_who_brought_them_who_was_let_in_by_who_did_and_who_may_not_make_nothing_whole(signers, second):
    digest = brought(signers, asker_may_approve=True)
    with signers.opened(second) as program, pytest.raises(NumbersOver):
        sign(program.numbering(), digest)
    assert not policy(signers).asker_may_approve


def test_a_number_that_was_written_into_the_settings_counts_for_nothing_and_is_named(signers):
    with signers.opened() as program:
        in_the_settings(program, keep_years=0, asker_may_approve=True)
        found = check_vault(program, NoProgress())
        assert not found.sound
    with signers.opened() as program:
        assert (program.programme.policy.keep_years, program.programme.policy.asker_may_approve) == (5, False)
        assert not program.desk.policy.asker_may_approve
        assert Trouble.NUMBERS in program.opened.checker.check((), NoProgress()).counts
        program.opened.checker.fold_anew(NoProgress())
        assert program.opened.checker.check((), NoProgress()).is_sound


def test_a_change_that_one_person_writes_by_hand_waits_like_any_other(signers):
    with signers.opened() as program:
        numbers = Numbers(program.me.office, current(program), other(program, keep_years=0))
        write(program, numbers, Act.CHANGE_RETENTION)
        assert program.opened.numbers()[-1].state is State.SIGNING
    assert policy(signers).keep_years == 5


def test_keeping_files_for_another_time_must_be_called_so(signers):
    with signers.opened() as program:
        numbers = Numbers(program.me.office, current(program), other(program, keep_years=1))
        write(program, numbers, Act.CHANGE_POLICY)
        digest = program.opened.numbers()[-1].digest
    with signers.opened("Salma") as program:
        sign(program.numbering(), digest)
    assert policy(signers).keep_years == 5


def test_of_two_that_replace_the_same_numbers_the_first_that_is_whole_counts(signers):
    first, second = brought(signers, keep_years=7), brought(signers, keep_years=9)
    with signers.opened("Ali") as program:
        sign(program.numbering(), second)
        with pytest.raises(NumbersOver):
            sign(program.numbering(), first)
        assert [one.state for one in program.opened.numbers()][-2:] == [State.OVERTAKEN, State.WHOLE]
    assert policy(signers).keep_years == 9


def test_who_begins_alone_decides_alone_and_it_is_said(tmp_path):
    signers = Signers(tmp_path)
    esther = Newcomer("Esther Mbeki", "Esther", Role.SUPERVISOR)
    program = create_program(signers.folder, esther, PASSPHRASE, means=signers.means, office="Goma")
    assert seconds_by_name(program) == []
    bring_numbers(program, Policy(keep_years=6), WHY)
    now = in_force(program.opened.numbers())
    assert now is not None and now.alone
    program.close()
    assert policy(signers, "Esther").keep_years == 6


def test_who_was_removed_is_nobodys_second_person_in_their_own_office_either(signers):
    for name in ("Salma Haddad", "Ali Deng"):
        with signers.opened() as program:
            assert name in seconds_by_name(program)
            person = next(one for one, known in program.programme.people.items() if known == name)
            take_away(program, UUID(person), NoProgress())
    with signers.opened() as program:
        assert seconds_by_name(program) == ["Grace Achieng"]
        bring_numbers(program, other(program, keep_years=7), WHY)
        settled = program.opened.numbers()
        with program.database.write() as connection:
            put_papers(connection, (), program.keyring.file.revocations)
        assert program.opened.numbers() == settled
    with signers.opened("Grace") as program:
        sign(program.numbering(), settled[-1].digest)
    assert policy(signers).keep_years == 7


def test_numbers_need_a_custodian_a_reason_and_a_change(signers):
    with signers.opened("Jonas") as program, pytest.raises(NotPermitted):
        bring_numbers(program, other(program, keep_years=6), WHY)
    with signers.opened() as program:
        with pytest.raises(ReasonNeeded):
            bring_numbers(program, other(program, keep_years=6), " ")
        with pytest.raises(NumbersUnchanged):
            bring_numbers(program, program.programme.policy, WHY)


def test_what_is_said_of_numbers_by_who_may_not_is_put_aside_on_arrival(signers):
    brought(signers, keep_years=7)
    with signers.opened() as program:
        me = program.keyring.person
        assert program.database is not None
        with program.database.read() as connection:
            about = (program.me.office.bytes, record_about(program.me.office).bytes)
            said = changes_where(connection, Register(connection), "WHERE c.case_id = ? AND c.record_id = ?", about)
            last = list(said)[-1]
    assert may_be_said(last, me)
    for role, duties in ((Role.CASEWORKER, me.duties), (Role.SUPERVISOR, frozenset())):
        assert not may_be_said(last, replace(me, claims=replace(me.claims, role=role, duties=duties)))
    assert not may_be_said(last, replace(me, claims=replace(me.claims, sign_key=bytes(32))))
    assert not may_be_said(replace(last, document=last.document[:-9]), me)
    assert read_entry(replace(last, record=last.case)) is None


def test_lists_are_kept_with_their_entry_of_the_log_or_not_at_all(signers):
    def stop(_: Program) -> None:
        raise KeyboardInterrupt

    with signers.opened() as program:
        before = len(history(program))
        lists = {**program.programme.lists, "languages": {"swh": "Kiswahili"}}
        work = settling(lambda: program, stop).settle(Part.LISTS, replace(program.programme, lists=lists), "")
        with pytest.raises(KeyboardInterrupt):
            next(work)
        assert len(history(program)) == before + 1
    with signers.opened() as program:
        assert program.programme.lists["languages"] == {"swh": "Kiswahili"}


def history(program: Program) -> list:
    with program.desk.read() as cases:
        return list(cases.history(program.me.office))


def current(program: Program) -> str:
    now = in_force(program.opened.numbers())
    return "" if now is None else now.digest.hex()


def write(program: Program, numbers: Numbers, act: Act) -> None:
    """An entry as somebody's changed program writes it."""
    digest, now = digest_of(numbers.to_bytes()), program.means.now()
    statement = Statement(act, numbers.office, digest, now.replace(year=now.year + 1), program.means.random(16))
    approval = begin_approval(statement, program.me.id, program.keyring.sign)
    with program.desk.begin() as work:
        work.about_numbers(signing_document(approval, numbers))
        work.commit()
