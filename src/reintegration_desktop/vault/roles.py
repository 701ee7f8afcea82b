"""Who holds which key: the table of roles and rooms."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Room(StrEnum):
    """Where an answer lies. Four rooms are sealed; the open one is a short list of workflow facts."""

    OPEN = "open"
    PERSON = "person"
    ACCOUNT = "account"
    RESTRICTED = "restricted"
    OVERSIGHT = "oversight"


SEALED_ROOMS = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED, Room.OVERSIGHT)


class Role(StrEnum):
    """What somebody is in the programme; a certificate carries exactly one."""

    CASEWORKER = "caseworker"
    SUPERVISOR = "supervisor"
    TRACING_OFFICER = "tracing_officer"
    CLINICIAN = "clinician"
    COORDINATOR = "coordinator"
    MANAGER = "manager"
    AUDITOR = "auditor"
    HEADQUARTERS = "headquarters"


class Duty(StrEnum):
    """What somebody does besides, and what it opens."""

    COURIER = "courier"
    CUSTODIAN = "custodian"
    FIGURES = "figures"
    TRACING_DESK = "tracing_desk"


class KeyName(StrEnum):
    """The keys of an office that can be granted to a person."""

    DATABASE = "database"
    TRANSPORT = "transport"
    CASE = "case"
    PERSON = "room:person"
    ACCOUNT = "room:account"
    RESTRICTED = "room:restricted"
    OVERSIGHT = "room:oversight"
    FIGURES = "figures"


ROOM_KEYS: Mapping[Room, KeyName] = MappingProxyType(
    {
        Room.PERSON: KeyName.PERSON,
        Room.ACCOUNT: KeyName.ACCOUNT,
        Room.RESTRICTED: KeyName.RESTRICTED,
        Room.OVERSIGHT: KeyName.OVERSIGHT,
    }
)


class Access(StrEnum):
    """How far a role's key goes."""

    OPEN = "open"
    BY_DUTY = "by_duty"
    SEAL_ONLY = "seal_only"
    NONE = "none"


_OPEN, _SEAL = Access.OPEN, Access.SEAL_ONLY
_ROOMS = dict.fromkeys((KeyName.PERSON, KeyName.ACCOUNT, KeyName.RESTRICTED), _OPEN)

_GRANTED: dict[Role, dict[KeyName, Access]] = {
    Role.CASEWORKER: {
        KeyName.DATABASE: _OPEN, KeyName.TRANSPORT: Access.BY_DUTY, **_ROOMS, KeyName.OVERSIGHT: _SEAL,
        KeyName.FIGURES: _SEAL,
    },
    Role.SUPERVISOR: dict.fromkeys(KeyName, _OPEN),
    Role.TRACING_OFFICER: {KeyName.DATABASE: _OPEN, KeyName.PERSON: _OPEN},
    Role.CLINICIAN: {KeyName.DATABASE: _OPEN, KeyName.PERSON: _OPEN, KeyName.ACCOUNT: _OPEN},
    Role.COORDINATOR: {KeyName.DATABASE: _OPEN, KeyName.TRANSPORT: _OPEN},
    Role.MANAGER: {KeyName.FIGURES: _OPEN},
    Role.AUDITOR: {KeyName.DATABASE: _OPEN, KeyName.OVERSIGHT: _OPEN, KeyName.FIGURES: _OPEN},
    Role.HEADQUARTERS: {
        KeyName.DATABASE: Access.BY_DUTY, KeyName.TRANSPORT: Access.BY_DUTY, KeyName.FIGURES: Access.BY_DUTY,
    },
}  # fmt: skip

ROLE_KEYS: Mapping[Role, Mapping[KeyName, Access]] = MappingProxyType(
    {role: MappingProxyType({key: row.get(key, Access.NONE) for key in KeyName}) for role, row in _GRANTED.items()}
)

DUTY_OPENS: Mapping[Duty, frozenset[KeyName]] = MappingProxyType(
    {
        Duty.COURIER: frozenset({KeyName.DATABASE, KeyName.TRANSPORT}),
        Duty.FIGURES: frozenset({KeyName.FIGURES}),
        Duty.TRACING_DESK: frozenset({KeyName.DATABASE}),
        Duty.CUSTODIAN: frozenset(),
    }
)


def keys_of(role: Role, duties: frozenset[Duty]) -> frozenset[KeyName]:
    """The keys whose private half or secret is granted to somebody of this role with these duties."""
    by_duty = frozenset[KeyName]().union(*(DUTY_OPENS[duty] for duty in duties))
    row = ROLE_KEYS[role]
    return frozenset(
        key for key, access in row.items() if access is Access.OPEN or (access is Access.BY_DUTY and key in by_duty)
    )
