"""What everybody together wrote, each change, save and place once and by a number; books hold the numbers."""

from array import array
from collections.abc import Iterable
from uuid import UUID

from reintegration_desktop.history.change import Change, SaveRow
from reintegration_desktop.vault.roles import Room

Place = tuple[UUID, UUID, Room]


class Known:
    """Every change by its hash, every save by its signature: the same bytes lie here once, however many hold them."""

    def __init__(self) -> None:
        self.changes: list[Change] = []
        self.places: list[Place] = []
        self.of_case: dict[UUID, list[int]] = {}
        self.saves: list[SaveRow] = []
        self.lasts, self.clocks = array("q"), array("q")
        self._place_of: list[int] = []
        self._change_numbers: dict[bytes, int] = {}
        self._place_numbers: dict[Place, int] = {}
        self._save_numbers: dict[bytes, int] = {}

    def number(self, change: Change) -> int:
        """A change's number, given to it where it is new."""
        found = self._change_numbers.get(change.hash)
        if found is None:
            found = self._change_numbers[change.hash] = len(self.changes)
            self.changes.append(change)
            self._place_of.append(self._place(change))
        return found

    def numbers_of(self, hashes: Iterable[bytes]) -> set[int]:
        """The numbers of those changes that are known; what waited for ever at all who got it is not."""
        return {self._change_numbers[one] for one in hashes if one in self._change_numbers}

    def place_of(self, number: int) -> int:
        """The number of the place that a change belongs to."""
        return self._place_of[number]

    def save_number(self, save: SaveRow) -> int:
        """A save's number, given to it where it is new; its last change was known before."""
        found = self._save_numbers.get(save.signature)
        if found is None or self.saves[found] != save:
            found = self._save_numbers[save.signature] = len(self.saves)
            self.saves.append(save)
            last = self._change_numbers.get(save.head)
            self.lasts.append(save.last)
            self.clocks.append(0 if last is None else self.changes[last].clock)
        return found

    def _place(self, change: Change) -> int:
        place = change.case, change.record, change.room
        found = self._place_numbers.get(place)
        if found is None:
            found = self._place_numbers[place] = len(self.places)
            self.places.append(place)
            self.of_case.setdefault(place[0], []).append(found)
        return found
