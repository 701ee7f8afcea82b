"""Length-prefixed fields, so that no two lists of fields give the same bytes."""


def framed(*fields: bytes) -> bytes:
    """Each field behind its length in four bytes, big-endian."""
    return b"".join(part for field in fields for part in (len(field).to_bytes(4), field))


def number(value: int) -> bytes:
    """A whole number from 0 as eight bytes, big-endian; raises OverflowError beyond."""
    return value.to_bytes(8)
