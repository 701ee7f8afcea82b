"""Reads a PDF's tables back as somebody does who looks at its pages, and accounts for every other number on them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product, takewhile
from pathlib import Path

from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.auditor.blocks import in_blocks
from reintegration_desktop.reports.auditor.derived import follows
from reintegration_desktop.reports.auditor.pages import Run, read_pages
from reintegration_desktop.reports.auditor.seen import Axis, Seen
from reintegration_desktop.reports.auditor.words import check_words
from reintegration_desktop.reports.errors import LeakFound

_SIGN = ".."
_ALIKE = str.maketrans(")]}>»›≥ı", "([{<«‹≤i", "\u0307")
_CELL = re.compile(r"[0-9]+|\.\.")
_LEVEL, _UNDER, _SAME_BAR = 1.0, 3.0, 3.0
_MOST_TOLD = 60
Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Announced:
    """A table that has to be there: per axis what each category is called, the total first, then as on the page.

    ``kind``: what each line tells beside its counts (``share``, ``median``, ``mean``); nothing of ``count``.
    """

    name: str
    measure: str
    axes: tuple[Axis, ...]
    words: tuple[Mapping[str, str], ...]
    kind: str = "count"

    @property
    def columns(self) -> list[Key]:
        """What goes across, the total of all last."""
        first, *others = product(*self.words[1:])
        return [*others, first]

    @property
    def tells(self) -> bool:
        """Whether a column tells something beside the counts."""
        return self.kind != "count" and len(self.axes) > 1

    @property
    def labels(self) -> dict[str, Mapping[str, str]]:
        """By axis what its categories are called."""
        return {axis.name: words for axis, words in zip(self.axes, self.words, strict=True)}


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table as it was found: where it begins and ends among the runs, and what stands in it."""

    begin: int
    end: int
    label: tuple[Run, ...]
    cells: tuple[Run, ...]
    told: tuple[Run, ...]

    @property
    def page(self) -> int:
        """The page that it stands on."""
        return self.cells[0].page

    @property
    def base(self) -> float:
        """How high its counts stand."""
        return self.cells[0].base


def read_pdf(file: Path, tables: Sequence[Announced], facts: frozenset[str], *, right_to_left: bool) -> list[Seen]:
    """The tables on the pages of a PDF, in the order in which they were announced.

    Raises LeakFound where one is missing or a count stands where it can't be told of what it is, and for a number
    that is neither a count in a table, nor one of a bar that its table shows, nor a fact or part of a category's name.
    """
    pages, runs = read_pages(file, facts)
    reader = _Reader(runs, right_to_left)
    found = [reader.table(one) for one in tables]
    named = frozenset(word for one in tables for words in one.words for word in words.values())
    numbered = frozenset(str(page) for page in range(1, pages + 1))
    check_words(reader.words(), facts | named | numbered, "number_in_words")
    return found


