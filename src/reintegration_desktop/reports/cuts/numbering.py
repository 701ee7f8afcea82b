"""A number for each cell that can be counted, so that what a case counts for is a short row of numbers."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from math import prod

from reintegration_desktop.reports.errors import FiguresUnreadable
from reintegration_desktop.reports.table import Key

_WIDTH, _BYTES = "Q", 8


class Cells:
    """The cells of one cut, numbered from ``first`` on: the last dimension's codes change fastest.

    A cell with a code that isn't listed gets a number below nought, which holds for this walk alone.
    """

    def __init__(self, first: int, codes: Sequence[Sequence[str]], unlisted: list[tuple["Cells", Key]]) -> None:
        self.codes = [list(one) for one in codes]
        self._range = range(first, first + prod(len(one) for one in codes))
        self._at = [{code: at for at, code in enumerate(one)} for one in self.codes]
        self._known: dict[Key, int] = {}
        self._unlisted = unlisted

    @property
    def end(self) -> int:
        """The first number after its own."""
        return self._range.stop

    def number(self, key: Key) -> int:
        """The number of a cell."""
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._number(key)
        return found

    def counted(self, counts: Mapping[int, int]) -> dict[Key, int]:
        """Its own of some counts by number, by cell."""
        own = {self._key(number): count for number, count in counts.items() if number in self._range}
        unlisted = {
            key: counts[-at] for at, (cells, key) in enumerate(self._unlisted, 1) if cells is self and -at in counts
        }
        return own | unlisted

    def _key(self, number: int) -> Key:
        rest, found = number - self._range.start, []
        for codes in reversed(self.codes):
            rest, at = divmod(rest, len(codes))
            found.append(codes[at])
        return tuple(reversed(found))

    def _number(self, key: Key) -> int:
        number = 0
        for code, codes in zip(key, self._at, strict=True):
            if code not in codes:
                self._unlisted.append((self, key))
                return -len(self._unlisted)
            number = number * len(codes) + codes[code]
        return self._range.start + number


class Numbering:
    """Gives numbers out, the same to who asks for the same cuts in the same order."""

    def __init__(self) -> None:
        self._next = 0
        self._unlisted: list[tuple[Cells, Key]] = []

    def single(self) -> int:
        """A number for something that has no cells."""
        self._next += 1
        return self._next - 1

    def cells(self, codes: Sequence[Sequence[str]]) -> Cells:
        """Numbers for the cells of a cut, by the codes of each dimension."""
        made = Cells(self._next, codes, self._unlisted)
        self._next = made.end
        return made


def packed(numbers: Iterable[int]) -> bytes | None:
    """Numbers as bytes; None where one of them holds for a walk alone, or is too large."""
    try:
        return array(_WIDTH, numbers).tobytes()
    except OverflowError:
        return None


def unpacked(content: bytes) -> Sequence[int]:
    """The numbers back; raises FiguresUnreadable."""
    if len(content) % _BYTES:
        raise FiguresUnreadable
    found = array(_WIDTH)
    found.frombytes(content)
    return found
