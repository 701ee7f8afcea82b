"""Where several newest versions wait for a person: what merges by itself is told apart once, and remembered."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from reintegration_desktop.history.merge import Merged
from reintegration_desktop.store.log.codes import ROOM_NUMBERS
from reintegration_desktop.store.log.heads import SLICE, FullPlace, RawPlace, conflicts, newest_at, tips_at
from reintegration_desktop.store.log.register import Register
from reintegration_desktop.store.log.technical import keys_record
from reintegration_desktop.store.reading.lens import Lens
from reintegration_desktop.vault.roles import Room


def waiting(connection: Connection, register: Register, lens: Lens) -> Iterator[FullPlace]:
    """Every case, record and room whose newest versions a person decides between, in order.

    What can't be read here is among them, since nobody knows.
    """
    places = conflicts(connection)
    for start in range(0, len(places), SLICE):
        some = places[start : start + SLICE]
        quiet = _quiet(connection, register, lens, [one for one in some if lens.rooms.keyring.can_open(one[2])])
        yield from (place for place in some if place not in quiet)


def _quiet(connection: Connection, register: Register, lens: Lens, places: Sequence[FullPlace]) -> set[FullPlace]:
    """Those of some places whose versions merge by themselves."""
    tips = tips_at(connection, list(map(_raw, places)))
    marks = {place: (_raw(place), frozenset(tips[_raw(place)])) for place in places}
    quiet = {place for place in places if lens.merges_by_itself.get(marks[place])}
    for place, merged in _merged(connection, register, lens, [one for one in places if one not in quiet]):
        if not (merged.unknown or merged.conflicts or merged.came_back):
            lens.merges_by_itself.put(marks[place], True)
            quiet.add(place)
    return quiet


def _merged(
    connection: Connection, register: Register, lens: Lens, places: Sequence[FullPlace]
) -> Iterator[tuple[FullPlace, Merged]]:
    """What some places hold, of many cases at a time."""
    keys = {case: (case, keys_record(case), Room.OPEN) for case, _, _ in places}
    newest = newest_at(connection, register, [*places, *keys.values()])
    for case, place in keys.items():
        lens.adopt(case, newest.get(place, []))
    now = lens.now()
    for place in places:
        yield place, lens.merged(connection, register, place[1:], newest[place], now)


def _raw(place: FullPlace) -> RawPlace:
    case, record, room = place
    return case.bytes, record.bytes, ROOM_NUMBERS[room]
