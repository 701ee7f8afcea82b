"""What the settings need of the program, handed in by whoever puts it together."""

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.erasing.copies import Copy
from reintegration_desktop.casework.programme.settling import Part
from reintegration_desktop.casework.travel.behind import Behind
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.kernel.swap import InTheClear
from reintegration_desktop.rules.programme import Issued, Programme
from reintegration_desktop.ui.backups.verbs import BackupVerbs
from reintegration_desktop.ui.first.root import RootBrought
from reintegration_desktop.ui.inputs.second_person import Agreed
from reintegration_desktop.ui.journeys.verbs import JourneyVerbs
from reintegration_desktop.vault.roles import Duty, Role

AsksBehind = Callable[[], tuple[Sequence[Behind], date]]


class Standing(StrEnum):
    """How a person's certificate stands."""

    CERTIFIED = "certified"
    WAITS = "waits"
    REVOKED = "revoked"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody who has, had or is to get keys of this office."""

    name: str
    role: Role
    duties: frozenset[Duty]
    state: Standing
    you: bool = False
    id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LettingIn:
    """Who is to be let in: their request's file, its code as heard, name, role, duties, where the answer goes.

    For a custodian: the programme's ``root`` where it is away, and how another custodian ``agreed``.
    """

    file: str
    code: str
    name: str
    role: Role
    duties: frozenset[Duty]
    answer: str
    root: RootBrought | None = None
    agreed: Agreed | None = None


@dataclass(frozen=True, slots=True)
class PeopleVerbs:
    """What the pages of people call, in the writer's lane; both raise refusals.

    ``let_in`` writes the answer and returns its code. ``ready_to_remove(person, passphrase, since, root, progress)``
    can be stopped, and returns the deed, which can't: it makes new keys. ``since`` is the day from which somebody else
    may have had the keys, None where nobody had. ``lock`` lets the vault be opened anew under them. ``roles`` and
    ``duties`` are those that can be given here. ``behind`` is who was not heard from since keys were renewed.
    ``custodians`` are the names, by id, of those who can agree here to a further custodian; None where there is no
    second one. ``keeps_root``: whether the programme's root lies in the vault; ``agree_only`` signs for a colleague who
    lets a custodian in, and writes the file that goes to them.
    """

    let_in: Callable[[LettingIn], str]
    ready_to_remove: Callable[[UUID, str, date | None, RootBrought | None, Progress], Callable[[Progress], None]]
    lock: Callable[[], None]
    roles: Sequence[Role]
    duties: Sequence[Duty]
    today: date
    behind: AsksBehind | None = None
    custodians: Callable[[], dict[str, str] | None] = lambda: None
    keeps_root: Callable[[], bool] = lambda: True
    agree_only: Callable[[LettingIn], None] | None = None


class Recovery(StrEnum):
    """How it stands with the recovery sheets."""

    NONE = "none"
    USED = "used"
    MADE = "made"


@dataclass(frozen=True, slots=True)
class OfficeWays:
    """The ways from the settings to pages over them, each None where this role does not look after people.

    ``recovery`` says how it stands with the sheets, and since which day; ``pairs`` since which day the office's pairs
    of keys are in use, and whether that is long enough; ``behind`` who was not heard from since they were renewed, as
    of a day. ``give_up`` leads to where a computer is given up. ``take_root_out``: for who keeps the programme's root
    in the vault, as ``keeps_root`` says of now.
    """

    add_person: Callable[[], None] | None = None
    remove_person: Callable[[PersonLine], None] | None = None
    make_sheets: Callable[[], None] | None = None
    recovery: Callable[[], tuple[Recovery, date | None]] | None = None
    renew_pairs: Callable[[], None] | None = None
    pairs: Callable[[], tuple[date | None, bool]] | None = None
    behind: AsksBehind | None = None
    give_up: Callable[[Copy], None] | None = None
    give_again: Callable[[], None] | None = None
    take_root_out: Callable[[], None] | None = None
    keeps_root: Callable[[], bool] | None = None


@dataclass(frozen=True, slots=True)
class ErasingWays:
    """The way to the page of all orders to erase, and how many of them wait for who is signed in."""

    open: Callable[[], object]
    waiting: Callable[[], int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data lies: the vault's folder, and what stands in it as (what, path).

    ``without_owners``: on FAT, where files have no rights; ``short_files``: none longer than 4 GB; ``portable``: beside
    the program, with nothing on this computer.
    """

    vault: Path
    parts: Sequence[tuple[str, Path]] = ()
    on_removable: bool = False
    without_owners: bool = False
    short_files: bool = False
    portable: bool = False


@dataclass(frozen=True, slots=True)
class NumbersLine:
    """Numbers that wait for a second person: who brought them, when, what they change; ``signs``: this person may."""

    who: str
    day: str
    changes: Sequence[str]
    digest: bytes
    signs: bool


@dataclass(frozen=True, slots=True)
class Settles:
    """``settle(part, programme, reason)`` keeps another programme and says in slices what it became.

    ``parts`` are those that this role may settle; ``lists`` the names of the lists that a programme fills. Numbers that
    ``waiting`` tells of count once ``sign`` was said of their digest by another person; ``seconds`` are the names of
    who could: nobody where who is signed in decides alone.
    """

    settle: Callable[[Part, Programme, str], Generator[None, None, Programme]]
    parts: frozenset[Part]
    lists: tuple[str, ...]
    waiting: Callable[[], Sequence[NumbersLine]] = tuple
    sign: Callable[[bytes], Generator[None, None, Programme]] | None = None
    seconds: Callable[[], Sequence[str]] = tuple


@dataclass(frozen=True, slots=True)
class RulesWay:
    """The way to headquarters' rules for all offices, and which of them this office goes by."""

    open: Callable[[], object]
    issued: Callable[[], Issued | None]


@dataclass(frozen=True, slots=True)
class SettingsVerbs:
    """Verbs raise refusals, which the page tells in its banner.

    ``keep_look`` keeps theme and factor for the next start, ``keep_language`` a language, ``keep_lock`` the minutes
    until the vault locks itself, and whether a minimised window locks. ``ways`` lead to pages over this one.
    ``settles`` changes the programme, None where there is no database; ``erasing`` leads to the orders to erase, None
    there, too; ``journey`` gives keys back; ``rules`` leads to headquarters' rules for all offices.
    """

    programme: Programme
    place: Place
    version: str
    licences: str
    lock_minutes: int
    lock_minimised: bool
    swap_in_the_clear: InTheClear
    backup: BackupVerbs
    change_passphrase: Callable[[str, str], None]
    people: Callable[[], Sequence[PersonLine]]
    keep_look: Callable[[str, float], None]
    keep_language: Callable[[str], None]
    keep_lock: Callable[[int, bool], None]
    ways: OfficeWays = field(default_factory=OfficeWays)
    journey: JourneyVerbs | None = None
    settles: Settles | None = None
    erasing: ErasingWays | None = None
    rules: RulesWay | None = None
