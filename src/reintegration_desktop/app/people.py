"""People of an office: who is in, letting somebody in, removing somebody."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import partial
from uuid import UUID

from reintegration_desktop.app.program import Program
from reintegration_desktop.hq.place import check_place
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.store.space import refuse_without_room
from reintegration_desktop.store.store import Store
from reintegration_desktop.ui.settings.verbs import PersonLine, Standing
from reintegration_desktop.vault.office.journey import away_since
from reintegration_desktop.vault.office.removal import LastHeld, remove_person
from reintegration_desktop.vault.roles import Duty, Role, keys_of
from reintegration_desktop.vault.unlocking import refreshed, unlock


def people_lines(program: Program) -> list[PersonLine]:
    """Who is in the office, as the vault's file says now; then who was removed."""
    keyring = refreshed(program.folder, program.keyring)
    names, current = keyring.names(), keyring.people.current()
    present = [
        PersonLine(
            names.get(one.id, ""), one.role, one.duties,
            Standing.CERTIFIED if away_since(keyring.file, one.id) is None else Standing.AWAY,
            one.id == program.me.id, one.id,
        )
        for one in current
        if one.office == program.me.office
    ]  # fmt: skip
    return present + _removed(program, {one.id for one in current})


def _removed(program: Program, current: set[UUID]) -> list[PersonLine]:
    keyring = refreshed(program.folder, program.keyring)
    names = keyring.names()
    last = {paper.id: paper for paper in keyring.file.certificates if paper.office == program.me.office}
    revoked = {paper.person for paper in keyring.file.revocations}
    return [
        PersonLine(names.get(one.id, ""), one.role, one.duties, Standing.REVOKED, False, one.id)
        for one in last.values()
        if one.id in revoked and one.id not in current
    ]


def looks_after_people(program: Program) -> bool:
    """Whether this person is a custodian."""
    return program.keyring.person.is_custodian


def roles_to_give(program: Program) -> tuple[Role, ...]:
    """The roles all of whose keys this person holds; those of an office, or headquarters' own."""
    at_headquarters = program.me.role is Role.HEADQUARTERS
    roles = [role for role in Role if (role is Role.HEADQUARTERS) == at_headquarters]
    return tuple(role for role in roles if all(map(program.keyring.secrets, keys_of(role, frozenset()))))


def duties_to_give(program: Program) -> tuple[Duty, ...]:
    """The duties that can be given here; the tracing desk is headquarters' alone."""
    return tuple(duty for duty in Duty if duty is not Duty.TRACING_DESK or program.me.role is Role.HEADQUARTERS)


@dataclass(frozen=True, slots=True)
class Misuse:
    """Somebody else may have had a person's keys ``since`` a day (the beginning of it, here).

    ``after`` names per device (32 hex digits) the last number that is still believed, where that is known better.
    """

    since: date
    after: Mapping[str, int] = field(default_factory=dict)


def ready_to_remove(
    program: Program,
    leaving: UUID,
    passphrase: str,
    misuse: Misuse | None,
    progress: Progress,
    root: Callable[[], bytes | None] = lambda: None,
) -> Callable[[Progress], None]:
    """What can still be stopped: the remover's passphrase, the free space. Returns the deed, which can't.

    ``root`` brings the programme's, to remove a custodian where it is away. Raises WrongPassphrase, TooManyMisses,
    HalvesDiffer, CopyNeedsRoom, CasesOnServer, Cancelled; nothing is changed before the deed.
    """
    progress.report(0)
    _refuse_elsewhere(program)
    unlock(program.folder, str(program.me.id), passphrase, program.means)
    key = root()
    if program.database is not None:
        refuse_without_room(program.folder.database)
    progress.report(0)
    return partial(_take_away, program, leaving, key, misuse)


def _take_away(program: Program, leaving: UUID, root: bytes | None, misuse: Misuse | None, progress: Progress) -> None:
    take_away(program, leaving, progress, root, misuse)


def take_away(
    program: Program, leaving: UUID, progress: Progress, root: bytes | None = None, misuse: Misuse | None = None
) -> None:
    """Take the keys away of somebody, for who has just typed the passphrase; children's keys are wrapped anew.

    ``root`` is brought to remove a custodian, where it is away. The database is written anew under its new key when the
    vault is opened next; so is what a kill left undone. Raises CopyNeedsRoom, RootNeeded, Oneself, PersonUnknown,
    CasesOnServer; then nothing was changed.
    """
    _refuse_elsewhere(program)
    if program.database is not None:
        refuse_without_room(program.folder.database)
    last = _held(program, leaving, misuse)
    keyring = remove_person(
        program.folder, program.keyring, leaving, program.means, last, root, misused=misuse is not None
    )
    if program.database is not None:
        device = program.folder.device(keyring.file, program.means.random).id
        store = Store(program.database, keyring, device, program.dictionary, program.means.clock, program.means.random)
        store.follow_revocations()
        if not program.is_headquarters:  # it opens no child's room
            store.rewrap(progress)


def _refuse_elsewhere(program: Program) -> None:
    """How far somebody's work is held is asked where the cases lie; raises CasesOnServer."""
    if program.store is not None:
        check_place(program.store.settings, on_server=False)


def _held(program: Program, leaving: UUID, misuse: Misuse | None) -> LastHeld:
    """How far every device is held here: what somebody who leaves wrote up to there goes on to count."""
    if program.store is None:
        return {}
    if misuse is None:
        return program.store.held_before(leaving)
    last = program.store.held_before(leaving, datetime.combine(misuse.since, time()).astimezone())
    return {**last, **program.store.held_at(misuse.after)}
