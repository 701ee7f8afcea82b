"""The order of a list of cases: by workflow facts as the database has them, by what is sealed once it was opened."""

from array import array
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.listing import CaseLine, lines
from reintegration_desktop.casework.ports import Cases
from reintegration_desktop.rules.facts import CaseFilter

_SLICE = 500


@dataclass(frozen=True, slots=True)
class Order:
    """A column, and whether it runs backwards."""

    column: str
    backwards: bool = False


SOONEST = Order("due")


def in_order(
    desk: Desk, cases: Cases, wanted: CaseFilter, order: Order, among: Collection[int] | None = None
) -> "array[int]":
    """Row ids of the cases wanted, in an order; what nobody knows stands last either way.

    Of those alone that are ``among`` a few hundred others, where these are given.
    """
    if order.column in _SEALED:
        return _by_words(desk, cases, cases.ids(wanted, among=among), order)
    by_worker = order.column == "worker"
    ids = _by_worker(desk, cases, wanted, among) if by_worker else cases.ids(wanted, order.column, among)
    return ids[::-1] if order.backwards else ids


def _by_words(desk: Desk, cases: Cases, ids: "array[int]", order: Order) -> "array[int]":
    """By what is sealed: every line is opened, in slices."""
    key = _SEALED[order.column]
    known: list[tuple[str, int]] = []
    unknown: list[int] = []
    for start in range(0, len(ids), _SLICE):
        for line in lines(desk, cases, ids[start : start + _SLICE]):
            word = key(line)
            known.append((word, line.row.rowid)) if word else unknown.append(line.row.rowid)
    known.sort(key=lambda one: one[0], reverse=order.backwards)
    return array("q", [*(rowid for _, rowid in known), *unknown])


def _by_worker(desk: Desk, cases: Cases, wanted: CaseFilter, among: Collection[int] | None) -> "array[int]":
    """By the caseworker's name, soonest action first within; cases that nobody has come last."""
    names = desk.programme.people
    ids, nobody = array("q"), array("q")
    for worker in sorted(cases.workers(), key=lambda one: _folded(names.get(str(one), ""))):
        mine = CaseFilter(wanted.status, wanted.risk, worker, wanted.stage, nobody=worker is None)
        if wanted.worker in (None, worker) and not (wanted.nobody and worker):
            (nobody if worker is None else ids).extend(cases.ids(mine, among=among))
    return ids + nobody


def _name(line: CaseLine) -> str:
    return _folded(line.name) if line.name != line.row.code else ""


def _age(line: CaseLine) -> str:
    return "{:03}-{:03}".format(*line.ages) if line.ages else ""


def _folded(text: str) -> str:
    return text.casefold()


_SEALED: Mapping[str, Callable[[CaseLine], str]] = {
    "name": _name,
    "place": lambda line: _folded(line.place),
    "age": _age,
}
