"""An entry of the log that stands beside the versions of cases: who said what, when, on which device."""

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from uuid import UUID

from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.kernel.clock import moment_of

Said = TypeVar("Said")


@dataclass(frozen=True, slots=True)
class LogEntry(Generic[Said]):
    """``case`` is what it belongs to: a case, a thread between offices, or an office as a whole."""

    id: VersionId
    case: UUID
    author: UUID
    clock: int
    said: Said

    @property
    def at(self) -> datetime:
        """The moment it was written, by its author's clock."""
        return moment_of(self.clock)
