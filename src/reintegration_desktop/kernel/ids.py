"""Ids: random, so that they say nothing of year or order; a case's says which office began it, to who asks for one."""

from collections.abc import Callable
from hashlib import sha256
from uuid import RFC_4122, UUID, uuid4

from stdnum.iso7064 import mod_37_36

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> UUID:
    """A random UUID (version 4)."""
    return uuid4()


_MARK_BITS, _RANDOM_BITS = 48, 74
_BEGUN = 8


def case_id(office: UUID, chance: UUID) -> UUID:
    """The id of a case that an office begins, from a random UUID (version 4).

    A UUID of version 8 (RFC 9562): 48 bits that follow from the office and the others, which are 74 random ones.
    """
    rest = ((chance.int >> 64 & 0xFFF) << 62) | (chance.int & (1 << 62) - 1)
    high, low = rest >> 62, rest & (1 << 62) - 1
    return UUID(int=_mark(office, rest) << 80 | _BEGUN << 76 | high << 64 | 0b10 << 62 | low)


def may_have_begun(office: UUID, case: UUID) -> bool:
    """Whether an office can be the one that began a case, by its id; those of other versions don't say."""
    if case.variant != RFC_4122 or case.version != _BEGUN:
        return True
    return case_id(office, case) == case


def _mark(office: UUID, rest: int) -> int:
    said = sha256(b"rd-case-1" + office.bytes + rest.to_bytes(-(-_RANDOM_BITS // 8), "big")).digest()
    return int.from_bytes(said[: _MARK_BITS // 8], "big")


def new_case_code(choose: Callable[[str], str]) -> str:
    """Six random Crockford base32 characters, a hyphen and an ISO 7064 MOD 37,36 check character.

    ``choose`` picks one character of a string, for instance ``secrets.choice``.
    """
    body = "".join(choose(CROCKFORD) for _ in range(6))
    return f"{body}-{mod_37_36.calc_check_digit(body)}"


def tidy_case_code(typed: str) -> str:
    """The code a person meant: upper case, with its hyphen, I and L read as 1 and O as 0; raises ValueError."""
    compact = typed.strip().upper().replace("-", "").replace(" ", "")
    body = compact[:6].translate(str.maketrans("ILO", "110"))
    if len(compact) != 7 or not mod_37_36.is_valid(body + compact[6]):
        raise ValueError("not a case code")
    return f"{body}-{compact[6]}"
