"""Revocations: from when on somebody's keys count no longer, and what of theirs still stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from reintegration_desktop.vault.certificates import Sign
from reintegration_desktop.vault.fields import Fields, as_text
from reintegration_desktop.vault.identity import fingerprint
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "revocation"
VERSION = 1


@dataclass(frozen=True, slots=True)
class Revocation:
    """``last`` names per device (32 hex digits) the last number and chain hash that are held of the person's work.

    ``stands`` are fingerprints of certificates and revocations the person issued that stay valid; any other falls with
    its issuer.
    """

    person: UUID
    since: datetime
    issuer: UUID | None
    last: Mapping[str, tuple[int, bytes]]
    stands: frozenset[str]
    signed: Signed

    @property
    def fingerprint(self) -> str:
        """The hash this revocation is named by, 64 hex digits."""
        return fingerprint(self.signed.body)


def revoke(
    person: UUID,
    since: datetime,
    issuer: UUID | None,
    sign: Sign,
    last: Mapping[str, tuple[int, bytes]] = MappingProxyType({}),
    stands: frozenset[str] = frozenset(),
) -> Revocation:
    """Say that a person's keys count no longer, as an issuer or as the root (None)."""
    body = {
        "version": VERSION,
        "kind": "revocation",
        "person": str(person),
        "from": since.isoformat(),
        "issuer": "root" if issuer is None else str(issuer),
        "last": [{"device": device, "seq": seq, "hash": as_text(head)} for device, (seq, head) in sorted(last.items())],
        "stands": sorted(stands),
    }
    return Revocation(person, since, issuer, last, stands, signed(PURPOSE, body, sign))


def read_revocation(paper: Signed) -> Revocation:
    """The revocation in some signed bytes, its signature unchecked; raises ValueError."""
    fields = Fields.parse(paper.body)
    if fields.number("version") != VERSION or fields.text("kind") != "revocation":
        raise ValueError("a revocation of another kind")
    issuer = fields.text("issuer")
    return Revocation(
        person=fields.id("person"),
        since=fields.moment("from"),
        issuer=None if issuer == "root" else UUID(issuer),
        last={row.text("device"): (row.number("seq"), row.content("hash", 32)) for row in fields.rows("last")},
        stands=frozenset(fields.texts("stands")),
        signed=paper,
    )
