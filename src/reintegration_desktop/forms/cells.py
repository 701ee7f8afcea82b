"""Answers typed as text into a table's cells: numbers, flags and lists are read from their words."""

from collections.abc import Callable, Mapping
from types import MappingProxyType

from reintegration_desktop.forms.questions import Field, Kind

BETWEEN = ";"


def cell_to_json(question: Field, cell: str) -> object:
    """What the JSON of the command line would hold for a cell; the cell itself where it means nothing else."""
    return _READERS.get(question.answered_as, str)(cell.strip())


def _several(cell: str) -> object:
    return [part.strip() for part in cell.split(BETWEEN) if part.strip()]


def _number(cell: str) -> object:
    for kind in (int, float):
        try:
            return kind(cell)
        except ValueError:
            continue
    return cell


def _flag(cell: str) -> object:
    return {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}.get(cell.lower(), cell)


_READERS: Mapping[Kind, Callable[[str], object]] = MappingProxyType(
    {
        **dict.fromkeys((Kind.CHOICES, Kind.USERS, Kind.LIST), _several),
        **dict.fromkeys((Kind.INTEGER, Kind.NUMBER), _number),
        Kind.YES_NO_FLAG: _flag,
    }
)
