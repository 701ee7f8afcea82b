"""A program killed at every single step of a removal: the next opening finds the vault whole, before or after."""

import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest
from sqlalchemy import Engine, event

from reintegration_desktop.app.keeping import check_vault
from reintegration_desktop.app.keys.renewing import remove_at_once, renew_at_once
from reintegration_desktop.app.people import Misuse
from reintegration_desktop.casework.reading import open_case
from reintegration_desktop.casework.records import save_sheet, sheet
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.rules.facts import CaseFilter
from reintegration_desktop.vault.joining import add_person
from reintegration_desktop.vault.newcomer import Newcomer
from reintegration_desktop.vault.roles import Role
from tests.e2e.offices import MEANS, add_cases, an_office, opened

TOUCHES = frozenset({"open", "os.rename", "os.remove", "os.truncate", "os.chmod", "os.mkdir"})
SHARE = 14
"""In the suite every fourteenth step of each; in the long run all of them."""


class Steps:
    """Counts what a program does to files and database, and kills it before a step."""

    def __init__(self, fatal: int = 0) -> None:
        self.taken, self._fatal = 0, fatal

    def watch(self) -> "Steps":
        """From now on, to the end of this process."""
        sys.addaudithook(lambda name, _: self._step() if name in TOUCHES else None)
        event.listen(Engine, "before_cursor_execute", lambda *_: self._step())
        event.listen(Engine, "commit", lambda _: self._step())
        return self

    def _step(self) -> None:
        self.taken += 1
        if self.taken == self._fatal:
            os.kill(os.getpid(), signal.SIGKILL)


def remove(vault: Path) -> None:
    program = opened(vault, "Esther")
    jonas = next(one.id for one in program.keyring.people.current() if one.id != program.me.id)
    remove_at_once(program, jonas, NoProgress())


def remove_with_misuse(vault: Path) -> None:
    program = opened(vault, "Esther")
    jonas = next(one.id for one in program.keyring.people.current() if one.id != program.me.id)
    remove_at_once(program, jonas, NoProgress(), misuse=Misuse(program.desk.today))


def renew(vault: Path) -> None:
    renew_at_once(opened(vault, "Esther"), NoProgress())


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """Esther's vault with three cases, one of which hides its name, and Jonas in it."""
    program = an_office(tmp_path / "Goma.vault")
    add_person(program.folder, program.keyring, Newcomer("Jonas", "Jonas", Role.CASEWORKER), "five words", MEANS)
    hidden = add_cases(program, 3)[0]
    one = sheet(program.desk, open_case(program.desk, hidden), "case", hidden)
    save_sheet(program.desk, one.filled(one.filling.answer("name_is_hidden", True)))
    program.close()
    return tmp_path / "Goma.vault"


def in_a_process_of_its_own(work: Callable[[Path], None], vault: Path, fatal: int = 0) -> int:
    """How many steps it took; killed before the fatal one, none is told."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        steps = Steps(fatal).watch()
        work(vault)
        os.write(writing, struct.pack(">I", steps.taken))
        os._exit(0)
    os.close(writing)
    told = os.read(reading, 4)
    os.close(reading)
    os.waitpid(child, 0)
    return struct.unpack(">I", told)[0] if told else 0


def as_it_is(vault: Path) -> tuple[list[str], int, bool, int]:
    """Cases with names, people, soundness, keys of the database, once the vault was opened again."""
    program = opened(vault, "Esther")
    with program.desk.read() as cases:
        ids = list(cases.ids(CaseFilter(status=None)))
        named = sorted(
            f"{row.code} {answers.text('name_first')}"
            for row, answers in zip(cases.rows(ids), (cases.names([one])[one] for one in ids), strict=True)
        )
    sound = check_vault(program, NoProgress()).sound
    found = named, len(program.keyring.people.current()), sound, len(program.keyring.database_keys())
    assert program.notices == ()
    program.close()
    return found


@pytest.mark.long
@pytest.mark.parametrize("work", [remove, remove_with_misuse, renew], ids=lambda work: work.__name__)
def test_it_is_killed_before_each_step_and_the_next_opening_finishes_what_was_begun(
    vault: Path,
    tmp_path: Path,
    longer: int,
    work: Callable[[Path], None],
    record_property: Callable[[str, object], None],
):
    for place in ("whole", "before"):
        (tmp_path / place).mkdir()
    whole = copytree(vault, tmp_path / "whole" / vault.name)
    before = as_it_is(copytree(vault, tmp_path / "before" / vault.name))  # and the questions are read, once for all
    total = in_a_process_of_its_own(work, whole)
    after = as_it_is(whole)
    assert total > 50
    reached = set()
    fatal_steps = range(1, total + 1, 1 if longer > 1 else SHARE)
    for fatal in fatal_steps:
        (tmp_path / str(fatal)).mkdir()
        killed = copytree(vault, tmp_path / str(fatal) / vault.name)
        assert in_a_process_of_its_own(work, killed, fatal) == 0
        found = as_it_is(killed)
        assert found in (before, after), f"killed before step {fatal} of {total}"
        assert not list(killed.glob("*.new*"))
        reached.add(found == after)
    sys.stdout.write(f"{work.__name__}: before {len(fatal_steps)} of {total} steps, 0 lost\n")
    assert before == after or reached == {True, False}
