"""What is released, one after the other, and what an outsider makes of all of it."""

import csv
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count as counting
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from openpyxl import load_workbook

from reintegration_desktop.kernel.locations import resources
from reintegration_desktop.kernel.progress import NoProgress
from reintegration_desktop.reports.draft import Request
from reintegration_desktop.reports.errors import CannotBeProtected, LeakFound, Unproved
from reintegration_desktop.reports.ledger import Entry
from reintegration_desktop.reports.protector.search import Watch
from reintegration_desktop.reports.release import Formats, release
from reintegration_desktop.reports.table import TOTAL
from reintegration_desktop.reports.writers.palette import read_palette
from tests.disclosure.draws import THRESHOLD, Counts, Shape
from tests.disclosure.outsider import Line, Outsider, Span

Cell = tuple[tuple[str, str], ...]
"""Dimension and category, totals left out, in the order of the names."""

_PALETTE = read_palette(resources() / "style" / "tokens.toml")
_LOOKS = 24
"""So often the clock is looked at until a safe answer is taken as it is: counted, so that every run takes the same."""
_REFUSALS = (CannotBeProtected, LeakFound, Unproved)


def _a_watch() -> Watch:
    looks = counting()
    return Watch(lambda: next(looks) / _LOOKS / 4, 0.25, NoProgress())


@dataclass(slots=True)
class Story:
    """Releases of one shape. A block is what one of them counted, or what no release counts but follows from several.

    ``truth`` holds every block's counts, ``sums`` say which block is which others added up. ``corrected`` are blocks
    that were told of the same, one after the other, where nothing says that either is part of the other.
    """

    shape: Shape
    random: Random
    ledgers: dict[str, list[Entry]] = field(default_factory=dict)
    truth: dict[str, Counts] = field(default_factory=dict)
    sums: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    corrected: list[tuple[str, str]] = field(default_factory=list)
    published: dict[str, dict[Cell, int | None]] = field(default_factory=dict)
    tally: Counter[str] = field(default_factory=Counter)

    def leaves(self, block: str, counts: Counts, request: Request) -> bool:
        """Release a block and keep what its files say; whether it left at all."""
        ledger = self.ledgers.setdefault(request.scope, [])
        form = self.random.choices(("json", "csv", "xlsx"), (10, 10, 1))[0]
        with TemporaryDirectory(prefix="story-") as name:
            folder = Path(name)
            try:
                found = release(request, ledger, Formats((form,), _PALETTE), folder, _a_watch())
            except _REFUSALS as refusal:
                self.tally[f"refused: {type(refusal).__name__}"] += 1
                return False
            ledger.append(found.entry)
            self.published[block] = dict(_READ[form](folder, [one.name for one in self.shape.dimensions]))
        self.truth[block] = counts
        self.tally.update(releases=1, cells=len(self.published[block]),
                          hidden=sum(one is None for one in self.published[block].values()))  # fmt: skip
        return True

    def bare(self, block: str) -> None:
        """Publish a block with nothing hidden but its small counts: what the harness must find fault with."""
        cells = [_cell(names, key) for names in self.shape.tables for key in self.shape.places(names)]
        counts = {cell: self.count(block, cell) for cell in cells}
        self.published[block] = {cell: None if 0 < one < THRESHOLD else one for cell, one in counts.items()}

    @property
    def others(self) -> tuple[Entry, ...]:
        """All that left so far, whosever ledger it stands in."""
        return tuple(entry for ledger in self.ledgers.values() for entry in ledger)

    def unpublished(self, block: str, counts: Counts) -> None:
        """A block that follows from others."""
        self.truth[block] = counts

    def outsider(self) -> Outsider:
        """Somebody who has all the files."""
        found = Outsider({block: self.shape.axes for block in self.truth}, self.sums)
        for block, cells in self.published.items():
            for cell, count in cells.items():
                if count is not None:
                    found.hears(self.line(block, cell), count)
        return found

    def line(self, block: str, cell: Cell) -> Line:
        """A published cell as a sum of finest cells."""
        return Line(block, {name: self.shape.within(name, code) for name, code in cell})

    def count(self, block: str, cell: Cell) -> int:
        """What is true of a cell."""
        wanted = self.line(block, cell).where
        names = [one.name for one in self.shape.dimensions]
        return sum(
            count for leaf, count in self.truth[block].items()
            if all(code in wanted.get(name, (code,)) for name, code in zip(names, leaf, strict=True))
        )  # fmt: skip


