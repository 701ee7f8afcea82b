"""What a fault that was made to happen came to: a row of the table."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Row:
    """What was done, what of it was acknowledged or had to be noticed, what was lost, what was not as it should be."""

    done: int = 0
    of: str = "times"
    acknowledged: int = 0
    lost: int = 0
    unsound: list[str] = field(default_factory=list)
    note: str = ""

    @property
    def is_clean(self) -> bool:
        return self.done > 0 and self.lost == 0 and not self.unsound

    def add(self, what: str, acknowledged: int, lost: int, unsound: str = "") -> None:
        """One more time; ``what`` was going on is told where it went wrong."""
        self.done += 1
        self.acknowledged += acknowledged
        self.lost += lost
        if lost:
            self.unsound.append(f"{what}: {lost} lost of {acknowledged}")
        if unsound:
            self.unsound.append(f"{what}: {unsound}")

    def expect(self, what: str, found: object, *wanted: object) -> None:
        """Something that had to be noticed, under one of these names."""
        self.add(what, 1, 0, "" if found in wanted else f"{found} in place of {' or '.join(map(str, wanted))}")

    def __str__(self) -> str:
        said = f"{self.done} {self.of}, {self.acknowledged} acknowledged, {self.lost} lost, {len(self.unsound)} unsound"
        return "\n".join([said, *([self.note] if self.note else []), *self.unsound])


Run = Callable[[int, random.Random, Path], Row]


@dataclass(frozen=True)
class Fault:
    """A fault, by the name it is called with: in words, how often it is made to happen shortly and in the long run."""

    words: str
    run: Run
    short: int
    long: int
    on_the_shim: bool = False
