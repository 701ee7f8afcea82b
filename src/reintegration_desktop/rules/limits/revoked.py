"""What of a revoked person's later work stands all the same, whether the revocation was heard of before or after it."""

from collections.abc import Iterable
from uuid import UUID

from reintegration_desktop.forms.casefile import record_of
from reintegration_desktop.forms.document import decode
from reintegration_desktop.forms.errors import DocumentBroken
from reintegration_desktop.history.versions import Kind

_LOOKS = frozenset({Kind.VIEW, Kind.EXPORT})
_VERSIONS = frozenset({Kind.SAVE, Kind.RESOLVE})
_KEYS, _MOST = "keys", 1 << 20
Wrapped = tuple[int, str]
"""A child's wrapped key: its generation, and what else is said of it."""


def is_a_look(kind: Kind) -> bool:
    """Whether it only says that somebody looked: who did so is told in any event."""
    return kind in _LOOKS


def wraps_keys(kind: Kind, case: UUID, record: UUID) -> bool:
    """Whether it is a version of a child's wrapped keys, which others' work may be sealed under."""
    return kind in _VERSIONS and record == record_of(case, _KEYS)


def only_adds_keys(was: Iterable[bytes | None], now: bytes) -> bool:
    """Whether such a version holds every key that those it was made from held, and goes on by one generation at most.

    So it takes no key from anybody, and no number in it ends all numbers. Of those that were emptied (None) nobody
    knows what they held; their keys may be here alone.
    """
    before, held = list(was), _keys_in(now)
    known = [_keys_in(document) for document in before if document is not None]
    if held is None or None in known:
        return False
    earlier = [(room, key) for one in known if one is not None for room, keys in one.items() for key in keys]
    most = 1 + max((generation for _, (generation, _) in earlier), default=0) if len(known) == len(before) else _MOST
    return all(key in held.get(room, ()) for room, key in earlier) and all(
        generation <= most for keys in held.values() for generation, _ in keys
    )


def _keys_in(document: bytes) -> dict[str, set[Wrapped]] | None:
    """Wrapped keys by room; None where anything else is said."""
    try:
        said = decode(document)
        if said.form != _KEYS:
            return None
        return {room: {(int(str(one[0])), str(one[1:])) for one in _list(held)} for room, held in said.answers.items()}
    except (DocumentBroken, ValueError, TypeError, IndexError, OverflowError):
        return None


def _list(held: object) -> Iterable[list[object]]:
    if not isinstance(held, list) or not all(isinstance(one, list) and len(one) == 3 for one in held):
        raise TypeError
    return held
