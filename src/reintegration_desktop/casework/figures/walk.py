"""What every case counts for, each read again only where it changed, or where the day makes something else of it."""

import json
from collections import Counter
from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from uuid import UUID

from reintegration_desktop import __version__
from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.kernel.progress import Progress
from reintegration_desktop.reports.cuts.numbering import packed, unpacked
from reintegration_desktop.reports.errors import FiguresUnreadable
from reintegration_desktop.reports.tally import Counted, Dated, Tallies, Tally
from reintegration_desktop.rules.derived import derive
from reintegration_desktop.rules.facts import Contribution, Walked
from reintegration_desktop.vault.roles import Room

VERSION = 1
SLICE = 100
AHEAD = 31
"""Days for which it is tried whether the day changes nothing."""

_DAY_BYTES = 4
Kept = tuple[Contribution, Collection[Room]]


@dataclass(frozen=True, slots=True)
class Walk:
    """One walk through all cases for some tallies; ``counts`` is what it came to, by number.

    ``remembers`` what each case counts for: for the next walk, if that asks for the same.
    """

    desk: Desk
    tallies: Sequence[Tally]
    today: date
    remembers: bool = True
    counts: Counter[int] = field(default_factory=Counter)
    together: Tallies = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "together", Tallies(self.tallies))

    def go(self, progress: Progress) -> Generator[None, None, None]:
        """Count every case, stepping aside after each slice; raises Cancelled, after which what was kept stays."""
        terms = self._terms()
        with self.desk.read() as cases:
            every = list(cases.every())
        for first in range(0, len(every), SLICE):
            progress.report(first, len(every))
            self.desk.remember(self._some(every[first : first + SLICE], terms))
            yield

    def _some(self, ids: Sequence[UUID], terms: bytes) -> list[Kept]:
        """Count some cases; what is to be kept of those that had to be read again."""
        with self.desk.read() as cases:
            lying = cases.contributions(ids, terms)
            changed = [one for one in lying if not self._took(one)]
            files = cases.files([one.case for one in changed])
        again = (self._counted(one, walked) for one, walked in zip(changed, files, strict=True))
        return [one for one in again if one is not None]

    def _took(self, one: Contribution) -> bool:
        """Count what was kept of a case, where it holds today."""
        if one.content is None:
            return False
        since, until = (int.from_bytes(one.content[at : at + _DAY_BYTES]) for at in (0, _DAY_BYTES))
        if not since <= self.today.toordinal() <= until:
            return False
        try:
            self.counts.update(unpacked(one.content[2 * _DAY_BYTES :]))
        except FiguresUnreadable:
            return False
        return True

    def _counted(self, one: Contribution, walked: Walked) -> Kept | None:
        """Count a case from its file."""
        case = Counted(self._on(walked.file, self.today))
        numbers = self.together.numbers(case, self.today)
        self.counts.update(numbers)
        content = packed(numbers)
        if content is None or walked.rooms is None or not self.remembers:
            return None
        until = self._holds_until(walked.file, case, numbers)
        days = b"".join(day.toordinal().to_bytes(_DAY_BYTES) for day in (self.today, until))
        return one._replace(content=days + content), walked.rooms

    def _on(self, file: CaseFile, day: date) -> CaseFile:
        return derive(file, self.desk.policy, day)

    def _same(self, file: CaseFile, case: Counted, numbers: Sequence[int], day: date) -> bool:
        """Whether a case counts the same on a later day; mostly nothing else is derived then, and few ask for it."""
        derived = self._on(file, day)
        if derived.records == case.file.records:
            return self.together.counts_the_same(case, day)
        return self.together.numbers(Counted(derived), day) == numbers

    def _holds_until(self, file: CaseFile, case: Counted, numbers: Sequence[int]) -> date:
        """The last day, up to the next one that the file tells, for which a case counts the same.

        Whatever else a day changes, it changes for good: what counts the same on two days counts the same between them.
        """
        last = self._untold(case)
        same, other, asked = self.today, last + timedelta(days=1), last
        while (other - same).days > 1:
            if self._same(file, case, numbers, asked):
                same = asked
            else:
                other = asked
            asked = same + (other - same) // 2
        return same

    def _untold(self, case: Counted) -> date:
        """The last day before the next one that a file tells, or that follows from what it tells; a month at most."""
        first = min((day for value in case.dated for day in _days(value) if day >= self.today), default=date.max)
        return max(self.today, min(first - timedelta(days=1), self.today + timedelta(days=AHEAD)))

    def _terms(self) -> bytes:
        """A digest of all that decides what a case counts for, beside the case and the day."""
        desk = self.desk
        readable = sorted(desk.me.readable)
        choices = desk.programme.to_json() | dict.fromkeys(("people", "offices"))
        said = [VERSION, __version__, desk.dictionary.digest, choices, readable]
        return sha256(json.dumps([*said, [tally.terms for tally in self.tallies]], sort_keys=True).encode()).digest()


def _days(value: Dated) -> tuple[date, ...]:
    if isinstance(value, UncertainDate):
        return value.earliest, value.middle, value.latest
    return (value.date() if isinstance(value, datetime) else value,)
