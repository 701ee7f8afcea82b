"""Two copies of one vault, both in use, go on and merge: through headquarters, and by bundle from one to the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copytree
from uuid import UUID

import pytest

from reintegration_desktop.app.program import Program, assemble, lock_of
from reintegration_desktop.app.travelling import came, send_all
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.saving import save
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.unlocking import unlock
from tests.e2e.offices import MEANS, PASSPHRASE, Offices, add_cases, both
from tests.ui.workplaces import an_edit


@dataclass
class Copies:
    """``one`` is the vault that was copied, ``other`` its copy on another computer, ``hq`` headquarters."""

    one: Program
    other: Program
    offices: Offices

    @property
    def hq(self) -> Program:
        return self.offices.hq

    def close(self) -> None:
        self.one.close()
        self.other.close()
        self.hq.close()

    def through_headquarters(self, rounds: int = 3) -> None:
        """Both send, headquarters takes in and sends back, both take in; a stick goes round."""
        for _ in range(rounds):
            for program in (self.one, self.other):
                send_all(program, self.offices.stick)
                came(self.hq, self.offices.stick)
                send_all(self.hq, self.offices.stick)
                came(program, self.offices.stick)


def on_another_computer(vault: Path, home: Path) -> Program:
    """A vault opened where this computer's token doesn't lie."""
    folder = VaultFolder(vault, home)
    lock = lock_of(folder, "test")
    return assemble(folder, lock, unlock(folder, None, PASSPHRASE, MEANS), MEANS)


@pytest.fixture
def copies(tmp_path: Path) -> Iterator[Copies]:
    offices = both(tmp_path)
    add_cases(offices.goma, 3)
    offices.goma.close()
    copytree(tmp_path / "Goma.vault", tmp_path / "elsewhere" / "Goma.vault")
    one = on_another_computer(tmp_path / "Goma.vault", offices.goma.folder.home)
    other = on_another_computer(tmp_path / "elsewhere" / "Goma.vault", tmp_path / "other home")
    made = Copies(one, other, offices)
    yield made
    made.close()


def cases_of(program: Program) -> set[UUID]:
    with program.desk.read() as cases:
        return {row.id for row in cases.rows(list(cases.ids(CaseFilter(status=None))))}


def vector(program: Program) -> dict[str, int]:
    return {device: mark.seq for device, mark in program.opened.incoming.vector().items()}


def visit(program: Program, case: UUID, text: str) -> UUID:
    edit = an_edit(case, "follow_up", visited_on=program.desk.today, observations=text)
    save(program.desk, case, edit)
    return edit.record


def rename(program: Program, case: UUID, name: str) -> None:
    (record,) = open_case(program.desk, case).file.rows("identification")
    edit = an_edit(case, "identification", record.id)
    answers = record.answers.with_("name_first", name)
    save(program.desk, case, replace(edit, answers=answers, edited=frozenset({"name_first"})))


def work_on_both(copies: Copies, shared: UUID | None = None) -> tuple[UUID, set[UUID]]:
    """Each opens a case and visits the same young person; returns that person's case, and the new ones."""
    shared = shared or min(cases_of(copies.one))
    new = {*add_cases(copies.one, 1), *add_cases(copies.other, 1)}
    visit(copies.one, shared, "seen at home")
    visit(copies.other, shared, "seen at school")
    return shared, new


def visits(program: Program, case: UUID) -> set[str]:
    return {row.answers.text("observations") for row in open_case(program.desk, case).file.rows("follow_up")}


def assert_alike_and_whole(*programs: Program) -> None:
    assert len({tuple(sorted(vector(program).items())) for program in programs}) == 1
    for program in programs:
        assert not program.opened.incoming.quarantined()
        assert program.opened.checker.check((), NoProgress()).is_sound


def test_a_copied_folder_goes_on_as_another_device(copies: Copies):
    before = set(vector(copies.one))
    work_on_both(copies)
    (one,) = set(vector(copies.one)) - before or before
    (other,) = set(vector(copies.other)) - before
    assert one != other
    assert copies.other.notices == ()


def test_both_send_and_headquarters_has_everything_of_both(copies: Copies):
    shared, new = work_on_both(copies)
    for program in (copies.one, copies.other):
        send_all(program, copies.offices.stick)
    came(copies.hq, copies.offices.stick)
    assert cases_of(copies.hq) == cases_of(copies.one) | cases_of(copies.other)
    assert new <= cases_of(copies.hq)
    held, both_hold = vector(copies.hq), (vector(copies.one), vector(copies.other))
    assert all(held[device] >= seq for one in both_hold for device, seq in one.items())
    assert shared in cases_of(copies.hq)


def test_through_headquarters_both_come_to_the_same(copies: Copies):
    shared, new = work_on_both(copies)
    copies.through_headquarters()
    assert new <= cases_of(copies.one) == cases_of(copies.other)
    for program in (copies.one, copies.other):
        assert visits(program, shared) == {"seen at home", "seen at school"}
    assert_alike_and_whole(copies.one, copies.other)


def test_from_one_to_the_other_by_bundle_without_headquarters(copies: Copies, tmp_path: Path):
    shared, new = work_on_both(copies)
    for sends, takes in ((copies.one, copies.other), (copies.other, copies.one)):
        stick = tmp_path / f"stick-{sends.folder.path.parent.name}"
        stick.mkdir()
        send_all(sends, stick, {sends.me.office: frozenset()})
        told = came(takes, stick)
        assert not told.refused
    assert new <= cases_of(copies.one) == cases_of(copies.other)
    for program in (copies.one, copies.other):
        assert visits(program, shared) == {"seen at home", "seen at school"}
    assert_alike_and_whole(copies.one, copies.other)


def test_one_answer_changed_on_both_waits_for_a_person_on_both(copies: Copies):
    case = min(cases_of(copies.one))
    rename(copies.one, case, "Zawadi")
    rename(copies.other, case, "Zawadie")
    copies.through_headquarters()
    for program in (copies.one, copies.other):
        waits = open_case(program.desk, case).conflicts.values()
        assert [one.key for found in waits for one in found] == ["name_first"]
    assert_alike_and_whole(copies.one, copies.other)


def test_work_goes_on_after_they_met(copies: Copies):
    shared, _ = work_on_both(copies)
    copies.through_headquarters()
    _, new = work_on_both(copies, shared)
    copies.through_headquarters()
    assert new <= cases_of(copies.one) == cases_of(copies.other)
    assert len(open_case(copies.one.desk, shared).file.rows("follow_up")) == 4
    assert_alike_and_whole(copies.one, copies.other)


def test_a_copy_that_is_heard_of_no_more_holds_nobody_up(copies: Copies):
    peers, office = copies.hq.opened.peers, copies.one.me.office
    work_on_both(copies)
    copies.through_headquarters(rounds=1)
    with copies.hq.database.write() as connection:
        copy = bytes.fromhex(copies.other.opened.device)
        connection.exec_driver_sql("UPDATE peer_copy SET heard = 0 WHERE copy = ?", (copy,))
    own = copies.one.opened.device
    assert peers.acknowledged(office)[own] == vector(copies.one)[own]
