"""What the settings need of the program, handed in by whoever puts it together."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from reintegration_desktop.rules.programme import Programme
from reintegration_desktop.vault.roles import Duty, Role


class Standing(StrEnum):
    """How a person's certificate stands."""

    CERTIFIED = "certified"
    WAITS = "waits"
    REVOKED = "revoked"


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
    """Who is to be let in: their request's file, its code as heard, name, role, duties, where the answer goes."""

    file: str
    code: str
    name: str
    role: Role
    duties: frozenset[Duty]
    answer: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where the data lies: the vault's folder, and what stands in it as (what, path)."""

    vault: Path
    parts: Sequence[tuple[str, Path]] = ()
    on_removable: bool = False


@dataclass(frozen=True, slots=True)
class SettingsVerbs:
    """Verbs raise refusals, which the page tells in its banner.

    ``keep_look`` keeps theme and factor for the next start, ``keep_language`` a language, ``keep_lock`` the minutes
    until the vault locks itself. ``back_up`` writes into a folder and says in a sentence what was written.
    ``add_person`` and ``remove_person`` open the pages for it, None where this role does not look after people.
    """

    programme: Programme
    place: Place
    version: str
    licences: str
    lock_minutes: int
    last_backup: date | None
    change_passphrase: Callable[[str, str], None]
    back_up: Callable[[Path], str]
    people: Callable[[], Sequence[PersonLine]]
    keep_look: Callable[[str, float], None]
    keep_language: Callable[[str], None]
    keep_lock: Callable[[int], None]
    add_person: Callable[[], None] | None = None
    remove_person: Callable[[PersonLine], None] | None = None
