"""Whether the program was left as it should be: drafts that are newer than that were kept by one that broke off."""

from datetime import datetime

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.ports import Own
from reintegration_desktop.rules.facts import Draft

LEFT = "left"


def note_left(own: Own, now: datetime) -> None:
    """Remember that somebody locked or closed the vault, with everything that was typed kept."""
    own.put(LEFT, now.isoformat())


def broken_off(desk: Desk) -> tuple[Draft, ...]:
    """Drafts kept since the vault was last locked or closed, newest first: what the program did not end by itself."""
    left = desk.own.get(LEFT)
    since = datetime.fromisoformat(left) if left else None
    return tuple(draft for draft in desk.drafts.all() if since is None or draft.kept_at > since)
