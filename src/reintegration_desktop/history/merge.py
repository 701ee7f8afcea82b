"""Merging versions that did not know each other."""

from dataclasses import dataclass

from reintegration_desktop.history.versions import VersionId


@dataclass(frozen=True, slots=True)
class Option:
    """One of the answers that wait: the version it stands in and its raw JSON value, None where it has none."""

    version: VersionId
    value: object


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same answer changed on both sides; ``options`` newest first, ``shown`` is what everyone sees meanwhile."""

    key: str
    options: tuple[Option, ...]
    shown: object
