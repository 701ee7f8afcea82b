"""Which of a child's rooms another office is given, by what they agreed to."""

from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.rules.consent import latest
from reintegration_desktop.vault.roles import Room

OFFERED = (Room.PERSON, Room.ACCOUNT, Room.RESTRICTED, Room.OVERSIGHT)
NEEDED = frozenset({Room.PERSON, Room.ACCOUNT})
"""Without these nobody can go on with the work."""


def withheld(file: CaseFile) -> frozenset[Room]:
    """The rooms that stay sealed: without a yes to sharing, what names armed actors and what was complained about."""
    return frozenset() if latest(file).agrees("agrees_to_sharing") else frozenset(OFFERED) - NEEDED


def to_hand_over(file: CaseFile, wanted: frozenset[Room]) -> frozenset[Room]:
    """The rooms whose keys go: those needed, and of the others those wanted that consent doesn't withhold."""
    return NEEDED | (wanted & frozenset(OFFERED) - withheld(file))
