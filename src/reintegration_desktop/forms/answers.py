"""The answers of one record."""

from collections.abc import ItemsView, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from reintegration_desktop.forms.values import Absence, Absent, Score, Value
from reintegration_desktop.kernel.dates import UncertainDate


@dataclass(frozen=True, slots=True)
class Answers(Mapping[str, Value]):
    """Answers by key; a question without an answer has no key. It never changes.

    ``unknown`` holds, as raw JSON under ``room:key``, what a newer dictionary asked; it goes back into its own room
    untouched.
    """

    given: Mapping[str, Value] = field(default_factory=dict)
    unknown: Mapping[str, object] = field(default_factory=dict)

    def __getitem__(self, key: str) -> Value:
        return self.given[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.given)

    def __len__(self) -> int:
        return len(self.given)

    def items(self) -> ItemsView[str, Value]:
        """Keys and answers; of a dictionary's own make, since all of a case's are walked through at every save."""
        return self.given.items()

    def choice(self, key: str) -> str | None:
        """The code chosen, or a text; None while there is none or a reason for absence."""
        value = self.given.get(key)
        return value if isinstance(value, str) else None

    text = choice

    def choices(self, key: str) -> tuple[str, ...]:
        """The codes chosen, none if empty or absent."""
        value = self.given.get(key)
        return value if isinstance(value, tuple) else ()

    def span(self, key: str) -> UncertainDate | None:
        """A date as a span; a day known exactly is a span of one day."""
        value = self.given.get(key)
        if isinstance(value, UncertainDate):
            return value
        day = self.day(key)
        return None if day is None else UncertainDate.day(day)

    def day(self, key: str) -> date | None:
        """A day known exactly; of a moment, its day in UTC."""
        value = self.given.get(key)
        if isinstance(value, datetime):
            return value.date()
        return value if isinstance(value, date) else None

    def moment(self, key: str) -> datetime | None:
        """A moment in UTC."""
        value = self.given.get(key)
        return value if isinstance(value, datetime) else None

    def number(self, key: str) -> float | int | None:
        """A number; None while there is none."""
        value = self.given.get(key)
        return value if isinstance(value, int | float) and not isinstance(value, bool) else None

    def flag(self, key: str) -> bool:
        """A flag: false until somebody sets it."""
        return self.given.get(key) is True

    def scores(self, key: str) -> Mapping[str, Score]:
        """Scores by area; empty while there are none."""
        value = self.given.get(key)
        return value if isinstance(value, Mapping) else {}

    def absent(self, key: str) -> Absence | None:
        """The reason for absence, if one was given."""
        value = self.given.get(key)
        return value.reason if isinstance(value, Absent) else None

    def with_(self, key: str, value: Value) -> "Answers":
        """The same answers with one more, or another."""
        return Answers({**self.given, key: value}, self.unknown)

    def without(self, *keys: str) -> "Answers":
        """The same answers without some keys."""
        return Answers({key: value for key, value in self.given.items() if key not in keys}, self.unknown)

    def merged(self, more: Mapping[str, Value]) -> "Answers":
        """The same answers with others put over them."""
        return Answers({**self.given, **more}, self.unknown)
