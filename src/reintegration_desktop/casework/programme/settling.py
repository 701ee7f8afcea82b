"""Settling a programme's lists, places and numbers: who may, why, and what follows in every open case."""

from collections.abc import Generator, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import NotPermitted, ReasonNeeded, RulesFromHeadquarters
from reintegration_desktop.casework.ports import Me
from reintegration_desktop.casework.saving import settle
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.facts import CaseFilter, CaseRow
from reintegration_desktop.rules.policy import Policy
from reintegration_desktop.rules.programme import Issued
from reintegration_desktop.vault.roles import Duty, Role

FORM = "programme"
_SLICE = 20


class Part(StrEnum):
    """What is settled."""

    LISTS = "lists"
    PLACES = "places"
    POLICY = "policy"


def may_settle(me: Me, part: Part) -> bool:
    """Lists and places are a supervisor's; numbers of the policy a supervisor's who is custodian (docs/adr/0060)."""
    if me.role not in (Role.SUPERVISOR, Role.HEADQUARTERS):
        return False
    return part is not Part.POLICY or Duty.CUSTODIAN in me.duties


def check_settling(me: Me, part: Part, reason: str, issued: Issued | None = None) -> None:
    """Raise NotPermitted, or ReasonNeeded for numbers without a reason.

    Numbers that headquarters ``issued`` are its own to change: RulesFromHeadquarters.
    """
    if not may_settle(me, part):
        raise NotPermitted
    if part is Part.POLICY and issued is not None and me.role is not Role.HEADQUARTERS:
        raise RulesFromHeadquarters(number=issued.number)
    if part is Part.POLICY and not reason.strip():
        raise ReasonNeeded


def words_of(part: Part, before: Policy, after: Policy, reason: str) -> dict[str, str]:
    """What the log says of what was settled, and why; ``before`` are the numbers as they were."""
    told = "; ".join([part.value, *changed(before, after), *([reason.strip()] if reason.strip() else [])])
    return {"form": FORM, "reason": told}


def keep_settled(desk: Desk, part: Part, reason: str, settings: Mapping[str, str]) -> None:
    """Keep lists or places in the settings, and write into the log that they were settled: both or neither."""
    with desk.begin() as work:
        work.note(Kind.APPROVE, None, words_of(part, desk.policy, desk.policy, reason))
        for name, text in settings.items():
            work.keep(name, text)
        work.commit()


def work_out_anew(desk: Desk) -> Generator[None, None, None]:
    """Work out the tasks of every open case by the numbers of now, in slices that step aside."""
    with desk.read() as cases:
        rows = [row.id for row in cases.rows(cases.ids(CaseFilter())) if _is_ours(desk, row)]
    for start in range(0, len(rows), _SLICE):
        for case in rows[start : start + _SLICE]:
            with desk.begin() as work:
                settle(desk, work, case, work.file(case))
                work.commit()
        yield


def _is_ours(desk: Desk, row: CaseRow) -> bool:
    """Whether this office works on a case: what headquarters passed on of others' is not ours to write in."""
    holder = row.office if row.custody is None else row.custody.holder
    return holder in (None, desk.me.office)


def changed(before: Policy, now: Policy) -> Sequence[str]:
    """Each number that became another one, by its name, with both."""
    names = (one.name for one in fields(Policy))
    pairs = ((name, getattr(before, name), getattr(now, name)) for name in names)
    return [f"{name} {_plain(old)} -> {_plain(new)}" for name, old, new in pairs if old != new]


def _plain(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, tuple) else str(value)
