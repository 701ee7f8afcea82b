"""Doubts about answers, under the question each belongs to: something to think about, which never stops a save."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.records import Sheet
from reintegration_desktop.casework.saving import applied
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.permissions import may
from reintegration_desktop.rules.warnings import Warning, warnings_of
from reintegration_desktop.rules.words import warning_words
from reintegration_desktop.vault.roles import Room

Doubts = Mapping[str, tuple[str, ...]]
"""The codes of doubts (``rules.warnings.Doubt``) by question."""


@dataclass(frozen=True, slots=True)
class Doubted:
    """A doubt about an answer that was saved: its form, the row, the question, and what to think about in words."""

    form: str
    record: UUID
    key: str
    code: str

    @property
    def words(self) -> str:
        """What to think about, and what to do."""
        return warning_words(self.code)


def doubts_of(desk: Desk, sheet: Sheet, filling: Filling) -> Doubts:
    """The doubts about a record as it stands on the screen, for who may answer it."""
    if not any(may(desk.me.role, desk.me.duties, Kind.SAVE, room, sheet.form) for room in sheet.filling.form.rooms):
        return {}
    found = warnings_of(
        sheet.form, filling.values, sheet.file, desk.policy, desk.today, sheet.record, sheet.parent
    )  # fmt: skip
    return _by_question(found)


def doubts_at_intake(desk: Desk, case: UUID, form: str, forms: Mapping[str, Answers]) -> Doubts:
    """The doubts about one form of a case that is not opened yet; ``forms`` are the answers of all of them."""
    others = (Record(name, record_of(case, name), None, own) for name, own in forms.items() if name != form and own)
    return _by_question(warnings_of(form, forms[form], CaseFile(case, tuple(others)), desk.policy, desk.today))


def doubts_about(desk: Desk, before: CaseFile, edits: Iterable[Edit]) -> tuple[Doubted, ...]:
    """The doubts about answers as edits leave them, in the order of the edits; restricted ones are left out."""
    made = [_whole(before, edit) for edit in edits]
    after = applied(before, made)
    return tuple(doubted for edit in made for doubted in _about(desk, before, after, edit))


def doubts_about_all(desk: Desk, file: CaseFile) -> tuple[Doubted, ...]:
    """The doubts about a case that was just opened."""
    first = (Edit(row.form, row.id, row.parent, row.answers, frozenset(row.answers)) for row in file.records)
    return doubts_about(desk, CaseFile(file.id), first)


def _whole(before: CaseFile, edit: Edit) -> Edit:
    """An edit with the answers that it leaves as they were."""
    was = before.record(edit.record)
    kept = was.answers.without(*edit.edited) if was else Answers()
    return replace(edit, parent=was.parent if was else edit.parent, answers=kept.merged(edit.answers))


def _about(desk: Desk, before: CaseFile, after: CaseFile, edit: Edit) -> Iterable[Doubted]:
    """What an edit makes doubtful, seen beside the others; what this record said before stays what it follows on."""
    was = before.record(edit.record)
    file = after.with_record(was) if was else CaseFile(after.id, tuple(r for r in after.records if r.id != edit.record))
    now = after.record(edit.record)
    if now is None or edit.form not in desk.dictionary:
        return
    questions = desk.dictionary[edit.form].fields
    for one in warnings_of(
        edit.form, now.answers, file, desk.policy, desk.today, edit.record, edit.parent
    ):  # fmt: skip
        if desk.me.role in questions[one.key].seen_by and questions[one.key].room is not Room.RESTRICTED:
            yield Doubted(edit.form, edit.record, one.key, one.code.value)


def _by_question(found: Iterable[Warning]) -> Doubts:
    doubts: dict[str, tuple[str, ...]] = {}
    for one in found:
        doubts[one.key] = (*doubts.get(one.key, ()), one.code.value)
    return doubts
