"""X25519 keys in the spelling of the age format, so that the ``age`` program reads what we seal."""

from collections.abc import Iterable

from reintegration_desktop.vault.identity import seal_key_of

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def recipient_of(public: bytes) -> str:
    """``age1...`` of a public half of 32 bytes."""
    return _bech32("age", public)


def identity_of(secret: bytes) -> str:
    """``AGE-SECRET-KEY-1...`` of a private half of 32 bytes."""
    return _bech32("age-secret-key-", secret).upper()


def own_recipient(secret: bytes) -> str:
    """``age1...`` of the pair a private half belongs to."""
    return recipient_of(seal_key_of(secret))


def _bech32(prefix: str, content: bytes) -> str:
    """Bech32 without its length limit. Source: BIP 173, as the age specification uses it."""
    data = _in_fives(content)
    expanded = [ord(sign) >> 5 for sign in prefix] + [0] + [ord(sign) & 31 for sign in prefix]
    check = _checksum([*expanded, *data, 0, 0, 0, 0, 0, 0]) ^ 1
    tail = [check >> 5 * (5 - place) & 31 for place in range(6)]
    return f"{prefix}1{''.join(_ALPHABET[value] for value in [*data, *tail])}"


def _in_fives(content: bytes) -> list[int]:
    """Bytes in groups of five bits, the last filled with zeros."""
    bits = "".join(f"{byte:08b}" for byte in content)
    return [int(bits[at : at + 5].ljust(5, "0"), 2) for at in range(0, len(bits), 5)]


def _checksum(values: Iterable[int]) -> int:
    state = 1
    for value in values:
        top = state >> 25
        state = (state & 0x1FFFFFF) << 5 ^ value
        for place, part in enumerate(_GENERATOR):
            state ^= part if top >> place & 1 else 0
    return state
