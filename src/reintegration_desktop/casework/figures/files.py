"""Files of counts: signed by who counted, sealed to the figures keys of the office and of headquarters."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

from reintegration_desktop.casework.errors import FiguresForged
from reintegration_desktop.kernel.words import say
from reintegration_desktop.reports.errors import FiguresClosed, FiguresUnreadable
from reintegration_desktop.reports.figures import Figures
from reintegration_desktop.reports.indicators.counting import Base
from reintegration_desktop.vault.envelope import open_bytes, seal_bytes
from reintegration_desktop.vault.errors import EnvelopeDamaged
from reintegration_desktop.vault.fields import Fields
from reintegration_desktop.vault.files.disk import told, write_whole
from reintegration_desktop.vault.keyring import Keyring
from reintegration_desktop.vault.roles import KeyName
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "figures"
VERSION = 1
ENDING = ".fig"
_OPENED_BY: Mapping[Base, KeyName] = MappingProxyType(
    {Base.REPORTING: KeyName.FIGURES, Base.EVERYBODY: KeyName.FIGURES, Base.MONITORING: KeyName.OVERSIGHT}
)


@dataclass(frozen=True, slots=True)
class FigureFile:
    """Opened figures, who counted them and when.

    ``releases``: how many reports the office had released by then; None where the figures don't say.
    """

    figures: Figures
    by: UUID
    at: datetime
    releases: int | None = None


def file_name(template: str, period: str, office: UUID) -> str:
    """The name of a file of counts: the same for the same template, period and office, and telling nothing."""
    return sha256(f"{template}\0{period}\0{office}".encode()).hexdigest()[:32] + ENDING


def write_figures(
    folder: Path, figures: Figures, keyring: Keyring, at: datetime, others: Sequence[str] = (), releases: int = 0
) -> Path:
    """Sign and seal figures in place of the earlier ones; ``others`` are headquarters' figures keys (``age1...``).

    ``releases``: how many reports this office has released.

    What is for those who document violations is sealed for who oversees, not for every reader of figures.
    """
    body = {
        "version": VERSION,
        "kind": "figures",
        "by": str(keyring.id),
        "at": at.isoformat(),
        "releases": releases,
        "figures": json.loads(figures.to_bytes()),
    }
    paper = json.dumps(signed(PURPOSE, body, keyring.sign).to_json()).encode()
    path = folder / file_name(figures.template, figures.period, figures.office)
    write_whole(path, seal_bytes(paper, [keyring.recipient(_OPENED_BY[figures.base]), *others]))
    return path


def read_figures(path: Path, keyring: Keyring) -> FigureFile:
    """Open a file of counts; raises EnvelopeForeign, FiguresForged, FiguresUnreadable."""
    with told():
        sealed = path.read_bytes()
    try:
        paper = Signed.from_json(Fields.parse(_opened(sealed, keyring)))
        fields = Fields.parse(paper.body)
        by = fields.id("by")
        if fields.number("version") != VERSION or fields.text("kind") != "figures":
            raise FiguresForged
        body = json.loads(paper.body)
        content, releases = json.dumps(body["figures"]).encode(), body.get("releases")
    except ValueError:
        raise FiguresForged from None
    if not keyring.people.is_signed_by(paper, by, PURPOSE):
        raise FiguresForged
    known = releases if isinstance(releases, int) else None
    return FigureFile(Figures.from_bytes(content), by, fields.moment("at"), known)


def _opened(sealed: bytes, keyring: Keyring) -> bytes:
    try:
        return open_bytes(sealed, _identities(keyring))
    except EnvelopeDamaged:
        raise FiguresUnreadable from None


def _identities(keyring: Keyring) -> tuple[str, ...]:
    return tuple(identity for key in sorted(set(_OPENED_BY.values())) for identity in keyring.identities(key))


def must_read_figures(keyring: Keyring) -> None:
    """Raises FiguresClosed, which names the role, for who holds no key of the figures."""
    if not keyring.secrets(KeyName.FIGURES):
        raise FiguresClosed(role=say(keyring.role.value.replace("_", " ")))
