"""An order to erase takes two who may, hides at once, and destroys when it is due, wherever it comes."""

from dataclasses import replace
from pathlib import Path

import pytest

from reintegration_desktop.app.erasing.due import carry_out_due, lines_of, registry_of
from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.casework.erasing import ordering
from reintegration_desktop.casework.erasing.copies import Kept, Standing, Where
from reintegration_desktop.casework.errors import (
    KeptLonger,
    NotPermitted,
    OrderedAlready,
    OrderOver,
    ReasonNeeded,
    SecondNotFit,
    UnderLegalHold,
)
from reintegration_desktop.casework.steps import moving
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.erasing.standing import State
from reintegration_desktop.store.errors import CaseNotHere
from tests.store.erasing.signers import Signers, a_young_person, begun, codes


@pytest.fixture
def signers(tmp_path: Path) -> Signers:
    return Signers(tmp_path).begin()


def with_a_case(signers: Signers, number: int = 1):
    with signers.opened() as program:
        return [a_young_person(program, at) for at in range(number)]


def ordered(signers: Signers, *cases, asked_by_child: bool = True) -> bytes:
    with signers.desk() as registry:
        return begun(registry, *cases, asked_by_child=asked_by_child)


def state(signers: Signers, number: bytes) -> State:
    with signers.desk() as registry:
        return registry.find(number).state


def test_one_signature_changes_nothing_and_the_second_hides_at_once(signers):
    case, other = with_a_case(signers, 2)
    number = ordered(signers, case)
    with signers.opened() as program:
        assert len(codes(program)) == 2
    signers.sign("Jonas", number)
    with signers.opened() as program:
        assert [row for row in codes(program)] and len(codes(program)) == 1
        with program.desk.read() as cases:
            for look in (cases.open, cases.history):
                with pytest.raises(CaseNotHere):
                    look(case)
            assert cases.open(other)
        with pytest.raises(CaseNotHere), program.desk.begin() as work:
            work.file(case)
        assert check_vault(program, NoProgress()).sound


@pytest.mark.parametrize("second", ["Jonas", "Salma"])
def test_a_second_who_may_makes_it_whole(signers, second):
    number = ordered(signers, *with_a_case(signers))
    signers.sign(second, number)
    assert state(signers, number) is State.WHOLE


@pytest.mark.parametrize(
    ("second", "refusal"),
    [("Esther", SecondNotFit), ("Grace", SecondNotFit), ("Ruth", SecondNotFit), ("Ali", NotPermitted)],
)
def test_who_signed_who_was_let_in_by_the_first_and_who_may_not_make_nothing_whole(signers, second, refusal):
    number = ordered(signers, *with_a_case(signers))
    with pytest.raises(refusal):
        signers.sign(second, number)
    assert state(signers, number) is State.SIGNING


def test_an_order_needs_a_reason_and_a_supervisor(signers):
    (case,) = with_a_case(signers)
    with signers.desk() as registry, pytest.raises(ReasonNeeded):
        ordering.order(registry, [case], "  ", asked_by_child=True)
    with signers.desk("Jonas") as registry, pytest.raises(NotPermitted):
        ordering.order(registry, [case], "asked", asked_by_child=True)


def test_a_file_is_kept_for_its_time_unless_the_child_asks(signers):
    (case,) = with_a_case(signers)
    with signers.desk() as registry:
        with pytest.raises(KeptLonger):
            begun(registry, case, asked_by_child=False)
        begun(registry, case)
        with pytest.raises(OrderedAlready):
            begun(registry, case)


def test_what_a_court_asks_to_keep_is_neither_ordered_nor_signed_nor_destroyed(signers):
    first, second = with_a_case(signers, 2)
    number = ordered(signers, second)
    with signers.opened() as program:
        moving.hold(program.desk, first, "A court asks.")
        moving.hold(program.desk, second, "A court asks.")
        with pytest.raises(UnderLegalHold):
            begun(registry_of(program), first)
    with pytest.raises(UnderLegalHold):
        signers.sign("Jonas", number)


def test_a_signature_that_comes_too_late_is_refused(signers):
    number = ordered(signers, *with_a_case(signers))
    signers.clock.turn(days=31)
    with pytest.raises(OrderOver):
        signers.sign("Jonas", number)
    with signers.opened() as program:
        assert lines_of(program)[0].standing is Standing.LAPSED


def test_a_file_that_the_child_wants_gone_is_destroyed_at_once_and_answered_for(signers):
    case, other = with_a_case(signers, 2)
    number = ordered(signers, case)
    signers.sign("Jonas", number)
    assert signers.due("Jonas") == 1
    with signers.opened() as program:
        registry = registry_of(program)
        assert set(registry.orders.destroyed()) == {case}
        (receipt,) = registry.find(number).receipts
        assert (receipt.device, receipt.office) == (registry.device, program.me.office)
        assert check_vault(program, NoProgress()).sound
        with program.desk.read() as cases:
            assert cases.open(other)
    assert signers.due() == 0


