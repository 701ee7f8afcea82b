"""What pages may want to ask for again after changes were written."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from reintegration_desktop.history.change import Change
from reintegration_desktop.history.versions import Kind
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.store.log.heads import is_version


def topics_of(changes: Sequence[Change], touched: Iterable[UUID]) -> Changes:
    """What pages may want to ask for again: lists and cases after a version, ``entries`` after a look or an export.

    ``touched`` are cases that an entry about erasing hid, brought back, or took something out of.
    """
    cases = {f"case:{change.case}" for change in changes if is_version(change)} | {f"case:{case}" for case in touched}
    entries = {"entries"} if any(not is_version(change) for change in changes) else set()
    aliased = {f"case:{change.case}" for change in changes if change.kind in (Kind.ALIAS, Kind.OFFER, Kind.ACCEPT)}
    cases |= aliased
    orders = {"erasures", "tasks"} if any(change.kind is Kind.ERASE for change in changes) else set()
    written = tuple(change.id for change in changes if is_version(change))
    return Changes(frozenset({*cases, *({"cases", "tasks"} if cases else ()), *entries, *orders}), written)