class _Reader:
    """Goes through the runs of all pages once, table after table; what no table or bar takes is words."""

    def __init__(self, runs: Sequence[Run], right_to_left: bool) -> None:
        self._runs, self._right_to_left = runs, right_to_left
        self._drawn = {sign for run in runs for sign in _signs(run.text)}
        self._as_drawn = {sign for run in runs for sign in run.text}
        self._at = 0
        self._words: list[Run] = []
        self._blocks: list[list[Run]] = []

    def table(self, table: Announced) -> Seen:
        """The next table, and the picture of it."""
        rows = list(table.words[0])
        lines = [self._line(table.words[0][row], len(table.columns), tells=table.tells) for row in rows]
        self._check_places(lines)
        self._blocks.append([run for line in lines for run in (*line.label, *line.cells, *line.told)])
        seen = Seen(table.name, table.measure, table.axes, {
            (row, *column): None if run.text == _SIGN else int(run.text)
            for row, line in zip(rows, lines, strict=True)
            for column, run in zip(table.columns, line.cells, strict=True)
        })  # fmt: skip
        if table.tells:
            _check_told(seen, table, lines)
        self._picture(seen, table)
        return seen

    def words(self) -> list[str]:
        """What was neither in a table nor in a picture, once all tables were read; no number of it stands in one."""
        words = [*self._words, *self._runs[self._at :]]
        if beside := in_blocks(words, self._blocks):
            raise LeakFound(kind="places", count=beside)
        return [run.text for run in words]

    def _line(self, label: str, width: int, *, tells: bool) -> _Line:
        """The next line of a table: what is passed over is words."""
        for begin in range(self._at, len(self._runs)):
            read = self._from_the_right if self._right_to_left else self._from_the_left
            if line := read(begin, label, width, tells=tells):
                self._words += self._runs[self._at : begin]
                self._at = line.end
                return line
        raise LeakFound(kind="missing_cells", count=1)

    def _from_the_left(self, begin: int, label: str, width: int, *, tells: bool) -> _Line | None:
        named = self._named(begin, label)
        cells = None if named is None else self._cells(named, width)
        if named is None or cells is None:
            return None
        last = end = named + width
        while tells and end < len(self._runs) and self._runs[end].left > cells[-1].right:
            end += 1
        told = tuple(self._runs[last:end])
        return _Line(begin, end, tuple(self._runs[begin:named]), cells, told) if bool(told) == tells else None

    def _from_the_right(self, begin: int, label: str, width: int, *, tells: bool) -> _Line | None:
        """The same, drawn the other way round: what is told, the cells from the last one, the label."""
        for first in range(begin + 1, begin + _MOST_TOLD) if tells else (begin,):
            cells = self._cells(first, width)
            end = None if cells is None else self._named(first + width, label)
            if cells is not None and end is not None:
                told, named = tuple(self._runs[begin:first]), tuple(self._runs[first + width : end])
                return _Line(begin, end, named, cells[::-1], told) if _all_before(told, cells[0]) else None
        return None

    def _named(self, begin: int, label: str) -> int | None:
        """Behind the runs that make up a name, in whatever order its signs are drawn; None where it doesn't stand here.

        Signs that no font has are nowhere on the pages.
        """
        left, end = _signs(label), begin
        while end < len(self._runs) and left and not (here := _signs(self._runs[end].text)) - left:
            left, end = left - here, end + 1
        return None if set(left - self._unwritten(label)) & self._drawn else end

    def _unwritten(self, name: str) -> Counter[str]:
        """Signs of a name that stand for others, as ３ does for 3, and are nowhere on the pages."""
        others = (sign for sign in name if unicodedata.normalize("NFKC", sign) != sign and sign not in self._as_drawn)
        return _signs("".join(others))

    def _cells(self, begin: int, width: int) -> tuple[Run, ...] | None:
        cells = tuple(self._runs[begin : begin + width])
        return cells if len(cells) == width and all(_CELL.fullmatch(run.text) for run in cells) else None

    def _check_places(self, lines: Sequence[_Line]) -> None:
        """Raises LeakFound where a count can't be told by its place: columns and lines are straight, and in order."""
        sign = -1 if self._right_to_left else 1
        straight = all(
            one.page == line.page and abs(one.base - line.base) < _LEVEL for line in lines for one in line.cells
        )
        ordered = all(sign * one.right < sign * other.right for line in lines for one, other in pairwise(line.cells))
        for above, below in pairwise(lines):
            if above.page == below.page:
                edges = zip(above.cells, below.cells, strict=True)
                straight &= all(abs(self._edge(one) - self._edge(other)) < _UNDER for one, other in edges)
                ordered &= above.end == below.begin and below.base < above.base
                ordered &= all(run.base < above.base for run in below.label)
                ordered &= all(run.base > below.base for run in above.label)
        if not (straight and ordered):
            raise LeakFound(kind="places", count=1)

    def _edge(self, run: Run) -> float:
        """Where a number ends: under each other are the same places of numbers."""
        return run.left if self._right_to_left else run.right

    def _picture(self, seen: Seen, table: Announced) -> None:
        """Each bar has its name, and beside it nothing but counts that its line of the table shows.

        The first is looked for behind the legend, and may not be there at all; the others follow one another.
        """
        drawn = False
        bars: list[Run] = []
        legend = _legend(seen, table)
        for key, shown in _bars(seen):
            label = say(", ").join(words[node] for words, node in zip(table.words, key, strict=False))
            for begin in self._places_of_a_bar(legend, drawn=drawn):
                numbers = self._beside(begin, self._named(begin, label))
                if numbers:
                    break
            else:
                if drawn:
                    raise LeakFound(kind="picture", count=1)
                return
            if any(run.text not in shown for run in numbers):
                raise LeakFound(kind="picture", count=1)
            bars += numbers
            self._words += self._runs[self._at : begin]
            self._at = self._runs.index(numbers[-1], begin) + 1
            drawn = True
        self._blocks.append(bars)

    def _places_of_a_bar(self, legend: Sequence[str], *, drawn: bool) -> Iterator[int]:
        """Where the next bar may begin: after another one at once, or on another page; never within the legend."""
        page = self._runs[self._at - 1].page
        if drawn:
            yield self._at
        at = self._at
        while at < len(self._runs):
            if not drawn or self._runs[at].page != page:
                at = self._behind(at, legend)
                yield at
            at += 1

    def _behind(self, begin: int, names: Sequence[str]) -> int:
        """Behind names that follow one another; where it began if they don't."""
        end = begin
        for name in names:
            named = self._named(end, name)
            if named is None:
                return begin
            end = named
        return end

    def _beside(self, begin: int, end: int | None) -> list[Run]:
        """The numbers that stand behind a name, on its line; a name that no font has leaves them alone there."""
        if end is None:
            return []
        line = self._runs[max(begin, end - 1)]
        behind = takewhile(lambda run: _CELL.fullmatch(run.text) and _on_one_line(line, run), self._runs[end:])
        return list(behind)