def test_otherwise_thirty_days_pass_and_until_then_it_can_be_taken_back(signers):
    case = signers.archived()
    number = ordered(signers, case, asked_by_child=False)
    signers.sign("Jonas", number)
    signers.clock.turn(days=29)
    assert signers.due() == 0
    with signers.desk("Grace") as registry:
        ordering.take_back(registry, number)
    with signers.opened() as program:
        assert len(codes(program)) == 1
        with program.desk.read() as cases:
            assert cases.open(case).file.one("identification").text("name_first") == "Nsimire0"
        assert check_vault(program, NoProgress()).sound
    signers.clock.turn(days=40)
    assert signers.due() == 0


def test_after_thirty_days_it_is_destroyed_by_whoever_opens_the_vault(signers):
    number = ordered(signers, signers.archived(), asked_by_child=False)
    signers.sign("Jonas", number)
    signers.clock.turn(days=31)
    with signers.desk() as registry, pytest.raises(OrderOver):
        ordering.take_back(registry, number)
    assert signers.due("Ali") == 1


def test_whose_next_entry_would_come_after_the_files_are_gone_is_not_told_that_they_were_taken_back(signers):
    """By the clock there is time, by the moment that the log's next entry bears there is none."""
    number = ordered(signers, signers.archived(), asked_by_child=False)
    signers.sign("Jonas", number)
    signers.wrote_ahead(days=31)
    with signers.desk() as registry, pytest.raises(OrderOver):
        ordering.take_back(registry, number)


def test_an_order_counts_although_the_clock_ran_ahead_once(signers):
    case = signers.archived()
    signers.wrote_ahead(days=45)
    signers.sign("Jonas", ordered(signers, case, asked_by_child=False))
    with signers.desk() as registry:
        assert registry.orders.all()[-1].state is State.WHOLE


def test_who_neither_signed_nor_supervises_takes_nothing_back(signers):
    number = ordered(signers, signers.archived(), asked_by_child=False)
    signers.sign("Jonas", number)
    with signers.desk("Ruth") as registry, pytest.raises(NotPermitted):
        ordering.take_back(registry, number)


def test_many_files_wait_for_headquarters_too(signers):
    hq = signers.headquarters()
    cases = with_a_case(signers, 6)
    number = ordered(signers, *cases)
    signers.sign("Jonas", number)
    with signers.desk() as registry:
        erasure = registry.find(number)
        assert (erasure.state, erasure.lacks_headquarters) == (State.SIGNING, True)
    signers.send()
    signers.receive("Hanna", hq)
    signers.sign("Hanna", number, hq)
    signers.send("Hanna", hq)
    signers.receive("Esther")
    with signers.opened() as program:
        assert codes(program) == set()
        assert len(registry_of(program).orders.destroyed()) == 6


def test_many_small_orders_come_to_one_large_one(signers):
    cases = with_a_case(signers, 6)
    numbers = [ordered(signers, case) for case in cases[:2]]
    with signers.desk() as registry:
        assert [registry.find(number).is_large for number in numbers] == [False, True]
    signers.sign("Jonas", numbers[1])
    assert state(signers, numbers[1]) is State.SIGNING
    signers.clock.turn(days=40)
    later = ordered(signers, cases[5])
    with signers.desk() as registry:
        assert not registry.find(later).is_large


def test_headquarters_hides_and_destroys_what_it_hears_of_and_both_come_to_the_same(signers):
    hq = signers.headquarters()
    case, _ = with_a_case(signers, 2)
    signers.send()
    signers.receive("Hanna", hq)
    number = ordered(signers, case)
    signers.sign("Jonas", number)
    signers.due()
    signers.send()
    signers.receive("Hanna", hq)
    with signers.opened("Hanna", hq) as program:
        assert set(registry_of(program).orders.destroyed()) == {case}
        assert check_vault(program, NoProgress()).sound
    with signers.opened() as program:
        (line,) = lines_of(program)
        assert line.standing is Standing.DESTROYED
        assert [copy.office for copy in line.copies.unheard] == [peer.office for peer in program.peers]
    signers.send("Hanna", hq)
    got = signers.receive("Esther")
    assert not any(settled.agrees is False for settled in got.heard)
    with signers.opened() as program:
        (line,) = lines_of(program)
        assert (line.standing, len(line.copies.confirmed)) == (Standing.EVERYWHERE, 2)


def test_it_is_never_said_to_be_gone_everywhere_while_an_older_backup_lies_here(signers):
    from reintegration_desktop.app.backups.making import back_up_vault  # noqa: PLC0415

    (case,) = with_a_case(signers)
    with signers.opened() as program:
        older = back_up_vault(program)
    number = ordered(signers, case)
    signers.sign("Jonas", number)
    signers.due()
    with signers.opened() as program:
        (line,) = lines_of(program)
        assert (line.standing, line.copies.backups) == (Standing.DESTROYED, (Kept(older.made_at, Where.HERE),))
        older.path.unlink()
        back_up_vault(program)
        assert lines_of(program)[0].standing is Standing.EVERYWHERE


def test_who_carries_out_what_is_due_on_a_disk_that_is_only_read_does_nothing(signers):
    number = ordered(signers, *with_a_case(signers))
    signers.sign("Jonas", number)
    with signers.opened() as program:
        assert program.database is not None
        program.database.read_only = True
        assert carry_out_due(replace(program)).destroyed == 0
