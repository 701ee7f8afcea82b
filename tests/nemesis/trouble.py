"""What goes wrong: sticks lost, late, swapped, broken or read twice; laptops copied, stolen, put back, turned."""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta

from tests.nemesis.books import Books
from tests.nemesis.laptops import Laptop, chosen
from tests.nemesis.world import Branch, Stick, World

LOST, LATE, TWICE, SWAPPED, CUT, FLIPPED = 0.05, 0.10, 0.04, 0.02, 0.01, 0.01
COPIED, FORKED, PUT_BACK, STOLEN, TURNED, FORGED, REVOKED = 0.0005, 0.0004, 0.0005, 0.0004, 0.001, 0.003, 0.0003
NEWER_FROM, DOWN_FROM, DOWN_FOR, LATEST, YEARS = 0.5, 60, 28, 60, 10


@dataclass
class Nemesis:
    """Draws what goes wrong; counts it; notes what left the world with a disk that nobody has any more.

    ``cloned`` are the devices that two machines go on as.
    """

    world: World
    happened: Counter[str] = field(default_factory=Counter)
    gone: set[int] = field(default_factory=set)
    cloned: set[str] = field(default_factory=set)
    _kept: list[tuple[int, Laptop, Books]] = field(default_factory=list)

    def send(self, stick: Stick) -> None:
        """Put a stick on its way, or not; perhaps twice, perhaps to somebody else, perhaps broken."""
        chance, day = self.world.chance, self.world.day
        if self._happens("stick lost", LOST):
            self.world.drop(stick)
            return
        if self._happens("stick read twice", TWICE):
            self.world.put(replace(stick, day=day + chance.randint(1, LATEST), number=-stick.number))
        if self._happens("stick swapped", SWAPPED):
            other = chance.choice(self.world.branches).base
            if other.office is not stick.to.office:
                self.world.put(replace(stick, day=day + 1, number=-stick.number, to=other))
        for name, share, harm in (("file cut off", CUT, _cut), ("file with a wrong bit", FLIPPED, self._flip)):
            if self._happens(name, share):
                broken = stick.path.with_name(f"{name[-3:]}{stick.path.name}")
                broken.write_bytes(harm(stick.path.read_bytes()))
                self.world.put(replace(stick, day=day, number=-stick.number, path=broken))
        if self._happens("stick late, out of order", LATE):
            stick.day = day + chance.randint(2, LATEST)
        self.world.put(stick)

    def goes_down(self) -> bool:
        """Whether headquarters can't be reached today, as for some weeks; to be asked once a day."""
        down = self.is_down
        self.happened["day without headquarters"] += down
        return down

    @property
    def is_down(self) -> bool:
        """Whether nothing leaves headquarters today, and no stick is read there."""
        return DOWN_FROM <= self.world.day < DOWN_FROM + DOWN_FOR

    def hold(self, stick: Stick) -> None:
        """It lies at headquarters until that is up again."""
        self.happened["stick lay at a headquarters that was down"] += 1
        self.world.put(replace(stick, day=DOWN_FROM + DOWN_FOR))
        self.world.drop(stick)

    def morning(self, branch: Branch) -> None:
        """What happens to laptops in a day."""
        for laptop in list(branch.field):
            self._turn(laptop)
            if self._happens("folder copied to another machine", COPIED):
                branch.field.append(laptop.copied(with_token=False))
            if self._happens("machine cloned whole", FORKED):
                branch.field.append(laptop.copied(with_token=True))
                self.cloned.add(laptop.device.id)
            if self._happens("forgery", FORGED):
                self.world.work.forge(
                    laptop, self.world.now, self.world.stranger, branch.clerk, branch.office.custodian
                )
            if self._happens("laptop stolen", STOLEN):
                self._leaves(laptop, branch)
                laptop.begin_again()
            elif self._happens("folder kept, to be put back weeks later", PUT_BACK):
                self._kept.append((self.world.day + self.world.chance.randint(7, 40), laptop, laptop.tables.copy()))
        if len(branch.field) > 1 and self._happens("person's keys revoked", REVOKED * len(branch.field)):
            self._revoke(self.world.chance.choice(branch.field), branch)

    def evening(self) -> None:
        """Folders that were kept are put back."""
        due = [one for one in self._kept if one[0] <= self.world.day]
        self._kept = [one for one in self._kept if one[0] > self.world.day]
        for _, laptop, books in due:
            self._leaves(laptop, self.world.branch_of(laptop))
            laptop.put_back(books)
            laptop.cases = [case for case in laptop.cases if books.places_of(case)]

    def _turn(self, laptop: Laptop) -> None:
        if self._happens("clock turned by years", TURNED):
            years = self.world.chance.uniform(-YEARS, YEARS)
            laptop.ahead = timedelta(days=365 * years)
        laptop.newer = laptop.newer or (
            self.world.day > NEWER_FROM * self.world.days and self._happens("newer version installed", TURNED)
        )

    def _leaves(self, laptop: Laptop, branch: Branch) -> None:
        """What only this disk held is nobody's any more; what is on its way may still arrive."""
        self.gone |= set(laptop.tables.numbers()) - set(branch.base.tables.numbers())

    def _revoke(self, laptop: Laptop, branch: Branch) -> None:
        """Somebody's keys count no longer, from what the base holds of them on."""
        last = {
            device: (mark.seq, mark.hash)
            for device, mark in branch.base.tables.marks.items()
            if mark.seq and device == laptop.device.id
        }
        branch.revoked.append(branch.office.revocation(laptop.author, **last))

    def _flip(self, content: bytes) -> bytes:
        at = self.world.chance.randrange(len(content))
        return content[:at] + bytes((content[at] ^ 1 << self.world.chance.randrange(8),)) + content[at + 1 :]

    def _happens(self, what: str, share: float) -> bool:
        happens = chosen(self.world.chance, share)
        self.happened[what] += happens
        return happens


def _cut(content: bytes) -> bytes:
    return content[: len(content) * 2 // 3]
