"""Changing what a programme settled: entries and places come, are renamed, retired; no code is ever used again."""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from reintegration_desktop.rules.places import Gazetteer, Place
from reintegration_desktop.rules.programme import Programme

PROVIDERS, PLACES = "providers", "places"
COUNTRY, PROVINCE, DISTRICT, VILLAGE = range(4)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list."""

    code: str
    label: str
    retired: bool


def entries_of(programme: Programme, name: str) -> tuple[Entry, ...]:
    """The entries of a list, those in use first."""
    gone = programme.retired.get(name, frozenset())
    found = [Entry(code, label, code in gone) for code, label in _labels(programme, name).items()]
    return tuple(sorted(found, key=lambda one: one.retired))


def with_entry(programme: Programme, name: str, label: str) -> Programme:
    """One entry more, under a code that was never used in this list; raises ValueError for one that is there."""
    labels = _labels(programme, name)
    _refuse_double(label, labels.values())
    return _with_labels(programme, name, {**labels, _new_code(label, labels): label.strip()})


def renamed(programme: Programme, name: str, code: str, label: str) -> Programme:
    """Another label for a code; raises ValueError for one that another code has."""
    labels = _labels(programme, name)
    _refuse_double(label, [one for other, one in labels.items() if other != code])
    return _with_labels(programme, name, {**labels, code: label.strip()})


def with_retired(programme: Programme, name: str, code: str, *, retired: bool) -> Programme:
    """A code that nobody chooses any more, or again."""
    gone = programme.retired.get(name, frozenset())
    return replace(programme, retired={**programme.retired, name: gone | {code} if retired else gone - {code}})


def with_place(programme: Programme, name: str, parent: str | None) -> Programme:
    """A place below another one, or a province; raises ValueError for one that lies there already."""
    above = programme.places.places.get(parent) if parent else None
    level = PROVINCE if above is None else above.level + 1
    if level > VILLAGE:
        raise ValueError("nothing lies below a village")
    _refuse_double(name, [place.name for place in programme.places if place.parent == parent])
    return _with(programme, Place(_new_code(name, programme.places.places), name.strip(), level, parent))


def place_renamed(programme: Programme, code: str, name: str) -> Programme:
    """Another name for a place; raises ValueError for one that a neighbour has."""
    place = programme.places.places[code]
    near = [one.name for one in programme.places if one.parent == place.parent and one.code != code]
    _refuse_double(name, near)
    return _with(programme, replace(place, name=name.strip()))


def with_places(programme: Programme, rows: Iterable[Sequence[str]]) -> tuple[Programme, int]:
    """Places out of rows from the province to the village; those that are there stay. Says how many came."""
    places = dict(programme.places.places)
    found = {(place.parent, _folded(place.name)): place.code for place in places.values()}
    top = next((place.code for place in places.values() if place.level == COUNTRY), None)
    for row in rows:
        parent = top
        for level, name in enumerate((cell.strip() for cell in row[:VILLAGE]), PROVINCE):
            if not name:
                break
            if (parent, _folded(name)) not in found:
                code = _new_code(name, places)
                places[code] = Place(code, name, level, parent)
                found[parent, _folded(name)] = code
            parent = found[parent, _folded(name)]
    return replace(programme, places=Gazetteer(places)), len(places) - len(programme.places.places)


def _with(programme: Programme, place: Place) -> Programme:
    return replace(programme, places=Gazetteer({**programme.places.places, place.code: place}))


def _labels(programme: Programme, name: str) -> Mapping[str, str]:
    return programme.providers if name == PROVIDERS else programme.lists.get(name, {})


def _with_labels(programme: Programme, name: str, labels: Mapping[str, str]) -> Programme:
    if name == PROVIDERS:
        return replace(programme, providers=labels)
    return replace(programme, lists={**programme.lists, name: labels})


def _new_code(label: str, taken: Container[str]) -> str:
    """Letters and digits of the label, with a number where that is taken; retired codes count as taken."""
    plain = normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    words = "".join(letter if letter.isalnum() else " " for letter in plain).split()
    code, number = "_".join(words)[:32] or "entry", 1
    found = code
    while found in taken:
        number += 1
        found = f"{code}_{number}"
    return found


def _refuse_double(label: str, others: Iterable[str]) -> None:
    if not label.strip():
        raise ValueError("nothing was typed")
    if any(_same(label, other) for other in others):
        raise ValueError("it is there already")


def _same(one: str, other: str) -> bool:
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return name.strip().casefold()
