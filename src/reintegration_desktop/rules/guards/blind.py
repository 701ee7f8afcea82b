"""The file as guards see it: without what must never decide whether somebody is registered, helped or supported."""

from reintegration_desktop.forms.casefile import CaseFile, Record

WEAPONS_AND_TASKS = frozenset(
    {"role_class", "roles", "perceived_link", "military_training", "weapon_carried", "weapon_kind", "military_unit",
     "military_unit_place", "commander"}
)  # fmt: skip


def eligible_without_weapon(file: CaseFile) -> CaseFile:
    """The file without any answer on weapons, tasks, rank or training: no condition can read what isn't there."""
    return file.map(_without_weapons)


def _without_weapons(row: Record) -> Record:
    if row.form != "association":
        return row
    return Record(row.form, row.id, row.parent, row.answers.without(*WEAPONS_AND_TASKS))


def verification_never_blocks_help(file: CaseFile) -> CaseFile:
    """The file without the state of verification: no step, service or right can wait for it."""
    return CaseFile(file.id, tuple(row for row in file.records if row.form != "verification"))


def as_guards_see_it(file: CaseFile) -> CaseFile:
    """The file that every guard of a stage is given."""
    return verification_never_blocks_help(eligible_without_weapon(file))
