"""Who is certified as what at a tick of the clock, by all papers that lie here; read only once somebody asks."""

from collections.abc import Callable
from functools import cached_property
from uuid import UUID

from reintegration_desktop.kernel.clock import moment_of
from reintegration_desktop.vault.certificates import Certificate, certificate_at, in_force_from
from reintegration_desktop.vault.people import People


class Staff:
    """The people that ``read`` finds."""

    def __init__(self, read: Callable[[], People]) -> None:
        self._read = read

    @cached_property
    def _people(self) -> People:
        return self._read()

    def certified(self, person: UUID, clock: int) -> Certificate | None:
        """The certificate of a person in force at a tick; else the first one, None for who was never certified."""
        return certificate_at(self._people.all_of(person), clock)

    def of_office(self, office: UUID, clock: int) -> tuple[Certificate, ...]:
        """Everybody of an office who stood at a tick: certified by then, and not revoked yet."""
        found = []
        for person in self._people.everybody():
            paper, gone = self.certified(person, clock), self._people.revocation(person)
            if paper is None or paper.office != office or in_force_from(paper) > clock:
                continue
            if gone is None or gone.since > moment_of(clock):
                found.append(paper)
        return tuple(found)
