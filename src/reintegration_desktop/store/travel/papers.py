"""Certificates and revocations that came with bundles, as the exact bytes that were signed; unchecked here."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection

from reintegration_desktop.vault.certificates import Certificate, read_certificate
from reintegration_desktop.vault.revocations import Revocation, read_revocation
from reintegration_desktop.vault.signed import Signed

CERTIFICATE, REVOCATION = "certificate", "revocation"
_PUT = "INSERT INTO paper (digest, kind, body, signature) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_ALL = "SELECT body, signature FROM paper WHERE kind = ? ORDER BY digest"


def put_papers(connection: Connection, certificates: Iterable[Certificate], revocations: Iterable[Revocation]) -> None:
    """Keep papers; the same one is kept once."""
    rows = [
        *(_row(CERTIFICATE, certificate.signed) for certificate in certificates),
        *(_row(REVOCATION, revocation.signed) for revocation in revocations),
    ]
    if rows:
        connection.exec_driver_sql(_PUT, rows)


def read_papers(connection: Connection) -> tuple[tuple[Certificate, ...], tuple[Revocation, ...]]:
    """All papers that were kept."""
    return (
        tuple(map(read_certificate, _papers(connection, CERTIFICATE))),
        tuple(map(read_revocation, _papers(connection, REVOCATION))),
    )


def _papers(connection: Connection, kind: str) -> list[Signed]:
    return [Signed(body, signature) for body, signature in connection.exec_driver_sql(_ALL, (kind,)).fetchall()]


def _row(kind: str, paper: Signed) -> tuple[bytes, str, bytes, bytes]:
    return sha256(paper.body + paper.signature).digest(), kind, paper.body, paper.signature
