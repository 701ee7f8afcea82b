"""The tiles of a manager's page: one figure each, the quarters before as a line, what it was before."""

from collections.abc import Callable, Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from reintegration_desktop.kernel.words import marked, say
from reintegration_desktop.reports.periods import in_words
from reintegration_desktop.reports.published import HIDDEN
from reintegration_desktop.reports.rates import percent
from reintegration_desktop.reports.table import TOTAL
from reintegration_desktop.ui.charts.lines import Sparkline
from reintegration_desktop.ui.charts.tiles import StatTile
from reintegration_desktop.ui.oversight.emptied import empty
from reintegration_desktop.ui.oversight.overview import Overview
from reintegration_desktop.ui.theme import px
from reintegration_desktop.ui.widgets.arrange import Grid

_CAPTIONS = (
    ("registered", marked("Newly registered")),
    ("released", marked("Left armed actors")),
    ("in_services", marked("Receiving services")),
    ("visited", marked("Visited")),
    ("closed", marked("Cases closed")),
)
_NARROWEST, _WAYS = 168, (6, 3, 2, 1)


class Tiles(QWidget):
    """Tiles in as many columns as there is room for, every row full where that can be."""

    def __init__(self) -> None:
        super().__init__()
        self._tiles: list[QWidget] = []
        self._grid, self._columns = Grid(gap=12), 0
        self.setLayout(self._grid)

    def show_tiles(self, tiles: Sequence[QWidget]) -> None:
        """Show others."""
        empty(self._grid)
        self._tiles, self._columns = list(tiles), 0
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for now."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        columns = next((ways for ways in _WAYS if self.width() >= ways * px(_NARROWEST)), 1)
        if columns == self._columns or not self._tiles:
            return
        for column in range(max(self._columns, columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for at, tile in enumerate(self._tiles):
            self._grid.addWidget(tile, at // columns, at % columns)


def tiles_of(overview: Overview) -> list[QWidget]:
    """The work of now first, then what the last complete quarter counted."""
    return [_open_cases(overview), *(_of_quarter(overview, measure, words) for measure, words in _CAPTIONS)]


def _open_cases(overview: Overview) -> StatTile:
    table = overview.present("open_cases")
    if table is None:
        return StatTile(lambda: say("Open cases"))
    line = _line(overview, [*overview.totals("open_at_end"), table.grand_total], lambda: say("now"))
    high, total = table.cells.get((TOTAL, "high")), table.grand_total
    return StatTile(lambda: say("Open cases"), str(total or 0), line=line, hidden=_why_hidden(total),
                    behind=_high_words(high, percent(high, total)))  # fmt: skip


def _of_quarter(overview: Overview, measure: str, words: str) -> StatTile:
    values = overview.totals(measure)
    newest = list(overview.quarters.values())[-1:]
    if not newest or newest[0] is None or not any(table.measure == measure for table in newest[0].report.tables):
        return StatTile(lambda: say(words))
    before = values[-2] if len(values) > 1 else None
    icon = "" if before is None or values[-1] is None else _direction(before, values[-1])
    return StatTile(lambda: say(words), str(values[-1] or 0), line=_line(overview, values), icon=icon,
                    hidden=_why_hidden(values[-1]), behind=_before_words(before, len(values)))  # fmt: skip


def _line(overview: Overview, values: Sequence[int | None], last: Callable[[], str] | None = None) -> Sparkline:
    names = [in_words(period) for period in overview.quarters]
    names += [last()] if last is not None else []
    told = [f"{name}: {HIDDEN if value is None else value}" for name, value in zip(names, values, strict=True)]
    return Sparkline(say(", ").join(told), values)


def _direction(before: int, now: int) -> str:
    if before == now:
        return "equal"
    return "arrow-up" if now > before else "arrow-down"


def _why_hidden(total: int | None) -> Callable[[], str] | str:
    return (lambda: say("too few to tell")) if total is None else ""


def _before_words(before: int | None, known: int) -> Callable[[], str]:
    if known < 2:
        return lambda: say("in the quarter")
    return lambda: say("before: {n}", n=HIDDEN if before is None else before)


def _high_words(high: int | None, share: int | None) -> Callable[[], str]:
    if high is None:
        return lambda: say("high risk: hidden")
    if share is None:
        return lambda: say("high risk: {n}", n=high)
    return lambda: say("high risk: {n}, {share} %", n=high, share=share)
