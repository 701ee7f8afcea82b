"""A table beside the one of the period before: a difference only where both are published."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from reintegration_desktop.kernel.words import say, say_many
from reintegration_desktop.reports.published import HIDDEN, Published
from reintegration_desktop.reports.rates import Kind
from reintegration_desktop.reports.table import TOTAL, Dimension, Key
from reintegration_desktop.reports.writers.grid import label_of, told_of

Number = int | float


@dataclass(frozen=True, slots=True)
class Compared:
    """One line in two periods: counts, or shares in whole per cent, or means to one decimal.

    None where it is hidden or can't be told; ``known_before`` is False where the line did not stand there at all.
    """

    label: str
    now: Number | None
    before: Number | None
    kind: Kind = Kind.COUNT
    known_before: bool = True
    is_total: bool = False

    @property
    def difference(self) -> Number | None:
        """How much more it is now; None unless both are published."""
        if self.now is None or self.before is None:
            return None
        return round(self.now - self.before, 1) if self.kind is Kind.MEAN else self.now - self.before

    @property
    def change(self) -> str:
        """The difference in a few words: ``8 more``, ``3 fewer``; the sign for hidden where there is none to tell."""
        if not self.known_before:
            return say("not counted then")
        if self.difference is None:
            return HIDDEN
        return _change_words(self.kind, self.difference)

    @property
    def sentence(self) -> str:
        """The line in words, for whom a picture says nothing."""
        label, now, before = self.label, self.value_words(self.now), self.value_words(self.before)
        if not self.known_before:
            return say("{label}: {now}, not counted then", label=label, now=now)
        if self.difference is None:
            return say("{label}: {now} now, {before} before; nothing is compared", label=label, now=now, before=before)
        return say("{label}: {now} now, {before} before; {change}", label=label, now=now, before=before,
                   change=self.change)  # fmt: skip

    def value_words(self, value: Number | None) -> str:
        """A count or share as it is written; hidden ones all alike."""
        if value is None:
            return HIDDEN
        return say("{share} %").format(share=value) if self.kind is Kind.SHARE else str(value)


def compare(now: Published, earlier: Sequence[Published]) -> tuple[Compared, ...]:
    """The lines of a table beside those of the same table in an earlier report, the total first.

    Empty where that report has no such table. Of a share shares are compared, of a mean means, else counts.
    """
    before = next((table for table in earlier if _is_like(table, now)), None)
    if before is None:
        return ()
    return tuple(_line(now, before, row) for row in _rows(now))


def _is_like(one: Published, other: Published) -> bool:
    names = [[dimension.name for dimension in table.dimensions] for table in (one, other)]
    return one.name == other.name and one.kind is other.kind and names[0] == names[1]


def _rows(table: Published) -> list[Key]:
    """The lines: of one dimension its categories, else those of all dimensions but the last."""
    down = table.dimensions if len(table.dimensions) == 1 else table.dimensions[:-1]
    return list(product(*(dimension.nodes for dimension in down)))


def _line(now: Published, before: Published, row: Key) -> Compared:
    kind = now.kind if now.kind in (Kind.SHARE, Kind.MEAN) else Kind.COUNT
    known = _count_key(before, row) in before.cells
    earlier = _value(before, row, kind) if known else None
    is_total = all(node == TOTAL for node in row)
    return Compared(_words(now.dimensions, row), _value(now, row, kind), earlier, kind, known, is_total)


def _value(table: Published, row: Key, kind: Kind) -> Number | None:
    if kind is Kind.COUNT:
        return table.cells[_count_key(table, row)]
    value = told_of(table, row)
    return value if isinstance(value, int | float) else None


def _count_key(table: Published, row: Key) -> Key:
    """The cell that counts a line."""
    return row if len(table.dimensions) == 1 else (*row, TOTAL)


def _words(dimensions: Sequence[Dimension], row: Key) -> str:
    named = [label_of(one, node) for one, node in zip(dimensions, row, strict=False) if node != TOTAL]
    return say(", ").join(named) or say("All")


def _change_words(kind: Kind, difference: Number) -> str:
    much = abs(difference)
    if much == 0:
        return say("the same")
    if kind is Kind.COUNT:
        more = say_many("{n} more", "{n} more", int(much)), say_many("{n} fewer", "{n} fewer", int(much))
    elif kind is Kind.SHARE:
        more = (say_many("{n} point more", "{n} points more", int(much)),
                say_many("{n} point less", "{n} points less", int(much)))  # fmt: skip
    else:
        more = say("{n} higher").format(n=much), say("{n} lower").format(n=much)
    return more[0] if difference > 0 else more[1]
