"""What the pages of handing over need of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.custody.offering import Handing
from reintegration_desktop.casework.custody.overruling import Dispute
from reintegration_desktop.casework.custody.taking import Inside
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.vault.roles import Room

ROOM_ORDER = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED, Room.OVERSIGHT)


@dataclass(frozen=True, slots=True)
class Leaving:
    """A case that may be handed over: its code, the offices that can take it (name by id), rooms that stay sealed."""

    case: UUID
    code: str
    offices: Mapping[str, str]
    withheld: frozenset[Room]


@dataclass(frozen=True, slots=True)
class OfferVerbs:
    """``ready`` says of a case what can be chosen; ``offer`` prepares a handover to an office (its id).

    ``reasons`` are the list ``transfer_reason``, words by code. Both raise refusals, which the pages tell.
    """

    ready: Callable[[UUID], Leaving]
    offer: Callable[[UUID, str, Handing], Changes]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AskedFor:
    """That an office (its id, its name) asks for a case (its code), since a day; ``decline`` doesn't give it (reason).

    ``refusals`` are the list ``rejection_reason``, words by code.
    """

    office: str
    name: str
    code: str
    on: date
    decline: Callable[[str], Changes]
    refusals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class TakeVerbs:
    """``look`` opens what is offered without keeping any of it; ``accept`` and ``refuse`` (reason) answer.

    ``office`` names an office, ``forms`` are titles by form, ``reasons`` and ``refusals`` words by code.
    """

    look: Callable[[UUID], Inside]
    accept: Callable[[UUID], Changes]
    refuse: Callable[[UUID, str], Changes]
    office: Callable[[UUID], str]
    forms: Mapping[str, str]
    reasons: Mapping[str, str]
    refusals: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class OverruleVerbs:
    """``disputes`` are the cases that wait for headquarters; ``decide`` lets one offer count, None for none."""

    disputes: Callable[[], Sequence[Dispute]]
    decide: Callable[[UUID, VersionId | None], Changes]
    office: Callable[[UUID], str]
