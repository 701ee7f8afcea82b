"""Typed fields out of JSON that may be damaged or hostile."""

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID


def as_text(content: bytes) -> str:
    """Bytes as base64 for JSON."""
    return b64encode(content).decode("ascii")


def compact(raw: Mapping[str, object]) -> bytes:
    """JSON without spaces, as UTF-8: the bytes that are stored, signed and hashed exactly as they are."""
    return json.dumps(raw, ensure_ascii=False, separators=(",", ":")).encode()


class Fields:
    """A JSON object read field by field. Everything that does not fit raises ValueError."""

    def __init__(self, raw: object) -> None:
        if not isinstance(raw, dict):
            raise ValueError("not an object")
        self._raw: dict[str, object] = raw

    @classmethod
    def parse(cls, content: bytes) -> "Fields":
        """The object that stands in some bytes of JSON."""
        try:
            return cls(json.loads(content))
        except RecursionError:
            raise ValueError("too deep") from None

    def text(self, key: str) -> str:
        """A string that can be written as UTF-8."""
        value = self._raw.get(key)
        if not isinstance(value, str):
            raise ValueError(f"{key} is not text")
        value.encode()
        return value

    def number(self, key: str) -> int:
        """A whole number from 0 to 2**63 - 1."""
        value = self._raw.get(key)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 63:
            raise ValueError(f"{key} is not a whole number")
        return value

    def flag(self, key: str) -> bool:
        """True or false."""
        value = self._raw.get(key)
        if not isinstance(value, bool):
            raise ValueError(f"{key} is neither true nor false")
        return value

    def content(self, key: str, length: int | None = None) -> bytes:
        """Bytes that stand as base64, of an exact length where one is given."""
        value = b64decode(self.text(key), validate=True)
        if length is not None and len(value) != length:
            raise ValueError(f"{key} has another length")
        return value

    def raw(self, key: str) -> object:
        """What stands there as it is; None where nothing does."""
        return self._raw.get(key)

    def id(self, key: str) -> UUID:
        """A UUID in its usual spelling."""
        return UUID(self.text(key))

    def moment(self, key: str) -> datetime:
        """A moment with its time zone."""
        value = datetime.fromisoformat(self.text(key))
        if value.tzinfo is None:
            raise ValueError(f"{key} has no time zone")
        return value

    def table(self, key: str) -> "Fields":
        """An object inside."""
        return Fields(self._raw.get(key))

    def rows(self, key: str) -> "tuple[Fields, ...]":
        """A list of objects."""
        return tuple(Fields(value) for value in self.list(key))

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        values = self.list(key)
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{key} does not hold text alone")
        return tuple(str(value) for value in values)

    def words(self, key: str) -> dict[str, str]:
        """An object whose values are all strings."""
        table = self.table(key)
        return {name: table.text(name) for name in table.names()}

    def names(self) -> tuple[str, ...]:
        """The keys that are there."""
        return tuple(self._raw)

    def has(self, key: str) -> bool:
        """Whether a key is there and not null."""
        return self._raw.get(key) is not None

    def value(self, key: str) -> object:
        """Whatever stands under a key, None where nothing does."""
        return self._raw.get(key)

    def list(self, key: str) -> "list[object]":
        """A list of anything."""
        value = self._raw.get(key)
        if not isinstance(value, list):
            raise ValueError(f"{key} is not a list")
        return value
