"""Draws a published table as bars: shipped fonts, the colours of the look, hidden cells hatched.

Importing this module imports matplotlib, which takes a while: import it when a report opens, never at start.
"""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np
from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator
from numpy.typing import NDArray

from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.writers.grid import Grid, Row, grid_of
from reintegration_desktop.reports.writers.palette import Palette, words_on

_BAR = 0.62
_DOTS_PER_INCH = 100.0
_ROW_PX, _AROUND_PX = 44, 110
_SHARE_FOR_WORDS = 0.045


def families(fonts: Path) -> list[str]:
    """Make the shipped fonts known to matplotlib; the families in the order of asking."""
    found = []
    for file in sorted(fonts.glob("*.ttf")):
        font_manager.fontManager.addfont(str(file))
        found.append(font_manager.FontProperties(fname=str(file)).get_name())
    ordered = dict.fromkeys(sorted(found, key=lambda name: name != "Noto Sans"))
    return list(ordered)


def picture_png(
    table: Published, palette: Palette, fonts: Sequence[str], width: int = 720, ratio: float = 1.0
) -> bytes:
    """The picture as PNG, ``width`` pixels wide at ratio 1."""
    return _drawn(table, palette, fonts, width, ratio, "png")[1]


def picture_rgba(
    table: Published, palette: Palette, fonts: Sequence[str], width: int = 720, ratio: float = 1.0
) -> NDArray[np.uint8]:
    """The picture as height x width x 4 bytes, red first, for a window at the screen's pixel ratio."""
    figure, written = _drawn(table, palette, fonts, width, ratio, "rgba")
    across, down = (round(inches * figure.dpi) for inches in figure.get_size_inches())
    return np.frombuffer(written, dtype=np.uint8).reshape(down, across, 4)


def _drawn(
    table: Published, palette: Palette, fonts: Sequence[str], width: int, ratio: float, form: str
) -> tuple[Figure, bytes]:
    written = BytesIO()
    looks = rc_context({
        "font.family": list(fonts),
        "font.size": 9.5,
        "text.color": palette.text,
        "axes.labelcolor": palette.text,
        "xtick.color": palette.muted,
        "ytick.color": palette.text,
        "hatch.color": palette.muted,
        "hatch.linewidth": 0.8,
        "text.parse_math": False,
    })  # fmt: skip
    with looks:
        figure = _figure(grid_of(table), palette, width, ratio)
        figure.savefig(written, format=form)
    return figure, written.getvalue()


def _figure(grid: Grid, palette: Palette, width: int, ratio: float) -> Figure:
    height = _AROUND_PX + _ROW_PX * max(1, len(grid.plain_rows))
    figure = Figure((width / _DOTS_PER_INCH, height / _DOTS_PER_INCH), dpi=_DOTS_PER_INCH * ratio, layout="constrained")
    figure.set_facecolor(palette.surface)
    axes = figure.add_subplot()
    axes.set_facecolor(palette.surface)
    longest = max((_length(grid, row) for row in grid.plain_rows), default=1)
    for at, row in enumerate(grid.plain_rows):
        _draw_row(axes, at, row, grid, palette, max(longest, 1))
    _dress(axes, grid, palette)
    return figure


def _length(grid: Grid, row: Row) -> int:
    shown = sum(row.cells[at] or 0 for at in grid.plain_columns)
    return shown + (grid.hidden_together(row) or 0)


def _draw_row(axes: Axes, at: int, row: Row, grid: Grid, palette: Palette, longest: int) -> None:
    """Shown counts one after the other; what is hidden hatched, and only as long as the row's total tells."""
    left = 0
    for nth, column in enumerate(grid.plain_columns):
        count = row.cells[column]
        if not count:
            continue
        colour = palette.of_series(nth)
        axes.barh(at, count, _BAR, left=left, color=colour, edgecolor=palette.surface, linewidth=1)
        if count >= _SHARE_FOR_WORDS * longest:
            axes.text(left + count / 2, at, str(count), ha="center", va="center", color=words_on(colour), fontsize=8.5)
        left += count
    hidden = grid.hidden_together(row)
    if hidden:
        axes.barh(at, hidden, _BAR, left=left, facecolor=palette.surface, edgecolor=palette.muted, hatch="////")
    if hidden or any(row.cells[column] is None for column in grid.plain_columns):
        words = say("hidden")
        axes.text(left + (hidden or 0) + longest * 0.012, at, words, va="center", color=palette.muted, fontsize=8.5,
                  ha="right" if right_to_left() else "left")  # fmt: skip


def _dress(axes: Axes, grid: Grid, palette: Palette) -> None:
    axes.set_yticks(range(len(grid.plain_rows)), [row.label for row in grid.plain_rows])
    axes.invert_yaxis()
    if right_to_left():
        axes.invert_xaxis()
        axes.yaxis.tick_right()
    axes.tick_params(length=0)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.grid(axis="x", color=palette.line, linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    patches = [
        Patch(color=palette.of_series(nth), label=grid.columns[at].label) for nth, at in enumerate(grid.plain_columns)
    ]
    patches.append(Patch(facecolor=palette.surface, edgecolor=palette.muted, hatch="////", label=say("hidden")))
    edge = 1.0 if right_to_left() else 0.0
    axes.legend(handles=patches, loc="lower right" if right_to_left() else "lower left", bbox_to_anchor=(edge, 1),
                ncols=len(patches), frameon=False, fontsize=8.5, handlelength=1.2, columnspacing=1.2)  # fmt: skip
