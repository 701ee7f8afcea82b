"""Copies of the vault that may still hold what was destroyed: looked for, remembered, and said to be deleted."""

from reintegration_desktop.app.backups.listing import backups_at, chosen_of
from reintegration_desktop.app.backups.places import aside_of, left_of, remember_folder
from reintegration_desktop.app.program import Program
from reintegration_desktop.casework.erasing.copies import Kept, Where
from reintegration_desktop.casework.erasing.giving_up import may_give_up
from reintegration_desktop.casework.erasing.registry import Registry
from reintegration_desktop.casework.errors import NotPermitted
from reintegration_desktop.casework.value_words import day_in_words
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.kernel.words import isolate, say
from reintegration_desktop.vault.backups.backup import backups
from reintegration_desktop.vault.backups.carried import Carried, carried_from, forget_carried, remember_carried
from reintegration_desktop.vault.backups.elsewhere import prefix_of
from reintegration_desktop.vault.roles import Room


def kept_copies(program: Program) -> tuple[Kept, ...]:
    """In the vault's own folder, in the chosen one, in others that somebody carried one to, and vaults kept aside."""
    folder, chosen = program.folder, chosen_of(program)
    found = [Kept(backup.made_at, Where.HERE) for backup in backups(folder)]
    place = None if chosen.folder is None else chosen.folder.resolve()
    here = place if chosen.is_here else None
    if here is not None:
        remember_folder(folder, here, prefix_of(program.me.office))
        found += [Kept(backup.made_at, Where.CHOSEN, str(here)) for backup in backups_at(program, here)]
    for one in carried_from(folder.home, folder.path):
        where = Where.CHOSEN if one.folder == str(place) else Where.CARRIED
        if where is Where.CARRIED or here is None:
            found.append(Kept(one.made_at, where, one.folder, within_reach=False))
    found += [Kept(moment, Where.ASIDE, name) for moment, name in aside_of(folder.path)]
    found += [Kept(moment, Where.LEFT, name) for moment, name in left_of(folder.path)]
    return tuple(found)


def say_deleted(program: Program, registry: Registry, kept: Kept) -> None:
    """Believe somebody that a copy that was carried away is deleted: an entry of the log, and it leaves the list.

    Raises NotPermitted for who does not answer for it, and for a copy that lies within reach.
    """
    if not may_give_up(registry) or kept.within_reach:
        raise NotPermitted
    day, place = day_in_words(kept.made_at.astimezone().date()), isolate(kept.place)
    _write_down(program, say("Said that the backup of {day} in {place} is deleted.", day=day, place=place))
    forget_carried(program.folder.home, program.folder.path, [_carried(kept)])


def say_not_deleted(program: Program, registry: Registry, kept: Kept) -> None:
    """It was said by mistake: it stands in the list again. Raises NotPermitted."""
    if not may_give_up(registry):
        raise NotPermitted
    remember_carried(program.folder.home, program.folder.path, [_carried(kept)])
    day, place = day_in_words(kept.made_at.astimezone().date()), isolate(kept.place)
    _write_down(program, say("Said that the backup of {day} in {place} still lies there.", day=day, place=place))


def _carried(kept: Kept) -> Carried:
    return Carried(kept.made_at, kept.place)


def _write_down(program: Program, reason: str) -> None:
    kind = Kind.APPROVE if program.me.may(Kind.APPROVE, Room.OVERSIGHT, "") else Kind.VIEW
    with program.desk.begin() as work:
        work.note(kind, None, {"reason": reason})
        work.commit()
