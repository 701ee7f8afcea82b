"""What may be told of a line of counts beside them: worked out anew from those that are shown, as a reader would."""

from collections.abc import Mapping

from reintegration_desktop.reports.auditor.seen import Seen

_LEAST = {"share": 10, "median": 5, "mean": 5}
_FEW = 5


def follows(table: Seen, labels: Mapping[str, Mapping[str, str]], kind: str) -> dict[str, object]:
    """By the words of each line what it may tell; None where it may tell nothing."""
    down, across = table.axes
    categories = [word for word in table.categories(1) if word != across.total]
    found: dict[str, object] = {}
    for line in table.categories(0):
        counts = {word: table.cells[line, word] for word in categories}
        value = _of(kind, counts)
        found[labels[down.name][line]] = labels[across.name][value] if isinstance(value, str) else value
    return found


def _of(kind: str, counts: Mapping[str, int | None]) -> int | float | str | None:
    known = {word: count for word, count in counts.items() if count is not None}
    whole = sum(known.values())
    if len(known) < len(counts) or whole < _LEAST[kind]:
        return None
    if kind == "share":
        part = next(iter(known.values()))
        return None if 0 < part < _FEW or 0 < whole - part < _FEW else round(100 * part / whole)
    line = sorted((word for word, count in known.items() for _ in range(count)), key=list(known).index)
    if kind == "median":
        return line[(whole - 1) // 2]
    return round(sum(int(word) for word in line) / whole, 1)
