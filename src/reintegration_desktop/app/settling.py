"""Settling on the screen: what was kept in the vault, and the desk that every page works at from then on."""

from collections.abc import Callable, Generator

from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.programme.settling import (
    Part,
    check_settling,
    may_settle,
    note_settling,
    work_out_anew,
)
from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.ui.settings.verbs import Settles
from reintegration_desktop.vault.roles import Role

Settled = Callable[[Program], None]


def settling(program: Callable[[], Program], settled: Settled) -> Settles:
    """What the settings call; ``settled`` is told the program that goes by what was settled, beside the main thread."""

    def settle(part: Part, programme: Programme, reason: str) -> Generator[None, None, Programme]:
        was = program()
        check_settling(was.me, part, reason, was.programme.issued)
        now = was.settle(programme)
        note_settling(now.desk, part, was.programme.policy, reason)
        settled(now)
        if now.programme.policy != was.programme.policy:
            yield from work_out_anew(now.desk)
        return now.programme

    me, lists = program().me, program().dictionary.programme_lists
    given = program().programme.issued is not None and me.role is not Role.HEADQUARTERS
    parts = frozenset(part for part in Part if may_settle(me, part) and not (given and part is Part.POLICY))
    return Settles(settle, parts, tuple(sorted(lists)))
