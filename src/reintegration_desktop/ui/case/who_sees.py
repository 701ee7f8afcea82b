"""Who sees a section: written from its rooms and the table of keys, never by hand."""

from collections.abc import Iterable, Mapping

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.widgets.arrange import Row
from reintegration_desktop.ui.widgets.cards import Card
from reintegration_desktop.ui.widgets.signs import Sign
from reintegration_desktop.ui.widgets.words import Words, caption, small
from reintegration_desktop.vault.roles import ROLE_KEYS, ROOM_KEYS, Access, KeyName, Role, Room

ROLE_WORDS: Mapping[Role, str] = {
    Role.CASEWORKER: marked("caseworker"),
    Role.SUPERVISOR: marked("supervisor"),
    Role.TRACING_OFFICER: marked("tracing officer"),
    Role.CLINICIAN: marked("clinician"),
    Role.COORDINATOR: marked("coordinator"),
    Role.MANAGER: marked("manager"),
    Role.AUDITOR: marked("auditor"),
    Role.HEADQUARTERS: marked("headquarters"),
}
_WRITERS = frozenset({Role.CASEWORKER, Role.SUPERVISOR})


def who_sees(rooms: Iterable[Room]) -> list[tuple[str, str]]:
    """Roles and what they can do with these rooms, in words: those who write, read, carry, and count."""
    keys = [ROOM_KEYS[room] for room in rooms if room in ROOM_KEYS]
    readers = [role for role in Role if keys and all(ROLE_KEYS[role][key] is Access.OPEN for key in keys)]
    writers = [role for role in readers if role in _WRITERS]
    only_readers = [role for role in readers if role not in _WRITERS]
    sealers = [role for role in Role if any(ROLE_KEYS[role][key] is Access.SEAL_ONLY for key in keys)]
    carriers = [role for role in Role if ROLE_KEYS[role][KeyName.TRANSPORT] is Access.OPEN and role not in readers]
    known = {*readers, *sealers, *carriers}
    counters = [role for role in Role if role not in known and ROLE_KEYS[role][KeyName.FIGURES] is not Access.NONE]
    groups = (
        (writers, marked("Read and write")),
        (only_readers, marked("Read it")),
        (sealers, marked("Write it, and can't read it back")),
        (carriers, marked("Carries it sealed")),
        (counters, marked("Only counts, never a row")),
    )
    return [(_named(roles), say(what)) for roles, what in groups if roles]


def _named(roles: Iterable[Role]) -> str:
    words = say(", ").join(say(ROLE_WORDS[role]) for role in roles)
    return words[:1].upper() + words[1:]


class WhoSeesCard(Card):
    """Beside a section of a case."""

    def __init__(self, rooms: Iterable[Room]) -> None:
        head = Row(Sign("eye", size=18), caption(lambda: say("Who sees this section")))
        head.setStretch(1, 1)
        super().__init__(head, gap=6)
        for roles, what in who_sees(rooms):
            self.add(Words(roles, place="note", bold=True, wraps=True), small(what))
