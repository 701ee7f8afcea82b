"""What is printed: forms to fill in by hand, a summary of a case, a paper for the young person."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.value_words import ValueWords, day_in_words
from reintegration_desktop.forms.casefile import Record
from reintegration_desktop.forms.questions import Field, Form, Kind
from reintegration_desktop.history.versions import Kind as Act
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.limits.files import ROOM_OF_FORM
from reintegration_desktop.rules.limits.showing import (
    Use,
    may_be_shown,
    names_somebody,
    our_papers_never_name_the_actor,
)

_FEW_LINES, _MANY_LINES = 1, 4
_SCORES = ("1", "2", "3", "4", "5")
_NEWEST_OF_SUMMARY = {"follow_up": 3, "plan_action": 12}
_NEWEST_OF_THEIRS = {"follow_up": 1, "consent": 1, "plan_action": 6, "service": 6}
PERSON = "identification"
Shows = Callable[[Form, Field], bool]


@dataclass(frozen=True, slots=True)
class Line:
    """A question on paper: its answer in words, or what is to be ticked, or so many lines to write on."""

    label: str
    answer: str = ""
    hint: str = ""
    boxes: tuple[str, ...] = ()
    lines: int = 0


@dataclass(frozen=True, slots=True)
class Part:
    """Questions under a heading."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """``code`` tells which form or case it is, at the foot of each page; ``note`` stands under the title."""

    title: str
    code: str
    note: str
    parts: tuple[Part, ...]


def blank(desk: Desk, form: Form) -> Paper:
    """A form to be filled in by hand, its questions in the order of the screen."""
    parts = (
        Part(say(section.title), tuple(line for field in form.of_section(key) for line in _empty(desk, field)))
        for key, section in form.sections.items()
    )
    return Paper(
        title=say(form.title),
        code=form.name,
        note=say("Ask only what they want to tell. Burn or lock away this sheet once it is typed in."),
        parts=tuple(part for part in parts if part.lines),
    )


def summary(desk: Desk, words: ValueWords, opened: OpenCase) -> Paper:
    """What the file says, for who may read it on the screen; nothing restricted, and no name that is hidden."""

    def shows(form: Form, field: Field) -> bool:
        of_a_file = form.name in ROOM_OF_FORM and field.by_program
        shown = may_be_shown(field, Use.PAPER, desk.me.role) and not _is_a_hidden_name(opened, form, field)
        return shown and not of_a_file

    note = say(
        "Printed on {day}. Keep it locked away; burn it when it is no longer needed.", day=day_in_words(desk.today)
    )
    parts = _of_case(desk, words, opened, shows, _NEWEST_OF_SUMMARY)
    return Paper(say("Summary of a case"), opened.row.code, note, parts)


def for_the_young_person(desk: Desk, words: ValueWords, opened: OpenCase) -> Paper:
    """What they may carry: no armed actor, no task, no word of association, whoever reads it."""

    def shows(form: Form, field: Field) -> bool:
        harmless = our_papers_never_name_the_actor(form.name, field.key) and not _is_a_hidden_name(opened, form, field)
        return harmless and may_be_shown(field, Use.PAPER, desk.me.role)

    name = shown_name(opened.row, opened.file.one("identification"))
    note = say("This paper is yours. You may ask us anything about it, and you may throw it away.")
    return Paper(name, opened.row.code, note, _of_case(desk, words, opened, shows, _NEWEST_OF_THEIRS))


def _is_a_hidden_name(opened: OpenCase, form: Form, field: Field) -> bool:
    """Whether an answer is the name of somebody who is only called by the code."""
    return opened.row.name_is_hidden and form.name == PERSON and names_somebody(field.key)


def printed(desk: Desk, case: UUID, paper: str) -> Changes:
    """Write down that a paper of a case was printed."""
    with desk.begin() as work:
        work.note(Act.EXPORT, case, {"form": "", "reason": paper})
        return work.commit()


def _empty(desk: Desk, field: Field) -> tuple[Line, ...]:
    """A question with room for its answer; an area of life with its five scores; nothing where nobody types."""
    if not (field.typed and field.in_use and desk.me.role.value in field.seen_by):
        return ()
    if field.kind is Kind.DOMAIN_SCORES:
        return tuple(Line(say(area), boxes=_SCORES) for area in field.choices.values())
    boxes = tuple(say(label) for label in field.choices.values())
    if field.kind is Kind.YES_NO_FLAG:
        boxes = (say("Yes"), say("No"))
    lines = 0 if boxes else _MANY_LINES if field.kind is Kind.NARRATIVE else _FEW_LINES
    return (Line(say(field.label), hint=say(field.hint) if field.hint else "", boxes=boxes, lines=lines),)


def _of_case(
    desk: Desk, words: ValueWords, opened: OpenCase, shows: Shows, newest: Mapping[str, int]
) -> tuple[Part, ...]:
    """Every record that has something to show, the forms in their order; of some only so many of the newest."""
    forms = sorted(desk.dictionary.values(), key=lambda form: form.order)
    parts = (
        _filled(form, record, words, shows)
        for form in forms
        for record in opened.file.rows(form.name)[-newest.get(form.name, 1 << 16) :]
    )
    return tuple(part for part in parts if part.lines)


def _filled(form: Form, record: Record, words: ValueWords, shows: Shows) -> Part:
    shown: Iterable[tuple[str, str]] = (
        (say(field.label), words.of(field, record.answers.get(key)))
        for key, field in form.fields.items()
        if key in record.answers and shows(form, field)
    )
    return Part(say(form.title), tuple(Line(label, answer) for label, answer in shown if answer))
