"""The programme: offices of ten laptops and headquarters, sticks that go between them, days that pass."""

import heapq
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random

from reintegration_desktop.kernel.errors import Refusal
from reintegration_desktop.sync.receive import Outcome
from reintegration_desktop.vault.revocations import Revocation
from reintegration_desktop.vault.roles import Duty, Role
from tests.nemesis.books import Books
from tests.nemesis.known import Known
from tests.nemesis.laptops import Laptop, chosen, forked
from tests.nemesis.oracle import Oracle
from tests.nemesis.work import Work, a_stranger
from tests.unit.sync.made import BEGAN, Office, Person, Programme

DAYS, CASES_A_LAPTOP, LAPTOPS_AN_OFFICE, SHARING = 180, 500, 10, 3
VISITS_A_CASE, DAYS_OFF = 4, 7


@dataclass(order=True)
class Stick:
    """A file on its way: on which day it arrives, and where."""

    day: int
    number: int
    path: Path = field(compare=False)
    sender: Laptop = field(compare=False)
    to: Laptop = field(compare=False)
    branch: "Branch" = field(compare=False)


@dataclass
class Branch:
    """An office: its people, the laptop that gathers its work, and those in the field."""

    office: Office
    base: Laptop
    field: list[Laptop]
    clerk: Person
    revoked: list[Revocation] = field(default_factory=list)


class World:
    """Everybody, and what lies between them. ``cases`` as many as are taken in over all days, ``folder`` for files.

    ``books`` is what headquarters and the offices' own laptops keep; tests give them faulty ones.
    """

    def __init__(self, cases: int, seed: int, folder: Path, days: int = DAYS, books: type[Books] = Books) -> None:
        self.chance, self.folder, self.days, self.day = Random(seed), folder, days, 0
        self.programme, self.known = Programme(self.chance.randbytes(32)), Known()
        self.oracle, self.books = Oracle(), books
        self.work = Work(self.chance, self.oracle)
        laptops = max(2, round(cases / CASES_A_LAPTOP))
        self.daily = cases / laptops / days
        head = Office(self.programme, Role.HEADQUARTERS)
        self.headquarters = Laptop(head, head.custodian, books(self.known))
        sizes = [LAPTOPS_AN_OFFICE] * (laptops // LAPTOPS_AN_OFFICE)
        sizes += [laptops % LAPTOPS_AN_OFFICE] if laptops % LAPTOPS_AN_OFFICE else []
        self.branches = [self._branch(size) for size in sizes]
        self.stranger = a_stranger(Role.CASEWORKER)
        self.sticks: list[Stick] = []
        self.bundles, self.refused = 0, Counter[str]()
        self._numbers, self._copies = count(), Counter[Path]()

    def _branch(self, laptops: int) -> Branch:
        office = Office(self.programme)
        base = Laptop(office, office.custodian, self.books(self.known))
        own = []
        for number in range(laptops):
            author = office.person(Role.CASEWORKER, Duty.COURIER)
            own.append(Laptop(office, author, Books(self.known), shares=number < SHARING))
        return Branch(office, base, own, office.person(Role.COORDINATOR))

    @property
    def now(self) -> datetime:
        """The moment by a right clock."""
        return BEGAN + timedelta(days=90 + self.day, hours=self.chance.random() * 10)

    def work_a_day(self, branch: Branch) -> None:
        """Everybody takes in and visits as much as a day holds."""
        for laptop in branch.field:
            for verb, times in ((self.work.take_in, self.daily), (self.work.visit, self.daily * VISITS_A_CASE)):
                for _ in range(int(times) + chosen(self.chance, times % 1)):
                    verb(laptop, self.now)

    def set_out(self, sender: Laptop, to: Laptop, branch: Branch, day: int, **other: bool) -> list[Stick]:
        """Seal what is new, or the mere answer to what came, or the whole, to arrive on a day."""
        paths = sender.send(to, self.now, self.folder, branch.revoked, **other)
        self.bundles += len(paths)
        return [Stick(day, next(self._numbers), path, sender, to, branch) for path in paths]

    def put(self, stick: Stick) -> None:
        """It is on its way."""
        self._copies[stick.path] += 1
        heapq.heappush(self.sticks, stick)

    def arriving(self) -> list[Stick]:
        """What arrives today or should have."""
        found = []
        while self.sticks and self.sticks[0].day <= self.day:
            found.append(heapq.heappop(self.sticks))
        return found

    def drop(self, stick: Stick) -> None:
        """It is wiped; the file goes with the last that holds it."""
        self._copies[stick.path] -= 1
        if self._copies[stick.path] <= 0:
            del self._copies[stick.path]
            stick.path.unlink()

    def deliver(self, stick: Stick) -> Outcome | None:
        """Plug it in; None where it was refused."""
        try:
            return self._taken(stick)
        finally:
            self.drop(stick)

    def _taken(self, stick: Stick) -> Outcome | None:
        branch = stick.branch
        try:
            outcome = stick.to.take(stick.path, stick.sender, self.now, branch.revoked)
        except Refusal as refusal:
            self.refused[refusal.code] += 1
            return None
        if forked(outcome):
            self.notice_fork(stick.to if stick.to.is_copied else stick.sender, branch)
        return outcome

    def notice_fork(self, laptop: Laptop, branch: Branch) -> None:
        """Two machines go on as one device: the one whose way wasn't taken says all that it has and begins again."""
        if laptop is branch.base or laptop is self.headquarters:
            return
        for stick in self.set_out(laptop, branch.base, branch, self.day, whole=True):
            branch.base.take(stick.path, laptop, self.now, branch.revoked)
            self.drop(stick)
        laptop.begin_again()

    def branch_of(self, laptop: Laptop) -> Branch:
        """The office that a laptop belongs to."""
        return next(one for one in self.branches if one.office is laptop.office)
