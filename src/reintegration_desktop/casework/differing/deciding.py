"""Deciding between answers that were written without one having seen the other."""

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.differing import coming_back
from reintegration_desktop.casework.differing.questions import Answered, Question
from reintegration_desktop.casework.errors import ChoiceMissing, NothingToTakeBack, NotPermitted, RecordUnknown
from reintegration_desktop.casework.saving import delete, settle, undelete
from reintegration_desktop.casework.value_words import ValueWords
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.dictionary import Form
from reintegration_desktop.forms.json import value_from_json
from reintegration_desktop.history.graph import taken_back
from reintegration_desktop.history.merge import A_DAY, Conflict, Option, merge
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.approvals import BY, STATUS
from reintegration_desktop.rules.facts import Changes, OpenCase
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.rules.protective import more_protective
from reintegration_desktop.vault.roles import Room


def questions(desk: Desk, case: UUID, record: UUID, room: Room) -> tuple[Question, ...]:
    """The questions of a record's room that have several answers; raises NotPermitted for another role."""
    with desk.read() as cases:
        opened = cases.open(case)
        entry = coming_back.question(desk, cases, opened, record, room)
        written = {version.id: version for version in cases.history(case) if version.record == record}
    form = form_of(desk, opened, record)
    conflicts = opened.conflicts.get((record, room), ())
    refuse_others(desk, form, conflicts, room, entry=entry is not None)
    return (*([] if entry is None else [entry]), *(question_of(desk, form, one, written) for one in conflicts))


def resolve(
    desk: Desk, case: UUID, record: UUID, room: Room, chosen: Mapping[str, VersionId],
    among: Mapping[str, Collection[VersionId]],
) -> Changes:  # fmt: skip
    """Write the answers that a person chose, one for every question of the room that waits.

    An entry that goes is taken out, whatever else was chosen. ``among`` are, by question, the versions that stood
    beside each other on the screen. Raises ChoiceMissing where a question was not decided, or others stand there now;
    NotPermitted, RecordUnknown. The answers that were not chosen stay in the history.
    """
    with desk.read() as cases:
        opened = cases.open(case)
        entry = coming_back.question(desk, cases, opened, record, room)
    form = form_of(desk, opened, record)
    conflicts = opened.conflicts.get((record, room), ())
    refuse_others(desk, form, conflicts, room, entry=entry is not None)
    if not conflicts and entry is None:  # decided meanwhile: a second decision over it would take it back
        raise ChoiceMissing
    if entry is not None and not coming_back.stays(entry, chosen, among):
        return delete(desk, case, record, opened.seen(record))
    picked = {conflict.key: _picked(conflict, chosen, among).value for conflict in conflicts}
    return _write(desk, case, record, room, form, picked, opened.heads.get((record, room)))


def take_back(desk: Desk, case: UUID, record: UUID, room: Room) -> Changes:
    """Take a decision back: its answers wait again, and what was shown meanwhile is shown again.

    It is written like the decision, and stays in the history. Raises NothingToTakeBack where something was written
    since, NotPermitted, RecordUnknown.
    """
    with desk.read() as cases:
        opened = cases.open(case)
        written = [one for one in cases.history(case) if (one.record, one.room) == (record, room)]
    graph = {version.id: version for version in written}
    tips = opened.heads.get((record, room), ())
    newest = graph[tips[0]] if len(tips) == 1 and tips[0] in graph else None
    if newest is not None and newest.kind is Kind.DELETE and len(newest.parents) > 1:
        return undelete(desk, case, record)
    if newest is None or newest.kind is not Kind.RESOLVE or taken_back(graph, newest) is not None:
        raise NothingToTakeBack
    was = merge(graph, [parent for parent in newest.parents if parent in graph], more_protective, desk.clock.now())
    form = form_of(desk, opened, record)
    refuse_others(desk, form, was.conflicts, room)
    raw = {conflict.key: was.answers.get(conflict.key) for conflict in was.conflicts}
    return _write(desk, case, record, room, form, raw, tips)


def form_of(desk: Desk, opened: OpenCase, record: UUID) -> Form:
    """The form of a record that can be read; raises RecordUnknown."""
    row = opened.file.record(record)
    if row is None or row.form not in desk.dictionary:
        raise RecordUnknown
    return desk.dictionary[row.form]


def refuse_others(
    desk: Desk, form: Form, conflicts: tuple[Conflict, ...], room: Room, *, entry: bool = False
) -> None:  # fmt: skip
    """Who decides must be allowed to write there, and must see every question that waits; approvals, to approve.

    Who decides whether an ``entry`` stays may take it out. Raises NotPermitted.
    """
    me = desk.me
    seen = all(
        conflict.key in form.fields and me.role.value in form.fields[conflict.key].seen_by for conflict in conflicts
    )
    decides = any(conflict.key in (STATUS, BY) for conflict in conflicts)
    kinds = [Kind.RESOLVE, *([Kind.APPROVE] if decides else []), *([Kind.DELETE] if entry else [])]
    if not seen or not all(may(me.role, me.duties, kind, room, form.name) for kind in kinds):
        raise NotPermitted


def _write(
    desk: Desk, case: UUID, record: UUID, room: Room, form: Form, raw: Mapping[str, object],
    seen: Sequence[VersionId] | None,
) -> Changes:  # fmt: skip
    """Write raw answers (None: no answer) as what was chosen in a record's room between the versions that were seen."""
    with desk.begin() as work:
        row = work.file(case).record(record)
        answers = row.answers if row is not None else Answers()
        for key, value in raw.items():
            given = None if value is None else value_from_json(form.fields[key], value)
            answers = answers.without(key) if given is None else answers.with_(key, given)
        work.resolve(case, record, room, answers, seen)
        settle(desk, work, case, work.file(case))
        return work.commit()


def _picked(conflict: Conflict, chosen: Mapping[str, VersionId], among: Mapping[str, Collection[VersionId]]) -> Option:
    version = chosen.get(conflict.key)
    option = next((option for option in conflict.options if option.version == version), None)
    if option is None or {one.version for one in conflict.options} != set(among.get(conflict.key, ())):
        raise ChoiceMissing
    return option


def question_of(desk: Desk, form: Form, conflict: Conflict, written: Mapping[VersionId, Version]) -> Question:
    """A question and its answers, in words; ``written`` are the versions of the record."""
    values = [option.value for option in conflict.options]
    return Question(
        conflict.key,
        say(form.fields[conflict.key].label),
        tuple(_answered(desk, form, conflict, option, written) for option in conflict.options),
        more_protective(form.name, conflict.key, values) is not None,
    )


def _answered(
    desk: Desk, form: Form, conflict: Conflict, option: Option, written: Mapping[VersionId, Version]
) -> Answered:
    version = written[option.version]
    before = [written[parent] for parent in version.parents if parent in written]
    raw = next((one.document.answers.get(conflict.key) for one in before if one.document is not None), None)
    words = ValueWords(desk.dictionary, desk.programme)
    field = form.fields[conflict.key]
    return Answered(
        version=option.version,
        words=say("No answer") if option.value is None else words.of(field, value_from_json(field, option.value)),
        before="" if raw is None else words.of(field, value_from_json(field, raw)),
        author=version.author,
        who=words.person(str(version.author)),
        at=moment_of(version.clock),
        shown=option.value == conflict.shown,
        ahead=moment_of(version.clock) > desk.clock.now() + A_DAY,
    )
