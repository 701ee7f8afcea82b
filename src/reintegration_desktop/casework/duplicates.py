"""Who looks like somebody already known, with the reasons in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from reintegration_desktop.casework.desk import Desk
from reintegration_desktop.casework.listing import full_name, shown_name
from reintegration_desktop.casework.people import NAME_KEYS, People
from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.forms.values import Value
from reintegration_desktop.kernel.words import say
from reintegration_desktop.rules.folding import fold_words

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
    """Who is found by the same names, likest first; at most four."""
    typed = " ".join(answers.text(key) or "" for key in NAME_KEYS)
    rowids = people.search(typed, CANDIDATES) or people.search(answers.text("nickname") or "", CANDIDATES)
    if not rowids:
        return ()
    with desk.read() as cases:
        names = cases.names(rowids)
        rows = {row.rowid: row for row in cases.rows(rowids)}
    found = [
        LooksLike(rows[rowid].id, rows[rowid].code, shown_name(rows[rowid], known), *_reasons(desk, answers, known))
        for rowid, known in names.items()
        if rowid in rows
    ]
    return tuple(sorted(found, key=lambda one: (not one.strong, -len(one.reasons)))[:SHOWN])


def _reasons(desk: Desk, new: Answers, known: Answers) -> tuple[tuple[str, ...], bool]:
    """What is alike, in words, and whether that is much."""
    reasons = []
    nickname = new.text("nickname")
    same_nickname = bool(nickname) and set(fold_words(nickname or "")) == set(fold_words(known.text("nickname") or ""))
    if same_nickname:
        reasons.append(say("Same nickname: {nickname}", nickname=nickname))
    if set(fold_words(full_name(new))) & set(fold_words(full_name(known))):
        reasons.append(say("Similar name"))
    same_place = bool(new.text("current_place")) and new.text("current_place") == known.text("current_place")
    if same_place:
        reasons.append(say("Same place"))
    near = _ages_meet(desk, new, known)
    if near:
        reasons.append(say("The age fits"))
    return tuple(reasons), same_nickname + same_place + near >= 2


def _ages_meet(desk: Desk, new: Answers, known: Answers) -> bool:
    """Whether the spans of possible ages touch, a year more or less."""
    one, other = new.span("date_of_birth"), known.span("date_of_birth")
    if one is None or other is None:
        return False
    (low, high), (lower, higher) = one.ages_on(desk.today), other.ages_on(desk.today)
    return low - 1 <= higher and lower - 1 <= high
