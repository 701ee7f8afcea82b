"""Rooms as a person calls them who hands a case over, and whether a handover ended with consent."""

from collections.abc import Iterable, Mapping

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.rules.facts import OpenCase
from reintegration_desktop.ui.custody.verbs import ROOM_ORDER
from reintegration_desktop.vault.roles import Room

ROOM_WORDS: Mapping[Room, str] = {
    Room.PERSON: marked("Who and where: name, family, address"),
    Room.ACCOUNT: marked("What happened, how they are, the plan and the visits"),
    Room.RESTRICTED: marked("Armed actor, unit, commander, witnesses"),
    Room.OVERSIGHT: marked("Complaints and what was thought of the work"),
}


def ended_with_consent(was: OpenCase, now: OpenCase) -> bool:
    """Whether a handover that was on its way was taken back as consent was."""
    offered = was.custody is not None and was.custody.in_transit
    still = now.custody is not None and now.custody.in_transit
    return offered and not still and was.row.consent != now.row.consent


def rooms_words(rooms: Iterable[Room]) -> str:
    """Several of them in one sentence."""
    wanted = set(rooms)
    return say("; ").join(say(ROOM_WORDS[room]) for room in ROOM_ORDER if room in wanted)
