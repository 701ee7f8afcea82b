"""The colours of reports, from the one table of looks."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

_SERIES = ("series_3", "series_2", "series_1", "series_4", "series_5", "info")
"""As on the screen and on paper."""

_DARK_WORDS, _LIGHT_WORDS = "#111512", "#FFFFFF"


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours as ``#RRGGBB``, called after what they are for; ``series`` in the order of use."""

    surface: str
    sunken: str
    text: str
    muted: str
    line: str
    series: tuple[str, ...]

    def of_series(self, nth: int) -> str:
        """The colour of a series; they come round again."""
        return self.series[nth % len(self.series)]


def read_palette(tokens: Path, theme: str = "light") -> Palette:
    """The colours of a theme from ``tokens.toml``."""
    colours = tomllib.loads(tokens.read_text(encoding="utf-8"))[theme]
    return Palette(
        surface=colours["surface"],
        sunken=colours["sunken"],
        text=colours["text"],
        muted=colours["muted"],
        line=colours["line"],
        series=tuple(colours[name] for name in _SERIES),
    )


def words_on(colour: str) -> str:
    """White or near-black, whichever stands out more."""
    light = _luminance(colour)
    on_white, on_dark = 1.05 / (light + 0.05), (light + 0.05) / (_luminance(_DARK_WORDS) + 0.05)
    return _LIGHT_WORDS if on_white >= on_dark else _DARK_WORDS


def _luminance(colour: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
