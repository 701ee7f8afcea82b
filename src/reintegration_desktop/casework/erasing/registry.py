"""Where orders to erase are signed and looked after: who works, with which signature, on which tables."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.errors import OrderUnknown
from reintegration_desktop.history.arrivals import Hole, Waiting
from reintegration_desktop.history.change import Change
from reintegration_desktop.rules.erasing.given_up import GivenUp
from reintegration_desktop.rules.erasing.standing import Erasure
from reintegration_desktop.vault.folder import VaultFolder
from reintegration_desktop.vault.keyring import Keyring


class Known(Protocol):
    """A device that wrote something here."""

    @property
    def id(self) -> str:
        """32 hex digits."""

    @property
    def author(self) -> UUID | None:
        """Who wrote on it last."""

    @property
    def heard_at(self) -> datetime:
        """When."""

    @property
    def last(self) -> int:
        """The number of its newest change."""


class Orders(Protocol):
    """What lies in the tables about erasing."""

    def all(self) -> tuple[Erasure, ...]:
        """Every order, the one that was begun first first."""

    def hidden(self) -> frozenset[UUID]:
        """The cases that wait to be destroyed."""

    def destroyed(self) -> Mapping[UUID, datetime]:
        """The cases that were destroyed here, and when."""

    def facts(self, cases: Iterable[UUID]) -> Mapping[UUID, Mapping[str, object]]:
        """Some cases' own facts by key, also of those that are hidden."""

    def holders(self, cases: Iterable[UUID]) -> Mapping[UUID, UUID]:
        """The office that holds each of some cases, also of those that are hidden."""

    def children(self, office: UUID) -> int:
        """How many cases an office has, or had."""

    def versions_of(self, case: UUID, records: Iterable[UUID]) -> list[Change]:
        """All versions of some records of a case."""

    def devices(self) -> Sequence[Known]:
        """Every device that wrote something that lies here."""

    def given_up(self) -> Mapping[str, GivenUp]:
        """What was said of devices (32 hex digits) that never come back."""

    def aside(self) -> Sequence[Waiting]:
        """Every line of a bundle that waits, or is kept aside."""

    def empty_aside(self, gone: Iterable[Waiting], holes: Iterable[Hole], lines: Iterable[Waiting]) -> None:
        """Put something else in the place of what waits."""

    def overwrite(self) -> bool:
        """Have nothing older lie in the database's log file or beside it; false while that can't be done."""


@dataclass(frozen=True, slots=True)
class Registry:
    """A signed-in person's place for orders to erase.

    ``destroy`` takes a case out of the tables for good; ``forget`` are called besides, with the cases that were
    destroyed: what lies outside of the tables. ``device`` is this one's id, 32 hex digits.
    """

    desk: Desk
    keyring: Keyring
    folder: VaultFolder
    device: str
    orders: Orders
    destroy: Callable[[UUID], int]
    forget: tuple[Callable[[Collection[UUID]], object], ...]
    random: Callable[[int], bytes]

    def office_of(self, author: UUID | None) -> UUID:
        """The office of who wrote on a device last; our own where nobody is known, so that no device is left out."""
        paper = None if author is None else self.keyring.people.get(author)
        return self.keyring.office if paper is None else paper.office

    def find(self, number: bytes) -> Erasure:
        """An order by the number of its statement; raises OrderUnknown."""
        found = next((one for one in self.orders.all() if one.number == number), None)
        if found is None:
            raise OrderUnknown
        return found
