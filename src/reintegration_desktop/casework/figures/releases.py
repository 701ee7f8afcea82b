"""The ledger of releases as it lies in a vault: each entry signed by who released, sealed to the figures keys."""

import json
from collections.abc import Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from reintegration_desktop.casework.errors import FiguresForged
from reintegration_desktop.casework.figures.files import must_read_figures
from reintegration_desktop.reports.errors import LedgerBroken
from reintegration_desktop.reports.ledger import Entry, check_chain
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.errors import EnvelopeDamaged, EnvelopeForeign
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "release"
VERSION = 1
ENDING = ".rel"
_DIGITS = 6


def entries(folder: Path, keyring: Keyring) -> tuple[Entry, ...]:
    """All releases so far, oldest first; raises FiguresClosed, FiguresForged, LedgerBroken, and what
    the envelope raises.
    """
    must_read_figures(keyring)
    with told():
        paths = sorted(folder.glob(f"*{ENDING}"))
    found = tuple(sorted((_read(path, keyring) for path in paths), key=lambda entry: entry.number))
    check_chain(found)
    return found


def released_so_far(folder: Path) -> int:
    """How many releases lie in a vault; who counts figures tells it, and can open none."""
    with told():
        return len(list(folder.glob(f"*{ENDING}")))


def of_office(folder: Path, office: UUID, keyring: Keyring) -> tuple[Entry, ...]:
    """What an office released, as its bundles left it beside its figures, oldest first; raises what ``entries`` does.

    What was sealed before the office knew of headquarters opens for nobody here, and is missing.
    """
    with told():
        paths = sorted(folder.glob(f"{office.hex}-*{ENDING}"))
    found = []
    for path in paths:
        with suppress(EnvelopeForeign):
            found.append(_read(path, keyring))
    found.sort(key=lambda entry: entry.number)
    check_chain(found)
    return tuple(found)


def from_above(folder: Path, headquarters: UUID, keyring: Keyring) -> tuple[Entry, ...]:
    """What headquarters released, as its bundles left it beside the figures here, as far as it opens, oldest first.

    Some may be missing: those from before this office was known there, and those for who documents violations. What was
    signed by nobody who is known here is left out. Raises LedgerBroken where two that follow each other don't fit.
    """
    with told():
        paths = sorted(folder.glob(f"{headquarters.hex}-*{ENDING}"))
    found: list[Entry] = []
    for path in paths:
        with suppress(EnvelopeForeign, FiguresForged):
            found.append(_read(path, keyring))
    found.sort(key=lambda entry: entry.number)
    for before, after in pairwise(found):
        if after.number == before.number + 1 and after.before != before.hash:
            raise LedgerBroken(number=after.number)
    return tuple(found)


def append(folder: Path, entry: Entry, keyring: Keyring, others: Sequence[str] = ()) -> Path:
    """Write a release down for good: signed and sealed, in a file of its own that tells its number alone.

    ``others`` are headquarters' figures keys (``age1...``), at headquarters those of its offices: it goes there with
    the next bundle.
    """
    body = {
        "version": VERSION,
        "kind": "release",
        "by": str(keyring.id),
        "entry": json.loads(entry.to_bytes()),
    }
    paper = json.dumps(signed(PURPOSE, body, keyring.sign).to_json()).encode()
    path = folder / f"{entry.number:0{_DIGITS}d}{ENDING}"
    write_whole(path, seal_bytes(paper, [keyring.recipient(KeyName.FIGURES), *others]))
    return path


def _read(path: Path, keyring: Keyring) -> Entry:
    with told():
        sealed = path.read_bytes()
    try:
        paper = Signed.from_json(Fields.parse(open_bytes(sealed, keyring.identities(KeyName.FIGURES))))
        fields = Fields.parse(paper.body)
        if fields.number("version") != VERSION or fields.text("kind") != "release":
            raise FiguresForged
        by, content = fields.id("by"), json.dumps(json.loads(paper.body)["entry"]).encode()
    except EnvelopeDamaged:
        raise LedgerBroken(number=_number(path)) from None
    except ValueError:
        raise FiguresForged from None
    if not keyring.people.is_signed_by(paper, by, PURPOSE):
        raise FiguresForged
    return Entry.from_bytes(content)


def _number(path: Path) -> int:
    """The number that a release's file has in its name; nought where it has none."""
    digits = path.stem[-_DIGITS:]
    return int(digits) if digits.isdecimal() else 0