def _on_one_line(one: Run, other: Run) -> bool:
    return one.page == other.page and abs(one.base - other.base) < _SAME_BAR


def _all_before(runs: Sequence[Run], cell: Run) -> bool:
    return all(run.right < cell.left and run.page == cell.page for run in runs)


def _signs(text: str) -> Counter[str]:
    """The signs of a text whatever their shape and order, without spaces and marks of direction.

    A bracket is drawn as the other one where words go the other way, and a dot above i as one of its own.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_ALIKE)
    return Counter(sign for sign in plain if not sign.isspace() and unicodedata.category(sign) != "Cf")


def _leaves(seen: Seen) -> list[str]:
    """The categories of what goes across last that hold no others."""
    at, last = len(seen.axes) - 1, seen.axes[-1]
    return [node for node in seen.categories(at) if node != last.total and node not in last.parents.values()]


def _legend(seen: Seen, table: Announced) -> list[str]:
    """What the colours of a picture are called; nothing where each bar has one category."""
    return [table.words[-1][leaf] for leaf in _leaves(seen)] if len(seen.axes) > 1 else []


def _bars(seen: Seen) -> list[tuple[Key, frozenset[str]]]:
    """The lines that have a bar: whose they are, and what may stand in it; none where nothing is there to be drawn."""
    *down, last = seen.axes
    leaves = _leaves(seen)
    if not down:
        return [((leaf,), frozenset({str(seen.cells[leaf,])})) for leaf in leaves if seen.cells[leaf,]]
    lines = [
        key for key in product(*(seen.categories(at) for at in range(len(down))))
        if all(node != axis.total for node, axis in zip(key, down, strict=True))
    ]  # fmt: skip
    if not any(_has_length([seen.cells[*key, leaf] for leaf in leaves], seen.cells[*key, last.total]) for key in lines):
        return []
    return [(key, frozenset(_written(seen.cells[*key, node]) for node in (*leaves, last.total))) for key in lines]


def _has_length(counts: Sequence[int | None], total: int | None) -> bool:
    """Whether there is something to be drawn: what is shown, or what the total leaves for what is hidden."""
    shown = sum(count or 0 for count in counts)
    return shown > 0 or (None in counts and total is not None and total > shown)


def _written(count: int | None) -> str:
    return _SIGN if count is None else str(count)


def _check_told(seen: Seen, table: Announced, lines: Sequence[_Line]) -> None:
    """What each line tells follows from the counts it shows, or is the sign."""
    expected = follows(seen, table.labels, table.kind)
    for word, line in zip(table.words[0].values(), lines, strict=True):
        if not _tells([run.text for run in line.told], expected[word]):
            raise LeakFound(kind="derived", count=1)


def _tells(told: Sequence[str], value: object) -> bool:
    """Whether a number is told digit by digit; of a category's name its numbers, in whatever order they are drawn."""
    if value is None or _SIGN in told:
        return value is None and [*told] == [_SIGN]
    if isinstance(value, str):
        return sorted(_digits("".join(told))) == sorted(_digits(value))
    return _digits("".join(told)) == _digits(str(value))


def _digits(text: str) -> str:
    return "".join(sign for sign in text if sign.isdecimal())
