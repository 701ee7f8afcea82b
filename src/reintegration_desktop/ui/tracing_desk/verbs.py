"""What the pages of the tracing desk need of the program."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.tracing_desk.standing import State


@dataclass(frozen=True, slots=True)
class GrantLine:
    """To whom a child is, or was, open: since which day, until which, and how it stands."""

    id: VersionId
    person: str
    since: date
    until: date
    state: State


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before a child is opened: its code, who sits at the desk (name by id), what they agreed to."""

    code: str
    desks: Mapping[UUID, str]
    agrees: bool
    is_hidden: bool
    grants: tuple[GrantLine, ...]


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A child that is open to the desk: code, name, office, until when; what the person room says, label and answer."""

    code: str
    name: str
    office: str
    until: date
    told: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GrantVerbs:
    """``ready`` says how it stands with a child; ``grant`` (child, person, days, own decision); ``take_back``."""

    ready: Callable[[UUID], Opening]
    grant: Callable[[UUID, UUID, int, bool], Changes]
    take_back: Callable[[UUID, VersionId], Changes]


@dataclass(frozen=True, slots=True)
class DeskVerbs:
    """``seen`` opens every child that is open to who is signed in; what ended is forgotten first."""

    seen: Callable[[], tuple[SeenLine, ...]]
