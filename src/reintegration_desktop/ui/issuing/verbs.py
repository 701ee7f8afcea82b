"""What the page of rules for all offices needs of the program."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reintegration_desktop.rules.facts import Changes


@dataclass(frozen=True, slots=True)
class RulesLine:
    """Rules by their number: when they were made, who signed, what they change (words), until when they can be signed.

    ``sign`` is their digest where this person is the second who signs, else None.
    """

    number: int
    made_on: date
    by: tuple[str, ...]
    changes: tuple[str, ...]
    until: date
    sign: bytes | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """Those in force, those that wait for a second signature, what would be issued now (None for who issues nothing).

    ``newer``: rules of a newer version of the program lie here and wait for it.
    """

    in_force: RulesLine | None
    waiting: tuple[RulesLine, ...]
    would: tuple[str, ...] | None
    newer: bool


@dataclass(frozen=True, slots=True)
class RulesVerbs:
    """``rules`` says how it stands; ``issue`` brings what is settled here; ``sign`` signs as the second (a digest)."""

    rules: Callable[[], Rules]
    issue: Callable[[], Changes]
    sign: Callable[[bytes], Changes]
