"""Where a case stands, what can come next, what each step lacks in words, and what this person can do about it now."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.casework import approving
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.steps.assigning import is_told, may_reassign
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.deadlines import last_closure
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.rules.guards import closing
from reintegration_desktop.rules.guards.lacks import Lack
from reintegration_desktop.rules.stages import (
    AFTER_CLOSING,
    CONDITIONS,
    UNDER_WAY,
    Approval,
    Stage,
    Step,
    case_stage_from_events,
    next_stages,
)
from reintegration_desktop.rules.words import approval_words, lack_words, role_words, settled_words
from reintegration_desktop.vault.roles import Role, Room

_ASIDE = frozenset({Stage.VOID, Stage.TRANSFERRED, Stage.DUPLICATE, Stage.ERASED})
_GATES = frozenset({Lack.ASSESSMENT, Lack.PLAN, Lack.CLOSURE})
"""Where the record itself is missing, none of its answers can be there."""


class Do(StrEnum):
    """What this person can do now; the screen has a button or an entry of a menu for each."""

    ASK_TO_CLOSE = "ask_to_close"
    FILL_CLOSING = "fill_closing"
    VOID = "void"
    REOPEN = "reopen"
    WAIVE_VISIT = "waive_visit"
    ARCHIVE = "archive"
    MARK_TRANSFERRED = "mark_transferred"
    MARK_DUPLICATE = "mark_duplicate"
    REASSIGN = "reassign"
    HOLD = "hold"
    LET_GO = "let_go"
    ERASE = "erase"
    TAKE_NOTE = "take_note"


@dataclass(frozen=True, slots=True)
class Need:
    """Something that a step needs, in words, and whether it is there."""

    words: str
    met: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """A stage that can come next: its name, what it needs, who makes it, whose yes it needs besides.

    ``ready`` says that nothing is missing and that this person's role makes it.
    """

    to: Stage
    words: str
    needs: tuple[Need, ...]
    who: str
    approval: str
    ready: bool

    @property
    def lacks(self) -> tuple[str, ...]:
        """What is missing, in words."""
        return tuple(need.words for need in self.needs if not need.met)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a case stands. ``steps`` are the ways on, the next one first; ``can`` what this person can do now.

    ``closure`` is the closing form to go on with, None where a new one is begun.
    """

    stage: Stage
    words: str
    steps: tuple[NextStep, ...]
    can: tuple[Do, ...]
    closure: UUID | None = None

    @property
    def next(self) -> NextStep | None:
        """The way forward."""
        return self.steps[0] if self.steps else None


def look(desk: Desk, opened: OpenCase) -> Standing:
    """Where an open case stands, and what can come next."""
    file = opened.file
    stage = case_stage_from_events(file)
    found = next_stages(file, desk.policy, desk.today, desk.me.role)
    words = ValueWords(desk.dictionary, desk.programme)
    steps = tuple(_step(words, step) for step in found if step.to not in _ASIDE)
    closure = closing.open_closure(file) if stage in UNDER_WAY or stage is Stage.IDENTIFIED else None
    can = tuple(_can(desk, file, stage, found, closure))
    return Standing(stage, words.choice("case_stage", stage.value), steps, can, closure.id if closure else None)


def _step(words: ValueWords, step: Step) -> NextStep:
    return NextStep(
        step.to,
        words.choice("case_stage", step.to.value),
        _needs(step),
        say(", ").join(role_words(role) for role in Role if role in step.who),
        "" if step.approval is Approval.NONE else approval_words(step.approval),
        step.ready,
    )


def _needs(step: Step) -> tuple[Need, ...]:
    """All conditions of a step with a tick or none; what is only asked now and then, where it is missing."""
    usual = CONDITIONS.get(step.to, ())
    gate = bool(_GATES & set(step.lacks))
    missing = {*step.lacks, *(usual if gate else ())}
    needs = [
        Need(lack_words(one), met=False) if one in missing else Need(settled_words(one), met=True) for one in usual
    ]
    return (*needs, *(Need(lack_words(one), met=False) for one in step.lacks if one not in usual))


def _can(desk: Desk, file: CaseFile, stage: Stage, steps: tuple[Step, ...], closure: Record | None) -> list[Do]:
    found = [*_towards_closing(desk, file, stage, closure), *_after_closing(desk, file, stage, steps)]
    ready = {step.to for step in steps if step.ready}
    marks = {Stage.TRANSFERRED: Do.MARK_TRANSFERRED, Stage.DUPLICATE: Do.MARK_DUPLICATE}
    found += [do for to, do in marks.items() if to in ready]
    if may_reassign(desk):
        held = file.one("case").flag("legal_hold")
        found += [Do.REASSIGN, *([Do.LET_GO] if held else [Do.HOLD, Do.ERASE])]
    if is_told(desk, file.one("case")):
        found.append(Do.TAKE_NOTE)
    return found


def _towards_closing(desk: Desk, file: CaseFile, stage: Stage, closure: Record | None) -> list[Do]:
    if not approving.may_ask(desk, approving.CLOSURE) or Room.ACCOUNT not in desk.me.readable:
        return []
    if stage is Stage.IDENTIFIED:
        return [] if _is_asked(closure) else [Do.VOID]
    if stage not in UNDER_WAY or _is_asked(closure):
        return []
    ready = closure is not None and not approving.lacking(desk, file, closure)
    return [Do.ASK_TO_CLOSE, Do.FILL_CLOSING] if ready else [Do.FILL_CLOSING]


def _is_asked(row: Record | None) -> bool:
    return row is not None and row.answers.choice(approving.STATUS) == approving.REQUESTED


def _after_closing(desk: Desk, file: CaseFile, stage: Stage, steps: tuple[Step, ...]) -> list[Do]:
    if stage not in AFTER_CLOSING or not approving.may_ask(desk, approving.REOPENING):
        return []
    found = [] if _is_asked(closing.last_reopening(file)) else [Do.REOPEN]
    if any(step.to is Stage.ARCHIVED and step.ready for step in steps):
        found.append(Do.ARCHIVE)
    last = last_closure(file)
    waits = any(step.to is Stage.POST_CLOSURE and step.lacks for step in steps)
    if waits and not _is_asked(last):
        found.append(Do.WAIVE_VISIT)
    return found
