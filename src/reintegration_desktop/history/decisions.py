"""A decision is written twice in one breath: for who oversees the work, and for who works on the case."""

from collections.abc import Iterable

from reintegration_desktop.history.versions import Kind, Version, VersionId
from reintegration_desktop.vault.roles import Room


def halves_of(versions: Iterable[Version]) -> dict[VersionId, Version]:
    """By the entry for oversight the one that was written right after it for who works on the case, where it lies."""
    decided = {one.id: one for one in versions if one.kind is Kind.APPROVE}
    return {
        id: told
        for id, one in decided.items()
        if one.room is Room.OVERSIGHT
        and (told := decided.get(VersionId(id.device, id.seq + 1))) is not None
        and told.room is not Room.OVERSIGHT
    }
