"""``vault.json``: what has to be known before the database opens."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from reintegration_desktop.vault.certificates import Certificate, read_certificate
from reintegration_desktop.vault.errors import VaultFileDamaged, VaultTooNew
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.papers.grants import Grant
from reintegration_desktop.vault.papers.office_keys import KeyStatement, read_statement
from reintegration_desktop.vault.passphrases.slots import Slot
from reintegration_desktop.vault.revocations import Revocation, read_revocation
from reintegration_desktop.vault.signed import Signed, signed

PURPOSE = "vault"
FORMAT = "reintegration-vault"
VERSION = 1
BEGUN = "database_begun"
"""The setting that says that this vault has had a database."""


@dataclass(frozen=True, slots=True)
class Head:
    """The newest link of a device's chain: device (32 hex digits), number and hash (32 bytes)."""

    device: str
    seq: int
    hash: bytes

    def to_json(self) -> dict[str, object]:
        """Plain JSON."""
        return {"device": self.device, "seq": self.seq, "hash": as_text(self.hash)}

    @classmethod
    def from_json(cls, fields: Fields) -> "Head":
        """Back from ``to_json``; raises ValueError."""
        return cls(fields.text("device"), fields.number("seq"), fields.content("hash", 32))


@dataclass(frozen=True, slots=True)
class VaultFile:
    """The content of ``vault.json``.

    ``directory`` holds the names of staff, sealed for who opens the database; ``root_kept`` the root's private half
    where somebody began alone, sealed to a person or the recovery pair; ``revision`` grows with every writing.
    """

    office: UUID
    revision: int = 0
    slots: tuple[Slot, ...] = ()
    certificates: tuple[Certificate, ...] = ()
    revocations: tuple[Revocation, ...] = ()
    statements: tuple[KeyStatement, ...] = ()
    grants: tuple[Grant, ...] = ()
    directory: bytes = b""
    root_kept: Mapping[UUID, bytes] = field(default_factory=dict)
    heads: tuple[Head, ...] = ()
    settings: Mapping[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """Plain JSON, with its version."""
        return {
            "version": VERSION,
            "office": str(self.office),
            "revision": self.revision,
            "slots": [slot.to_json() for slot in self.slots],
            "certificates": [paper.signed.to_json() for paper in self.certificates],
            "revocations": [paper.signed.to_json() for paper in self.revocations],
            "keys": [paper.signed.to_json() for paper in self.statements],
            "grants": [grant.to_json() for grant in self.grants],
            "directory": as_text(self.directory),
            "root_kept": {str(person): as_text(sealed) for person, sealed in self.root_kept.items()},
            "heads": [head.to_json() for head in self.heads],
            "settings": dict(self.settings),
        }

    @classmethod
    def from_json(cls, fields: Fields) -> "VaultFile":
        """Back from ``to_json``, signatures unchecked; raises ValueError, VaultTooNew."""
        if (version := fields.number("version")) != VERSION:
            raise VaultTooNew(version=version)
        kept = fields.table("root_kept")
        return cls(
            office=fields.id("office"),
            revision=fields.number("revision"),
            slots=tuple(map(Slot.from_json, fields.rows("slots"))),
            certificates=tuple(read_certificate(Signed.from_json(row)) for row in fields.rows("certificates")),
            revocations=tuple(read_revocation(Signed.from_json(row)) for row in fields.rows("revocations")),
            statements=tuple(read_statement(Signed.from_json(row)) for row in fields.rows("keys")),
            grants=tuple(map(Grant.from_json, fields.rows("grants"))),
            directory=fields.content("directory"),
            root_kept={UUID(person): kept.content(person) for person in kept.names()},
            heads=tuple(map(Head.from_json, fields.rows("heads"))),
            settings=fields.words("settings"),
        )


@dataclass(frozen=True, slots=True)
class Writing:
    """A vault's file as it was written: its content, who signed it, and the bytes that were signed."""

    file: VaultFile
    signer: UUID
    signed: Signed


def to_writing(file: VaultFile, signer: UUID, sign: Callable[[bytes], bytes]) -> Writing:
    """The file, signed as it stands."""
    return Writing(file, signer, signed(PURPOSE, file.to_json(), sign))


def to_bytes(writing: Writing) -> bytes:
    """What stands on the disk: one JSON object of format, signer, the body as text, and the signature."""
    return compact({"format": FORMAT, "signer": str(writing.signer), **writing.signed.to_json()}) + b"\n"


def from_bytes(content: bytes) -> Writing:
    """Read what stands on the disk; raises VaultFileDamaged, VaultTooNew.

    The signature must be that of a certificate inside; whether that one is to be believed, only a slot's root tells.
    """
    try:
        fields = Fields.parse(content)
        if fields.text("format") != FORMAT:
            raise ValueError("another format")
        paper = Signed.from_json(fields)
        writing = Writing(VaultFile.from_json(Fields.parse(paper.body)), fields.id("signer"), paper)
    except ValueError:
        raise VaultFileDamaged from None
    keys = (paper.sign_key for paper in writing.file.certificates if paper.id == writing.signer)
    if not any(writing.signed.is_by(key, PURPOSE) for key in keys):
        raise VaultFileDamaged
    return writing
