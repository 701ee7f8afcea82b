"""Half a year of a country with everything going wrong, then some quiet days for each office, then the count."""

import time
from dataclasses import replace
from pathlib import Path

from tests.nemesis.books import Books
from tests.nemesis.laptops import Laptop
from tests.nemesis.trouble import Nemesis
from tests.nemesis.verdict import Count, Verdict
from tests.nemesis.world import DAYS, DAYS_OFF, Branch, World

QUIET_ROUNDS = 4
_LATEST_STICK = 61


def run(cases: int, seed: int | str, folder: Path, days: int = DAYS, books: type[Books] = Books) -> Verdict:
    """Let so many cases be taken in over so many days.

    The offices of a country meet at its headquarters alone: each is counted by itself, and then forgotten.
    """
    began = time.process_time()
    world = World(cases, seed, folder, days, books)
    nemesis = Nemesis(world)
    for world.day in range(days):
        nemesis.goes_down()
        for branch in world.branches:
            nemesis.morning(branch)
            world.work_a_day(branch)
            _send(world, nemesis, branch)
        _arrive(world, nemesis)
        nemesis.evening()
    world.day = days + _LATEST_STICK
    _arrive(world, nemesis)
    count = Count(world, nemesis)
    while world.branches:
        branch = world.branches.pop()
        _quiet_days(world, branch)
        count.look_at(branch)
    return count.verdict(time.process_time() - began)


def _send(world: World, nemesis: Nemesis, branch: Branch) -> None:
    """Once a week each: to the base and back, from the base to headquarters and back."""
    ways = [(one, one.shares) for number, one in enumerate(branch.field) if (world.day + number) % DAYS_OFF == 0]
    for laptop, shares in ways:
        _there_and_back(world, nemesis, branch, laptop, branch.base, shares=shares)
    if world.day % DAYS_OFF == 0 and not nemesis.is_down:
        _there_and_back(world, nemesis, branch, branch.base, world.headquarters, shares=False)


def _there_and_back(
    world: World, nemesis: Nemesis, branch: Branch, one: Laptop, other: Laptop, *, shares: bool
) -> None:
    """A stick with what is new, and the one that comes back: with what is new there, or the answer alone."""
    there = world.set_out(one, other, branch, world.day)
    back = world.set_out(other, one, branch, world.day + 1, only_answer=not shares)
    for stick in (*there, *back):
        nemesis.send(stick)


def _arrive(world: World, nemesis: Nemesis) -> None:
    """Sticks are read; at a headquarters that is down they lie there until it is up."""
    for stick in world.arriving():
        if nemesis.is_down and stick.to is world.headquarters:
            nemesis.hold(stick)
        else:
            world.deliver(stick)


def _quiet_days(world: World, branch: Branch) -> None:
    """Everybody meets everybody, and nothing goes wrong: what all have is gathered, then handed to all of them."""
    for number in range(QUIET_ROUNDS):
        for laptop in list(branch.field):
            _hand_over(world, laptop, branch.base, branch, only_answer=number > 0)
            _hand_over(world, branch.base, laptop, branch, only_answer=number == 0)
        if number == 0:
            _hand_round(world, branch)
        _hand_over(world, branch.base, world.headquarters, branch)
        _hand_over(world, world.headquarters, branch.base, branch, only_answer=True)
        world.day += 1


def _hand_over(world: World, sender: Laptop, to: Laptop, branch: Branch, *, only_answer: bool = False) -> None:
    for stick in world.set_out(sender, to, branch, world.day, only_answer=only_answer):
        world.deliver(stick)


def _hand_round(world: World, branch: Branch) -> None:
    """All that the base has, on one stick that goes through the hands of those who were never given any of it."""
    others = [laptop for laptop in branch.field if not laptop.shares]
    for stick in world.set_out(branch.base, others[0], branch, world.day, whole=True) if others else ():
        for laptop in others[1:]:
            world.put(replace(stick, number=-stick.number, to=laptop))
        world.put(stick)
    for stick in world.arriving():
        world.deliver(stick)
