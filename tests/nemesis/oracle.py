"""What must be shown, worked out from who saw what by the definition alone; shares nothing with the program's merge."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import reduce

from tests.nemesis.books import Place

Hash = bytes


@dataclass(frozen=True)
class Writing:
    """A version as its author made it: all that it saw, itself included, and what it wrote (None: taken away)."""

    seen: frozenset[Hash]
    wrote: Mapping[str, object]


@dataclass
class Oracle:
    """Every honest version by place and hash; those that somebody forged apart."""

    places: dict[Place, dict[Hash, Writing]] = field(default_factory=dict)
    made: dict[Hash, Place] = field(default_factory=dict)
    forged: set[Hash] = field(default_factory=set)

    def write(self, place: Place, version: Hash, parents: Collection[Hash], changed: Mapping[str, object]) -> None:
        """Somebody saved these answers having seen these versions; what was in dispute there is decided by it."""
        versions = self.places.setdefault(place, {})
        seen = reduce(frozenset.union, (versions[parent].seen for parent in parents), frozenset[Hash]())
        versions[version] = Writing(seen | {version}, dict(changed))
        self.made[version] = place

    def disputed(self, place: Place, parents: Collection[Hash]) -> set[str]:
        """The answers of which somebody who sees these versions sees several."""
        versions = self.places.get(place, {})
        seen = reduce(frozenset.union, (versions[parent].seen for parent in parents), frozenset[Hash]())
        return {key for key, values in self.live(place, seen).items() if len(values) > 1}

    def live(self, place: Place, among: Collection[Hash]) -> dict[str, set[object]]:
        """By answer the values of those versions that nobody who had seen them replaced."""
        versions = {name: one for name, one in self.places.get(place, {}).items() if name in among}
        found: dict[str, set[object]] = {}
        for name, one in versions.items():
            for key, value in one.wrote.items():
                later = (other for other in versions.values() if other is not one and name in other.seen)
                if not any(key in other.wrote for other in later):
                    found.setdefault(key, set()).add(value)
        return found
