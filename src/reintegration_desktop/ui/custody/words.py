"""Rooms as a person calls them who hands a case over."""

from collections.abc import Iterable, Mapping

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.ui.custody.verbs import ROOM_ORDER
from reintegration_desktop.vault.roles import Room

ROOM_WORDS: Mapping[Room, str] = {
    Room.PERSON: marked("Who and where: name, family, address"),
    Room.ACCOUNT: marked("What happened, how they are, the plan and the visits"),
    Room.RESTRICTED: marked("Armed actor, unit, commander, witnesses"),
    Room.OVERSIGHT: marked("Complaints and what was thought of the work"),
}


def rooms_words(rooms: Iterable[Room]) -> str:
    """Several of them in one sentence."""
    wanted = set(rooms)
    return say("; ").join(say(ROOM_WORDS[room]) for room in ROOM_ORDER if room in wanted)
