"""What came and was put aside: looked at, let in as a supervisor's own act, or refused; both stand in the history."""

from collections.abc import Collection
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded
from reintegration_desktop.casework.history_words import HistoryLine, history
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.vault.roles import Room


def decides(desk: Desk) -> bool:
    """Whether this person decides about what was put aside."""
    return may(desk.me.role, desk.me.duties, Kind.APPROVE, Room.OPEN, "")


def content(desk: Desk, case: UUID, versions: Collection[VersionId], *, names: bool = True) -> tuple[HistoryLine, ...]:
    """What some changes that lie aside say, in words, oldest first; nothing of a case that is not here yet."""
    with desk.read() as cases:
        if not cases.facts([case]):
            return ()
    wanted = set(versions)
    return tuple(line for line in reversed(history(desk, case, names=names)) if line.version in wanted)


def adopt(desk: Desk, case: UUID, versions: Collection[VersionId], whose: str) -> Changes:
    """Let changes in as one's own act: written anew and signed, with a note of who wrote them.

    They travel like anything else that is saved, so that nobody else has to decide about them. What came stays aside as
    it came. Raises NotPermitted, and NotAdoptable for what nobody can make their own.
    """
    if not decides(desk):
        raise NotPermitted
    with desk.begin() as work:
        work.adopt(case, versions)
        told = say("Let in what was put aside, as own entries: {n} changes by {who}", n=len(versions), who=whose)
        _note(desk, work, case, told)
        return work.commit()


def refuse(desk: Desk, case: UUID, versions: Collection[VersionId], whose: str, reason: str) -> Changes:
    """Refuse changes, and say why: they change nothing, stay readable, and may be let in at a later day.

    Raises NotPermitted, ReasonNeeded.
    """
    if not decides(desk):
        raise NotPermitted
    if not reason.strip():
        raise ReasonNeeded
    with desk.begin() as work:
        work.refuse(case, versions)
        told = say("Refused what was put aside: {n} changes by {who}. {reason}", n=len(versions), who=whose,
                   reason=reason.strip())  # fmt: skip
        _note(desk, work, case, told)
        return work.commit()


def _note(desk: Desk, work: Work, case: UUID, reason: str) -> None:
    """A signed entry in the case's history; in the office's, for a case that is not here yet."""
    with desk.read() as cases:
        known = bool(cases.facts([case]))
    work.note(Kind.APPROVE, case if known else None, {"form": "", "reason": reason}, told=known)
