"""What a programme settles for itself: numbers, lists, places, people, offices, questions switched on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from reintegration_desktop.rules.places import Gazetteer, Place
from reintegration_desktop.rules.policy import Policy


@dataclass(frozen=True, slots=True)
class Issued:
    """Which of headquarters' rules an office goes by: their number, when they were made, their SHA-256 (64 digits)."""

    number: int
    at: datetime
    digest: str

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {"number": self.number, "at": self.at.isoformat(), "digest": self.digest}

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> "Issued":
        """Back from it; raises ValueError on other shapes."""
        return cls(int(str(raw.get("number"))), datetime.fromisoformat(str(raw.get("at"))), str(raw.get("digest")))


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme's own choices.

    ``lists`` fill the dictionary's empty lists (code to label); ``switched_on`` are keys of questions that are off
    otherwise; ``people`` and ``offices`` name them by id; ``providers`` the services one can refer to. ``retired``
    are codes by list (``providers`` and ``places`` too) that nobody chooses any more and old answers still have.
    ``issued`` says which of headquarters' rules these are, None for an office that settles its own.
    """

    policy: Policy = field(default_factory=Policy)
    lists: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    switched_on: frozenset[str] = frozenset()
    places: Gazetteer = field(default_factory=Gazetteer)
    people: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    providers: Mapping[str, str] = field(default_factory=dict)
    retired: Mapping[str, frozenset[str]] = field(default_factory=dict)
    issued: Issued | None = None

    def to_json(self) -> dict[str, object]:
        """Plain JSON, with its version."""
        return {
            "version": 1,
            "policy": self.policy.to_json(),
            "lists": {name: dict(entries) for name, entries in self.lists.items()},
            "switched_on": sorted(self.switched_on),
            "places": [[place.code, place.name, place.level, place.parent] for place in self.places],
            "people": dict(self.people),
            "offices": dict(self.offices),
            "providers": dict(self.providers),
            "retired": {name: sorted(codes) for name, codes in self.retired.items() if codes},
            **({} if self.issued is None else {"issued": self.issued.to_json()}),
        }

    @classmethod
    def from_json(cls, raw: Mapping[str, object]) -> "Programme":
        """The programme back from ``to_json``; what is missing takes its default. Raises ValueError on other shapes."""
        return cls(
            policy=Policy.from_json(_table(raw, "policy")),
            lists={str(name): _words(entries) for name, entries in _table(raw, "lists").items()},
            switched_on=frozenset(str(key) for key in _rows(raw, "switched_on")),
            places=Gazetteer({place.code: place for place in map(_place, _rows(raw, "places"))}),
            people=_words(raw.get("people", {})),
            offices=_words(raw.get("offices", {})),
            providers=_words(raw.get("providers", {})),
            retired={str(name): _codes(codes) for name, codes in _table(raw, "retired").items()},
            issued=Issued.from_json(_table(raw, "issued")) if raw.get("issued") else None,
        )


def _table(raw: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = raw.get(key, {})
    if not isinstance(value, Mapping):
        raise ValueError(f"{key} is not a table")
    return value


def _rows(raw: Mapping[str, object], key: str) -> list[object]:
    value = raw.get(key, [])
    if not isinstance(value, list):
        raise ValueError(f"{key} is not a list")
    return value


def _words(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise ValueError("not a table of words")
    return {str(key): str(word) for key, word in value.items()}


def _codes(value: object) -> frozenset[str]:
    if not isinstance(value, list):
        raise ValueError("not a list of codes")
    return frozenset(map(str, value))


def _place(row: object) -> Place:
    if not isinstance(row, list) or len(row) != 4:
        raise ValueError("a place is code, name, level, parent")
    code, name, level, parent = row
    return Place(str(code), str(name), int(str(level)), None if parent is None else str(parent))
