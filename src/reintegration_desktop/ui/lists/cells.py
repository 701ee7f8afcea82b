"""What a cell of a table says, as one small value that one delegate paints."""

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt

from reintegration_desktop.ui.widgets.chips import State

CELL_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Side(StrEnum):
    """Where the words of a cell stand."""

    LEADING = "leading"
    TRAILING = "trailing"
    MIDDLE = "middle"


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a tone, with what may stand beside or under them.

    ``beside`` is muted, in the same line (a nickname, a code); ``second`` is a second line. ``icon`` stands before the
    words, in ``icon_tone`` or the words' tone. ``chips`` stand in place of the words. ``ticked``: a check box before
    the words. ``sunken``: a hidden figure. A model answers CELL_ROLE with a Cell, or with None while it is loading.
    """

    text: str = ""
    second: str = ""
    beside: str = ""
    tone: str = "text"
    bold: bool = False
    icon: str = ""
    icon_tone: str = ""
    chips: tuple[State, ...] = ()
    ticked: bool | None = None
    side: Side = Side.LEADING
    sunken: bool = False
