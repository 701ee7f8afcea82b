"""What somebody said of two files that look alike: the same person, somebody else, not sure; kept with the case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.duplicates import LooksLike
from reintegration_desktop.casework.saving import write
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.casefile import CaseFile
from reintegration_desktop.forms.values import Stamp
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.edit import Edit
from reintegration_desktop.rules.facts import Changes

FORM = "likeness"
OTHER, SAID, WHY, STAMP = "other_case", "same_person", "why_alike", "compared"
WRITES = frozenset({OTHER, SAID, STAMP})


class Same(StrEnum):
    """Whether two files are of one person (the list ``same_person``)."""

    SAME = "same"
    DIFFERENT = "different"
    NOT_SURE = "not_sure"


@dataclass(frozen=True, slots=True)
class Compared:
    """A file that looks alike, by its code, with what is alike in words; ``said`` is None until somebody answers."""

    code: str
    said: Same | None
    why: str = ""


def of_intake(found: Iterable[LooksLike], said: Mapping[str, Same]) -> tuple[Compared, ...]:
    """What is kept of an intake: every answer, and as open questions those who look much alike and have none."""
    shown = {one.code: one for one in found}
    answered = [Compared(code, same, _alike(shown.get(code))) for code, same in said.items()]
    open_ = [Compared(one.code, None, _alike(one)) for one in shown.values() if one.strong and one.code not in said]
    return (*answered, *open_)


def said_in(file: CaseFile) -> dict[str, Same]:
    """The answers that were given in a case, by the other file's code: nobody is asked twice."""
    rows = (row.answers for row in file.rows(FORM))
    given = ((row.text(OTHER), row.choice(SAID)) for row in rows)
    return {code: Same(same) for code, same in given if code and same in tuple(Same)}


def rows(desk: Desk, compared: Sequence[Compared]) -> list[Edit]:
    """The rows of a case that is begun."""
    return [_row(desk, desk.new_id(), one) for one in compared]


def answered(desk: Desk, case: UUID, code: str, same: Same, why: str = "") -> Changes:
    """Answer for a case whether another file, by its code, is the same person's; an earlier answer is replaced.

    *Same* and *not sure* leave a look to the supervisor, who marks a double or says that it is none.
    """
    with desk.begin() as work:
        earlier = [row for row in work.file(case).rows(FORM) if row.answers.text(OTHER) == code]
        before = earlier[-1] if earlier else None
        told = why.strip() or (before.answers.text(WHY) or "" if before else "")
        row = _row(desk, before.id if before else desk.new_id(), Compared(code, same, told))
        write(desk, work, case, [row], writes=WRITES)
        return work.commit()


def to_draft(said: Mapping[str, Same]) -> Answers:
    """The answers of an intake that is not saved yet, all in one line."""
    return Answers({OTHER: " ".join(f"{code} {same.value}" for code, same in said.items())} if said else {})


def from_draft(kept: Answers) -> dict[str, Same]:
    """Such answers back."""
    words = (kept.text(OTHER) or "").split()
    pairs = zip(words[::2], words[1::2], strict=False)
    return {code: Same(same) for code, same in pairs if same in tuple(Same)}


def _row(desk: Desk, record: UUID, one: Compared) -> Edit:
    answers = Answers({OTHER: one.code})
    if one.why:
        answers = answers.with_(WHY, one.why)
    if one.said is not None:
        answers = answers.with_(SAID, one.said.value).with_(STAMP, Stamp(str(desk.me.id), desk.clock.now()))
    return Edit(FORM, record, None, answers, frozenset({OTHER, SAID, WHY, STAMP}))


def _alike(one: LooksLike | None) -> str:
    return say(", ").join(one.reasons) if one else ""
