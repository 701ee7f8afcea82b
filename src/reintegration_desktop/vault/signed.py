"""A statement in JSON with its signature, kept as the exact bytes that were signed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reintegration_desktop.vault.chain import is_signed
from reintegration_desktop.vault.fields import Fields, as_text, compact
from reintegration_desktop.vault.seals.framing import framed

SIGNATURE_BYTES = 64
REMEMBERED, REMEMBERED_BYTES = 8192, 2048
"""So many small papers are read and checked once: a headquarters asks for its people's again and again."""


@dataclass(frozen=True, slots=True)
class Signed:
    """``body`` is never written anew: what is checked are the bytes that were signed."""

    body: bytes
    signature: bytes

    @property
    def is_small(self) -> bool:
        """Whether what came of looking at it may be remembered; a stranger's papers fill no memory."""
        return len(self.body) + len(self.signature) <= REMEMBERED_BYTES

    def is_by(self, public: bytes, purpose: str) -> bool:
        """Whether the holder of a public half (32 bytes) signed this body for this purpose."""
        check = _remembered if self.is_small else is_signed
        return check(public, _message(purpose, self.body), self.signature)

    def to_json(self) -> dict[str, object]:
        """The body as text, the signature as base64."""
        return {"body": self.body.decode(), "signature": as_text(self.signature)}

    @classmethod
    def from_json(cls, fields: Fields) -> "Signed":
        """Back from ``to_json``; raises ValueError."""
        return cls(fields.text("body").encode(), fields.content("signature", SIGNATURE_BYTES))


def signed(purpose: str, body: Mapping[str, object], sign: Callable[[bytes], bytes]) -> Signed:
    """Write a statement down and sign it; a signature for one purpose is none for another."""
    content = compact(body)
    return Signed(content, sign(_message(purpose, content)))


_remembered = lru_cache(REMEMBERED)(is_signed)


def _message(purpose: str, body: bytes) -> bytes:
    return framed(f"rd-{purpose}-1".encode(), body)
