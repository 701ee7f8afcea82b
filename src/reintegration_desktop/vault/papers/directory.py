"""The names of staff, sealed for who opens the database; certificates and the log have ids alone."""

import json
from collections.abc import Iterable, Mapping
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from reintegration_desktop.vault.errors import SealBroken
from reintegration_desktop.vault.identity import Random
from reintegration_desktop.vault.seals.framing import framed
from reintegration_desktop.vault.seals.padding import padded, unpadded

VERSION = b"\x01"
NONCE_BYTES = 12


def seal_names(names: Mapping[UUID, str], office: UUID, database_key: bytes, random: Random) -> bytes:
    """Names by person, sealed under a key that follows from the database's."""
    nonce = random(NONCE_BYTES)
    content = json.dumps({str(person): name for person, name in names.items()}, ensure_ascii=False).encode()
    return VERSION + nonce + _cipher(database_key).encrypt(nonce, padded(content), _bound(office))


def open_names(sealed: bytes, office: UUID, database_keys: Iterable[bytes]) -> dict[UUID, str]:
    """Names by person, under whichever generation of the database's key fits; raises SealBroken when none does."""
    if not sealed:
        return {}
    for key in database_keys:
        try:
            content = _cipher(key).decrypt(sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :], _bound(office))
        except (InvalidTag, ValueError):
            continue
        return {UUID(person): str(name) for person, name in json.loads(unpadded(content)).items()}
    raise SealBroken


def _cipher(database_key: bytes) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"rd-directory-1").derive(database_key))


def _bound(office: UUID) -> bytes:
    return framed(b"rd-directory-1", office.bytes)
