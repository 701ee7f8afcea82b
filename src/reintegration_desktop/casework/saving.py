"""Saving: the one way in for every answer, whatever screen, file or rule it comes from."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import (
    CaseFrozen,
    ConsentMissing,
    FormHasProblems,
    NotPermitted,
    PhotographNotAgreed,
    RecordUnknown,
    WrittenByProgram,
)
from reintegration_desktop.casework.ports import Work
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.forms.check import check
from reintegration_desktop.forms.dictionary import Form
from reintegration_desktop.history.versions import Kind, VersionId
from reintegration_desktop.rules.case_facts import writes_as_permitted
from reintegration_desktop.rules.consent import may_be_edited, photograph_needs_consent
from reintegration_desktop.rules.consequences import consequences
from reintegration_desktop.rules.custody.ending import sent_row, taken_back, waiting_of
from reintegration_desktop.rules.custody.entries import FORM as CUSTODY
from reintegration_desktop.rules.custody.rooms import withheld
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.limits.acts import (
    answers_only_if_permitted,
    entry_stays,
    is_kept_from,
    overrides_as_permitted,
)
from reintegration_desktop.rules.limits.files import is_photograph, is_photographed_against_consent
from reintegration_desktop.rules.limits.sharing import is_sent_against_consent
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.rules.tasks import tasks_of
from reintegration_desktop.vault.roles import Room

_NEEDED_FOR_TASKS = frozenset({Room.PERSON, Room.ACCOUNT})


def save(desk: Desk, case: UUID, *edits: Edit) -> Changes:
    """Save edits of one case in one transaction, with what follows from them.

    Raises FormHasProblems with every problem found, NotPermitted, WrittenByProgram, ConsentMissing, CaseFrozen,
    PhotographNotAgreed, CaseUnknown; then nothing was saved.
    """
    with desk.begin() as work:
        write(desk, work, case, edits)
        return work.commit()


def write(
    desk: Desk, work: Work, case: UUID, edits: Iterable[Edit], *, writes: frozenset[str] = frozenset(),
    though_frozen: bool = False,
) -> CaseFile:  # fmt: skip
    """Put edits and what follows from them into a transaction; the caller commits. Returns the file as it becomes.

    ``writes`` are the answers that only this verb of the work writes: no form, file or command does. ``though_frozen``:
    it ends what was under way, also once consent was taken back.
    """
    before = work.file(case)
    complete = [_completed(desk, before, edit) for edit in edits]
    for edit in complete:
        _refuse(desk, before, edit, writes, though_frozen=though_frozen)
    after = applied(before, complete)
    if is_sent_against_consent(before, after, desk.dictionary):
        raise ConsentMissing
    if any(is_photographed_against_consent(edit.form, edit.answers, after) for edit in complete):
        raise PhotographNotAgreed
    for edit in complete:
        work.save(case, edit)
    if any(edit.form == "consent" for edit in complete):
        after = _with_photographs_of_the_bin(work, case, after)
        after = _without_offers(desk, work, case, after)
    return settle(desk, work, case, _follow(desk, work, case, before, after))


def _with_photographs_of_the_bin(work: Work, case: UUID, after: CaseFile) -> CaseFile:
    """The file with photographs brought back from the bin where there is no yes to them: what follows deletes them."""
    for row in () if photograph_needs_consent(after) else work.bin(case):
        if is_photograph(row.form, row.answers):
            work.undelete(case, row.id)
            after = after.with_record(row)
    return after


def _without_offers(desk: Desk, work: Work, case: UUID, after: CaseFile) -> CaseFile:
    """The file with handovers taken back that give more than consent lets go now, by who hands cases over."""
    if desk.me.may(Kind.OFFER, Room.OPEN, CUSTODY):
        frozen, sealed = not may_be_edited(after), withheld(after)
        for one in waiting_of(work.custody(case), desk.me.office):
            if frozen or one.offer.rooms & sealed:
                work.about_custody(case, Kind.OFFER, taken_back(one))
                if row := sent_row(after, one.offer.target):
                    answers = row.answers.with_("transfer_status", "revoked")
                    work.save(case, Edit(row.form, row.id, row.parent, answers, frozenset({"transfer_status"})))
                    after = after.with_record(replace(row, answers=answers))
    return after


def _follow(desk: Desk, work: Work, case: UUID, before: CaseFile, after: CaseFile) -> CaseFile:
    """Write what follows from a change; returns the file as it becomes."""
    following = _following(desk, before, after)
    for edit in following:
        work.save(case, _completed(desk, after, edit))
    return applied(after, following)


def _following(desk: Desk, before: CaseFile, after: CaseFile) -> list[Edit]:
    """What the program writes itself, as far as this role may; the rest follows when somebody else saves."""
    was, becomes = derive(before, desk.policy, desk.today), derive(after, desk.policy, desk.today)
    found = consequences(was, becomes, desk.policy, desk.today, desk.new_id)
    return [edit for edit in found if _may_save(desk, edit) and _may_write_facts(desk, before, edit)]


def settle(desk: Desk, work: Work, case: UUID, file: CaseFile) -> CaseFile:
    """Work the case's tasks out anew, where this person can read what they follow from."""
    if desk.me.readable >= _NEEDED_FOR_TASKS and not work.closed(case) & _NEEDED_FOR_TASKS:
        work.tasks(case, tasks_of(derive(file, desk.policy, desk.today), desk.policy, desk.today))
    return file


