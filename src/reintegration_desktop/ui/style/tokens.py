"""The table of looks, read from resources/style/tokens.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType

from reintegration_desktop.kernel.locations import resources


class Theme(StrEnum):
    """The three themes."""

    LIGHT = "light"
    DARK = "dark"
    SUNLIGHT = "sunlight"


@dataclass(frozen=True, slots=True)
class Tokens:
    """Colours by theme and name, and sizes in px at 100 %, by what they are for."""

    colours: Mapping[Theme, Mapping[str, str]]
    type: Mapping[str, int]
    space: Mapping[str, int]
    radius: Mapping[str, int]
    size: Mapping[str, int]
    breakpoint: Mapping[str, int]


def read_tokens(file: Path | None = None) -> Tokens:
    """Read the table; raises KeyError where a theme or a group of sizes is missing."""
    text = (file or resources() / "style" / "tokens.toml").read_text(encoding="utf-8")
    raw = tomllib.loads(text.partition("\n[contrast]")[0])  # the pairs are for the test, and as long as all the rest
    numbers = {name: size for name, size in raw["type"].items() if isinstance(size, int)}
    return Tokens(
        colours=MappingProxyType({theme: MappingProxyType(dict(raw[theme])) for theme in Theme}),
        type=MappingProxyType(numbers),
        space=MappingProxyType(dict(raw["space"])),
        radius=MappingProxyType(dict(raw["radius"])),
        size=MappingProxyType(dict(raw["size"])),
        breakpoint=MappingProxyType(dict(raw["breakpoint"])),
    )
