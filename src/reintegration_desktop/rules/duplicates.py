"""Who may be somebody already known: scored, with the reasons; a person decides, never the score."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from reintegration_desktop.forms.answers import Answers
from reintegration_desktop.kernel.dates import UncertainDate
from reintegration_desktop.rules.folding import fold, fold_words

NAMES = ("name_first", "name_middle", "name_last")
SAME, ALIKE = 1.0, 0.75
SUSPECTED, STRONG, HIGHEST = 4.5, 6.0, 10.5
_NEAR, _FAR = timedelta(days=366), timedelta(days=3 * 366)
_TELLING = frozenset({"female", "male"})

Similarity = Callable[[str, str], float]
"""How alike two folded words are, from 0 to 1; 1 only for the same."""


class Likeness(StrEnum):
    """What is alike."""

    SAME_NICKNAME = "same_nickname"
    SAME_NAME = "same_name"
    SIMILAR_NAME = "similar_name"
    SAME_PLACE = "same_place"
    SAME_HOME = "same_home"
    NEAR_AGE = "near_age"
    SAME_SEX = "same_sex"


_NAMED = frozenset({Likeness.SAME_NICKNAME, Likeness.SAME_NAME, Likeness.SIMILAR_NAME})
_POINTS = {
    Likeness.SAME_NICKNAME: 2.5, Likeness.SAME_NAME: 4.0, Likeness.SIMILAR_NAME: 3.0, Likeness.SAME_PLACE: 1.5,
    Likeness.SAME_HOME: 1.0, Likeness.NEAR_AGE: 1.0, Likeness.SAME_SEX: 0.5,
}  # fmt: skip
_ONE_WORD, _ANOTHER_SEX, _ANOTHER_AGE = 1.5, -2.0, -3.0


@dataclass(frozen=True, slots=True)
class PersonTraits:
    """What somebody is recognised by: ``names`` and ``nickname`` folded, places by code."""

    case: UUID
    names: tuple[str, ...]
    nickname: str = ""
    sex: str | None = None
    born: UncertainDate | None = None
    place: str | None = None
    home: str | None = None


@dataclass(frozen=True, slots=True)
class Suspicion:
    """Somebody who may be the same person: ``strength`` from 0 to 1, the weightiest reasons first."""

    case: UUID
    reasons: tuple[Likeness, ...]
    strength: float
    strong: bool


def traits_of(case: UUID, identification: Answers) -> PersonTraits:
    """The traits in what is known of somebody, complete or not."""
    names = " ".join(identification.text(key) or "" for key in NAMES)
    return PersonTraits(
        case,
        fold_words(names),
        fold(identification.text("nickname") or ""),
        identification.choice("sex"),
        identification.span("date_of_birth"),
        identification.text("current_place"),
        identification.text("origin_place"),
    )


def suspicions(candidate: PersonTraits, known: Iterable[PersonTraits], similar: Similarity) -> tuple[Suspicion, ...]:
    """Those among the known who may be the candidate, likest first; the candidate's own file is passed over.

    A nickname or a name must be alike; place, home, age and sex add to it, another age or sex speaks against it.
    """
    found = (suspicion(candidate, other, similar) for other in known if other.case != candidate.case)
    return tuple(sorted((one for one in found if one), key=lambda one: (-one.strength, one.case)))


def suspicion(one: PersonTraits, other: PersonTraits, similar: Similarity) -> Suspicion | None:
    """Whether two may be one person; None where too little is alike."""
    alike = {**_names(one, other, similar), **_circumstances(one, other)}
    points = sum(alike.values()) + _against(one, other)
    if points < SUSPECTED or not _NAMED & alike.keys():
        return None
    reasons = sorted(alike, key=lambda reason: -alike[reason])
    return Suspicion(other.case, tuple(reasons), min(1.0, points / HIGHEST), points >= STRONG)


def _names(one: PersonTraits, other: PersonTraits, similar: Similarity) -> dict[Likeness, float]:
    found: dict[Likeness, float] = {}
    if one.nickname and one.nickname == other.nickname:
        found[Likeness.SAME_NICKNAME] = _POINTS[Likeness.SAME_NICKNAME]
    fit, words = _fit(one.names, other.names, similar)
    if fit >= SAME and words > 1:
        found[Likeness.SAME_NAME] = _POINTS[Likeness.SAME_NAME]
    elif fit >= ALIKE:
        found[Likeness.SIMILAR_NAME] = _POINTS[Likeness.SIMILAR_NAME] if words > 1 else _ONE_WORD
    return found


def _fit(one: tuple[str, ...], other: tuple[str, ...], similar: Similarity) -> tuple[float, int]:
    """How well the words of the shorter name fit words of the longer one, on average, and how many there are.

    The order of names, and a middle name that somebody left out, make no difference.
    """
    shorter, longer = sorted((one, other), key=len)
    left, total = list(longer), 0.0
    for word in shorter:
        best = max(left, key=lambda candidate: similar(word, candidate))
        total += similar(word, best)
        left.remove(best)
    return (total / len(shorter), len(shorter)) if shorter else (0.0, 0)


def _circumstances(one: PersonTraits, other: PersonTraits) -> dict[Likeness, float]:
    apart = _apart(one.born, other.born)
    alike = {
        Likeness.SAME_PLACE: one.place is not None and one.place == other.place,
        Likeness.SAME_HOME: one.home is not None and one.home == other.home,
        Likeness.NEAR_AGE: apart is not None and apart <= _NEAR,
        Likeness.SAME_SEX: one.sex in _TELLING and one.sex == other.sex,
    }
    return {likeness: _POINTS[likeness] for likeness, is_so in alike.items() if is_so}


def _against(one: PersonTraits, other: PersonTraits) -> float:
    apart = _apart(one.born, other.born)
    another_sex = {one.sex, other.sex} == _TELLING
    return _ANOTHER_SEX * another_sex + _ANOTHER_AGE * (apart is not None and apart > _FAR)


def _apart(one: UncertainDate | None, other: UncertainDate | None) -> timedelta | None:
    """How far apart two spans of birth lie; nought where they touch, None where one is unknown."""
    if one is None or other is None:
        return None
    return max(timedelta(0), one.earliest - other.latest, other.earliest - one.latest)
