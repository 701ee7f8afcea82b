"""Going by headquarters' rules once they came, and working out every due day by their numbers."""

from collections.abc import Generator

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.programme.issuing import Issuing, followed
from reintegration_desktop.casework.programme.settling import work_out_anew

WORKED = "rules_worked_out"
"""The setting that tells by which rules the due days of all cases were worked out: a digest, 64 hex digits."""


def place_of(program: Program) -> Issuing:
    """The place where rules are made and signed; raises NoDatabase for who has none."""
    return Issuing(program.desk, program.keyring, program.opened.issued, program.means.random)


def follow(program: Program) -> Program | None:
    """The program that goes by the rules that came; None where it goes by them already, or can't keep them."""
    if program.store is None or program.store.is_read_only:
        return None
    now = followed(program.programme, program.store.issued())
    return None if now is program.programme else program.keep(now)


def is_behind(program: Program) -> bool:
    """Whether due days are to be worked out by newer numbers, by somebody who holds every room."""
    issued = program.programme.issued
    if program.store is None or program.store.is_read_only or issued is None or not program.keyring.holds_every_room:
        return False
    return program.store.settings.get(WORKED) != issued.digest


def catch_up(program: Program) -> Generator[None, None, None]:
    """Work out the due days of every open case by the rules in force, in slices that step aside."""
    issued = program.programme.issued
    if is_behind(program) and issued is not None:
        yield from work_out_anew(program.desk)
        program.opened.settings.put(WORKED, issued.digest)
