"""Saved filters: what somebody looks for again and again, under a name; sealed, since the name may tell something."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields

from reintegration_desktop.casework.desk import Desk

FILTERS = "filters"


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A search with what it is narrowed to, as the page names it; empty means any."""

    name: str
    typed: str = ""
    status: str = "open"
    risk: str = ""
    worker: str = ""


def saved_filters(desk: Desk) -> tuple[SavedFilter, ...]:
    """The filters of who is signed in, by name."""
    raw = json.loads(desk.own.get(FILTERS) or "[]")
    return tuple(sorted(map(_filter, raw), key=lambda one: one.name.casefold()))


def keep_filter(desk: Desk, kept: SavedFilter) -> tuple[SavedFilter, ...]:
    """Save a filter, in place of the one of its name; returns all of them."""
    return _put(desk, [*_others(desk, kept.name), kept])


def drop_filter(desk: Desk, name: str) -> tuple[SavedFilter, ...]:
    """Forget a filter; returns those that are left."""
    return _put(desk, _others(desk, name))


def _others(desk: Desk, name: str) -> list[SavedFilter]:
    return [one for one in saved_filters(desk) if one.name != name]


def _put(desk: Desk, filters: list[SavedFilter]) -> tuple[SavedFilter, ...]:
    desk.own.put(FILTERS, json.dumps([asdict(one) for one in filters], ensure_ascii=False))
    return saved_filters(desk)


def _filter(raw: Mapping[str, str]) -> SavedFilter:
    """One that a newer version wrote loses what this one doesn't know."""
    return SavedFilter(**{one.name: str(raw[one.name]) for one in fields(SavedFilter) if one.name in raw})
