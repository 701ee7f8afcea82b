"""Collects what is to be translated, for Babel, from the dictionary's files, the indicators, the reports' templates."""

import tomllib
from collections.abc import Iterator
from typing import BinaryIO

SHOWN = ("title", "label", "hint")
SHOWN_OF_A_MEASURE = ("title", "numerator", "denominator")


def from_dictionary(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """Every text of a file of the dictionary as line, function, message, comments; Babel's options are not needed."""
    tables = tomllib.load(file)
    for text in _texts(tables) if "form" in tables else _labels(tables):
        yield 1, "say", text, []


def from_templates(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """The title of a template."""
    yield 1, "say", tomllib.load(file)["title"], []


def from_indicators(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[tuple[int, str, str, list[str]]]:
    """The title of an indicator, and the title and sentences of each of its measures."""
    indicator = tomllib.load(file)
    yield 1, "say", indicator["title"], []
    for measure in indicator["measure"]:
        yield from ((1, "say", measure[key], []) for key in SHOWN_OF_A_MEASURE if key in measure)


def _texts(table: dict[str, object]) -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _texts(value)
        elif key in SHOWN and isinstance(value, str) and value:
            yield value


def _labels(table: dict[str, object]) -> Iterator[str]:
    """Of the lists every value is shown."""
    for value in table.values():
        if isinstance(value, dict):
            yield from _labels(value)
        elif isinstance(value, str) and value:
            yield value
