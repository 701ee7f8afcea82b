"""A record as a screen works on it: begun, filled in, kept as a draft, saved, undone."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record, record_of
from reintegration_desktop.forms.filling import Filling
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.derived import worked_out
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes, Draft, OpenCase


@dataclass(frozen=True, slots=True)
class Sheet:
    """One record on the screen.

    ``seen`` are the versions it was read from, ``new`` says that it was never saved; ``draft`` is the id under which
    it is kept while somebody types. ``file`` is the case as it was saved, as the role shows it.
    """

    case: UUID
    record: UUID
    parent: UUID | None
    filling: Filling
    seen: tuple[VersionId, ...]
    draft: UUID
    new: bool
    file: CaseFile

    @property
    def form(self) -> str:
        """The form's name."""
        return self.filling.form.name

    @property
    def begun(self) -> Record:
        """The record as it was opened, empty where it is new."""
        return self.file.record(self.record) or Record(self.form, self.record, self.parent, Answers())

    def filled(self, filling: Filling) -> "Sheet":
        """The same record with other answers."""
        return replace(self, filling=filling)

    @property
    def edit(self) -> Edit:
        """What is saved."""
        return Edit(self.form, self.record, self.parent, self.filling.values, self.filling.edited, self.seen)


def sheet(desk: Desk, opened: OpenCase, form: str, record: UUID | None = None, parent: UUID | None = None) -> Sheet:
    """A record of an open case to fill in; without ``record`` the only one of its form, or a new row."""
    wanted = desk.dictionary[form]
    known = record or (desk.new_id() if wanted.repeats else record_of(opened.file.id, form))
    found = opened.file.record(known)
    saved = found.answers if found else Answers()
    return Sheet(
        case=opened.file.id,
        record=known,
        parent=found.parent if found else parent,
        filling=Filling.begin(wanted, saved, desk.today),
        seen=opened.seen(known),
        draft=desk.new_id(),
        new=found is None,
        file=opened.file,
    )


def seen_anew(desk: Desk, file: CaseFile, begun: Record, filling: Filling) -> Filling:
    """A filling with what follows from its answers; ``begun`` is its record as it was opened.

    What an answer changes nothing about stays as it was read: the role may not be shown all that it follows from.
    """
    was = worked_out(file, begun, desk.policy, desk.today)
    now = worked_out(file, replace(begun, answers=filling.values), desk.policy, desk.today)
    changed = {key for key in {*was, *now} if was.get(key) != now.get(key)}
    kept = {key: value for key, value in begun.answers.items() if key not in changed}
    return filling.seeing({**kept, **{key: now[key] for key in changed & now.keys()}})


def keep(desk: Desk, one: Sheet, at: datetime) -> None:
    """Seal what was typed in the vault, without saving it."""
    draft = Draft(one.draft, one.case, one.form, one.record, at, one.filling.given, one.filling.saved, one.seen)
    desk.drafts.keep(draft)


def save_sheet(desk: Desk, one: Sheet) -> Changes:
    """Save a record and forget its draft. Raises as ``saving.save``; then the draft stays."""
    changes = save(desk, one.case, one.edit)
    desk.drafts.drop(one.draft)
    return changes


def resumed(one: Sheet, draft: Draft) -> Sheet:
    """A record with what a draft holds, made from what was on the screen then: what came since was not seen."""
    saved = one.filling.saved if draft.saved is None else draft.saved
    seen = one.seen if draft.seen is None else draft.seen
    return replace(one, filling=replace(one.filling, saved=saved, given=draft.answers), seen=seen, draft=draft.id)


def reverse(one: Sheet, saving: Changes) -> Edit:
    """The edit that takes a save back: what it edited as it was before. What somebody wrote since was not seen."""
    return Edit(one.form, one.record, one.parent, one.filling.saved, one.filling.edited, saving.written)
