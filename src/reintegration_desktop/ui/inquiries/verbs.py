"""What the pages of questions between offices need of the program."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from reintegration_desktop.casework.inquiries.answering import Answered, Candidate
from reintegration_desktop.casework.inquiries.listing import InquiryLine
from reintegration_desktop.history.versions import VersionId
from reintegration_desktop.rules.facts import Changes
from reintegration_desktop.rules.inquiries.telling import Telling


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office that can be asked: how many questions more it may be asked now; whether it was asked about this one."""

    office: UUID
    name: str
    left: int
    stands: bool


@dataclass(frozen=True, slots=True)
class Asking:
    """What stands before somebody asks: the offices, what may be told, the labels of what they are told.

    ``until`` is the day on which the question ends by itself; ``days`` over how many days questions are counted.
    """

    code: str
    offices: tuple[OfficeLine, ...]
    telling: Telling
    is_hidden: bool
    told: tuple[str, ...]
    until: date
    days: int


@dataclass(frozen=True, slots=True)
class Compared:
    """A question, opened and compared here; ``told`` are labels and answers, none where nobody looks like it."""

    office: str
    asked_on: date
    until: date
    told: tuple[tuple[str, str], ...] = ()
    candidates: tuple[Candidate, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class AskVerbs:
    """``ready`` says of a case what can be asked; ``ask`` asks one office more; the last word is the own decision."""

    ready: Callable[[UUID], Asking]
    ask: Callable[[UUID, Sequence[UUID], bool], Changes]


@dataclass(frozen=True, slots=True)
class AnswerVerbs:
    """``hear`` opens a question and compares; ``answer`` says who it may be (a code) or, with None, nobody."""

    hear: Callable[[VersionId], Compared]
    answer: Callable[[VersionId, str | None, bool], Changes]
    worker: Callable[[UUID], str]


@dataclass(frozen=True, slots=True)
class FileLine:
    """How it stands with the file that an answer told of, in words; whether it can be asked for, or that taken back."""

    words: str
    may_want: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class ReadVerbs:
    """``read`` opens an answer; ``done`` is said once it was read; ``office`` names one.

    ``has`` says whether a file with a code lies here; ``join`` has two files shown together. ``file`` says how it
    stands with theirs, ``want`` asks for it, ``take_back`` asks no longer.
    """

    read: Callable[[VersionId], Answered]
    done: Callable[[VersionId], Changes]
    office: Callable[[UUID], str]
    has: Callable[[str], bool]
    join: Callable[[UUID, str], Changes]
    file: Callable[[Answered], FileLine]
    want: Callable[[VersionId], Changes]
    take_back: Callable[[VersionId], Changes]


@dataclass(frozen=True, slots=True)
class ListVerbs:
    """``lines`` are all questions of this office and to it; ``take_back`` has one forgotten everywhere."""

    lines: Callable[[], Sequence[InquiryLine]]
    take_back: Callable[[VersionId], Changes]
    office: Callable[[UUID], str]
    person: Callable[[UUID], str]
    state: Callable[[InquiryLine], str]
    may_act: bool
    limits: Mapping[str, int] = field(default_factory=dict)
