"""Bringing an answer of the past back, as a new change: nothing in the history is ever undone by taking it away."""

from collections.abc import Mapping
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import RecordUnknown
from reintegration_desktop.casework.saving import save
from reintegration_desktop.forms.json import value_from_json
from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes


def put_back(desk: Desk, case: UUID, version: VersionId) -> Changes:
    """Make the answers that a change touched what they were before it; those it did not touch stay as they are now.

    Raises RecordUnknown where there is nothing to go back to, or no key to read it; else as ``saving.save``.
    """
    with desk.read() as cases:
        by_id = {one.id: one for one in cases.history(case)}
        opened = cases.open(case)
    change = by_id.get(version)
    record = opened.file.record(change.record) if change else None
    if change is None or change.document is None or record is None or record.form not in desk.dictionary:
        raise RecordUnknown
    if change.kind is not Kind.SAVE or not change.parents:
        raise RecordUnknown
    fields, answers = desk.dictionary[record.form].fields, record.answers
    before = _answers_before(change, by_id)
    edited = frozenset(key for key in change.document.edited if key in fields and fields[key].typed)
    for key in edited:
        raw = before.get(key)
        answers = answers.without(key) if raw is None else answers.with_(key, value_from_json(fields[key], raw))
    return save(desk, case, Edit(record.form, record.id, record.parent, answers, edited, opened.seen(record.id)))


def _answers_before(change: Version, by_id: Mapping[VersionId, Version]) -> dict[str, object]:
    """What its room held before, as far as the versions it was made from can be read."""
    documents = (by_id[parent].document for parent in change.parents if parent in by_id)
    return {key: value for document in documents if document for key, value in document.answers.items()}
