"""Somebody leaves, wherever the cases lie: in the vault, or on headquarters' server."""

from contextlib import nullcontext
from uuid import UUID

from reintegration_desktop.app.at_headquarters.place import at_headquarters
from reintegration_desktop.app.keys.renewing import written_anew
from reintegration_desktop.app.people import Misuse, take_away
from reintegration_desktop.app.program import Program
from reintegration_desktop.kernel.progress import Progress


def remove_everywhere(
    program: Program, leaving: UUID, progress: Progress, root: bytes | None, misuse: Misuse | None, database: str | None
) -> bool:
    """As ``remove_at_once``; ``database`` is the address of the server where a headquarters' cases lie, or None.

    What counts no more is put aside there at once. Raises what that one raises, and as ``at_headquarters``.
    """
    with nullcontext(program) if database is None else at_headquarters(program, database) as here:
        take_away(here, leaving, progress, root, misuse)
    return written_anew(program, progress)
