"""What a check found, in codes and counts."""

from dataclasses import dataclass, field
from enum import StrEnum
from uuid import UUID


class Trouble(StrEnum):
    """Something that isn't as it should be."""

    PAGES = "pages"
    """Pages of the file were changed, or its tables and indexes contradict each other."""
    GAP = "gap"
    """A number is missing in a device's chain."""
    CHAIN = "chain"
    """A change does not hang in its device's chain: it, or one before it, was changed or put back."""
    HEAD = "head"
    """A device's chain does not end where the database says it ends."""
    OLDER = "older"
    """The database is older than what is remembered outside of it, or another."""
    UNSIGNED = "unsigned"
    """No signature covers a change."""
    SIGNATURE = "signature"
    """A save was not signed by its author, or holds changes of somebody else."""
    AUTHOR = "author"
    """Nobody vouches for an author."""
    SEAL = "seal"
    """A sealed document does not open in its place."""
    FOLDS = "folds"
    """A case's lists differ from what its log says."""
    NUMBERS = "numbers"
    """The numbers of the policy in the settings are not those that were signed."""
    FILE = "file"
    """A sealed file of a case was changed, cut short, or replaced."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble: the device (32 hex digits) and number, or the case, that it was found at."""

    trouble: Trouble
    device: str | None = None
    seq: int | None = None
    case: UUID | None = None


@dataclass(slots=True)
class Findings:
    """Everything a check found; at most ``most`` of each trouble are listed, all are counted."""

    most: int = 100
    listed: list[Finding] = field(default_factory=list)
    counts: dict[Trouble, int] = field(default_factory=dict)
    checked: dict[str, int] = field(default_factory=dict)

    @property
    def is_sound(self) -> bool:
        """Whether nothing was found."""
        return not self.counts

    def add(
        self, trouble: Trouble, device: str | None = None, seq: int | None = None, case: UUID | None = None
    ) -> None:
        """Write one trouble down."""
        self.counts[trouble] = self.counts.get(trouble, 0) + 1
        if self.counts[trouble] <= self.most:
            self.listed.append(Finding(trouble, device, seq, case))

    def count(self, what: str, number: int = 1) -> None:
        """So many more of something were looked at."""
        self.checked[what] = self.checked.get(what, 0) + number
