"""Who may do what: one table, read by the screen before and by every receiver after."""

from collections.abc import Mapping
from types import MappingProxyType

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.vault.roles import Duty, Role, Room

_WRITING = frozenset({Kind.SAVE, Kind.DELETE, Kind.UNDELETE, Kind.RESOLVE})
_LOOKING = frozenset({Kind.VIEW, Kind.EXPORT})
_DECIDING = frozenset({Kind.OFFER, Kind.ACCEPT, Kind.APPROVE, Kind.ALIAS, Kind.ERASE})
_WORK_ROOMS = frozenset({Room.OPEN, Room.PERSON, Room.ACCOUNT, Room.RESTRICTED})

ALLOWED: Mapping[Role, Mapping[Room, frozenset[Kind]]] = MappingProxyType(
    {
        Role.CASEWORKER: {
            **dict.fromkeys(_WORK_ROOMS, _WRITING | _LOOKING),
            Room.OVERSIGHT: frozenset({Kind.SAVE}),
        },
        Role.SUPERVISOR: dict.fromkeys(Room, _WRITING | _LOOKING | _DECIDING),
        Role.TRACING_OFFICER: {
            Room.OPEN: _WRITING | _LOOKING,
            Room.PERSON: _WRITING | _LOOKING,
        },
        Role.CLINICIAN: {
            Room.OPEN: _WRITING | _LOOKING,
            Room.ACCOUNT: _WRITING | _LOOKING,
            Room.PERSON: _LOOKING,
        },
        Role.COORDINATOR: {Room.OPEN: _LOOKING},
        Role.AUDITOR: {Room.OPEN: _LOOKING, Room.OVERSIGHT: _LOOKING},
        Role.MANAGER: {},
        Role.HEADQUARTERS: {Room.OPEN: _LOOKING},
    }
)

FORMS_OF: Mapping[Role, frozenset[str]] = MappingProxyType(
    {
        Role.TRACING_OFFICER: frozenset(
            {"tracing", "person_sought", "tracing_action", "reunification", "household", "household_member", "tasks"}
        ),
        Role.CLINICIAN: frozenset({"wellbeing_measure", "service", "immediate_concern", "incident", "tasks"}),
    }
)
"""The forms that a role which isn't in the work as a whole may write; every other role that writes, writes all."""


def may(role: Role, duties: frozenset[Duty], kind: Kind, room: Room, form: str) -> bool:
    """Whether a role with these duties may do this in a room of a form; ``form`` is empty where nobody can see it."""
    if kind not in ALLOWED[role].get(room, frozenset()):
        return False
    if form == "feedback" and role is Role.CASEWORKER and kind in _WRITING:
        return False
    own = FORMS_OF.get(role)
    return own is None or not form or kind in _LOOKING or form in own
