"""Ids: random, so that they say nothing of place, year or order."""

from collections.abc import Callable
from uuid import UUID, uuid4

from stdnum.iso7064 import mod_37_36

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_id() -> UUID:
    """A random UUID (version 4)."""
    return uuid4()


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
