"""What a half-year came to: everything that is shown and held beside the oracle's word, place by place."""

import resource
from collections import Counter
from dataclasses import dataclass, field, fields
from uuid import UUID

from reintegration_desktop.history.graph import canonical
from reintegration_desktop.history.merge import Merged
from reintegration_desktop.history.versions import VersionId
from tests.nemesis.books import Books
from tests.nemesis.known import Place
from tests.nemesis.trouble import Nemesis
from tests.nemesis.world import Branch, World

_AFTERWARDS = 400


@dataclass(frozen=True)
class Verdict:
    """What came of it; the first six that are so named must be 0.

    ``lost`` changes that somebody still holds and headquarters neither shows nor keeps aside; ``overwritten`` answers
    that nobody who had seen them replaced, and that are neither shown nor wait; ``diverged`` places that two who hold
    the same show otherwise; ``permitted`` forgeries that count somewhere else than where they were made; ``disputes``
    answers that wait at headquarters and shouldn't, or don't and should; where somebody built on a version that lies
    aside, whatever differs may wait; ``shut_out`` honest changes that lie aside somewhere although nobody had revoked
    their author, their device is one machine, and nothing that they were made from lies aside.
    """

    cases: int
    laptops: int
    changes: int
    bundles: int
    refused: Counter[str]
    lost: int
    overwritten: int
    diverged: int
    permitted: int
    disputes: int
    shut_out: int
    waiting: int
    aside: int
    gone: int
    seconds: float
    megabytes: float
    happened: Counter[str]

    @property
    def is_clean(self) -> bool:
        """Whether nothing of what must not be was."""
        return not any((self.lost, self.overwritten, self.diverged, self.permitted, self.disputes, self.shut_out))

    def __add__(self, other: "Verdict") -> "Verdict":
        """Of two countries together, of which one began when the other was done."""
        both = {one.name: getattr(self, one.name) + getattr(other, one.name) for one in fields(self)}
        return Verdict(**both | {"megabytes": max(self.megabytes, other.megabytes)})


@dataclass
class Count:
    """Counts office by office what must not be, and in the end what headquarters shows."""

    world: World
    nemesis: Nemesis
    laptops: int = 0
    permitted: int = 0
    diverged: int = 0
    _held: set[int] = field(default_factory=set)
    _aside: set[bytes] = field(default_factory=set)
    _refused: set[VersionId] = field(default_factory=set)
    _revoked: set[UUID] = field(default_factory=set)

    def look_at(self, branch: Branch) -> None:
        """An office, whose last word has been said; nobody needs it afterwards."""
        own = [branch.base.tables, *(laptop.tables for laptop in branch.field)]
        self.laptops += len(own)
        for books in own:
            self._held |= set(books.numbers())
            self._aside |= books.hashes_aside()
            self._refused |= books.quarantine.keys()
        self._revoked |= {one.person for one in branch.revoked}
        aside = self._aside | self.world.headquarters.tables.hashes_aside()
        places = [one for one in branch.base.tables.versions if self._is_honest(one)]
        self.diverged += sum(self._differs(place, books, aside) for books in own for place in places)
        self.permitted += self._forged(branch.base.tables)

    def verdict(self, seconds: float) -> Verdict:
        """Of all offices, once each was looked at."""
        world, head = self.world, self.world.headquarters.tables
        honest = world.known.numbers_of(world.oracle.made())
        shown = set(head.numbers())
        aside = world.known.numbers_of(self._aside | head.hashes_aside())
        held = (self._held | shown) & honest
        missing = honest - held - self.nemesis.gone
        wrong = self._compared()
        return Verdict(
            cases=sum(place[0] == place[1] for place in world.oracle.places), laptops=self.laptops,
            changes=len(world.known.changes), bundles=world.bundles, refused=world.refused,
            lost=len((held - shown - aside) | (missing - aside)), overwritten=wrong["overwritten"],
            disputes=wrong["disputes"], shut_out=self._shut_out(aside), waiting=wrong["waiting"],
            diverged=self.diverged,
            permitted=self.permitted + self._forged(head), aside=len(aside & honest - shown),
            gone=len(self.nemesis.gone & honest - shown), seconds=seconds,
            megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, happened=self.nemesis.happened,
        )  # fmt: skip

    def _shut_out(self, aside: set[int]) -> int:
        """Honest changes that lie aside, and neither they nor what they were made from give any cause."""
        known, oracle, found = self.world.known, self.world.oracle, dict[Place, set[bytes]]()
        for number in aside:
            place, change = known.places[known.place_of(number)], known.changes[number]
            if change.hash in oracle.places.get(place, {}):
                found.setdefault(place, set()).add(change.hash)
        first = known.numbers_of(one for place, some in found.items() for one in oracle.first_of(place, some))
        refused = self._refused | self.world.headquarters.tables.quarantine.keys()
        return sum(
            one.id in refused and one.author not in self._revoked and one.device not in self.nemesis.cloned
            for one in map(known.changes.__getitem__, first)
        )

    def _is_honest(self, place: int) -> bool:
        return self.world.known.places[place] in self.world.oracle.places

    def _compared(self) -> Counter[str]:
        """Headquarters' view beside the oracle's, answer by answer."""
        found: Counter[str] = Counter()
        head, known = self.world.headquarters.tables, self.world.known
        self.world.day = _AFTERWARDS
        for number, versions in head.versions.items():
            if not self._is_honest(number):
                continue
            place, held = known.places[number], {known.changes[one].hash for one in versions}
            live, gap = self.world.oracle.live(place, held), self.world.oracle.builds_on_others(place, held)
            if gap:  # what was taken away in a version that lies aside may be there still
                live = {key: own - {None} for key, own in live.items()}
            merged = head.shown(number, self.world.now)
            values, waiting = _values(merged), {conflict.key for conflict in merged.conflicts}
            disputed = {key for key, own in live.items() if len(own) > 1}
            found["waiting"] += len(waiting)
            found["disputes"] += len(disputed - waiting) + (0 if gap else len(waiting - disputed))
            found["overwritten"] += sum(
                not {canonical(one) for one in own} <= values.get(key, {canonical(None)}) for key, own in live.items()
            )
        return found

    def _differs(self, place: int, one: Books, aside: set[bytes]) -> bool:
        """Whether an office and headquarters show a place otherwise. What is put aside its own author still sees."""
        head, known, now = self.world.headquarters.tables, self.world.known, self.world.now
        mine, theirs = one.versions.get(place, ()), head.versions.get(place, ())
        if mine == theirs:
            return False  # the same in the same order; what comes of another order is looked at below
        if apart := set(mine) ^ set(theirs):
            return not {known.changes[number].hash for number in apart} <= aside
        tips = one.tips(place)
        return tips != head.tips(place) or (len(tips) > 1 and one.shown(place, now) != head.shown(place, now))

    def _forged(self, books: Books) -> int:
        """Forgeries that count at a base or at headquarters."""
        return sum(one.hash in self.world.oracle.forged for one in books.changes())


def _values(merged: Merged) -> dict[str, set[str]]:
    """By answer, every value that is shown or waits."""
    found = {key: {canonical(value)} for key, value in merged.answers.items()}
    for conflict in merged.conflicts:
        found.setdefault(conflict.key, set()).update(canonical(option.value) for option in conflict.options)
    return found
