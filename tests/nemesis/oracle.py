"""What must be shown, worked out from who saw what by the definition alone; shares nothing with the program's merge."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from tests.nemesis.known import Place

Hash = bytes


class Writing(NamedTuple):
    """A version as its author made it: all that it saw, itself included, and what it wrote (None: taken away).

    ``seen`` has a bit for each version of its place, the first that was told of the lowest.
    """

    seen: int
    wrote: tuple[tuple[str, object], ...]


@dataclass
class Oracle:
    """Every honest version by place and hash; those that somebody forged apart."""

    places: dict[Place, dict[Hash, Writing]] = field(default_factory=dict)
    forged: set[Hash] = field(default_factory=set)

    def write(self, place: Place, version: Hash, parents: Collection[Hash], changed: Mapping[str, object]) -> None:
        """Somebody saved these answers having seen these versions; what was in dispute there is decided by it."""
        versions = self.places.setdefault(place, {})
        seen = _seen(versions, parents)
        versions[version] = Writing(seen | 1 << len(versions), tuple(changed.items()))

    def made(self) -> Iterator[Hash]:
        """Every honest version."""
        return (version for versions in self.places.values() for version in versions)

    def disputed(self, place: Place, parents: Collection[Hash]) -> set[str]:
        """The answers of which somebody who sees these versions sees several."""
        versions = self.places.get(place, {})
        return {key for key, values in _live(versions, _seen(versions, parents)).items() if len(values) > 1}

    def live(self, place: Place, among: Collection[Hash]) -> dict[str, set[object]]:
        """By answer the values of those versions that nobody who had seen them replaced.

        What was written in a version that is not among them stands as written by the first of them that saw it: their
        author had it on the screen, and saved it.
        """
        versions = self.places.get(place, {})
        held = _bits(versions, among)
        return _live({name: _carried(versions, held, number) for number, name in enumerate(versions)}, held)

    def first_of(self, place: Place, among: Collection[Hash]) -> set[Hash]:
        """Those of some versions of a place that saw none of the others."""
        versions = self.places.get(place, {})
        some = _bits(versions, among)
        bits = ((name, 1 << number, one) for number, (name, one) in enumerate(versions.items()))
        return {name for name, bit, one in bits if some & bit and one.seen & some == bit}

    def builds_on_others(self, place: Place, among: Collection[Hash]) -> bool:
        """Whether some of these versions were made from one that is not among them."""
        versions = self.places.get(place, {})
        held = _bits(versions, among)
        return any(one.seen & ~held for number, one in enumerate(versions.values()) if held >> number & 1)


def _bits(versions: Mapping[Hash, Writing], among: Collection[Hash]) -> int:
    return sum(1 << number for number, one in enumerate(versions) if one in among)


def _carried(versions: Mapping[Hash, Writing], held: int, number: int) -> Writing:
    """A version with what its author took over from those that are not held, unless one that is held did before."""
    own, everybody = list(versions.values())[number], list(versions.values())
    if not own.seen & ~held or not held >> number & 1:
        return own
    before = [one for at, one in enumerate(everybody) if at != number and own.seen & held & (1 << at)]
    new = own.seen & ~held
    for one in before:
        new &= ~one.seen
    wrote = {key: value for at, one in enumerate(everybody) if new >> at & 1 for key, value in one.wrote}
    return Writing(own.seen, tuple((wrote | dict(own.wrote)).items()))


def _seen(versions: Mapping[Hash, Writing], parents: Collection[Hash]) -> int:
    seen = 0
    for parent in parents:
        seen |= versions[parent].seen
    return seen


def _live(versions: Mapping[Hash, Writing], among: int) -> dict[str, set[object]]:
    held = [(number, one) for number, one in enumerate(versions.values()) if among >> number & 1]
    found: dict[str, set[object]] = {}
    for number, one in held:
        for key, value in one.wrote:
            later = (other for other_number, other in held if other_number != number and other.seen >> number & 1)
            if not any(key == name for other in later for name, _ in other.wrote):
                found.setdefault(key, set()).add(value)
    return found