def audit(story: Story) -> Counter[str]:
    """Count what an outsider gets out of a whole story: of small cells, and of small differences of releases."""
    found = Counter(story.tally)
    if not story.published:
        return found
    outsider = story.outsider()
    assert outsider.fits(), "what was published contradicts itself"
    everywhere = list(dict.fromkeys(cell for cells in story.published.values() for cell in cells))
    for block in story.truth:
        kind = "small" if block in story.published else "increment"
        cells = story.published.get(block, dict.fromkeys(everywhere))
        for cell, shown in cells.items():
            true = story.count(block, cell)
            if 0 < true < THRESHOLD:
                found[f"{kind} cells"] += 1
                found.update(_judged(kind, _span(outsider, story.line(block, cell))))
            elif shown is None and block in story.published:
                low, high = outsider.span(story.line(block, cell))
                found.update(guards=1, **{"guards exact": int(low == high)})
    found.update(_corrections(story, outsider))
    return found


def _corrections(story: Story, outsider: Outsider) -> Iterator[str]:
    """Of a correction nobody may tell whether there was one, nor how large it was, but for as many as the threshold."""
    for before, after in story.corrected:
        for cell in story.published[before].keys() & story.published[after].keys():
            if 0 < abs(story.count(after, cell) - story.count(before, cell)) < THRESHOLD:
                yield "increment cells"
                low, high = outsider.change(story.line(before, cell), story.line(after, cell))
                if not (low <= 0 <= high and high - low >= THRESHOLD):
                    yield "increment exact" if low == high else "increment narrow"


def is_clean(found: Mapping[str, int]) -> bool:
    """Whether nobody outside worked anything out that they must not."""
    return not any(found.get(f"{kind} {how}", 0) for kind in ("small", "increment") for how in ("exact", "narrow"))


def _span(outsider: Outsider, line: Line) -> Span:
    """In whole numbers where halves of children leave it open, and fractions did not reach beyond."""
    low, high = outsider.span(line)
    return outsider.span(line, whole=True) if _holds((low, high)) and (low, high) == (0, THRESHOLD) else (low, high)


def _holds(span: Span) -> bool:
    return span[0] <= 0 and (span[1] is None or span[1] >= THRESHOLD)


def _judged(kind: str, span: Span) -> Iterator[str]:
    if not _holds(span):
        yield f"{kind} exact" if span[0] == span[1] else f"{kind} narrow"


def _cell(names: Sequence[str], key: Sequence[str]) -> Cell:
    return tuple(sorted(pair for pair in zip(names, key, strict=True) if pair[1] not in (TOTAL, "")))


def _from_json(folder: Path, names: Sequence[str]) -> Iterator[tuple[Cell, int | None]]:
    for table in json.loads((folder / "report.json").read_text())["tables"]:
        own = [one["name"] for one in table["dimensions"]]
        yield from ((_cell(own, [row[name] for name in own]), row["count"]) for row in table["cells"])


def _from_csv(folder: Path, names: Sequence[str]) -> Iterator[tuple[Cell, int | None]]:
    for file in folder.glob("*.csv"):
        with file.open(newline="") as lines:
            (*own, _), *rows = list(csv.reader(lines))
        for *key, count in rows:
            yield _cell(own, key), None if count == ".." else int(count)


def _from_xlsx(folder: Path, names: Sequence[str]) -> Iterator[tuple[Cell, int | None]]:
    """The flat sheet: a code and a name of each dimension, the count, and whether it is hidden."""
    sheet = load_workbook(folder / "report.xlsx").worksheets[-1]
    _, tags, *rows = list(sheet.iter_rows(values_only=True))
    codes = [at for at, tag in enumerate(tags) if str(tag).endswith("+code")]
    own = [str(tags[at]).removeprefix("#group+").removesuffix("+code") for at in codes]
    assert set(own) <= set(names)
    value = tags.index("#indicator+value+num")
    for row in rows:
        yield _cell(own, [row[at] or "" for at in codes]), row[value]


_READ = {"json": _from_json, "csv": _from_csv, "xlsx": _from_xlsx}
