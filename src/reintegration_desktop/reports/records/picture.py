"""Draws the ways to coarsen records, risk against detail.

Importing this module imports matplotlib, which takes a while.
"""

from collections.abc import Sequence
from io import BytesIO

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import NullLocator, PercentFormatter

from reintegration_desktop.kernel.words import right_to_left, say
from reintegration_desktop.reports.records.report import Way, in_percent
from reintegration_desktop.reports.writers.palette import Palette

_INCHES, _DOTS_PER_INCH = (7.2, 4.4), 150.0
_ROOM = 1.6


def ways_png(ways: Sequence[Way], palette: Palette, fonts: Sequence[str]) -> bytes:
    """A PNG; the way that was chosen is filled, the others are rings, and each says what detail is kept."""
    written = BytesIO()
    looks = rc_context({
        "font.family": list(fonts), "font.size": 9.5, "text.color": palette.text, "axes.labelcolor": palette.text,
        "xtick.color": palette.muted, "ytick.color": palette.muted, "text.parse_math": False,
    })  # fmt: skip
    with looks:
        figure = Figure(_INCHES, dpi=_DOTS_PER_INCH, layout="constrained")
        figure.set_facecolor(palette.surface)
        axes = figure.add_subplot()
        _draw(axes, ways, palette)
        _dress(axes, ways, palette)
        figure.savefig(written, format="png")
    return written.getvalue()


def _draw(axes: Axes, ways: Sequence[Way], palette: Palette) -> None:
    alike, details = [way.smallest_class for way in ways], [way.detail for way in ways]
    colour = palette.of_series(0)
    axes.plot(alike, details, color=palette.line, linewidth=1.5, zorder=1)
    for nth, way in enumerate(ways):
        face = palette.surface if nth else colour
        axes.scatter(way.smallest_class, way.detail, s=90, facecolor=face, edgecolor=colour, linewidth=1.8, zorder=2,
                     clip_on=False)  # fmt: skip
        share = in_percent(way.detail)
        axes.annotate(share if nth else say("chosen: {share}", share=share), (way.smallest_class, way.detail), (0, 10),
                      textcoords="offset points", ha="center", va="bottom", fontsize=9)  # fmt: skip


def _dress(axes: Axes, ways: Sequence[Way], palette: Palette) -> None:
    """Risk halves from mark to mark, so that the ways stand apart; least risk lies where reading begins."""
    alike = [way.smallest_class for way in ways]
    axes.set_facecolor(palette.surface)
    axes.set_xscale("log")
    axes.set_xlim(min(alike) / _ROOM, max(alike) * _ROOM)
    axes.set_xticks(alike, [say("1 in {number}", number=number) for number in alike])
    axes.xaxis.set_minor_locator(NullLocator())
    axes.set_ylim(0, min(1.1, 1.3 * max(0.1, *(way.detail for way in ways))))
    axes.yaxis.set_major_formatter(PercentFormatter(1.0, decimals=0, symbol=" %"))
    axes.set_xlabel(say("Highest risk that a record is recognised"))
    axes.set_ylabel(say("Detail kept"))
    axes.set_title(say("Less risk costs detail"), loc="right" if right_to_left() else "left", fontsize=11)
    if right_to_left():
        axes.yaxis.tick_right()
        axes.yaxis.set_label_position("right")
    else:
        axes.invert_xaxis()
    axes.grid(color=palette.line, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(length=0)
    for spine in axes.spines.values():
        spine.set_visible(False)
