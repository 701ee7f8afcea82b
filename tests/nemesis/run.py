"""Half a year of a programme with everything going wrong, then some quiet weeks, then the count."""

import resource
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.graph import canonical
from reintegration_desktop.history.merge import Merged
from tests.nemesis.books import Books, Place
from tests.nemesis.laptops import Laptop
from tests.nemesis.trouble import Nemesis
from tests.nemesis.world import DAYS, DAYS_OFF, Branch, World

QUIET_ROUNDS = 4


@dataclass(frozen=True)
class Verdict:
    """What came of it; the first five must be 0.

    ``lost`` changes that somebody still holds and headquarters neither shows nor keeps aside; ``overwritten`` answers
    that nobody who had seen them replaced, and that are neither shown nor wait; ``diverged`` places that two who hold
    the same show otherwise; ``permitted`` forgeries that count somewhere else than where they were made; ``disputes``
    answers that wait at headquarters and shouldn't, or don't and should.
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
    waiting: int
    aside: int
    gone: int
    seconds: float
    megabytes: float
    happened: Counter[str]

    @property
    def is_clean(self) -> bool:
        """Whether nothing of what must not be was."""
        return not (self.lost or self.overwritten or self.diverged or self.permitted or self.disputes)


def run(cases: int, seed: int, folder: Path, days: int = DAYS, books: type[Books] = Books) -> Verdict:
    """Let so many cases be taken in over so many days."""
    began = time.process_time()
    world = World(cases, seed, folder, days, books)
    nemesis = Nemesis(world)
    for world.day in range(days):
        for branch in world.branches:
            nemesis.morning(branch)
            world.work_a_day(branch)
            _send(world, nemesis, branch)
        _arrive(world)
        nemesis.evening()
    for world.day in range(days + 61, days + 61 + QUIET_ROUNDS):
        _arrive(world)
        for branch in world.branches:
            _quiet_round(world, branch)
    return _verdict(world, nemesis, time.process_time() - began)


def _send(world: World, nemesis: Nemesis, branch: Branch) -> None:
    """Once a week each: to the base and back, from the base to headquarters and back."""
    ways = [(one, one.shares) for number, one in enumerate(branch.field) if (world.day + number) % DAYS_OFF == 0]
    for laptop, shares in ways:
        _there_and_back(world, nemesis, branch, laptop, branch.base, shares=shares)
    if world.day % DAYS_OFF == 0 and not nemesis.is_down():
        _there_and_back(world, nemesis, branch, branch.base, world.headquarters, shares=False)


def _there_and_back(
    world: World, nemesis: Nemesis, branch: Branch, one: Laptop, other: Laptop, *, shares: bool
) -> None:
    """A stick with what is new, and the one that comes back: with what is new there, or the answer alone."""
    there = world.set_out(one, other, branch, world.day)
    back = world.set_out(other, one, branch, world.day + 1, only_answer=not shares)
    for stick in (*there, *back):
        nemesis.send(stick)


def _arrive(world: World) -> None:
    for stick in world.arriving():
        world.deliver(stick)


def _quiet_round(world: World, branch: Branch) -> None:
    """Everybody meets everybody, and nothing goes wrong."""
    for laptop in list(branch.field):
        _hand_over(world, laptop, branch.base, branch)
        _hand_over(world, branch.base, laptop, branch)
    _hand_over(world, branch.base, world.headquarters, branch)


def _hand_over(world: World, sender: Laptop, to: Laptop, branch: Branch) -> None:
    for stick in world.set_out(sender, to, branch, world.day):
        world.deliver(stick)
        stick.path.unlink()


def _verdict(world: World, nemesis: Nemesis, seconds: float) -> Verdict:
    head, everybody = world.headquarters.tables, list(_everybody(world))
    honest = world.oracle.made.keys()
    held = {change for books in everybody for change in _hashes(books)} & honest
    aside = {row.hash for books in everybody for row in books.rows.values()} | {
        one.change.hash for books in everybody for one in books.quarantine.values()
    }
    shown = set(_hashes(head))
    missing = honest - held - nemesis.gone
    lost = (held - shown - aside) | (missing - aside)
    wrong = _compared(world, head)
    return Verdict(
        cases=sum(place[0] == place[1] for place in world.oracle.places), laptops=len(everybody) - 1,
        changes=len(world.known), bundles=world.bundles, refused=world.refused, lost=len(lost),
        overwritten=wrong["overwritten"], disputes=wrong["disputes"], waiting=wrong["waiting"],
        diverged=_diverged(world, aside), permitted=_permitted(world), aside=len(aside & honest - shown),
        gone=len(nemesis.gone & honest - shown), seconds=seconds,
        megabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, happened=nemesis.happened,
    )  # fmt: skip


def _everybody(world: World) -> Iterator[Books]:
    yield world.headquarters.tables
    for branch in world.branches:
        yield branch.base.tables
        for laptop in branch.field:
            yield laptop.tables


def _hashes(books: Books) -> Iterator[bytes]:
    return (change.hash for change in books.log.values() if isinstance(change, Change))


def _compared(world: World, head: Books) -> Counter[str]:
    """Headquarters' view beside the oracle's, answer by answer."""
    found: Counter[str] = Counter()
    world.day = 400
    for place in head.tips:
        if place not in world.oracle.places:
            continue
        held = {one.hash for one in head.versions(place)}
        live = world.oracle.live(place, held)
        merged = head.shown(place, world.now)
        values = _values(merged)
        waiting = {conflict.key for conflict in merged.conflicts}
        disputed = {key for key, own in live.items() if len(own) > 1}
        found["waiting"] += len(waiting)
        found["disputes"] += len(waiting ^ disputed)
        found["overwritten"] += sum(
            not {canonical(value) for value in own} <= values.get(key, {canonical(None)}) for key, own in live.items()
        )
    return found


def _values(merged: Merged) -> dict[str, set[str]]:
    """By answer, every value that is shown or waits."""
    found = {key: {canonical(value)} for key, value in merged.answers.items()}
    for conflict in merged.conflicts:
        found.setdefault(conflict.key, set()).update(canonical(option.value) for option in conflict.options)
    return found


def _diverged(world: World, aside: set[bytes]) -> int:
    """Places that headquarters, a base and a laptop show otherwise, of those whose versions all of them hold."""
    head, wrong = world.headquarters.tables, 0
    for branch in world.branches:
        for books in (branch.base.tables, *(laptop.tables for laptop in branch.field)):
            places = (place for place in branch.base.tables.tips if place in world.oracle.places)
            wrong += sum(_differs(place, books, head, world, aside) for place in places)
    return wrong


def _differs(place: Place, one: Books, other: Books, world: World, aside: set[bytes]) -> bool:
    """Whether two show a place otherwise. What is put aside its own author still sees."""
    mine, theirs = _set(one, place), _set(other, place)
    if mine != theirs:
        return not (theirs - mine <= aside and mine - theirs <= aside)
    return one.tips[place] != other.tips[place] or (
        len(one.tips[place]) > 1 and one.shown(place, world.now) != other.shown(place, world.now)
    )


def _set(books: Books, place: Place) -> set[bytes]:
    return {change.hash for change in books.versions(place)}


def _permitted(world: World) -> int:
    """Forgeries that count at a base or at headquarters."""
    books = [world.headquarters.tables, *(branch.base.tables for branch in world.branches)]
    return sum(one in world.oracle.forged for own in books for one in _hashes(own))
