"""The programme's places: villages in districts in provinces."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Place:
    """A place: ``level`` 0 is the country, 1 the province (admin1), 2 the district (admin2), 3 a village."""

    code: str
    name: str
    level: int
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by code."""

    places: Mapping[str, Place] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Place]:
        return iter(self.places.values())

    def name(self, code: str) -> str:
        """The place's name; the code itself where the programme does not list it."""
        return self.places[code].name if code in self.places else code

    def line(self, code: str) -> tuple[Place, ...]:
        """The place and all it lies in, the smallest first; empty where it is not listed."""
        found: list[Place] = []
        at: str | None = code
        while at is not None and at in self.places and len(found) < len(self.places):
            found.append(self.places[at])
            at = self.places[at].parent
        return tuple(found)

    def up_to(self, code: str, level: int) -> str | None:
        """The code of the place of a level in which this one lies; None where it isn't known so exactly."""
        return next((place.code for place in self.line(code) if place.level == level), None)

    def within(self, parent: str | None) -> tuple[Place, ...]:
        """The places right below one, by name; below None the topmost."""
        return tuple(sorted((place for place in self if place.parent == parent), key=lambda place: place.name))
