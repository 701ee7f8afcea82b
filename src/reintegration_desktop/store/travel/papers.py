"""Papers that came with bundles: certificates, revocations, statements of keys, as the exact bytes that were signed."""

from collections.abc import Iterable
from hashlib import sha256

from sqlalchemy import Connection

from reintegration_desktop.vault.certificates import Certificate, read_certificate
from reintegration_desktop.vault.papers.office_keys import KeyStatement, read_statement
from reintegration_desktop.vault.revocations import Revocation, read_revocation
from reintegration_desktop.vault.signed import Signed

CERTIFICATE, REVOCATION, KEY = "certificate", "revocation", "key"
_PUT = "INSERT INTO paper (digest, kind, body, signature) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING"
_ALL = "SELECT body, signature FROM paper WHERE kind = ? ORDER BY digest"


def put_papers(
    connection: Connection, certificates: Iterable[Certificate], revocations: Iterable[Revocation],
    statements: Iterable[KeyStatement] = (),
) -> None:  # fmt: skip
    """Keep papers; the same one is kept once."""
    rows = [
        *(_row(CERTIFICATE, certificate.signed) for certificate in certificates),
        *(_row(REVOCATION, revocation.signed) for revocation in revocations),
        *(_row(KEY, statement.signed) for statement in statements),
    ]
    if rows:
        connection.exec_driver_sql(_PUT, rows)


def read_papers(connection: Connection) -> tuple[tuple[Certificate, ...], tuple[Revocation, ...]]:
    """All papers that were kept."""
    return (
        tuple(map(read_certificate, _papers(connection, CERTIFICATE))),
        tuple(map(read_revocation, _papers(connection, REVOCATION))),
    )


def read_statements(connection: Connection) -> tuple[KeyStatement, ...]:
    """What other offices stated of their keys, as far as it was kept."""
    return tuple(map(read_statement, _papers(connection, KEY)))


def _papers(connection: Connection, kind: str) -> list[Signed]:
    return [Signed(body, signature) for body, signature in connection.exec_driver_sql(_ALL, (kind,)).fetchall()]


def _row(kind: str, paper: Signed) -> tuple[bytes, str, bytes, bytes]:
    return sha256(paper.body + paper.signature).digest(), kind, paper.body, paper.signature
