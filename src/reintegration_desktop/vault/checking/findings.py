"""What a check of a vault's folder found, in codes and counts."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Trouble(StrEnum):
    """Something in a vault's folder that isn't as it should be."""

    FILE = "file"
    """``vault.json`` can't be read, or nobody in it signed it."""
    COPY = "copy"
    """The copy of ``vault.json`` is missing, or says something else."""
    SLOT = "slot"
    """A slot is damaged, asks for more work or less than any honest one, or is nobody's."""
    PAPER = "paper"
    """A certificate, a removal or a key is not signed by whom it names."""
    MISSING = "missing"
    """The database is missing."""
    DATABASE = "database"
    """The database is cut short, or not encrypted."""
    UNSEALED = "unsealed"
    """A file that should be sealed isn't."""
    RIGHTS = "rights"
    """A file or folder can be read by other users of the computer."""
    FOREIGN = "foreign"
    """A file or folder that is none of the vault's."""
    OLDER = "older"
    """``vault.json`` is older than this computer has seen it."""
    CHANGED = "changed"
    """The database was closed in order here, and is another file now."""


@dataclass(slots=True)
class Found:
    """Counts by trouble, and of what was looked at; ``left``: what a stopped backup left, which the next one sweeps."""

    troubles: Counter[Trouble] = field(default_factory=Counter)
    checked: Counter[str] = field(default_factory=Counter)
    left: int = 0

    def look(self, what: str, trouble: Trouble, *, sound: bool) -> None:
        """One more was looked at, and was as it should be or not."""
        self.checked[what] += 1
        if not sound:
            self.troubles[trouble] += 1
