"""Who may write a case's own facts: its stage and status, whose it is, in which office it lies."""

from collections.abc import Sequence
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.rules.stages import AFTER_CLOSING, OPEN, STATUS, Stage
from reintegration_desktop.vault.roles import Role

GUARDED = ("case_stage", "case_status", "caseworker", "earlier_caseworker", "assigned_on", "office")
HIDDEN = "name_is_hidden"
_NOTICES = ("earlier_caseworker", "assigned_on")


def may_move(role: Role, before: Stage | None, to: Stage) -> bool:
    """Whether somebody of a role may bring a case from one stage to another; None before it was begun.

    A caseworker's program moves a case on and back while it is open, asks for closing, follows up on a closed case and
    opens it again in danger. What ends the work - closing, handing over, a double, not taking on - is a supervisor's.
    """
    if role is Role.SUPERVISOR or before is to:
        return True
    if role is not Role.CASEWORKER:
        return False
    if before is None or before in OPEN:
        return to in OPEN
    return before in AFTER_CLOSING and to in AFTER_CLOSING | {Stage.REOPENED}


def writes_as_permitted(role: Role, author: UUID, office: UUID, was: Sequence[Answers], now: Answers) -> bool:
    """Whether an author may write the facts of a case as they become; ``was`` is what its parents said, none at first.

    What one of them said stays allowed; a status is always that of the stage. A name is hidden, and shown again, by the
    caseworker or a supervisor. Whoever begins a case says who works on
    it; from then on a supervisor gives it to somebody else.
    """
    if not _may_hide(role, author, was, now):
        return False
    if role is Role.SUPERVISOR:
        return _may_move_from(role, was, now) and _status_fits(was, now)
    return (
        _may_move_from(role, was, now)
        and _status_fits(was, now)
        and (not was or _kept("caseworker", was, now))
        and _kept("office", was or [Answers({"office": str(office)}), Answers()], now)
        and all(_kept(key, was or [Answers()], now) or _noted(author, was, now, key) for key in _NOTICES)
    )


def _may_hide(role: Role, author: UUID, was: Sequence[Answers], now: Answers) -> bool:
    """Whether a name stays hidden or shown, or is turned by who has the keys for it: the caseworker, a supervisor."""
    if role is Role.SUPERVISOR or not was or any(_is_hidden(one) == _is_hidden(now) for one in was):
        return True
    return any(one.text("caseworker") == str(author) for one in was)


def _is_hidden(answers: Answers) -> bool:
    """By an answer as it is kept, or as the text that a receiver reads it as."""
    return answers.get(HIDDEN) in (True, "true")


def _may_move_from(role: Role, was: Sequence[Answers], now: Answers) -> bool:
    to = now.choice("case_stage")
    if any(one.choice("case_stage") == to for one in was) or (to is None and not was):
        return True
    stage = _stage(to or "")
    if stage is None:
        return role is Role.SUPERVISOR
    return any(may_move(role, before, stage) for before in ([_stage_of(one) for one in was] or [None]))


def _stage_of(answers: Answers) -> Stage | None:
    """The stage that a version says; of a newer program, as *identified*, as everywhere else."""
    said = answers.choice("case_stage")
    return None if said is None else _stage(said) or Stage.IDENTIFIED


def _stage(code: str) -> Stage | None:
    return Stage(code) if code in tuple(Stage) else None


def _status_fits(was: Sequence[Answers], now: Answers) -> bool:
    status, stage = now.choice("case_status"), _stage(now.choice("case_stage") or "")
    if any(one.choice("case_status") == status for one in was) or (status is None and not was):
        return True
    return stage is not None and STATUS[stage] == status


def _kept(key: str, was: Sequence[Answers], now: Answers) -> bool:
    """Whether a fact is as one of the versions said before."""
    return any(one.get(key) == now.get(key) for one in was)


def _noted(author: UUID, was: Sequence[Answers], now: Answers, key: str) -> bool:
    """Whether who was told of a change of caseworker takes the notice away."""
    told = {one.text(name) for one in was for name in ("caseworker", "earlier_caseworker")}
    return key not in now and str(author) in told
