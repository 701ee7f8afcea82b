"""Who may do what: one table, read by the screen before and by every receiver after."""

from collections.abc import Collection, Mapping
from types import MappingProxyType

from reintegration_desktop.history.versions import Kind
from reintegration_desktop.vault.roles import Duty, Role, Room

EVERY_FORM = frozenset({"*"})
WRITING = frozenset({Kind.SAVE, Kind.DELETE, Kind.UNDELETE, Kind.RESOLVE})
LOOKING = frozenset({Kind.VIEW, Kind.EXPORT})
DECIDING = frozenset({Kind.OFFER, Kind.ACCEPT, Kind.APPROVE, Kind.ALIAS, Kind.ERASE})
NEVER_DELETED = frozenset({"case", "consent", "feedback", "keys", "tasks"})
"""Entries that stay: consent is taken back by another entry, a complaint is answered."""

_TRACING = frozenset({"tracing", "person_sought", "tracing_action", "reunification", "household", "household_member"})
_ORDERS = ((Room.OPEN,), (Kind.ERASE,), frozenset({"erasure"}))
"""Signing an order to erase, taking it back, a receipt for it: what each must be is in ``erasing.judging``."""

_NUMBERS = ((Room.OPEN,), (Kind.APPROVE,), frozenset({"numbers"}))
"""Signing an office's own numbers: what each must be is in ``numbers.entries``."""

_OVERRULING = ((Room.OPEN,), (Kind.APPROVE,), frozenset({"custody", "rules"}))
"""Deciding between two offers of one case; signing rules for all offices (``issued.entries``)."""

_WORK = (Room.OPEN, Room.PERSON, Room.ACCOUNT, Room.RESTRICTED)

Forms = frozenset[str]
Row = Mapping[Room, Mapping[Kind, Forms]]


def _row(*cells: tuple[Collection[Room], Collection[Kind], Forms]) -> Row:
    """What a role may do, from rooms, kinds and forms that go together."""
    row: dict[Room, dict[Kind, Forms]] = {}
    for rooms, kinds, forms in cells:
        for room in rooms:
            for kind in kinds:
                row.setdefault(room, {})[kind] = row.get(room, {}).get(kind, frozenset()) | forms
    return MappingProxyType({room: MappingProxyType(kinds) for room, kinds in row.items()})


ALLOWED: Mapping[Role, Row] = MappingProxyType(
    {
        Role.CASEWORKER: _row(
            (_WORK, WRITING, EVERY_FORM),
            (tuple(Room), LOOKING, EVERY_FORM),
            ((Room.OVERSIGHT,), (Kind.SAVE,), frozenset({"consent", "service"})),
            _ORDERS,
        ),
        Role.SUPERVISOR: _row((tuple(Room), WRITING | LOOKING | DECIDING, EVERY_FORM)),
        Role.TRACING_OFFICER: _row(
            ((Room.OPEN, Room.PERSON), LOOKING, EVERY_FORM),
            ((Room.OPEN, Room.PERSON), WRITING, _TRACING),
            _ORDERS,
        ),
        Role.CLINICIAN: _row(
            ((Room.OPEN, Room.PERSON, Room.ACCOUNT), LOOKING, EVERY_FORM),
            ((Room.ACCOUNT,), WRITING, frozenset({"assessment", "wellbeing_measure"})),
            ((Room.OPEN,), (Kind.SAVE,), frozenset({"tasks"})),
            _ORDERS,
        ),
        Role.COORDINATOR: _row(((Room.OPEN,), LOOKING, EVERY_FORM), _ORDERS, _NUMBERS),
        Role.AUDITOR: _row(((Room.OPEN, Room.OVERSIGHT), LOOKING, EVERY_FORM), _ORDERS, _NUMBERS),
        Role.MANAGER: _row(),
        Role.HEADQUARTERS: _row(_ORDERS, _OVERRULING, _NUMBERS),
    }
)
"""By role, room and kind the forms; ``EVERY_FORM`` where it is all of them. What stands nowhere is not allowed."""

BY_DUTY: Mapping[tuple[Role, Duty], Row] = MappingProxyType(
    {
        (Role.HEADQUARTERS, Duty.COURIER): _row(((Room.OPEN,), LOOKING, EVERY_FORM)),
        (Role.HEADQUARTERS, Duty.TRACING_DESK): _row(((Room.OPEN, Room.PERSON), LOOKING, EVERY_FORM)),
    }
)
"""What a duty adds to a role."""


def may(role: Role, duties: frozenset[Duty], kind: Kind, room: Room, form: str) -> bool:
    """Whether a role with these duties may do this to a form's part in a room.

    ``form`` is empty where nobody can see it: a sealed change on its way. Then it is enough that there is a form for
    which it is allowed. What depends on the case besides - whose it is, who asked, what stood there before - is in
    ``limits.acts``.
    """
    rows = (ALLOWED[role], *(BY_DUTY[role, duty] for duty in duties if (role, duty) in BY_DUTY))
    return any(_allows(row.get(room, {}).get(kind), kind, form) for row in rows)


def _allows(forms: Forms | None, kind: Kind, form: str) -> bool:
    if forms is None or (kind in (Kind.DELETE, Kind.UNDELETE) and form in NEVER_DELETED):
        return False
    return not form or forms == EVERY_FORM or form in forms
