"""The ledger of releases: what was published to whom, in a chain; never a true count."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

from reintegration_desktop.reports.errors import LedgerBroken
from reintegration_desktop.reports.periods import NOW
from reintegration_desktop.reports.published import Published
from reintegration_desktop.reports.recipients import Recipient
from reintegration_desktop.reports.table import CellId, Key

VERSION = 2
FIRST = "0" * 64
_ROUNDED = 3
"""Entries of this version tell what their counts were rounded to; programs that know none refuse them."""

NEAR_DAYS = 92
"""A quarter: what is told as of two days that lie nearer together differs by few, and is protected together."""

_WITHOUT_PURPOSE = 1
"""Entries of this version are kept and hashed as they were written: nobody was asked what the report was for."""


@dataclass(frozen=True, slots=True)
class Released:
    """One table as it was published: its dimensions by name, and each cell, None where it was hidden."""

    name: str
    measure: str
    dimensions: tuple[str, ...]
    cells: Mapping[Key, int | None]

    @classmethod
    def of(cls, table: Published) -> "Released":
        """What the ledger keeps of a published table."""
        return cls(table.name, table.measure, tuple(one.name for one in table.dimensions), dict(table.cells))

    def to_json(self) -> dict[str, object]:
        """Plain JSON: a cell is a row of its key and its count."""
        cells = [[*key, count] for key, count in self.cells.items()]
        return {"name": self.name, "measure": self.measure, "dimensions": list(self.dimensions), "cells": cells}

    def by_cell(self) -> dict[CellId, int | None]:
        """The cells whatever the table."""
        found: dict[CellId, int | None] = {}
        for key, count in self.cells.items():
            pairs = sorted(pair for pair in zip(self.dimensions, key, strict=True) if pair[1] != "total")
            found[self.measure, tuple(pairs)] = count
        return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One release: the record that a manager reads and an auditor checks.

    ``before`` is the hash of the entry before it; ``files`` are SHA-256 by name; ``left_out`` stands in words;
    ``gap`` is how much cheaper the hiding might have been; ``software`` and ``dictionary`` are versions. ``purpose`` is
    what it was released for, in the words of who released it; ``rounded`` what all counts are multiples of, 0 where
    small ones are hidden; ``version`` that of the entry's own form.
    """

    number: int
    before: str
    template: str
    period: str
    scope: str
    recipient: Recipient
    threshold: int
    released_on: date
    as_of: date
    left_out: str
    cells: int
    hidden: int
    gap: float
    seconds: float
    software: str
    dictionary: str
    files: Mapping[str, str]
    tables: tuple[Released, ...]
    purpose: str = ""
    rounded: int = 0
    version: int = VERSION

    def to_json(self) -> dict[str, object]:
        """Plain JSON, with its version."""
        purpose = {} if self.version == _WITHOUT_PURPOSE else {"purpose": self.purpose}
        rounded = {"rounded": self.rounded} if self.version == _ROUNDED else {}
        return {
            **purpose,
            **rounded,
            "version": self.version,
            "number": self.number,
            "before": self.before,
            "template": self.template,
            "period": self.period,
            "scope": self.scope,
            "recipient": str(self.recipient),
            "threshold": self.threshold,
            "released_on": self.released_on.isoformat(),
            "as_of": self.as_of.isoformat(),
            "left_out": self.left_out,
            "cells": self.cells,
            "hidden": self.hidden,
            "gap": self.gap,
            "seconds": self.seconds,
            "software": self.software,
            "dictionary": self.dictionary,
            "files": dict(self.files),
            "tables": [table.to_json() for table in self.tables],
        }

    def to_bytes(self) -> bytes:
        """The entry as it is hashed, sealed and signed: JSON of sorted keys without a blank."""
        return json.dumps(self.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()

    @property
    def hash(self) -> str:
        """What the next entry names: SHA-256, in hex."""
        return sha256(self.to_bytes()).hexdigest()

    @classmethod
    def from_bytes(cls, content: bytes) -> "Entry":
        """Back from ``to_bytes``; raises LedgerBroken."""
        try:
            raw = json.loads(content)
            has = raw["version"] in (VERSION, _ROUNDED), raw["version"] == _ROUNDED
            if raw["version"] not in (_WITHOUT_PURPOSE, VERSION, _ROUNDED):
                raise LedgerBroken(number=0)
            if ("purpose" in raw, raw.get("rounded", 0) > 0) != has:
                raise LedgerBroken(number=0)
            tables = tuple(_released(table) for table in raw.pop("tables"))
            days = {key: date.fromisoformat(raw.pop(key)) for key in ("released_on", "as_of")}
            return cls(**raw | days | {"recipient": Recipient(raw["recipient"]), "tables": tables})
        except (ValueError, KeyError, TypeError, AttributeError):
            raise LedgerBroken(number=0) from None


def version_of(rounded: int) -> int:
    """The form of an entry whose counts were rounded, or not."""
    return _ROUNDED if rounded else VERSION


def check_chain(entries: Sequence[Entry]) -> None:
    """Raises LedgerBroken with the number from which on the chain does not hold."""
    before = FIRST
    for number, entry in enumerate(entries, 1):
        if entry.number != number or entry.before != before:
            raise LedgerBroken(number=number)
        before = entry.hash


def following(entries: Sequence[Entry], entry: Entry) -> Entry:
    """The entry as the next of a chain."""
    return replace(entry, number=len(entries) + 1, before=entries[-1].hash if entries else FIRST)


def telling_of(
    entries: Iterable[Entry], measures: Collection[str], period: str, scope: str, as_of: date
) -> tuple[Entry, ...]:
    """Earlier releases, by whatever template, that tell of some of the same counts, with these tables alone.

    Of what is told as of now those of days near this one: most of the same young people stand behind it.
    """
    found = [
        replace(entry, tables=tuple(table for table in entry.tables if table.measure in measures))
        for entry in entries
        if (entry.period, entry.scope) == (period, scope) and (period != NOW or _is_near(entry.as_of, as_of))
    ]
    return tuple(entry for entry in found if entry.tables)


def _is_near(one: date, other: date) -> bool:
    return abs((one - other).days) < NEAR_DAYS


def told_by(entries: Iterable[Entry]) -> frozenset[tuple[str, str]]:
    """Measures with the dimensions by which releases tell them."""
    return frozenset(
        (table.measure, name) for entry in entries for table in entry.tables for name in table.dimensions
    )  # fmt: skip


def beside_in_time(entries: Iterable[Entry], measures: Collection[str], period: str, scope: str) -> tuple[Entry, ...]:
    """Earlier releases of the same year, a quarter's or the year's own: their counts add up."""
    return tuple(
        entry
        for entry in entries
        if entry.scope == scope
        and NOW not in (period, entry.period)
        and period != entry.period
        and period[:4] == entry.period[:4]
        and any(table.measure in measures for table in entry.tables)
    )


def beside_in_place(entries: Iterable[Entry], period: str, scope: str) -> tuple[Entry, ...]:
    """What others released of the same period, its year and the year's quarters: offices and their programme."""
    return tuple(
        entry
        for entry in entries
        if entry.scope != scope and (entry.period == period or NOW not in (period, entry.period))
        and entry.period[:4] == period[:4]
    )  # fmt: skip


def _released(raw: Mapping[str, list[object]]) -> Released:
    cells = {tuple(str(code) for code in row[:-1]): row[-1] for row in raw["cells"] if isinstance(row, list)}
    if not all(count is None or isinstance(count, int) for count in cells.values()):
        raise LedgerBroken(number=0)
    return Released(str(raw["name"]), str(raw["measure"]), tuple(str(one) for one in raw["dimensions"]), cells)
