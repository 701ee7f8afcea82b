"""Two files of one young person: a supervisor says so, both are shown together and stay as they are; undone at will."""

from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NothingToTakeBack, NotPermitted, SameCase
from reintegration_desktop.casework.reading import find
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.custody.aliases import FORM
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.roles import Room


def may_join(desk: Desk) -> bool:
    """Whether this person says that two files are one young person's."""
    return desk.me.may(Kind.ALIAS, Room.OPEN, FORM)


def join(desk: Desk, case: UUID, code: str) -> Changes:
    """Say that the file with this code is the same young person's. Raises NotPermitted, CaseUnknown, SameCase."""
    other = find(desk, code)
    if not may_join(desk):
        raise NotPermitted
    with desk.read() as cases:
        known = {row.id for row in cases.aliases(case)}
    if other == case or other in known:
        raise SameCase
    return _say(desk, case, other, joined=True)


def part(desk: Desk, case: UUID, other: UUID) -> Changes:
    """Say that it isn't after all: each stands alone again; in the file that is here, where the other was handed over.

    Raises NotPermitted, NothingToTakeBack, CaseElsewhere where both are elsewhere.
    """
    if not may_join(desk):
        raise NotPermitted
    with desk.read() as cases:
        if other not in {row.id for row in cases.aliases(case)}:
            raise NothingToTakeBack
    return _say(desk, case, other, joined=False)


def _say(desk: Desk, case: UUID, other: UUID, *, joined: bool) -> Changes:
    with desk.begin() as work:
        work.alias(case, other, joined=joined)
        return work.commit()
