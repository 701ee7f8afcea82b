"""Which files a case may hold: in which form each room's stand, how large they may be, what a photograph needs."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile, Record
from reintegration_desktop.rules.consent import photograph_needs_consent
from reintegration_desktop.vault.roles import Room

FILE_FORMS: Mapping[Room, str] = MappingProxyType(
    {Room.PERSON: "person_file", Room.ACCOUNT: "account_file", Room.RESTRICTED: "restricted_file"}
)
ROOM_OF_FORM: Mapping[str, Room] = MappingProxyType({form: room for room, form in FILE_FORMS.items()})
SEALED, KIND, CAPTION, NAME, TYPE, SIZE, ADDED = (
    "sealed_file", "file_kind", "caption", "file_name", "media_type", "file_size", "added",
)  # fmt: skip
TECHNICAL = frozenset({SEALED, TYPE, SIZE})
"""What stands in a file's line in other words."""
PHOTOGRAPH = "photograph"
MEGABYTE = 1 << 20
LARGEST_FILE = 100 * MEGABYTE
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 4096
"""A photograph is kept no larger than this: a page of small print is still read from it."""


def is_photograph(form: str, answers: Answers) -> bool:
    """Whether a record holds a photograph of the young person."""
    return form in ROOM_OF_FORM and answers.choice(KIND) == PHOTOGRAPH and SEALED in answers


def is_photographed_against_consent(form: str, answers: Answers, file: CaseFile) -> bool:
    """Whether a record would keep a photograph without a yes to photographs."""
    return is_photograph(form, answers) and not photograph_needs_consent(file)


def photographs(file: CaseFile) -> Iterator[Record]:
    """The records of a case that hold a photograph of the young person."""
    return (row for form in ROOM_OF_FORM for row in file.rows(form) if is_photograph(form, row.answers))
