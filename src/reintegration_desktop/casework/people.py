"""The people of this vault by name: search, and who looks like somebody already known."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reintegration_desktop.casework.names.index import NameIndex
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.rules.facts import PersonRow
from reintegration_desktop.rules.folding import fold_words
from reintegration_desktop.rules.places import Gazetteer

SLICE = 500
NAME_KEYS = ("name_first", "name_middle", "name_last", "nickname")
PLACE = "current_place"
FOUND_BY = (*NAME_KEYS, PLACE)


@dataclass(slots=True)
class People:
    """An index in memory; it is gone with the process. Belongs to the reader's thread."""

    places: Gazetteer
    index: NameIndex = field(default_factory=NameIndex)
    complete: bool = False
    _last: PersonRow | None = None
    _places: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def name_places(self, places: Gazetteer) -> None:
        """Places are called otherwise from now on."""
        self.places, self._places = places, {}

    def read_slice(self, cases: Cases) -> bool:
        """Take in the next people; true while there are more."""
        slice_ = cases.people(self._last, SLICE, FOUND_BY)
        for rowid, _, said, _ in slice_:
            self.index.put(rowid, self.words_of(said))
        if slice_:
            self._last = slice_[-1]
            return True
        self.index.rebuild()
        self.complete = True
        return False

    def refresh(self, cases: Cases, rowids: Sequence[int]) -> None:
        """Take in cases that were just saved; whoever can't be read any more is found no more."""
        found = cases.names(rowids)
        for rowid in rowids:
            if rowid in found:
                self.index.put(rowid, self.words_of([found[rowid].text(key) for key in FOUND_BY]))
            else:
                self.index.drop(rowid)

    def search(self, typed: str, limit: int = 200) -> list[int]:
        """Row ids of people who fit what was typed, best first; forgiving of spelling and script."""
        return self.index.search(fold_words(typed), limit)

    def words_of(self, said: Sequence[str | None]) -> Iterable[str]:
        """The folded words a case is found by, from what is ``FOUND_BY``: names, and the place with its district."""
        *names, place = said
        words: list[str] = []
        for name in names:
            if name:
                words += fold_words(name)
        if place:
            words += self._place_words(place)
        return words

    def _place_words(self, code: str) -> tuple[str, ...]:
        """Many live in few places: what a place is called is remembered."""
        if code not in self._places:
            self._places[code] = tuple(word for found in self.places.line(code)[:2] for word in fold_words(found.name))
        return self._places[code]
