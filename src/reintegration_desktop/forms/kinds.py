"""What an answer is, and what it is compared as."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Kind(StrEnum):
    """What an answer is."""

    TEXT = "text"
    NARRATIVE = "narrative"
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"
    UNCERTAIN_DATE = "uncertain_date"
    TIMESTAMP = "timestamp"
    INTEGER = "integer"
    NUMBER = "number"
    LOCATION = "location"
    DOMAIN_SCORES = "domain_scores"
    ATTACHMENT = "attachment"
    REFERENCE = "reference"
    USER = "user"
    USERS = "users"
    STAMP = "stamp"
    LIST = "list"
    DERIVED = "derived"
    CODE = "code"
    YES_NO_FLAG = "yes_no_flag"


class Sort(StrEnum):
    """What an answer is compared as."""

    CODE = "code"
    NUMBER = "number"
    DAY = "day"


DAYS = frozenset({Kind.DATE, Kind.UNCERTAIN_DATE, Kind.TIMESTAMP})
NUMBERS = frozenset({Kind.INTEGER, Kind.NUMBER})
SEVERAL = frozenset({Kind.CHOICES, Kind.USERS, Kind.LIST})
WORDS = frozenset({Kind.TEXT, Kind.CODE})
SORTS: Mapping[Kind, Sort] = MappingProxyType(
    {
        **dict.fromkeys(DAYS, Sort.DAY),
        **dict.fromkeys(NUMBERS, Sort.NUMBER),
        **dict.fromkeys((Kind.CHOICE, Kind.CHOICES, Kind.YES_NO_FLAG), Sort.CODE),
    }
)
