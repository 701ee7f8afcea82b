"""Who looks like somebody already known, with the reasons in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.listing import shown_name
from reintegration_desktop.casework.names.likeness import similar
from reintegration_desktop.casework.people import NAME_KEYS, People
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Value
from reintegration_desktop.rules.duplicates import suspicions, traits_of
from reintegration_desktop.rules.words import likeness_words

INTAKE = "intake"
CANDIDATES = 60
SHOWN = 4


@dataclass(frozen=True, slots=True)
class LooksLike:
    """A file that may be the same person's; ``reasons`` in words."""

    case: UUID
    code: str
    name: str
    reasons: tuple[str, ...]
    strong: bool


def together(forms: Mapping[str, Answers]) -> Answers:
    """Answers of several forms in one draft, each key with its form before it."""
    return Answers({f"{form}.{key}": value for form, answers in forms.items() for key, value in answers.items()})


def by_form(answers: Answers, forms: Iterable[str]) -> dict[str, Answers]:
    """The forms of such a draft."""
    found: dict[str, dict[str, Value]] = {form: {} for form in forms}
    for name, value in answers.items():
        form, _, key = name.partition(".")
        if form in found:
            found[form][key] = value
    return {form: Answers(own) for form, own in found.items()}


def look(desk: Desk, people: People, answers: Answers) -> tuple[LooksLike, ...]:
    """Who may be this young person, likest first; at most four."""
    typed = " ".join(answers.text(key) or "" for key in NAME_KEYS)
    rowids = people.search(typed, CANDIDATES) or people.search(answers.text("nickname") or "", CANDIDATES)
    if not rowids:
        return ()
    with desk.read() as cases:
        names = cases.names(rowids)
        rows = {row.id: row for row in cases.rows(rowids)}
    known = {row.id: names[row.rowid] for row in rows.values() if row.rowid in names}
    found = suspicions(
        traits_of(desk.new_id(), answers), [traits_of(case, own) for case, own in known.items()], similar
    )
    return tuple(
        LooksLike(
            one.case,
            rows[one.case].code,
            shown_name(rows[one.case], known[one.case]),
            tuple(likeness_words([reason]) for reason in one.reasons),
            one.strong,
        )
        for one in found[:SHOWN]
    )