def delete(desk: Desk, case: UUID, record: UUID, seen: Sequence[VersionId] | None = None) -> Changes:
    """Hide what was seen of a row, else all of it; History keeps it and ``undelete`` brings it back.

    A version that came meanwhile stays in sight.
    """
    return _hide_or_show(desk, case, record, Kind.DELETE, seen)


def undelete(desk: Desk, case: UUID, record: UUID) -> Changes:
    """Bring a hidden row back."""
    return _hide_or_show(desk, case, record, Kind.UNDELETE, None)


def _hide_or_show(desk: Desk, case: UUID, record: UUID, kind: Kind, seen: Sequence[VersionId] | None) -> Changes:
    with desk.begin() as work:
        before = work.file(case)
        row = before.record(record)
        if kind is Kind.DELETE:
            if row is None:
                raise RecordUnknown
            _permitted(desk, kind, row.form, {field.room for field in desk.dictionary[row.form].fields.values()})
            work.delete(case, record, seen)
        else:
            work.undelete(case, record)
        settle(desk, work, case, _follow(desk, work, case, before, work.file(case)))
        return work.commit()


def applied(file: CaseFile, edits: Iterable[Edit]) -> CaseFile:
    """The file with edits made."""
    for edit in edits:
        file = file.with_record(Record(edit.form, edit.record, edit.parent, edit.answers))
    return file


def _completed(desk: Desk, file: CaseFile, edit: Edit) -> Edit:
    """The edit with what was not on the screen (restricted answers that nobody opened) as it stands.

    What a verb wrote meanwhile stays too: a form that was open since holds it as it was. Where nothing of the record
    was on the screen, what somebody else wrote of it stays theirs.
    """
    current = file.record(edit.record)
    if current is None:
        return edit
    own = {key for key, question in desk.dictionary[edit.form].fields.items() if question.by_program} - edit.edited
    given = {key: value for key, value in edit.answers.items() if key not in own}
    stays = own if edit.seen == () else current.answers.keys() - given.keys()
    kept = {key: value for key, value in current.answers.items() if key in stays and key not in edit.edited}
    return replace(edit, answers=Answers({**kept, **given}, {**current.answers.unknown, **edit.answers.unknown}))


def _refuse(desk: Desk, before: CaseFile, edit: Edit, writes: frozenset[str], *, though_frozen: bool) -> None:
    """Raise what stands against an edit."""
    form = desk.dictionary[edit.form]
    if not _may_save(desk, edit):
        raise NotPermitted
    if edit.form != "consent" and not may_be_edited(before) and not though_frozen:
        raise CaseFrozen
    if is_kept_from(edit.form, desk.me.id, before):
        raise NotPermitted
    current = before.record(edit.record)
    was = current.answers if current else Answers()
    if any(was.get(key) != edit.answers.get(key) for key in _by_program(form) - writes):
        raise WrittenByProgram
    decides = current is not None and not answers_only_if_permitted(desk.me.role, was, edit.answers)
    stays = entry_stays(edit.form, current.answers if current else None, edit.answers)
    if decides or not stays or not _may_write_facts(desk, before, edit):
        raise NotPermitted
    if edit.form == "consent" and not overrides_as_permitted(desk.me.role, was, edit.answers):
        raise NotPermitted
    if problems := check(form, edit.answers, desk.today):
        raise FormHasProblems(problems, edit.form)


def _by_program(form: Form) -> frozenset[str]:
    return frozenset(key for key, question in form.fields.items() if question.by_program)


def every_answer_of_the_program(desk: Desk) -> frozenset[str]:
    """What verbs write and nobody types, in every form: a case that is begun says all of it at once."""
    return frozenset[str]().union(*map(_by_program, desk.dictionary.values()))


def _may_write_facts(desk: Desk, before: CaseFile, edit: Edit) -> bool:
    """Whether this role may write the case's own facts as they become."""
    if edit.form != "case":
        return True
    current = before.record(edit.record)
    was = [current.answers] if current else []
    return writes_as_permitted(desk.me.role, desk.me.id, desk.me.office, was, edit.answers)


def _may_save(desk: Desk, edit: Edit) -> bool:
    """Whether this role writes every room that an edit touches."""
    fields = desk.dictionary[edit.form].fields
    rooms = {fields[key].room for key in edit.edited if key in fields}
    return all(may(desk.me.role, desk.me.duties, Kind.SAVE, room, edit.form) for room in rooms)


def _permitted(desk: Desk, kind: Kind, form: str, rooms: Iterable[Room]) -> None:
    if not all(may(desk.me.role, desk.me.duties, kind, room, form) for room in rooms):
        raise NotPermitted
