"""Twenty characters that two people read to each other, so that nobody stands between them."""

from hashlib import sha256
from hmac import compare_digest

from reintegration_desktop.kernel.ids import CROCKFORD
from reintegration_desktop.vault.errors import CodeDiffers
from reintegration_desktop.vault.seals.framing import framed

LENGTH, GROUP = 20, 4
_MEANT = str.maketrans("ILO", "110", " -\t\n")


def code_of(content: bytes) -> str:
    """The code of some bytes: 100 bits of their SHA-256 in Crockford's base32, in five groups of four."""
    number = int.from_bytes(sha256(framed(b"rd-code-1", content)).digest()) >> 256 - 5 * LENGTH
    signs = "".join(CROCKFORD[number >> 5 * place & 31] for place in reversed(range(LENGTH)))
    return "-".join(signs[at : at + GROUP] for at in range(0, LENGTH, GROUP))


def tidy_code(typed: str) -> str:
    """What a person meant: upper case, without blanks and hyphens, I and L as 1, O as 0."""
    return typed.upper().translate(_MEANT)


def check_code(content: bytes, typed: str) -> None:
    """Raise CodeDiffers unless the typed code is the content's."""
    if not compare_digest(tidy_code(typed).encode(), tidy_code(code_of(content)).encode()):
        raise CodeDiffers
